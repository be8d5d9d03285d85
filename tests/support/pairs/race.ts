import { expect, vi } from 'vitest';
import { createPathActivities } from '../../../activities/index.ts';
import { pathFolders } from '../../../domain/path.ts';
import type { PathKind, PathRef, PathState } from '../../../domain/path.ts';
import type { ApiClient } from '../../../acceptance/demo/client.ts';
import { RowLock } from '../row-lock.ts';
import type { Stack } from '../stack.ts';
import type { Refused } from '../steps.ts';
import { tableNames } from './table.ts';
import type { Line, Table } from './table.ts';

/** Two acts at one place, and who asks for each. */
export interface Pair {
  place: string;
  acts: readonly [string, string];
  by: readonly [ApiClient, ApiClient];
}

/** Where a case stands, as its path is told. */
export async function standingOf({ deps }: Stack, path: PathRef): Promise<PathState> {
  const record = createPathActivities(deps.db, deps.env, deps.starting);
  return record.loadPath(path, (await deps.clock()).toISOString());
}

/** What is open at a place, and can be done with what lies there. */
export const possibleAt = ({ barred }: Table, place: string, { acts }: PathState): string[] =>
  acts.filter((act) => !(barred?.[place] ?? []).includes(act));

/** Every two of some acts, an act beside itself included. */
export const pairsOf = (acts: readonly string[]): [string, string][] =>
  acts.flatMap((first, i) => acts.slice(i).map((second): [string, string] => [first, second]));

const lineOf = ({ lines }: Table, act: string): Line<string> => {
  const { [act]: line } = lines;
  if (!line) throw new Error(`${act} has no line`);
  return line;
};

/** Each two acts by two people, and by the same one twice where somebody may do both. */
export function peopleFor(table: Table, place: string, acts: [string, string]): Pair[] {
  const [ones, others] = [lineOf(table, acts[0]).by(place), lineOf(table, acts[1]).by(place)];
  const both = ones.find((client) => others.includes(client));
  return [
    { place, acts, by: [ones[0], others[1]] },
    ...(both ? [{ place, acts, by: [both, both] } as const] : []),
  ];
}

/**
 * Sends two at once to a copy, while its record stands still so that both are judged at the same stay.
 * @returns what became of them, in words that may be compared
 */
export async function race(stack: Stack, kind: PathKind, table: Table, { place, acts, by }: Pair) {
  const { db } = stack.deps;
  const path = { kind, id: await table.copy(place) };
  const before = await standingOf(stack, path);
  const { id } = path;
  const asked = [0, 1].map((nth) => ({
    line: lineOf(table, acts[nth]!),
    act: acts[nth]!,
    by: by[nth]!,
    nth,
  }));
  const bodies = await Promise.all(
    asked.map(async ({ line, by, nth }) => line.body({ place, id, step: before.step, nth, by })),
  );
  const held = await RowLock.on(stack, id, tableNames[kind]);
  const sent = asked.map(({ line, act, by, nth }) =>
    by.post<Refused>(line.route ?? `/${pathFolders[kind]}/${id}/actions/${act}`, bodies[nth]),
  );
  const early: unknown[] = [];
  for (const answer of sent) void answer.then(({ status, body }) => early.push({ acts, ...body, status }));
  try {
    await vi.waitFor(
      async () => {
        const pending = await db.act.count({ where: { pathId: id, state: 'pending' } });
        expect({ place, pending, early }).toEqual({ place, pending: 2, early: [] });
      },
      { timeout: 20_000 },
    );
  } finally {
    await held.release();
  }
  const answers = await Promise.all(sent);
  const recorded = await db.transition.findMany({
    where: { pathKind: kind, pathId: id, version: { gt: before.version }, personId: { not: null } },
    orderBy: { version: 'asc' },
  });
  const names = new Map((await db.person.findMany()).map((person) => [person.id, person.username]));
  return {
    what: `${kind} ${place}: ${acts.join(' beside ')}, by ${by[0] === by[1] ? 'one' : 'two'}`,
    statuses: answers.map(({ status }) => status),
    codes: answers.map(({ body }) => body.code),
    acknowledged: asked
      .filter((_, nth) => answers[nth]?.status === 200)
      .map(({ act, by }) => `${act} by ${by.who.username}`),
    recorded: recorded.map(({ act, personId }) => `${act} by ${names.get(personId ?? '')}`),
    acts: recorded.map(({ act }) => act),
    elsewhere: recorded
      .filter(({ fromStage, fromStep }) => fromStage !== before.stage || (fromStep ?? 0) !== before.step)
      .map(({ act, fromStage, fromStep }) => `${act} at ${fromStage} ${fromStep}`),
  };
}

/**
 * One wins and the other hears 409; what was acknowledged is in the timeline under the name of who asked for it, at the
 * place where it was asked for. What leaves the case where it is lets another act follow, or is told why not.
 */
export function holdAgainst(table: Table, done: Awaited<ReturnType<typeof race>>): void {
  const [first, second] = done.acts;
  const { statuses, acknowledged, recorded } = done;
  const isNo = (status: number) => status === 409 || status === 422;
  const follows = first !== undefined && lineOf(table, first).stays === true;
  const usedUp = second !== undefined && follows && lineOf(table, first).takes;
  expect({
    ...done,
    recorded: recorded.toSorted(),
    winners: statuses.filter((status) => status === 200).length > 0,
    losers: statuses.filter((status) => status !== 200 && !(follows ? isNo(status) : status === 409)),
    both: second === undefined || (follows && !(usedUp && usedUp === lineOf(table, second).takes)),
  }).toEqual({
    ...done,
    ...{ recorded: acknowledged.toSorted(), winners: true, losers: [], both: true, elsewhere: [] },
  });
}
