import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { Answer, ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { RowLock } from '../support/row-lock.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import type { Refused } from '../support/steps.ts';
import { paper, roundFrom, todayOf } from '../support/steps.ts';

/** Once the end of a right has been answered, nothing more is recorded by it: what was being recorded came before. */
let stack: Stack;
let roundId: string;
let admin: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  admin = await stack.as('administrator', story.DEPARTMENT);
});
afterAll(() => stack.stop());

const personOf = async (client: ApiClient) =>
  stack.deps.db.person.findUniqueOrThrow({
    where: { username: client.who.username },
    include: { roles: true, standsIn: true },
  });
const newReviewer = () => addPerson(stack, randomUUID(), { role: 'office-reviewer', unit: story.LEAD });

/** Somebody to whom a reviewer of Văn phòng has lent what they may do. */
async function standIn(): Promise<ApiClient> {
  const [delegator, delegate] = [await newReviewer(), await addPerson(stack, randomUUID())];
  const today = await todayOf(stack);
  const lent = {
    ...{ delegator: (await personOf(delegator)).id, delegate: (await personOf(delegate)).id },
    ...{ role: 'office-reviewer', unit: story.LEAD, to: addDays(today, 10), reason: 'Nghỉ phép' },
    document: await paper(delegator, 'uy-quyen'),
  };
  story.good(await delegator.post('/delegations', lent));
  return delegate;
}

type Ending = (of: ApiClient) => Promise<Answer<unknown>>;
const endings: [string, () => Promise<ApiClient>, string, Ending][] = [
  [
    'an account that is disabled',
    newReviewer,
    'person-changed',
    async (client) => {
      const { id, version } = await personOf(client);
      return admin.patch(`/people/${id}`, { disabled: true }, version);
    },
  ],
  [
    'a role that ends',
    newReviewer,
    'role-ended',
    async (client) => {
      const { id, version, roles } = await personOf(client);
      const to = addDays(await todayOf(stack), -1);
      return admin.patch(`/people/${id}/roles/${roles[0]!.id}`, { to }, version);
    },
  ],
  [
    'a delegation that is revoked',
    standIn,
    'delegation-revoked',
    async (client) => {
      const { standsIn } = await personOf(client);
      return admin.post(`/delegations/${standsIn[0]!.id}/actions/revoke`, { reason: 'Đã đi làm lại.' });
    },
  ],
];

it.each(endings)('%s waits for what is being recorded by it', async (_what, whose, action, end) => {
  const client = await whose();
  const { id } = await story.draft(stack.as, roundId, {
    ...{ kind: 'individual', award: 'giay-khen', name: randomUUID() },
  });
  await story.submit(stack.as, id);
  const pending = { pathId: id, state: 'pending' };
  const held = await RowLock.on(stack, id);
  const acted = client.post<Refused>(`/nominations/${id}/actions/reject`, { reason: 'Không đủ.' });
  await vi.waitFor(async () => expect(await stack.deps.db.act.count({ where: pending })).toBe(1), {
    timeout: 20_000,
  });
  // The person has been judged by the time the act comes to be settled.
  const act = await stack.deps.db.act.findFirstOrThrow({ where: pending });
  const settling = await RowLock.on(stack, act.id, 'Act');
  await held.release();
  await settling.awaited();
  const ended = end(client);
  await settling.awaitedInTurn();
  await settling.release();
  expect([(await acted).status, (await ended).status]).toEqual([200, 200]);
  const entries = await stack.deps.db.auditEntry.findMany({
    where: { action: { in: ['reject', action] } },
    orderBy: { id: 'desc' },
    take: 2,
  });
  expect(entries.map((entry) => entry.action)).toEqual([action, 'reject']);
});
