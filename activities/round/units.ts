import type { Plan } from '../../domain/plan-schema.ts';
import type { Tx } from '../../prisma/db.ts';

/** The units in office on a day that the plan lets propose: of its categories' kinds, with people who can. */
export async function unitsThatMayPropose(tx: Tx, plan: Plan, on: Date): Promise<string[]> {
  const kinds = plan.categories.flatMap((category) => category.unitKinds);
  const issuer = await tx.unit.findUnique({ where: { code: plan.issuer.unit } });
  const anyone = plan.categories.some((category) => category.belongsTo !== 'organization');
  const units = await tx.unit.findMany({
    where: {
      ...(kinds.length > 0 ? { kind: { in: kinds } } : {}),
      ...(anyone || !issuer ? {} : { organization: issuer.organization }),
      validFrom: { lte: on },
      OR: [{ validTo: null }, { validTo: { gte: on } }],
    },
    select: { code: true },
    orderBy: { code: 'asc' },
  });
  const proposing = await tx.roleHolding.findMany({
    where: { unit: { in: units.map((unit) => unit.code) }, role: { in: ['unit-officer', 'unit-head'] } },
    select: { unit: true },
    distinct: ['unit'],
  });
  return proposing.map((holding) => holding.unit).sort();
}
