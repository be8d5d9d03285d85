import { filePlan } from '../../cases/shared/file-plan.ts';
import type { Db } from '../../prisma/db.ts';
import { organization, readPlan } from './plans.ts';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const term = ({ from, to }: { from: string; to: string | null }) => ({
  validFrom: day(from),
  validTo: to === null ? null : day(to),
});

/** Puts the shipped organization, and these plans of its, into a database. */
export async function loadShipped(db: Db, ...plans: string[]): Promise<void> {
  const { units, functions, successions } = organization;
  await db.unit.createMany({
    data: units.map(
      ({ code, name, shortName, kind, parent, organization: body, email, place, symbol, from, to }) => ({
        code,
        name,
        shortName,
        kind,
        parentCode: parent,
        organization: body,
        email,
        place,
        symbol,
        ...term({ from, to }),
      }),
    ),
  });
  await db.functionHolder.createMany({
    data: functions.map(({ from, to, ...holder }) => ({ ...holder, ...term({ from, to }) })),
  });
  await db.unitSuccession.createMany({
    data: successions.map(({ from, to, on, ...row }) => ({
      ...row,
      fromUnit: from,
      toUnit: to,
      effectiveOn: day(on),
    })),
  });
  for (const code of plans)
    await db.$transaction((tx) => filePlan(tx, readPlan(code), { at: new Date(), source: code, by: null }));
}
