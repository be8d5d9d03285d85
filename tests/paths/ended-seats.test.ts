import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asDate } from '../../cases/context.ts';
import { addDays } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { refused, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

interface SessionView {
  id: string;
  members: { memberId: string; name: string }[];
  ended: { memberId: string; why: string; since: string }[];
  toCome: { id: string; name: string }[];
  quorum: { members: number };
  items: { voters: number; cast: number }[];
  allowedActions: string[];
}

let stack: Stack;
let secretary: ApiClient;
let nominationId: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  secretary = await stack.as('council-secretary', story.COUNCIL);
  const round = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  nominationId = await toCouncil(stack, round, { kind: 'collective', award: 'giay-khen' });
});
afterAll(() => stack.stop());

/** Whose seat it is, by the account. */
const personOf = ({ who: { username } }: ApiClient) =>
  stack.deps.db.person.findUniqueOrThrow({ where: { username } });
async function endRole(client: ApiClient): Promise<void> {
  const { id: personId } = await personOf(client);
  const validTo = asDate(addDays(await todayOf(stack), -1));
  const where = { personId, role: { startsWith: 'council-' } };
  await stack.deps.db.roleHolding.updateMany({ where, data: { validTo } });
}
const seatOf = async (client: ApiClient): Promise<string> => {
  const { id: personId } = await personOf(client);
  return (await stack.deps.db.councilSeat.findFirstOrThrow({ where: { personId } })).id;
};
const vote = (client: ApiClient, session: string) =>
  client.send<{ code?: string; errors?: { path: string }[] }>(
    'POST',
    `/council-sessions/${session}/ballots`,
    {
      votes: [{ nominationId, choice: 'approve', receipt: randomBytes(16).toString('base64url') }],
    },
  );
const look = async (id: string) => story.good(await secretary.get<SessionView>(`/council-sessions/${id}`));

it('a member whose role or seat ended is settled before the vote, and one whose ends during it votes no more', async () => {
  const { db, clock } = stack.deps;
  const [one, two, three] = await Promise.all(
    [1, 2, 3].map((nth) => stack.as('council-member', story.COUNCIL, nth)),
  );
  if (!one || !two || !three) throw new Error('the council has no three members');
  const planned = story.good(
    await secretary.post<SessionView>('/council-sessions', {
      ...{ body: story.COUNCIL, nominationIds: [nominationId], mode: 'meeting', ballot: 'open' },
      ...{ scheduledAt: (await clock()).toISOString(), place: 'Phòng họp tầng 3' },
    }),
  );
  const { id } = planned;
  const act = (kind: string) => `/council-sessions/${id}/actions/${kind}`;
  story.good(await secretary.post(act('convene'), {}));
  const all = planned.members.map(({ memberId }) => memberId);
  expect((await look(id)).allowedActions).not.toContain('settle-seat');

  // One's role is over; two's seat is, by a change of the council.
  const [seatOne, seatTwo, seatThree] = [await seatOf(one), await seatOf(two), await seatOf(three)];
  await endRole(one);
  const yesterday = asDate(addDays(await todayOf(stack), -1));
  await db.councilSeat.update({ where: { id: seatTwo }, data: { validTo: yesterday } });
  const kept = await refused(secretary, act('open'), { present: all });
  expect(kept).toMatchObject({ status: 409, code: 'seats-ended' });
  expect(kept.errors?.map(({ path }) => path).sort()).toEqual(
    [`members.${seatOne}`, `members.${seatTwo}`].sort(),
  );

  // Somebody new has a seat since, and comes in the place of one; nobody does in the other's.
  const newcomer = await addPerson(stack, 'thanh-vien-moi', { role: 'council-member', unit: story.COUNCIL });
  const { id: personId } = await personOf(newcomer);
  const seat = randomUUID();
  const from = { validFrom: asDate(await todayOf(stack)) };
  await db.councilSeat.create({
    data: { id: seat, body: story.COUNCIL, personId, name: 'Thành viên mới', councilRole: 'member', ...from },
  });
  const seen = await look(id);
  expect(seen.ended.map(({ memberId, why }) => [memberId, why]).sort()).toEqual(
    [
      [seatOne, 'role'],
      [seatTwo, 'seat'],
    ].sort(),
  );
  expect(seen.toCome).toMatchObject([{ id: seat }]);
  expect(seen.allowedActions).toContain('settle-seat');
  const reason = 'Chuyển công tác.';
  const still = await refused(secretary, act('settle-seat'), { memberId: seatThree, reason });
  expect(still).toMatchObject({ status: 422, errors: [{ path: 'memberId' }] });
  story.good(await secretary.post(act('settle-seat'), { memberId: seatOne, by: seat, reason }));
  const settled = story.good(
    await secretary.post<SessionView>(act('settle-seat'), { memberId: seatTwo, reason }),
  );
  expect(settled).toMatchObject({ ended: [], quorum: { members: all.length - 1 } });
  const invited = await db.notification.findMany({ where: { pathId: id, personId } });
  expect(invited.map(({ event }) => event)).toEqual(['session-convened']);

  const present = settled.members.map(({ memberId }) => memberId);
  story.good(await secretary.post(act('open'), { present }));
  expect((await vote(one, id)).status).toBe(404);
  expect((await vote(newcomer, id)).status).toBe(200);
  // What ends during the vote: no vote, and the others' go on.
  await endRole(three);
  expect(await vote(three, id)).toMatchObject({
    status: 403,
    body: { code: 'right-ended', errors: [{ path: 'seat' }] },
  });
  expect((await look(id)).items).toMatchObject([{ cast: 1, voters: present.length }]);
});
