import type { NominationView } from '../demo/story.ts';
import { APPRAISER, LEAD, PROVINCE } from '../demo/story.ts';
import type { Chance } from './chance.ts';
import type { Stubborn } from './stubborn.ts';
import type { Summary, Town } from './town.ts';
import { look, paper, seen } from './town.ts';

const reason = 'Thành tích chưa đủ căn cứ.';

/** How many cases somebody takes up before he looks again what lies there. */
const AT_ONE_SITTING = 5;

/** What a reviewer of Văn phòng does next with some of the cases that lie there. */
export function reviewerOf(town: Town, client: Stubborn, chance: Chance): () => Promise<unknown> {
  const weighOne = async ({ id, onHold }: Summary) => {
    const act = (kind: string, body: object) => client.post(`/nominations/${id}/actions/${kind}`, body);
    if (onHold) return act('release', { document: await paper(client), reason });
    const view = await look(client, id);
    if (!view) return;
    const { office } = town.intentionFor(id);
    // Once was enough: it has been held and released, or amended.
    const first = view.version <= 3;
    if (office === 'reject') return act('reject', { reason });
    if (office === 'return' && first)
      return act('return', { reason, items: [{ document: 'bao-cao-thanh-tich', note: reason }] });
    if (office === 'hold' && first)
      return act('hold', { ground: 'complaint', document: await paper(client), reason });
    await weigh(client, view);
    return act('approve', { note: 'Hồ sơ đủ điều kiện.' });
  };
  return async () => {
    const here = chance.shuffled(await seen(client, 'stage=office-review'));
    for (const one of here.slice(0, AT_ONE_SITTING)) await weighOne(one);
  };
}

/** Finds met what nobody has found yet. */
async function weigh(client: Stubborn, { id, checks, version }: NominationView): Promise<void> {
  for (const { criterion } of checks.filter(({ result }) => result === 'unverified')) {
    const finding = { result: 'met', reason: 'Đã đối chiếu với minh chứng.' };
    const { status } = await client.put(`/nominations/${id}/checks/${criterion}`, finding, version);
    // Somebody was faster: decided again at the next look.
    if (status !== 200) return;
  }
}

/** What an appraiser does next with one case. */
export function appraiserOf(town: Town, client: Stubborn, chance: Chance): () => Promise<unknown> {
  return async () => {
    const here = await seen(client, 'stage=appraisal');
    if (here.length === 0) return;
    const { id } = chance.oneOf(here);
    const { appraiser } = town.intentionFor(id);
    const act = (kind: string, body: object) => client.post(`/nominations/${id}/actions/${kind}`, body);
    if (appraiser === 'approve') return act('approve', {});
    if (appraiser === 'reject') return act('reject', { reason });
    const { status } = await act('return', { reason, items: [] });
    return status === 200 ? undefined : act('approve', {});
  };
}

interface SubmissionView {
  id: string;
  state: string;
  allowedActions: string[];
  items: { id: string; state: string }[];
}

/** What a body that writes tờ trình does next: writes one, sends it, records the decision upon it. */
export function senderOf(
  town: Town,
  client: Stubborn,
  chance: Chance,
  [fromBody, toBody]: readonly [string, string],
): () => Promise<unknown> {
  const open = async (state: string): Promise<SubmissionView[]> => {
    const { body } = await client.get<{ items?: SubmissionView[] }>(`/submissions?limit=100&state=${state}`);
    return body.items ?? [];
  };
  const write = async () => {
    const ready = await seen(client, 'stage=submission&award=bang-khen');
    if (ready.length === 0) return;
    const { roundId } = chance.oneOf(ready);
    return client.post('/submissions', {
      ...{ roundId, award: 'bang-khen', fromBody, toBody },
      nominationIds: ready
        .filter((one) => one.roundId === roundId && !one.onHold)
        .slice(0, 8)
        .map(({ id }) => id),
      ...{ number: town.paperNumber('TTr'), signedBy: 'Trần Tùng Chuẩn', signedOn: town.today },
    });
  };
  const step = async (which: SubmissionView | undefined) => {
    if (!which) return write();
    const { body } = await client.get<SubmissionView>(`/submissions/${which.id}`);
    const at = `/submissions/${which.id}/actions`;
    if (body.allowedActions.includes('dispatch')) return client.post(`${at}/dispatch`);
    if (!body.allowedActions.includes('record-decision')) return;
    const ids = body.items.filter(({ state }) => state === 'sent').map(({ id }) => id);
    const awarded = ids.filter((id) => town.intentionFor(id).awarded);
    return client.post(`${at}/record-decision`, {
      ...{ number: town.paperNumber('QĐ-UBND'), decidedOn: town.today, signedBy: 'Chủ tịch UBND tỉnh' },
      file: await paper(client),
      awarded,
      refused: ids.filter((id) => !awarded.includes(id)).map((id) => ({ id, reason })),
    });
  };
  return async () => {
    const under = [...(await open('draft')), ...(await open('dispatched'))];
    return step(chance.inHundred(50) && under.length > 0 ? chance.oneOf(under) : undefined);
  };
}
export const fromOffice = [LEAD, APPRAISER] as const;
export const fromAppraiser = [APPRAISER, PROVINCE] as const;
