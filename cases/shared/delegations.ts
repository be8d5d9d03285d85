import { dateOf } from '../../domain/dates.ts';
import { isLent } from '../../domain/delegation.ts';
import type { Delegation } from '../../domain/delegation.ts';
import type { RoleHolding } from '../../domain/role-holdings.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate, dateText, dateTextOrNull } from '../context.ts';

const include = {
  delegator: { include: { roles: true } },
  delegate: true,
} satisfies Prisma.DelegationInclude;
export type DelegationRow = Prisma.DelegationGetPayload<{ include: typeof include }>;

/** The delegations of a kind that lend their role today: in force, not revoked, by one who holds the role himself. */
export async function delegationsLent(
  tx: Tx,
  where: Prisma.DelegationWhereInput,
  now: Date,
): Promise<DelegationRow[]> {
  const today = dateOf(now);
  const able = { disabledAt: null };
  const rows = await tx.delegation.findMany({
    where: {
      AND: [where, { validFrom: { lte: asDate(today) }, validTo: { gte: asDate(today) } }],
      ...{ revokedAt: null, delegator: able, delegate: able },
    },
    include,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.filter((row) => isLent(delegationOf(row), row.delegator.roles.map(holdingOf), today));
}

export const delegationOf = (row: Prisma.DelegationGetPayload<object>): Delegation => ({
  delegatorId: row.delegatorId,
  delegateId: row.delegateId,
  role: row.role,
  unit: row.unit,
  from: dateText(row.validFrom),
  to: dateText(row.validTo),
});

export const holdingOf = (row: Prisma.RoleHoldingGetPayload<object>): RoleHolding => ({
  role: row.role,
  unit: row.unit,
  from: dateText(row.validFrom),
  to: dateTextOrNull(row.validTo),
});

/** Nominations from which a person was recused in the council, as its member or in a member's place. */
export async function recusedFrom(tx: Tx, personId: string): Promise<string[]> {
  const seats = await tx.sessionMember.findMany({
    where: { OR: [{ personId }, { substituteId: personId }] },
    select: { sessionId: true, memberId: true },
  });
  const recusals = await tx.recusal.findMany({ where: { OR: seats }, select: { nominationId: true } });
  return recusals.map(({ nominationId }) => nominationId);
}
