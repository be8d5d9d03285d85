import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { copyNomination } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, toCouncil, todayOf } from '../support/steps.ts';

/** Forty members vote in secret on 150 nominations over HTTP, all at once, and the vote is closed in the middle. */
const MEMBERS = 40;
const NOMINATIONS = 150;
const BATCH = 10;
const MINUTES = 60_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

/** The council grown to forty seats, each with an account. @returns who votes, logged in */
async function crowd(): Promise<ApiClient[]> {
  const { db } = stack.deps;
  const seats = await db.councilSeat.findMany({ where: { body: story.COUNCIL } });
  const account = stack.accounts.find(({ roles }) => roles.some(({ role }) => role === 'council-member'))!;
  const { passwordHash } = await db.person.findUniqueOrThrow({ where: { username: account.username } });
  const validFrom = new Date('2020-01-01T00:00:00Z');
  const added = Array.from({ length: MEMBERS - seats.length }, (_, i) => ({
    id: randomUUID(),
    username: `uy-vien-${i}`,
    displayName: `Ủy viên ${i}`,
    email: `uy-vien-${i}@skhcn.example`,
    passwordHash,
  }));
  await db.person.createMany({ data: added });
  await db.roleHolding.createMany({
    data: added.map(({ id: personId }) => ({
      personId,
      role: 'council-member',
      unit: story.COUNCIL,
      validFrom,
    })),
  });
  await db.councilSeat.createMany({
    data: added.map(({ id: personId, displayName: name }) => ({
      ...{ id: randomUUID(), body: story.COUNCIL, personId, name, councilRole: 'member', validFrom },
    })),
  });
  const persons = await db.person.findMany({
    where: { id: { in: seats.flatMap(({ personId }) => personId ?? []) } },
  });
  const known = persons.map(({ username }) => stack.accounts.find((one) => one.username === username)!);
  const logins = [...known, ...added.map(({ username }) => ({ username, password: account.password }))];
  const clients: ApiClient[] = [];
  for (const login of logins) clients.push(await new ApiClient(stack.baseUrl, login).login());
  return clients;
}

interface Cast {
  nominationId: string;
  receiptHash: string;
}

test('40 members on 150 nominations: all that was acknowledged before closing is in the tally, and nothing else', async () => {
  const { db } = stack.deps;
  const voters = await crowd();
  expect(voters).toHaveLength(MEMBERS);
  const { id: roundId } = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
  const original = await toCouncil(stack, roundId, {
    kind: 'collective',
    award: 'giay-khen',
    name: 'Tổ một',
  });
  const ids = [original];
  while (ids.length < NOMINATIONS) ids.push(await copyNomination(stack, original, roundId));

  const secretary = await stack.as('council-secretary', story.COUNCIL);
  const session = story.good(
    await secretary.post<story.SessionView>('/council-sessions', {
      ...{ body: story.COUNCIL, nominationIds: ids, mode: 'meeting', ballot: 'secret', place: 'Hội trường' },
      scheduledAt: (await stack.deps.clock()).toISOString(),
    }),
  );
  const path = `/council-sessions/${session.id}`;
  // While 150 paths are told, an answer may be long in coming: then the client repeats with its key (contract).
  const step = async (kind: string, body: unknown = {}) => {
    const key = randomUUID();
    for (;;) {
      const answer = await secretary.post<{ code?: string }>(`${path}/actions/${kind}`, body, key);
      if (answer.body.code !== 'outcome-unknown') return answer;
    }
  };
  story.good(await step('convene'));
  story.good(await step('open', { present: session.members.map(({ memberId }) => memberId) }));

  const started = performance.now();
  const acknowledged: Cast[] = [];
  const refusals = new Set<string>();
  let closing: Promise<{ status: number }> | undefined;
  const half = (MEMBERS * NOMINATIONS) / 2;
  const voting = voters.map(async (voter, v) => {
    for (let b = 0; b < NOMINATIONS / BATCH; b++) {
      // Each begins elsewhere on the agenda, so that nothing is left without a vote in the middle.
      const from = ((b + v) * BATCH) % NOMINATIONS;
      const votes = ids.slice(from, from + BATCH).map((nominationId, i) => ({
        nominationId,
        choice: (i + v) % 5 === 0 ? 'disapprove' : 'approve',
        receipt: randomBytes(16).toString('hex'),
      }));
      const answer = await voter.send<{ receipts?: Cast[]; code?: string }>('POST', `${path}/ballots`, {
        votes,
      });
      if (answer.status === 200) {
        const hashes = votes.map(({ receipt }) => createHash('sha256').update(receipt).digest('hex'));
        expect(answer.body.receipts?.map(({ receiptHash }) => receiptHash)).toEqual(hashes);
        acknowledged.push(...(answer.body.receipts ?? []));
      } else refusals.add(answer.body.code ?? String(answer.status));
      if (acknowledged.length >= half) closing ??= step('close');
    }
  });
  await Promise.all(voting);
  expect((await closing)?.status).toBe(200);
  const took = performance.now() - started;
  console.info(`${acknowledged.length} ballots acknowledged in ${Math.round(took / 1000)} s`);
  expect(took).toBeLessThan(5 * MINUTES);

  // Closed in the middle: some came too late, and were told so.
  expect([...refusals]).toEqual(['vote-closed']);
  expect(acknowledged.length).toBeGreaterThanOrEqual(half);
  expect(acknowledged.length).toBeLessThan(MEMBERS * NOMINATIONS);
  const published = story.good(await secretary.get<{ items: Cast[] }>(`${path}/receipts`)).items;
  const named = (casts: Cast[]) =>
    casts.map(({ nominationId, receiptHash }) => `${nominationId} ${receiptHash}`).sort();
  expect(named(published)).toEqual(named(acknowledged));
  expect(await db.voterRoll.count({ where: { sessionId: session.id } })).toBe(acknowledged.length);
  const items = await db.agendaItem.findMany({ where: { sessionId: session.id } });
  expect(items.reduce((sum, item) => sum + (item.collected ?? 0), 0)).toBe(acknowledged.length);
  for (const item of items)
    expect(item.collected).toBe(
      acknowledged.filter(({ nominationId }) => nominationId === item.nominationId).length,
    );
  const paper = await secretary.download(`${path}/tally.docx`);
  expect(paper.status).toBe(200);
});
