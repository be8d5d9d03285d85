import type { ObligationAct } from '../../../domain/act-bodies.ts';
import { addDays } from '../../../domain/dates.ts';
import { isObligationOver, obligationStates } from '../../../domain/obligation.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { copyObligation } from '../copies.ts';
import { act, ask, handOver } from '../owed.ts';
import { reason } from './table.ts';
import type { Ground, Table } from './table.ts';

const places = ['owed', 'submitted', 'returned'] as const;
type Place = (typeof places)[number];

/** A report that the office asks a unit for, with the unit's paper. */
export async function obligationPairs({
  stack,
  cast,
  today,
  more,
}: Ground): Promise<Table<ObligationAct, Place>> {
  const asked = {
    ...{ movement: story.MOVEMENT, obligation: 'bao-cao-dot-xuat', debtor: story.UNIT },
    ...{ request: 'Số liệu quý III', dueOn: addDays(today, 30) },
  };
  const { id } = await ask(cast.reviewer, asked);
  const originals = new Map<Place, string>();
  const keep = async (place: Place) => originals.set(place, await copyObligation(stack, id));
  await handOver(cast.officer, id, 'bao-cao');
  await keep('owed');
  await act(cast.officer, id, 'submit');
  await keep('submitted');
  await act(cast.reviewer, id, 'return', { reason });
  await handOver(cast.officer, id, 'bao-cao-lan-2');
  await keep('returned');
  return {
    places,
    stages: obligationStates.filter((state) => !isObligationOver(state)),
    lines: {
      submit: { by: () => [cast.officer, cast.head], body: () => ({}) },
      accept: { by: () => [cast.reviewer, cast.officeHead], body: () => ({}) },
      return: { by: () => [cast.reviewer, cast.officeHead], body: () => ({ reason }) },
      waive: { by: () => [cast.officeHead, more.officeHead], body: () => ({ reason }) },
    },
    copy: (place) => copyObligation(stack, originals.get(place)!),
  };
}
