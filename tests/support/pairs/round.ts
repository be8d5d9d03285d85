import { randomUUID } from 'node:crypto';
import type { RoundAct } from '../../../domain/act-bodies.ts';
import { addDays } from '../../../domain/dates.ts';
import { isRoundOver, roundStates } from '../../../domain/round.ts';
import type { ApiClient } from '../../../acceptance/demo/client.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { copyNomination } from '../cast.ts';
import { copyRoundWithNominations } from '../copies.ts';
import { roundFrom } from '../steps.ts';
import { reason } from './table.ts';
import type { Ground, Line, Table } from './table.ts';

const places = ['taking', 'taking-and-deciding', 'taken', 'taken-and-deciding'] as const;
type Place = (typeof places)[number];
type Act = RoundAct | 'decide';

/** A round with a draft alone; and one of whose nominations one is decided for its head, one prepared, one undecided. */
export async function roundPairs(ground: Ground): Promise<Table<Act, Place>> {
  const { stack } = ground;
  const [quiet, deciding] = [await quietRound(ground), await decidingRound(ground)];
  const ofDecisions: Act[] = ['decide', 'release', 'confirm-decision', 'contest-decision'];
  return {
    places,
    stages: roundStates.filter((state) => !isRoundOver(state)),
    lines: linesOf(ground),
    barred: {
      ...{ taking: ofDecisions, taken: ofDecisions },
      // A round in which something was submitted is not called off.
      ...{ 'taking-and-deciding': ['cancel'], 'taken-and-deciding': ['cancel'] },
    },
    copy: (place) =>
      copyRoundWithNominations(stack, place.endsWith('deciding') ? deciding : quiet, {
        state: place.startsWith('taking') ? 'open' : 'intake-closed',
      }),
  };
}

function linesOf({ stack, cast, today, more }: Ground): Record<Act, Line<Place>> {
  const { db } = stack.deps;
  const office = (): [ApiClient, ApiClient] => [cast.reviewer, cast.officeHead];
  const heads = (): [ApiClient, ApiClient] => [cast.director, more.director];
  const awaiting = async (roundId: string) => {
    const where = { nomination: { roundId }, contestUntil: { not: null } };
    return (await db.decisionItem.findFirstOrThrow({ where })).decisionId;
  };
  const undecided = async (roundId: string) =>
    (await db.nomination.findFirstOrThrow({ where: { roundId, decided: null } })).id;
  return {
    extend: {
      by: office,
      body: ({ nth }) => ({ deadline: 'decisionBy', to: addDays(today, 300 + nth), reason }),
      stays: true,
    },
    'close-intake': { by: office, body: () => ({}) },
    'admit-late': {
      by: office,
      body: () => ({ unit: story.UNIT, until: addDays(today, 60), reason }),
      stays: true,
    },
    'rank-and-cut': { by: office, body: () => ({ award: 'bang-khen' }), stays: true },
    release: { by: office, body: () => ({}), stays: true, takes: 'what is prepared' },
    'confirm-decision': {
      by: heads,
      body: async ({ id }) => ({ decisionId: await awaiting(id) }),
      ...{ stays: true, takes: 'what waits for its head' },
    },
    'contest-decision': {
      by: heads,
      body: async ({ id }) => ({ decisionId: await awaiting(id), reason }),
      ...{ stays: true, takes: 'what waits for its head' },
    },
    decide: {
      by: heads,
      body: async ({ id }) => ({ ...paperOf(today), awarded: [await undecided(id)] }),
      ...{ stays: true, takes: 'what is undecided', route: '/decisions' },
    },
    cancel: { by: office, body: () => ({ reason }) },
  };
}

const paperOf = (today: string) => ({
  ...{ number: randomUUID(), decidedOn: today, signedBy: 'Trần Tùng Chuẩn' },
});

async function quietRound({ stack, today }: Ground): Promise<string> {
  const { id } = await story.openRound(stack.as, roundFrom(today));
  await story.draft(stack.as, id, { kind: 'collective', award: 'giay-khen', name: 'Phòng Dự thảo' });
  return id;
}

async function decidingRound({ stack, cast, today, carried }: Ground): Promise<string> {
  const { id } = await story.openRound(stack.as, roundFrom(today));
  const waiting = () => copyNomination(stack, carried.get('decision')!, id);
  const [recorded, prepared] = [await waiting(), await waiting(), await waiting()];
  const file = await story.signedPaper(cast.officeHead, 'recorded');
  const forTheHead = { ...paperOf(today), awarded: [recorded], file };
  story.good(await cast.officeHead.post('/decisions', forTheHead));
  const untold = { ...paperOf(today), awarded: [prepared], prepared: true };
  story.good(await cast.director.post('/decisions', untold));
  return id;
}
