import type { Plan } from '../../domain/plan-schema.ts';
import type { Tx } from '../../prisma/db.ts';
import { inForceOn } from '../context.ts';
import { ofOtherProvinces } from '../shared/other-provinces.ts';

/**
 * The units in office on a day that the plan lets propose: of its categories' kinds, with people who can, and of no
 * other province than the organization in charge. Where only the organization itself proposes for what is inside it,
 * the units inside are not asked.
 */
export async function unitsThatMayPropose(
  tx: Tx,
  plan: Plan,
  organization: string,
  on: Date,
): Promise<string[]> {
  const kinds = plan.categories.flatMap((category) => category.unitKinds);
  const mayItself = ({ kind }: { kind: string }) =>
    plan.categories.some(
      ({ unitKinds, proposer }) => !proposer && (unitKinds.length === 0 || unitKinds.includes(kind)),
    );
  const anyone = plan.categories.some((category) => category.belongsTo !== 'organization');
  const units = await tx.unit.findMany({
    where: {
      ...(kinds.length > 0 ? { kind: { in: kinds } } : {}),
      ...(anyone ? {} : { organization }),
      ...inForceOn(on),
    },
    select: { code: true, kind: true, organization: true },
    orderBy: { code: 'asc' },
  });
  const able = units
    .filter((unit) => unit.code === unit.organization || mayItself(unit))
    .map(({ code }) => code);
  const elsewhere = await ofOtherProvinces(tx, organization, able);
  const proposing = await tx.roleHolding.findMany({
    where: {
      unit: { in: able.filter((unit) => !elsewhere.has(unit)) },
      role: { in: ['unit-officer', 'unit-head'] },
    },
    select: { unit: true },
    distinct: ['unit'],
  });
  return proposing.map((holding) => holding.unit).sort();
}
