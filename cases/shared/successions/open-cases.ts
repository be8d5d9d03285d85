import type { PathKind, PathRef } from '../../../domain/path.ts';
import { pathKinds } from '../../../domain/path.ts';
import type { Tx } from '../../../prisma/db.ts';
import { Prisma } from '../../../prisma/generated/client.ts';

/** What is open, with the units that it lies with as its row names them. */
export interface OpenCase {
  path: PathRef;
  /** As people call it: a code or number; of what is owed, the plan's word for it. */
  code: string;
  organization: string;
  leadBody: string;
  version: number;
  stage: string;
  step: number | null;
  units: string[];
}
interface Row extends Omit<OpenCase, 'path'> {
  id: string;
}

/** Of each kind what is open, and with whom it lies: the unit's side, and the body that has it now. */
const sources: Record<PathKind, { table: Prisma.Sql; open: Prisma.Sql }> = {
  'council-session': {
    table: Prisma.sql`"CouncilSession"`,
    open: Prisma.sql`
      SELECT id, code, organization, body AS "leadBody", version, state AS stage, NULL::int AS step, ARRAY[body] AS units
      FROM "CouncilSession" WHERE state NOT IN ('concluded', 'cancelled')`,
  },
  submission: {
    table: Prisma.sql`"Submission"`,
    open: Prisma.sql`
      SELECT s.id, s.number AS code, s.organization, r."leadBody", s.version, s.state AS stage, NULL::int AS step,
        ARRAY[s."fromBody", s."toBody"] AS units
      FROM "Submission" s JOIN "Round" r ON r.id = s."roundId" WHERE s.state <> 'finished'`,
  },
  'award-round': {
    table: Prisma.sql`"Round"`,
    open: Prisma.sql`
      SELECT id, code, organization, "leadBody", version, state AS stage, NULL::int AS step, ARRAY["leadBody"] AS units
      FROM "Round" WHERE state IN ('open', 'intake-closed')`,
  },
  nomination: {
    table: Prisma.sql`"Nomination"`,
    open: Prisma.sql`
      SELECT n.id, n.code, n.organization, r."leadBody", n.version, n.stage, n.step,
        array_remove(ARRAY[coalesce(n."handedTo", n."proposingUnit"), n.route -> n.step ->> 'body'], NULL) AS units
      FROM "Nomination" n JOIN "Round" r ON r.id = n."roundId" WHERE n.outcome IS NULL`,
  },
  obligation: {
    table: Prisma.sql`"Obligation"`,
    open: Prisma.sql`
      SELECT id, code, organization, "leadBody", version, state AS stage, NULL::int AS step,
        ARRAY[debtor, "toBody"] AS units
      FROM "Obligation" WHERE state IN ('owed', 'submitted')`,
  },
  enquiry: {
    table: Prisma.sql`"Enquiry"`,
    open: Prisma.sql`
      SELECT id, code, organization, "leadBody", version, state AS stage, NULL::int AS step,
        ARRAY["fromUnit", "toBody"] AS units
      FROM "Enquiry" WHERE state <> 'closed'`,
  },
  revocation: {
    table: Prisma.sql`"Revocation"`,
    open: Prisma.sql`
      SELECT id, number AS code, organization, "leadBody", version, state AS stage, NULL::int AS step,
        ARRAY["leadBody"] AS units
      FROM "Revocation" WHERE state = 'returning'`,
  },
};

/** What lies open with one of these units, as rows name them; in the order of their kinds and codes. */
export async function openCasesOf(tx: Tx, units: readonly string[]): Promise<OpenCase[]> {
  if (units.length === 0) return [];
  const found: OpenCase[] = [];
  for (const kind of pathKinds) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT * FROM (${sources[kind].open}) AS open WHERE open.units && ${[...units]}::text[] ORDER BY code, id`;
    found.push(...rows.map(({ id, ...row }) => ({ path: { kind, id }, ...row })));
  }
  return found;
}

/**
 * The same, held until the transaction ends and as they then stand, each with its next version: a path learns of it when it
 * next asks the record. Sessions and what is sent are held before the nominations in them, as their own acts hold them.
 */
export async function stepOpenCasesOf(tx: Tx, units: readonly string[]): Promise<OpenCase[]> {
  const ids = (await openCasesOf(tx, units)).map(({ path }) => path.id);
  for (const { table } of Object.values(sources))
    await tx.$queryRaw`SELECT 1 FROM ${table} WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const held = (await openCasesOf(tx, units)).filter(({ path }) => ids.includes(path.id));
  const there = held.map(({ path }) => path.id);
  for (const { table } of Object.values(sources))
    await tx.$executeRaw`UPDATE ${table} SET version = version + 1 WHERE id = ANY(${there}::uuid[])`;
  return held.map((open) => ({ ...open, version: open.version + 1 }));
}
