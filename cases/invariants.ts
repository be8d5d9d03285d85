import type { Tx } from '../prisma/db.ts';

/** What must hold over the whole record, beyond what its tables' constraints can say of one row. */
export interface Invariant {
  name: string;
  /** Selects `id` of each violation. What a path begins with (from `none`) is the act of what began it. */
  broken: string;
}

const settled = "now() - interval '5 minutes'";

export const invariants: readonly Invariant[] = [
  {
    name: "a person's act is in the record once it is settled, and what a path records of a person is settled",
    broken: `SELECT t."pathId"::text AS id FROM "Transition" t
      LEFT JOIN "Act" a ON a.id::text = t."actId" AND a.state = 'done'
      WHERE t."personId" IS NOT NULL AND t."actId" ~ '^[0-9a-f]{8}-' AND a.id IS NULL`,
  },
  {
    name: 'no act waits for its path, or to be known to it, for more than five minutes',
    broken: `SELECT id::text FROM "Act" WHERE state = 'pending' AND "createdAt" < ${settled}
      OR unheard AND "settledAt" < ${settled}`,
  },
  {
    name: 'no news waits to be heard for more than five minutes',
    broken: `SELECT id::text FROM "Wake" WHERE "doneAt" IS NULL AND "createdAt" < ${settled}`,
  },
  {
    name: 'every transition begins where the one before it ended',
    broken: `SELECT id::text FROM (
        SELECT id, "fromStage", lag("toStage") OVER (PARTITION BY "pathKind", "pathId" ORDER BY version) AS before
        FROM "Transition") t
      WHERE before IS NOT NULL AND before <> "fromStage"`,
  },
  {
    name: 'every transition is in the trail',
    broken: `SELECT t.id::text FROM "Transition" t WHERE t."fromStage" <> 'none' AND NOT EXISTS (
        SELECT 1 FROM "AuditEntry" e WHERE e."pathKind" = t."pathKind" AND e."pathId" = t."pathId"
          AND e.action = t.act AND (e.detail->>'version')::int = t.version)`,
  },
  {
    name: 'a nomination stands where its last transition left it',
    broken: `SELECT n.id::text FROM "Nomination" n JOIN LATERAL (
        SELECT * FROM "Transition" t WHERE t."pathKind" = 'nomination' AND t."pathId" = n.id
        ORDER BY version DESC LIMIT 1) t ON true
      WHERE t."toStage" <> n.stage OR t.version > n.version`,
  },
  {
    name: 'a closed nomination is on no agenda and in no tờ trình that is still to go',
    broken: `SELECT n.id::text FROM "Nomination" n WHERE n.outcome IS NOT NULL AND (
        EXISTS (SELECT 1 FROM "AgendaItem" i JOIN "CouncilSession" s ON s.id = i."sessionId"
          WHERE i."nominationId" = n.id AND i.state = 'listed' AND s.state IN ('draft', 'convened', 'open'))
        OR EXISTS (SELECT 1 FROM "SubmissionItem" i WHERE i."nominationId" = n.id AND i.state = 'listed'))`,
  },
  {
    name: 'what was awarded is in the register, and what was revoked has its revocation there',
    broken: `SELECT n.id::text FROM "Nomination" n LEFT JOIN "AwardEntry" e ON e."nominationId" = n.id
        LEFT JOIN "Revocation" r ON r."nominationId" = n.id
      WHERE (n.outcome IS NOT NULL AND n.outcome IN ('awarded', 'revoked')) <> (e."nominationId" IS NOT NULL)
        OR (n.outcome IS NOT NULL AND n.outcome = 'revoked') <> (r.id IS NOT NULL)`,
  },
  {
    name: 'no round is over while one of its nominations is open',
    broken: `SELECT r.id::text FROM "Round" r WHERE r.state = 'finished'
      AND EXISTS (SELECT 1 FROM "Nomination" n WHERE n."roundId" = r.id AND n.outcome IS NULL)`,
  },
  {
    name: 'the ballots in the box are those of the tally and of the roll',
    broken: `SELECT r."nominationId"::text AS id FROM "BallotResult" r
      WHERE r.method IN ('open', 'secret') AND (
        (r.collected, r.approve, r.disapprove) <> (
          SELECT count(*), count(*) FILTER (WHERE choice = 'approve'), count(*) FILTER (WHERE choice = 'disapprove')
          FROM (SELECT * FROM (
              SELECT "sessionId", "nominationId", ballot, choice FROM "OpenBallot"
              UNION ALL SELECT "sessionId", "nominationId", ballot, choice FROM "BoxedChoice"
              UNION ALL SELECT "sessionId", "nominationId", ballot, choice FROM "SecretBallot") AS boxes
            WHERE ("sessionId", "nominationId", ballot) = (r."sessionId", r."nominationId", r.ballot)) AS box)
        OR r.collected <> (
          SELECT count(*) FROM "VoterRoll"
          WHERE ("sessionId", "nominationId", ballot) = (r."sessionId", r."nominationId", r.ballot)))`,
  },
  {
    name: 'every mail was accepted once, or the second time after a lost commit',
    broken: `SELECT id::text FROM "Notification" WHERE state = 'sent' AND (accepted < 1 OR "sentAt" IS NULL)`,
  },
];

/** Those that don't hold, each with the ids that break it. */
export async function brokenInvariants(db: Tx): Promise<{ name: string; ids: string[] }[]> {
  const results = [];
  for (const { name, broken } of invariants) {
    const rows = await db.$queryRawUnsafe<{ id: string }[]>(broken);
    if (rows.length > 0) results.push({ name, ids: rows.map(({ id }) => id) });
  }
  return results;
}
