import { dateOf } from '../../../domain/dates.ts';
import { pathNames } from '../../../domain/texts.ts';
import { theService } from '../../../mail/facts.ts';
import type { Tx } from '../../../prisma/db.ts';
import { asDate, inForceOn } from '../../context.ts';
import { notify } from '../notify.ts';
import type { Ended } from './hand-over.ts';
import type { OpenCase } from './open-cases.ts';

/** Who looks after the deployment, or only looks on, acts on no case. */
const onlookers = ['administrator', 'auditor'];

/**
 * Writes to whoever held a role at the unit that ended and at the one that it became, one mail each with the codes of all
 * that goes over; where nobody became it, to the heads of the offices that lead, whose task it is to hand it to units.
 */
export async function tellHandedOver(
  tx: Tx,
  baseUrl: string,
  { unit, on, citation, to }: Ended,
  cases: readonly OpenCase[],
  at: Date,
): Promise<void> {
  const day = inForceOn(asDate(dateOf(at)));
  const able = { disabledAt: null };
  const people = await tx.roleHolding.findMany({
    where: {
      role: { notIn: onlookers },
      unit: { in: to === null ? [unit] : [unit, to] },
      ...day,
      person: able,
    },
    select: { personId: true, unit: true },
  });
  const leads = [...new Set(cases.map(({ leadBody }) => leadBody))];
  const heads =
    to === null
      ? await tx.roleHolding.findMany({
          where: { role: 'office-head', unit: { in: leads }, ...day, person: able },
          select: { personId: true },
        })
      : [];
  const names = await tx.unit.findMany({
    where: { code: { in: to === null ? [unit] : [unit, to] } },
    select: { code: true, name: true },
  });
  const nameOf = (code: string) => names.find((one) => one.code === code)?.name ?? code;
  await notify(tx, {
    event: 'unit-succeeded',
    path: theService,
    keyPart: `succession:${unit}:${on}`,
    at,
    facts: {
      kind: theService.kind,
      pathCode: unit,
      link: `${baseUrl}/tasks`,
      fromBody: nameOf(unit),
      ...(to === null ? {} : { toBody: nameOf(to) }),
      day: on,
      paper: citation,
      count: cases.length,
      block: cases.map(({ path, code }) => `${pathNames[path.kind].vi}: ${code}`).join('\n'),
    },
    audience: {
      concerned: [...new Set([...people, ...heads].map(({ personId }) => personId))],
      // Where nobody holds a role there yet, its own address.
      nextBody: to !== null && !people.some((one) => one.unit === to) ? to : null,
    },
  });
}
