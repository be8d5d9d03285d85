import { z } from 'zod';
import { audit } from '../activities/record.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';

/** A line of text as it is kept: trimmed, in NFC. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .transform((text) => text.normalize('NFC'));

/** The role by which a person administers; endpoints let others in no further than their `roles`. */
export function administratorRole(person: CurrentPerson): RoleAt {
  const by = person.roles.find(({ role }) => role === 'administrator');
  if (!by) throw new Refusal('forbidden');
  return by;
}

/** Notes what an administrator did, for the auditors of his organization: ids and codes only, no names or addresses. */
export const auditChange = (
  tx: Tx,
  person: CurrentPerson,
  at: Date,
  action: string,
  detail: Prisma.InputJsonObject,
): Promise<void> =>
  audit(
    tx,
    person.organization,
    at.toISOString(),
    { personId: person.id, role: 'administrator' },
    action,
    null,
    detail,
  );
