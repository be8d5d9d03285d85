import { z } from 'zod';
import type { PathRef } from '../../domain/path.ts';
import { revocationStates } from '../../domain/revocation.ts';
import type {
  RevocationSituation,
  RevocationStanding,
  RevocationState,
  ToReturn,
} from '../../domain/revocation.ts';
import { afterDecision } from '../../organization/after-decision.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Revocation } from '../../prisma/generated/client.ts';
import { dateText, dateTextOrNull } from '../context.ts';
import { loadCalendar } from '../reference.ts';

export const revocationInclude = {
  entry: {
    include: {
      decision: true,
      nomination: {
        select: {
          code: true,
          planVersion: true,
          proposingUnit: true,
          subjectUnit: true,
          createdById: true,
          submittedById: true,
          proposedForIds: true,
          hands: true,
        },
      },
    },
  },
} satisfies Prisma.RevocationInclude;
export type RevocationRow = Prisma.RevocationGetPayload<{ include: typeof revocationInclude }>;

/** Reads a revocation's row and holds it until the transaction ends. */
export async function lockRevocation(tx: Tx, id: string): Promise<RevocationRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "Revocation" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.revocation.findUnique({ where: { id }, include: revocationInclude });
}

export const pathOf = ({ id }: { id: string }): PathRef => ({ kind: 'revocation', id });
export const stateOf = ({ state }: { state: string }): RevocationState =>
  z.enum(revocationStates).parse(state);

export const toReturnOf = (row: Revocation): ToReturn => ({
  amount: row.amount,
  itemsReturnedOn: dateTextOrNull(row.itemsReturnedOn),
  moneyReturnedOn: dateTextOrNull(row.moneyReturnedOn),
});

/** What the rules need to say what it waits for. */
export const standingOf = (row: Revocation): RevocationStanding => ({
  state: stateOf(row),
  leadBody: row.leadBody,
  overdue: row.overdue,
  enteredAt: row.enteredAt.toISOString(),
  due: dateText(row.dueOn),
});

/** And to say what its path will do by itself. */
export const situationOf = async (tx: Tx, row: Revocation): Promise<RevocationSituation> => ({
  ...standingOf(row),
  entryVersion: row.entryVersion,
  calendar: await loadCalendar(tx),
  rule: afterDecision().returnAfterRevocation,
});
