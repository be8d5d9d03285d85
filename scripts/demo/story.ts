import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '../../domain/roles.ts';
import type { Answer, ApiClient } from './client.ts';

/**
 * The acts of the people who carry a nomination, over HTTP alone: the words that the demo and the whole-path tests
 * tell their stories with.
 */
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
  missingDocuments: string[];
  workflow: { workflowId: string; uiUrl: string | null };
  decision: { number: string; decidedOn: string } | null;
  quota: { max: number | null; used: number; awarded: number; left: number | null } | null;
  route: { step: number; stage: string; body: string | null; passedOver?: { body: string } }[];
  outcomeReason: string | null;
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

export interface RoundView {
  id: string;
  state: string;
  version: number;
  warnings: string[];
  planVersion: number;
  leadBody: string;
  nominationsByStage: Record<string, number>;
  quota: { award: string; kinds: string[]; max: number | null; used: number; awarded: number }[];
  dates: Record<string, string | null>;
}

export async function openRound(
  as: As,
  dates: Record<string, string>,
  round = 'tong-ket-2025',
): Promise<RoundView> {
  const office = await as('office-reviewer', LEAD);
  const body = {
    movement: MOVEMENT,
    round,
    dates,
    reason: 'Tổng kết phong trào theo hướng dẫn của Sở Nội vụ',
  };
  return good(await office.post<RoundView>('/rounds', body));
}

export interface Subject {
  kind: 'collective' | 'individual';
  award: 'bang-khen' | 'giay-khen';
  unit?: string;
  name?: string;
}

const evidence = {
  collective: {
    'trien-khai-ke-hoach': {
      statement: 'Hoàn thành 100% nhiệm vụ trong kế hoạch cải cách hành chính, trước hạn.',
    },
    'tham-muu-van-ban': { statement: 'Tham mưu 12 văn bản, kế hoạch.' },
    'sang-kien-duoc-cong-nhan': {
      level: 'grassroots',
      decisionNumber: '45/QĐ-SKHCN',
      date: '2024-11-20',
      title: 'Quy trình điện tử giải quyết thủ tục',
    },
    'hoan-thanh-chi-tieu': { statement: 'Hoàn thành vượt các chỉ tiêu được giao.' },
    'ky-luat-hanh-chinh': { statement: 'Chấp hành nghiêm kỷ luật, kỷ cương hành chính.' },
    'khong-vi-pham': { value: 0 },
    'hoan-thanh-tot-nhiem-vu': { part: 14, whole: 14 },
  },
  individual: {
    'sang-kien-duoc-cong-nhan': {
      level: 'grassroots',
      decisionNumber: '46/QĐ-SKHCN',
      date: '2024-11-20',
      title: 'Rút ngắn thời gian thẩm định hồ sơ',
    },
    'xep-loai': { level: 'well-completed', year: 2025 },
    'ky-luat-hanh-chinh': { statement: 'Chấp hành nghiêm kỷ luật, kỷ cương hành chính.' },
    'khong-vi-pham': { value: 0 },
  },
};

export const draftOf = (roundId: string, { kind, award, unit = UNIT, name }: Subject) => ({
  roundId,
  award,
  subject: {
    kind,
    category: kind === 'collective' ? 'tap-the-thuoc-so' : 'ca-nhan-thuoc-so',
    name: name ?? (kind === 'collective' ? 'Phòng Quản lý khoa học' : 'Nguyễn Thị Hà'),
    unit,
    ...(kind === 'collective'
      ? { headcount: 14, femaleCount: 6 }
      : { gender: 'female', position: 'Chuyên viên' }),
  },
  achievement: {
    title: 'Cải cách hành chính giai đoạn 2021 - 2025',
    from: '2021-06-01',
    to: '2025-12-31',
    summary: 'Thực hiện tốt nhiệm vụ cải cách hành chính, rút ngắn thời gian giải quyết thủ tục.',
  },
  proposingUnit: unit,
  evidence: evidence[kind],
});

const dossier = ['bao-cao-thanh-tich', 'bien-ban-hop-don-vi', 'quyet-dinh-cong-nhan-sang-kien'];

/** A draft with its whole dossier. */
export async function draft(as: As, roundId: string, subject: Subject): Promise<NominationView> {
  const officer = await as('unit-officer', subject.unit ?? UNIT);
  const created = good(await officer.post<NominationView>('/nominations', draftOf(roundId, subject)));
  for (const kind of dossier)
    good(
      await officer.upload(
        `/nominations/${created.id}/documents`,
        { name: `${kind}.pdf`, bytes: pdf(kind) },
        { kind },
      ),
    );
  return created;
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

export async function submit(as: As, id: string, unit = UNIT): Promise<NominationView> {
  return act(await as('unit-officer', unit), id, 'submit');
}

/** Văn phòng finds every criterion met, one by one, and approves. */
export async function review(as: As, id: string): Promise<NominationView> {
  const reviewer = await as('office-reviewer', LEAD);
  const { checks, version } = await look(reviewer, id);
  for (const { criterion } of checks)
    good(
      await reviewer.put(
        `/nominations/${id}/checks/${criterion}`,
        { result: 'met', reason: 'Đã đối chiếu với minh chứng.' },
        version,
      ),
    );
  return act(reviewer, id, 'approve', { note: 'Hồ sơ đủ điều kiện.' });
}

export interface SessionView {
  id: string;
  state: string;
  members: { memberId: string }[];
  items: { nominationId: string; state: string }[];
}

/** The council meets: convened, opened with everybody there, hands counted, closed. `yes`: of all, or of each. */
export async function meet(
  as: As,
  ids: string[],
  scheduledAt: string,
  yes: number | Readonly<Record<string, number>> = 7,
  council = COUNCIL,
): Promise<SessionView> {
  const secretary = await as('council-secretary', council);
  const session = good(
    await secretary.post<SessionView>('/council-sessions', {
      body: council,
      nominationIds: ids,
      mode: 'meeting',
      scheduledAt,
      place: 'Phòng họp tầng 3',
      ballot: 'show-of-hands',
    }),
  );
  const step = async (kind: string, body: unknown = {}) =>
    good(await secretary.post<SessionView>(`/council-sessions/${session.id}/actions/${kind}`, body));
  await step('convene');
  const { members } = await step('open', { present: session.members.map((m) => m.memberId) });
  const hands = members.length;
  for (const nominationId of ids) {
    const approve = typeof yes === 'number' ? yes : (yes[nominationId] ?? hands);
    await step('record-count', {
      ...{ nominationId, issued: hands, collected: hands, valid: hands },
      ...{ approve, disapprove: hands - approve },
    });
  }
  return step('close');
}

/** The Giám đốc agrees with what the council passed. */
export async function conclude(
  as: As,
  sessionId: string,
  agreed: string[],
  organization = DEPARTMENT,
): Promise<SessionView> {
  const head = await as('head', organization);
  return good(
    await head.post<SessionView>(`/council-sessions/${sessionId}/actions/conclude`, { agreed, refused: [] }),
  );
}

export interface SubmissionView {
  id: string;
  state: string;
  items: { id: string; state: string }[];
}

let papers = 0;

/** A tờ trình from one body to the next, written and dispatched. */
export async function sendOn(
  client: ApiClient,
  roundId: string,
  ids: string[],
  [fromBody, toBody]: [string, string],
  signedOn: string,
  award = 'bang-khen',
): Promise<SubmissionView> {
  papers += 1;
  const written = good(
    await client.post<SubmissionView>('/submissions', {
      roundId,
      award,
      fromBody,
      toBody,
      nominationIds: ids,
      number: `${100 + papers}/TTr-${randomUUID().slice(0, 4)}`,
      signedBy: 'Trần Tùng Chuẩn',
      signedOn,
    }),
  );
  return good(await client.post<SubmissionView>(`/submissions/${written.id}/actions/dispatch`, {}));
}

/** Waits until a nomination has moved on to where other paths carry it; a body sees it from the step that reaches it on. */
export async function arrive(
  client: ApiClient,
  id: string,
  there: (view: NominationView) => boolean,
  within = 20_000,
): Promise<NominationView> {
  const until = Date.now() + within;
  for (;;) {
    const answer = await client.get<NominationView>(`/nominations/${id}`);
    if (answer.status !== 404 && there(good(answer))) return answer.body;
    if (Date.now() > until)
      throw new Error(
        answer.status === 404
          ? `nomination ${id} has not reached this body`
          : `${answer.body.code} stays at ${answer.body.stage} (${answer.body.waiting?.code ?? answer.body.outcome ?? '—'})`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The council votes by open ballot: each member present for each nomination, in the system. */
export async function ballot(as: As, ids: string[], scheduledAt: string): Promise<SessionView> {
  const secretary = await as('council-secretary', COUNCIL);
  const session = good(
    await secretary.post<SessionView>('/council-sessions', {
      body: COUNCIL,
      nominationIds: ids,
      mode: 'meeting',
      scheduledAt,
      place: 'Phòng họp tầng 3',
      ballot: 'open',
    }),
  );
  const step = async (kind: string, body: unknown = {}) =>
    good(await secretary.post<SessionView>(`/council-sessions/${session.id}/actions/${kind}`, body));
  await step('convene');
  await step('open', { present: session.members.map((m) => m.memberId) });
  const chair = await as('council-chair', COUNCIL);
  const members = await Promise.all(session.members.slice(1).map((_, i) => as('council-member', COUNCIL, i)));
  for (const member of [chair, ...members])
    good(
      await member.send('POST', `/council-sessions/${session.id}/ballots`, {
        votes: ids.map((nominationId) => ({
          nominationId,
          choice: 'approve',
          receipt: randomBytes(16).toString('base64url'),
        })),
      }),
    );
  return step('close');
}
