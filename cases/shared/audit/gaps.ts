import type { Tx } from '../../../prisma/db.ts';
import type { Finding, FindingCode } from './findings.ts';

/** How long an entry may wait for its seal. */
const LATE = "now() AT TIME ZONE 'utc' - interval '5 minutes'";
const NAMED = 1_000;

/** What is there without what belongs to it. Each selects `where`. */
const questions: readonly [FindingCode, string][] = [
  [
    'entry-unsealed',
    `SELECT 'AuditEntry ' || e.id AS "where" FROM "AuditEntry" e
      LEFT JOIN "AuditSeal" s ON s."entryId" = e.id LEFT JOIN "UnsealedEntry" w ON w."entryId" = e.id
      WHERE s."entryId" IS NULL AND w."entryId" IS NULL ORDER BY e.id`,
  ],
  [
    'entry-waits',
    `SELECT 'AuditEntry ' || w."entryId" AS "where" FROM "UnsealedEntry" w WHERE w.since < ${LATE} ORDER BY w."entryId"`,
  ],
  [
    'entry-missing',
    `SELECT 'AuditEntry ' || w."entryId" AS "where" FROM (
        SELECT "entryId" FROM "UnsealedEntry" UNION SELECT "entryId" FROM "AuditSeal"
        UNION SELECT "entryId" FROM "SealedRow") w
      LEFT JOIN "AuditEntry" e ON e.id = w."entryId" WHERE e.id IS NULL ORDER BY w."entryId"`,
  ],
  [
    'row-without-act',
    `SELECT r."table" || ' ' || r.key AS "where" FROM "UnsealedRow" r
      WHERE NOT EXISTS (SELECT 1 FROM "UnsealedEntry" e WHERE e.transaction = r.transaction) ORDER BY r.id`,
  ],
  [
    // A draft that is changed gets a version without a step; the trail has an entry for each.
    'version-gap',
    `SELECT "pathKind" || ' ' || "pathId" || ': ' || missing || ' of its ' || last || ' versions' AS "where" FROM (
        SELECT "pathKind", "pathId", max(version) AS last, max(version) - count(*) AS missing
        FROM "Transition" GROUP BY "pathKind", "pathId") t
      WHERE missing > (SELECT count(*) FROM "AuditEntry" e
        WHERE e."pathKind" = t."pathKind" AND e."pathId" = t."pathId" AND e.action = 'draft-changed')`,
  ],
  [
    'version-gap',
    `SELECT 'MovementVersion ' || code || ': ' || before || ' is followed by ' || version AS "where" FROM (
        SELECT code, version, lag(version, 1, 0) OVER (PARTITION BY code ORDER BY version) AS before
        FROM "MovementVersion") t
      WHERE version <> before + 1`,
  ],
];

export async function gapFindings(db: Tx): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [code, question] of questions) {
    const rows = await db.$queryRawUnsafe<{ where: string }[]>(`${question} LIMIT ${NAMED}`);
    findings.push(...rows.map(({ where }) => ({ code, where })));
  }
  return findings;
}

/** Numbers that no entry has between others: transactions that were given up leave such, as a deletion would. */
export async function missingNumbers(db: Tx): Promise<number> {
  const [row] = await db.$queryRaw<{ missing: bigint }[]>`
    SELECT coalesce(max(id) - min(id) + 1 - count(*), 0)::bigint AS missing FROM "AuditEntry"`;
  return Number(row?.missing ?? 0);
}
