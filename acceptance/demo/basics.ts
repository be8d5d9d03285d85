import type { Role } from '../../domain/roles.ts';
import type { Answer, ApiClient } from './client.ts';
import { untilSeen } from './until-seen.ts';

/** What every tale is told with: bodies, views of the API, and answers that have to be good. */
export type As = (role: Role, unit?: string, nth?: number) => Promise<ApiClient>;

export const MOVEMENT = 'cai-cach-hanh-chinh-hung-yen-2022';
export const LEAD = 'van-phong-so-khcn-hung-yen';
export const COUNCIL = 'hoi-dong-tdkt-so-khcn-hung-yen';
export const DEPARTMENT = 'so-khcn-hung-yen';
export const APPRAISER = 'so-noi-vu-hung-yen';
export const PROVINCE = 'ubnd-tinh-hung-yen';
export const UNIT = 'phong-qlkh-so-khcn-hung-yen';

export interface NominationView {
  id: string;
  code: string;
  stage: string;
  step: number;
  outcome: string | null;
  dueAt: string | null;
  /** Its unit's time is over, and may yet be given back. */
  timeUp: { on: string; reopensUntil: string } | null;
  provisional: boolean;
  overdue: boolean;
  version: number;
  allowedActions: string[];
  waiting: {
    why: string;
    code: string;
    for: { body: string | null; role: string };
    until: string | null;
    then: string;
  } | null;
  checks: { criterion: string; result: string; reason: string }[];
  findings: { rule: string; result: string; message: string }[];
  documents: { id: string; kind: string; name: string }[];
  missingDocuments: string[];
  workflow: { workflowId: string; uiUrl: string | null };
  decision: { number: string; decidedOn: string } | null;
  quota: { max: number | null; used: number; awarded: number; left: number | null } | null;
  route: { step: number; stage: string; body: string | null; passedOver?: { body: string } }[];
  outcomeReason: string | null;
  ballots: { ballot: number; approve: number; valid: number; passed: boolean }[];
  sessionId: string | null;
  submissionId: string | null;
}

/** An answer that has to be good. @throws Error with what came instead */
export function good<T>(answer: Answer<T>, ...statuses: number[]): T {
  const expected = statuses.length > 0 ? statuses : [200, 201];
  if (!expected.includes(answer.status))
    throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A whole list, page by page. */
export async function all<T>(client: ApiClient, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '?limit=100' : `?limit=100&cursor=${cursor}`;
    const page: { items: T[]; nextCursor: string | null } = good(await client.get(`${path}${query}`));
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

/** A small but real PDF, for dossiers. */
export const pdf = (text: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

/** The copy of a signed decision, handed in by who records it. @returns its id */
export async function signedPaper(client: ApiClient, number: string): Promise<string> {
  const paper = { name: 'quyet-dinh.pdf', bytes: pdf(`decision ${number}`) };
  return good(await client.upload<{ id: string }>('/files', paper)).id;
}

/** The head confirms all that an office has recorded for them in a round. */
export async function confirmDecisions(head: ApiClient, roundId: string): Promise<void> {
  const { awaitingHead } = good(
    await head.get<{ awaitingHead: { decisionId: string }[] }>(`/rounds/${roundId}`),
  );
  for (const { decisionId } of awaitingHead)
    good(await head.post(`/rounds/${roundId}/actions/confirm-decision`, { decisionId }));
}

export interface RoundView {
  id: string;
  state: string;
  version: number;
  warnings: string[];
  planVersion: number;
  leadBody: string;
  reopensUntil: string | null;
  nominationsByStage: Record<string, number>;
  quota: { award: string; kinds: string[]; max: number | null; used: number; awarded: number }[];
  dates: Record<string, string | null>;
}

/** One act on a nomination. */
export async function act(
  client: ApiClient,
  id: string,
  kind: string,
  body: unknown = {},
): Promise<NominationView> {
  return good(await client.post<NominationView>(`/nominations/${id}/actions/${kind}`, body));
}

export async function look(client: ApiClient, id: string): Promise<NominationView> {
  return good(await client.get<NominationView>(`/nominations/${id}`));
}

/** Waits until a nomination has moved on to where other paths carry it; a body sees it from the step that reaches it on. */
export async function arrive(
  client: ApiClient,
  id: string,
  there: (view: NominationView) => boolean,
): Promise<NominationView> {
  return untilSeen<NominationView>(async () => {
    const answer = await client.get<NominationView>(`/nominations/${id}`);
    if (answer.status === 404) return { instead: `nomination ${id} has not reached this body` };
    const view = good(answer);
    if (there(view)) return { seen: view };
    const { code, stage, waiting, outcome, version } = view;
    return { instead: `${code} stays at ${stage} (${waiting?.code ?? outcome ?? '—'}), version ${version}` };
  });
}
