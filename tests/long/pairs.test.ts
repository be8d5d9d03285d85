import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathKinds } from '../../domain/path.ts';
import type { PathKind } from '../../domain/path.ts';
import { stageRules } from '../../domain/stages.ts';
import { inTurns } from '../../temporal/in-turns.ts';
import { enquiryPairs } from '../support/pairs/enquiry.ts';
import { groundOf } from '../support/pairs/ground.ts';
import { nominationPairs } from '../support/pairs/nomination.ts';
import { obligationPairs } from '../support/pairs/obligation.ts';
import { holdAgainst, pairsOf, peopleFor, possibleAt, race, standingOf } from '../support/pairs/race.ts';
import { revocationPairs } from '../support/pairs/revocation.ts';
import { roundPairs } from '../support/pairs/round.ts';
import { sessionPairs } from '../support/pairs/session.ts';
import { submissionPairs } from '../support/pairs/submission.ts';
import type { Ground, Table } from '../support/pairs/table.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';

/**
 * Every two acts that are open at one place of a case's way, for each kind of case, sent while the record stands still,
 * so that both are judged at the same stay: by one person with two keys, and by two. One wins, the other hears 409; what
 * is recorded is recorded at that place, by somebody who could do it there.
 */
const tables: Record<PathKind, (ground: Ground) => Table | Promise<Table>> = {
  nomination: nominationPairs,
  'award-round': roundPairs,
  'council-session': sessionPairs,
  obligation: obligationPairs,
  enquiry: enquiryPairs,
  revocation: revocationPairs,
  // Last, since its last places take the accounts of Sở Nội vụ away.
  submission: submissionPairs,
};
/** Copies under way at once. */
const AT_ONCE = 4;

let stack: Stack;
let ground: Ground;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  ground = await groundOf(stack);
});
afterAll(() => stack.stop());

test('a selection admits what an office’s review does', () => {
  expect(stageRules.selection).toEqual({ ...stageRules['office-review'], waitsFor: 'selector' });
});

test('there is a table for each kind of case', () => {
  expect(Object.keys(tables).sort()).toEqual([...pathKinds].sort());
});

describe.each(Object.keys(tables) as PathKind[])('of a %s', (kind) => {
  let table: Table;
  beforeAll(async () => {
    table = await tables[kind](ground);
  });

  test('of every two acts at once one wins, by one person or by two', async () => {
    const stages = new Set<string>();
    const raced = new Set<string>();
    const open = new Set<string>();
    let count = 0;
    for (const place of table.places) {
      const state = await standingOf(stack, { kind, id: await table.copy(place) });
      const acts = possibleAt(table, place, state);
      stages.add(state.stage);
      for (const act of state.acts) open.add(`${state.stage} ${act}`);
      for (const act of acts) raced.add(`${state.stage} ${act}`);
      const pairs = pairsOf(acts);
      count += pairs.length;
      const races = pairs.flatMap((acts) => peopleFor(table, place, acts));
      await inTurns(races, AT_ONCE, async (pair) => holdAgainst(table, await race(stack, kind, table, pair)));
    }
    process.stdout.write(`${kind}: ${count} pairs\n`);
    // Whatever a stage opens was set against the rest at one of its places, and each act has its line.
    expect([...stages].sort()).toEqual([...table.stages].sort());
    expect([...raced].sort()).toEqual([...open].sort());
    const actsRaced = [...raced].map((line) => line.split(' ')[1]);
    expect([...new Set(actsRaced)].sort()).toEqual(Object.keys(table.lines).sort());
  });
});
