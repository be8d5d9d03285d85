import { z } from 'zod';
import { isDuty } from '../../domain/after-decision.ts';
import { obligationStates, owedRule } from '../../domain/obligation.ts';
import type {
  ObligationSituation,
  ObligationStanding,
  ObligationState,
  OwedBy,
} from '../../domain/obligation.ts';
import type { PathRef } from '../../domain/path.ts';
import { roles } from '../../domain/roles.ts';
import type { Role } from '../../domain/roles.ts';
import { dutyPeriods } from '../../organization/after-decision.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { dateTextOrNull } from '../context.ts';
import { loadCalendar } from '../reference.ts';

export const obligationInclude = {
  round: { select: { code: true } },
  decision: { select: { number: true, decidedOn: true, _count: { select: { nominations: true } } } },
  documents: { where: { replacedAt: null }, orderBy: { addedAt: 'asc' }, include: { upload: true } },
} satisfies Prisma.ObligationInclude;
export type ObligationRow = Prisma.ObligationGetPayload<{ include: typeof obligationInclude }>;

/** Reads an obligation's row and holds it until the transaction ends. */
export async function lockObligation(tx: Tx, id: string): Promise<ObligationRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "Obligation" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.obligation.findUnique({ where: { id }, include: obligationInclude });
}

/** Everybody whose hand is in its papers, with one who puts another in, takes one out or hands them in. */
export const withParties = (
  { handIds }: Pick<ObligationRow, 'handIds'>,
  by: { personId: string; forId?: string | undefined },
): string[] => [...new Set([...handIds, by.personId, ...(by.forId === undefined ? [] : [by.forId])])];

export const pathOf = ({ id }: { id: string }): PathRef => ({ kind: 'obligation', id });
export const stateOf = ({ state }: { state: string }): ObligationState =>
  z.enum(obligationStates).parse(state);
export const owedByOf = ({ owedBy }: { owedBy: string }): OwedBy => z.enum(['units', 'lead']).parse(owedBy);
const toRoleOf = ({ toRole }: { toRole: string }): Role => z.enum(roles).parse(toRole);

/** What the rules need to say what it waits for. */
export const standingOf = (row: ObligationRow): ObligationStanding => ({
  state: stateOf(row),
  returned: row.returned,
  overdue: row.overdue,
  enteredAt: row.enteredAt.toISOString(),
  owedBy: owedByOf(row),
  debtor: row.debtor,
  toBody: row.toBody,
  toRole: toRoleOf(row),
  due: dateTextOrNull(row.dueOn),
});

/** And to say what its path will do by itself. */
export const situationOf = async (tx: Tx, row: ObligationRow): Promise<ObligationSituation> => ({
  ...standingOf(row),
  entryVersion: row.entryVersion,
  calendar: await loadCalendar(tx),
  rule: isDuty(row.code) && row.decisionId !== null ? dutyPeriods()[row.code] : owedRule,
});
