import { randomBytes } from 'node:crypto';
import { addDays } from '../../domain/dates.ts';
import { COUNCIL } from '../demo/story.ts';
import type { Chance } from './chance.ts';
import type { Stubborn } from './stubborn.ts';
import type { Town } from './town.ts';
import { seen } from './town.ts';

interface SessionView {
  id: string;
  state: string;
  ballot: string;
  openedAt: string | null;
  members: { memberId: string }[];
  items: { nominationId: string; state: string; cast: number; ballot: number; count: object | null }[];
  toVote: string[];
  allowedActions: string[];
}

const reason = 'Theo quyết định của Chủ tịch Hội đồng.';
const AGENDA = 12;
/** Sessions under way at once. */
const AT_ONCE = 2;
/** How often the secretary looks before she closes a vote that has not all its ballots. */
const LOOKS = 12;

/** One of the sessions that are in one of these states, and how many there are. */
async function oneOfThose(client: Stubborn, chance: Chance, ...states: string[]) {
  const { body } = await client.get<{ items?: { id: string; state: string }[] }>(
    '/council-sessions?limit=100',
  );
  const those = (body.items ?? []).filter(({ state }) => states.includes(state));
  if (those.length === 0) return { count: 0, session: undefined };
  const view = await client.get<SessionView>(`/council-sessions/${chance.oneOf(those).id}`);
  return { count: those.length, session: view.status === 200 ? view.body : undefined };
}

/** What the secretary does next: plans a session, convenes, opens and closes those that are there. */
export function secretaryOf(town: Town, client: Stubborn, chance: Chance): () => Promise<void> {
  const looks = new Map<string, number>();
  const plan = async () => {
    const ready = (await seen(client, 'stage=council-vote')).filter(({ onHold }) => !onHold);
    if (ready.length === 0) return;
    const nominationIds = chance
      .shuffled(ready)
      .slice(0, AGENDA)
      .map(({ id }) => id);
    const ask = (ids: string[]) =>
      client.post<{ errors?: { path: string }[] }>('/council-sessions', {
        ...{ body: COUNCIL, nominationIds: ids, mode: 'meeting', place: 'Phòng họp tầng 3' },
        ...{
          scheduledAt: `${addDays(town.today, 1)}T08:00:00+07:00`,
          ballot: chance.oneOf(['open', 'secret', 'show-of-hands']),
        },
      });
    const { status, body } = await ask(nominationIds);
    if (status !== 422) return;
    // Some are on another agenda, or voted on already: the answer names them.
    const named = new Set(body.errors?.map(({ path }) => Number(path.split('.')[1])));
    const left = nominationIds.filter((_, i) => !named.has(i));
    if (left.length > 0) await ask(left);
  };
  const step = async ({ id, state, members, items, ballot, allowedActions }: SessionView) => {
    const act = (kind: string, body: object = {}) =>
      client.post(`/council-sessions/${id}/actions/${kind}`, body);
    const listed = items.filter((item) => item.state === 'listed');
    const [first] = listed;
    switch (state) {
      case 'draft':
        return act(chance.inHundred(8) ? 'cancel' : 'convene', {});
      case 'convened':
      case 'adjourned':
        if (first && listed.length > 1 && chance.inHundred(10))
          await act('remove-item', { nominationId: first.nominationId, reason });
        await act('open', { present: members.map(({ memberId }) => memberId), earlyReason: reason });
        return town.voting.add(id);
      case 'open': {
        if (chance.inHundred(3)) return act('adjourn', { to: addDays(town.today, 60), reason });
        const n = (looks.get(id) ?? 0) + 1;
        looks.set(id, n);
        if (allowedActions.includes('record-count'))
          for (const { nominationId } of listed.filter(({ count }) => count === null)) {
            const approve = town.intentionFor(nominationId).yes;
            await act('record-count', {
              ...{ nominationId, issued: 7, collected: 7, valid: 7, approve, disapprove: 7 - approve },
            });
          }
        else if (listed.some(({ cast }) => cast < 7) && n < LOOKS) return;
        await act('close');
        return town.voting.delete(id);
      }
      default:
        return ballot;
    }
  };
  return async () => {
    const { count, session } = await oneOfThose(client, chance, 'draft', 'convened', 'adjourned', 'open');
    if (count < AT_ONCE) await plan();
    if (session) await step(session);
  };
}

/** What a member does next: votes on all that waits for him. The nth member says yes where more than n are to. */
export function memberOf(town: Town, client: Stubborn, nth: number): () => Promise<void> {
  return async () => {
    for (const id of town.voting) {
      const { body } = await client.get<Partial<SessionView>>(`/council-sessions/${id}`);
      const { toVote = [] } = body;
      if (toVote.length > 0)
        await client.vote(
          id,
          toVote.map((nominationId) => ({
            nominationId,
            choice: nth < town.intentionFor(nominationId).yes ? 'approve' : 'disapprove',
            receipt: randomBytes(16).toString('base64url'),
          })),
        );
    }
  };
}

/** What the Giám đốc does next: agrees with a council, or not, and decides what has come to him. */
export function directorOf(town: Town, client: Stubborn, chance: Chance): () => Promise<unknown> {
  return async () => {
    const { session } = await oneOfThose(client, chance, 'closed');
    if (session?.allowedActions.includes('conclude')) {
      const passed = session.items.filter(({ state }) => state === 'passed').map((item) => item.nominationId);
      const agreed = passed.filter((id) => town.intentionFor(id).headAgrees);
      return client.post(`/council-sessions/${session.id}/actions/conclude`, {
        agreed,
        refused: passed.filter((id) => !agreed.includes(id)).map((id) => ({ id, reason })),
      });
    }
    for (const { id } of chance.shuffled(await seen(client, 'stage=decision&award=giay-khen')))
      await client.post(`/nominations/${id}/actions/decide`, {
        outcome: town.intentionFor(id).awarded ? 'award' : 'refuse',
        ...{
          number: town.paperNumber('QĐ-SKHCN'),
          decidedOn: town.today,
          signedBy: 'Trần Tùng Chuẩn',
          reason,
        },
      });
  };
}
