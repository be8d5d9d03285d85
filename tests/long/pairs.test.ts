import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stateOfRow } from '../../activities/nomination/row.ts';
import { addDays } from '../../domain/dates.ts';
import { openActs } from '../../domain/nomination.ts';
import { nominationActs, stageRules } from '../../domain/stages.ts';
import type { NominationAct } from '../../domain/stages.ts';
import type { ApiClient } from '../../scripts/demo/client.ts';
import * as story from '../../scripts/demo/story.ts';
import type { Cast } from '../support/cast.ts';
import { addPerson, castOf, copyNomination } from '../support/cast.ts';
import { RowLock } from '../support/row-lock.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import type { Refused } from '../support/steps.ts';
import { paper, pastCouncil, roundFrom, toAppraiser, todayOf } from '../support/steps.ts';

/**
 * Every two acts that are open at one place of a nomination's way, sent while the record stands still, so that both are
 * judged at the same stay: by one person with two keys, and by two. One wins, the other hears 409; what is recorded is
 * recorded at that place, by somebody who could do it there.
 */
const places = [
  'returned',
  'office-review',
  'on-hold',
  'council-vote',
  'submission',
  'appraisal',
  'decision',
] as const;
type Place = (typeof places)[number];

/** Each act's line: who may do it where it is open, two of them where two sit there, and with what. */
interface Line {
  by: (place: Place) => [ApiClient, ApiClient];
  body: (nth: number, step: number, by: ApiClient) => Promise<object> | object;
  /** The case stays where it is: another act may follow it. */
  stays?: true;
}

let stack: Stack;
let cast: Cast;
let today: string;
let copies: string;
let more: Record<'head' | 'officeHead' | 'appraiser' | 'director', ApiClient>;
const originals = new Map<Place, string>();
const reason = 'Theo kết luận của lãnh đạo.';

const office = (): [ApiClient, ApiClient] => [cast.reviewer, cast.officeHead];
const reviewers = (place: Place): [ApiClient, ApiClient] =>
  place === 'appraisal' ? [cast.appraiser, more.appraiser] : office();
const heads = (): [ApiClient, ApiClient] => [cast.officeHead, more.officeHead];
const lines: Record<NominationAct, Line> = {
  submit: { by: () => [cast.officer, cast.head], body: () => ({}) },
  withdraw: { by: () => [cast.head, more.head], body: () => ({ reason }) },
  approve: { by: reviewers, body: () => ({}) },
  return: { by: reviewers, body: () => ({ reason, items: [] }) },
  reject: { by: reviewers, body: () => ({ reason }) },
  hold: {
    by: office,
    body: async (_nth, _step, by) => ({ ground: 'complaint', document: await paper(by, 'don'), reason }),
  },
  release: {
    by: office,
    body: async (_nth, _step, by) => ({ document: await paper(by, 'van-ban'), reason }),
  },
  extend: { by: heads, body: (nth) => ({ to: addDays(today, 300 + nth), reason }), stays: true },
  reroute: {
    by: heads,
    body: (_nth, step) => ({ step: Math.max(1, step), body: story.LEAD, reason }),
    stays: true,
  },
  decide: {
    by: () => [cast.director, more.director],
    body: (nth) => ({
      outcome: 'award',
      number: `${nth}${randomUUID()}/QĐ`,
      decidedOn: today,
      signedBy: 'Trần Tùng Chuẩn',
    }),
  },
};

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  cast = await castOf(stack);
  today = await todayOf(stack);
  copies = (await story.openRound(stack.as, roundFrom(today))).id;
  more = {
    head: await addPerson(stack, 'second-head', { role: 'unit-head', unit: story.UNIT }),
    officeHead: await addPerson(stack, 'second-office-head', { role: 'office-head', unit: story.LEAD }),
    director: await addPerson(stack, 'second-director', { role: 'head', unit: story.DEPARTMENT }),
    appraiser: await addPerson(stack, 'second-appraiser', { role: 'appraiser', unit: story.APPRAISER }),
  };
  await carry('bang-khen');
  await carry('giay-khen');
});
afterAll(() => stack.stop());

/** Leaves a copy at each place. */
async function carry(award: 'bang-khen' | 'giay-khen'): Promise<void> {
  const round = await story.openRound(stack.as, roundFrom(today));
  const { id } = await story.draft(stack.as, round.id, { kind: 'collective', award, name: award });
  const keep = async (place: Place): Promise<string> => {
    const copy = await copyNomination(stack, id, copies);
    originals.set(place, copy);
    return copy;
  };
  await story.submit(stack.as, id);
  await story.confirmChecks(stack.as, id);
  await keep('office-review');
  const line = async (act: NominationAct) => lines[act].body(0, 1, cast.reviewer);
  await story.act(cast.reviewer, await keep('returned'), 'return', await line('return'));
  await story.act(cast.reviewer, await keep('on-hold'), 'hold', await line('hold'));
  await story.act(cast.reviewer, id, 'approve');
  await keep('council-vote');
  await pastCouncil(stack, [id]);
  if (award === 'giay-khen') {
    await keep('decision');
    return;
  }
  await keep('submission');
  await toAppraiser(stack, round.id, [id]);
  await keep('appraisal');
}

const rowOf = (id: string) =>
  stack.deps.db.nomination.findUniqueOrThrow({ where: { id }, include: { round: true } });

/** Every two of the open acts, an act beside itself included. */
const pairsOf = (acts: readonly NominationAct[]): [NominationAct, NominationAct][] =>
  acts.flatMap((first, i) => acts.slice(i).map((second): [NominationAct, NominationAct] => [first, second]));

test('every act that is known has its line, and is open at one of the places', async () => {
  expect(Object.keys(lines).sort()).toEqual([...nominationActs].sort());
  const open = await Promise.all(
    places.map(async (place) => openActs(stateOfRow(await rowOf(originals.get(place)!)))),
  );
  expect([...new Set(open.flat())].sort()).toEqual([...nominationActs].sort());
  const stages = await Promise.all(places.map(async (place) => (await rowOf(originals.get(place)!)).stage));
  // A selection admits what an office's review does; its neighbouring steps are tests/paths/authority.test.ts.
  expect(stageRules.selection).toEqual({ ...stageRules['office-review'], waitsFor: 'selector' });
  expect([...new Set([...stages, 'selection'])].sort()).toEqual(Object.keys(stageRules).sort());
});

/** Sends two at once, and holds what became of them against what may become of any two. */
async function raceAt(place: Place, acts: [NominationAct, NominationAct], by: [ApiClient, ApiClient]) {
  const id = await copyNomination(stack, originals.get(place)!, copies);
  const before = await rowOf(id);
  const bodies = await Promise.all(acts.map(async (act, nth) => lines[act].body(nth, before.step, by[nth]!)));
  const held = await RowLock.on(stack, id);
  const sent = acts.map((act, nth) =>
    by[nth]!.post<Refused>(`/nominations/${id}/actions/${act}`, bodies[nth]),
  );
  try {
    await vi.waitFor(
      async () => expect(await stack.deps.db.act.count({ where: { pathId: id, state: 'pending' } })).toBe(2),
      { timeout: 20_000 },
    );
  } finally {
    await held.release();
  }
  const answers = await Promise.all(sent);
  const recorded = await stack.deps.db.transition.findMany({
    where: { pathKind: 'nomination', pathId: id, version: { gt: before.version }, personId: { not: null } },
    orderBy: { version: 'asc' },
  });
  const usernames = await stack.deps.db.person.findMany({ select: { id: true, username: true } });
  const known = (personId: string | null) =>
    usernames.find((person) => person.id === personId)?.username ?? '';
  return {
    what: `${place}: ${acts.join(' beside ')}`,
    answers: answers.map(({ status }) => status).sort(),
    codes: answers.map(({ body }) => body.code),
    recorded: recorded.map(({ act }) => act as NominationAct),
    elsewhere: recorded.filter(
      ({ fromStage, fromStep }) => fromStage !== before.stage || fromStep !== before.step,
    ),
    strangers: recorded.filter(({ act, personId }) =>
      lines[act as NominationAct].by(place).every(({ who }) => who.username !== known(personId)),
    ),
  };
}

function holdAgainst(race: Awaited<ReturnType<typeof raceAt>>): void {
  const [first] = race.recorded;
  expect({ ...race, elsewhere: race.elsewhere, strangers: race.strangers }).toMatchObject({
    ...{ what: race.what, elsewhere: [], strangers: [] },
  });
  expect({ what: race.what, n: race.recorded.length }).toEqual({
    what: race.what,
    n: race.answers.filter((status) => status === 200).length,
  });
  const follows = first !== undefined && lines[first].stays === true;
  // What leaves the case where it is lets another act follow, or is told why not.
  expect({ ...race, answers: race.answers }).toMatchObject({
    answers: follows
      ? [200, expect.toSatisfy((status: number) => [200, 409, 422].includes(status))]
      : [200, 409],
  });
}

describe.each(places)('at %s', (place) => {
  test('of every two acts at once one wins, by one person or by two', { timeout: 600_000 }, async () => {
    const pairs = pairsOf(openActs(stateOfRow(await rowOf(originals.get(place)!))));
    for (const acts of pairs) {
      const [ones, others] = [lines[acts[0]].by(place), lines[acts[1]].by(place)];
      holdAgainst(await raceAt(place, acts, [ones[0], others[1]]));
      const both = ones.find((client) => others.includes(client));
      if (both) holdAgainst(await raceAt(place, acts, [both, both]));
    }
    process.stdout.write(`${place}: ${pairs.length} pairs\n`);
  });
});
