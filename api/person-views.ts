import { z } from 'zod';
import { asDate } from '../cases/context.ts';
import { rolesToday } from '../cases/held-roles.ts';
import { roleNatures } from '../domain/administration.ts';
import { dateOf } from '../domain/dates.ts';
import { Refusal } from '../domain/problems.ts';
import { isRole } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { homeIn } from '../cases/shared/home.ts';
import type { Homed } from '../cases/shared/home.ts';
import type { Settings } from '../settings.ts';
import { administrationOf } from './administration.ts';
import type { Administration } from '../domain/administration.ts';
import type { CurrentPerson } from './current-person.ts';
import { periodOf } from './organization-rows.ts';

/** What all may read of a person, and what only administrators may: how to reach him, and his account. */
export const personSchema = z.object({
  id: z.uuid(),
  displayName: z.string(),
  /** Held today. */
  roles: z.array(z.object({ role: z.string(), unit: z.string() })),
  username: z.string().optional(),
  email: z.string().optional(),
  disabled: z.boolean().optional(),
  /** Whether he has set a password, without which nobody logs in. */
  hasPassword: z.boolean().optional(),
  /** What a change of the person or of his roles names in If-Match. */
  version: z.number().int().optional(),
  /** Every role with its period, past and to come; `to` is its last day. */
  holdings: z
    .array(
      z.object({
        id: z.uuid(),
        role: z.string(),
        unit: z.string(),
        from: z.string(),
        to: z.string().nullable(),
      }),
    )
    .optional(),
  /** The latest one, as long as it can be used. */
  invitation: z.object({ sentAt: z.string(), expiresAt: z.string() }).nullable().optional(),
});

export const personInclude = {
  roles: { orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] },
  invitations: { where: { usedAt: null, revokedAt: null }, orderBy: { createdAt: 'desc' }, take: 1 },
} satisfies Prisma.PersonInclude;
export type PersonRow = Prisma.PersonGetPayload<{ include: typeof personInclude }>;

/** Whether a person looks after an account: as an administrator of where it is at home. */
export const looksAfter = (administration: Administration, person: CurrentPerson, row: Homed): boolean => {
  const home = homeIn(administration.units, row);
  return administrationOf(administration, person, home) !== undefined;
};

/** Who administers the whole deployment judges nothing, and votes on nothing. @throws Refusal `invalid` */
export async function refuseOfDeployment(
  tx: Tx,
  { deploymentAdministrators }: Pick<Settings, 'deploymentAdministrators'>,
  ids: readonly string[],
): Promise<void> {
  const where = { id: { in: [...ids] }, username: { in: [...deploymentAdministrators] } };
  if ((await tx.person.count({ where })) > 0)
    throw new Refusal('invalid', [
      {
        path: 'role',
        message: 'Quản trị viên của toàn hệ thống không giữ vai trò xét duyệt, biểu quyết, quyết định.',
      },
    ]);
}

function personView(row: PersonRow, { full, at }: { full: boolean; at: Date }) {
  const known = { id: row.id, displayName: row.displayName, roles: rolesToday(row.roles, at) };
  if (!full) return known;
  const [invitation] = row.invitations.filter(({ expiresAt }) => expiresAt > new Date());
  return {
    ...known,
    username: row.username,
    email: row.email,
    disabled: row.disabledAt !== null,
    hasPassword: row.passwordHash !== null,
    version: row.version,
    holdings: row.roles.map(({ id, role, unit, ...period }) => ({ id, role, unit, ...periodOf(period) })),
    invitation: invitation
      ? { sentAt: invitation.createdAt.toISOString(), expiresAt: invitation.expiresAt.toISOString() }
      : null,
  };
}

export type PersonView = ReturnType<typeof personView>;

/** A person as somebody may see them. */
export const viewFor = (
  row: PersonRow,
  caller: CurrentPerson,
  administration: Administration,
  at: Date,
): PersonView => personView(row, { full: looksAfter(administration, caller, row), at });

/** @throws Refusal `not-found`, also for a disabled person whom the caller does not administer */
export async function findPerson(tx: Tx, id: string, full = true): Promise<PersonRow> {
  const row = await tx.person.findUnique({ where: { id }, include: personInclude });
  if (!row || (row.disabledAt && !full)) throw new Refusal('not-found');
  return row;
}

/** One whom others cannot change meanwhile. @throws Refusal `not-found` */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow> {
  await tx.$executeRaw`SELECT 1 FROM "Person" WHERE id = ${id}::uuid FOR UPDATE`;
  return findPerson(tx, id);
}

/** Whether an account opens more than a draft to whoever gets its mail: it is in use, or holds a role that two have given. */
export function isWorthTaking({ passwordHash, roles }: PersonRow, at: Date): boolean {
  const today = asDate(dateOf(at));
  const weighs = roles.some(
    ({ role, validTo }) => isRole(role) && roleNatures[role].byTwo && (validTo === null || validTo >= today),
  );
  return passwordHash !== null || weighs;
}
