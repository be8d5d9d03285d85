import type { ApiClient } from '../../../acceptance/demo/client.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { addPerson, castOf, copyNomination } from '../cast.ts';
import type { Stack } from '../stack.ts';
import { paper, pastCouncil, roundFrom, toAppraiser, todayOf } from '../steps.ts';
import { reason } from './table.ts';
import type { Ground } from './table.ts';

/** Places of a nomination's way. A selection admits what an office's review does. */
export const nominationPlaces = [
  'returned',
  'office-review',
  'on-hold',
  'council-vote',
  'submission',
  'appraisal',
  'decision',
] as const;
export type NominationPlace = (typeof nominationPlaces)[number];
export type Carried = ReadonlyMap<NominationPlace, string>;

/** People, a round for copies, and a nomination at each place. */
export async function groundOf(stack: Stack): Promise<Ground> {
  const cast = await castOf(stack);
  const today = await todayOf(stack);
  const copies = (await story.openRound(stack.as, roundFrom(today))).id;
  const second = (role: string, unit: string): Promise<ApiClient> =>
    addPerson(stack, `second-${role}`, { role, unit });
  const more = {
    head: await second('unit-head', story.UNIT),
    officeHead: await second('office-head', story.LEAD),
    director: await second('head', story.DEPARTMENT),
    appraiser: await second('appraiser', story.APPRAISER),
    chair: await second('council-chair', story.COUNCIL),
  };
  const carried = new Map([
    ...(await carry(stack, 'bang-khen', copies)),
    ...(await carry(stack, 'giay-khen', copies)),
  ]);
  return { stack, cast, today, copies, more, carried };
}

/** Leaves a copy at each place that an award's way has. */
async function carry(
  stack: Stack,
  award: 'bang-khen' | 'giay-khen',
  copies: string,
): Promise<Map<NominationPlace, string>> {
  const { as } = stack;
  const round = await story.openRound(as, roundFrom(await todayOf(stack)));
  const reviewer = await as('office-reviewer', story.LEAD);
  const { id } = await story.draft(as, round.id, { kind: 'collective', award, name: award });
  const carried = new Map<NominationPlace, string>();
  const keep = async (place: NominationPlace): Promise<string> => {
    const copy = await copyNomination(stack, id, copies);
    carried.set(place, copy);
    return copy;
  };
  await story.submit(as, id);
  await story.confirmChecks(as, id);
  await keep('office-review');
  await story.act(reviewer, await keep('returned'), 'return', { reason, items: [] });
  const held = { ground: 'complaint', document: await paper(reviewer, 'don'), reason };
  await story.act(reviewer, await keep('on-hold'), 'hold', held);
  await story.act(reviewer, id, 'approve');
  await keep('council-vote');
  await pastCouncil(stack, [id]);
  if (award === 'giay-khen') {
    await keep('decision');
    return carried;
  }
  await keep('submission');
  await toAppraiser(stack, round.id, [id]);
  await keep('appraisal');
  return carried;
}
