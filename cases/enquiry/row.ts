import { z } from 'zod';
import { enquiryKinds, enquiryStates } from '../../domain/enquiry.ts';
import type { EnquiryKind, EnquiryStanding, EnquiryState } from '../../domain/enquiry.ts';
import type { PathRef } from '../../domain/path.ts';
import { roles } from '../../domain/roles.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { dateText } from '../context.ts';

export type EnquiryRow = Prisma.EnquiryGetPayload<object>;

/** Reads an enquiry's row and holds it until the transaction ends. */
export async function lockEnquiry(tx: Tx, id: string): Promise<EnquiryRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "Enquiry" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.enquiry.findUnique({ where: { id } });
}

export const pathOf = ({ id }: { id: string }): PathRef => ({ kind: 'enquiry', id });
export const stateOf = ({ state }: { state: string }): EnquiryState => z.enum(enquiryStates).parse(state);

export const kindOf = ({ kind }: { kind: string }): EnquiryKind => z.enum(enquiryKinds).parse(kind);

/** What the rules need to say what it waits for. */
export const standingOf = (row: EnquiryRow): EnquiryStanding => ({
  kind: kindOf(row),
  state: stateOf(row),
  overdue: row.overdue,
  enteredAt: row.enteredAt.toISOString(),
  fromUnit: row.fromUnit,
  toBody: row.toBody,
  toRole: z.enum(roles).parse(row.toRole),
  due: dateText(row.dueOn),
});
