import { writeFileSync } from 'node:fs';
import { createDb } from '../../prisma/db.ts';
import { lastPostgresUrl } from '../../embedded/postgres.ts';
import type { Check } from './checks.ts';
import { receivedFile, receivedIn } from './mail-files.ts';
import type { Observer } from './observer.ts';

export interface Plant {
  /** The check that is to find it. */
  foundBy: Check;
  spoil: (observer: Observer) => Promise<void>;
}

const plant = (foundBy: Check, spoil: Plant['spoil']): Plant => ({ foundBy, spoil });
const onceEach: Check = 'every acknowledged act is in the record exactly once';
const sameCount: Check =
  'the roll, the box and the tally agree, and every acknowledged vote is in the box once';
const committedTo: Check = 'every ballot and result is what the trail committed to';
const mailOnce: Check = 'every mail exists once and reached the mailbox';
const timely: Check = 'every deadline fired, and once';

/** Faults that the service must not have, put into what a run has left, so that it can be seen that they are found. */
export const plants: Record<string, Plant> = {
  'lost-act': plant(
    onceEach,
    sql(`DELETE FROM "Transition" WHERE id = (SELECT max(id) FROM "Transition" WHERE act = 'submit')`),
  ),
  'doubled-act': plant(
    onceEach,
    sql(
      `DROP INDEX IF EXISTS "Transition_pathKind_pathId_actId_key"`,
      `INSERT INTO "Transition" ("pathKind", "pathId", version, "actId", act, "fromStage", "toStage", "personId", at)
       SELECT "pathKind", "pathId", version + 1000, "actId", act, "fromStage", "toStage", "personId", at
       FROM "Transition" WHERE act = 'submit' LIMIT 1`,
    ),
  ),
  'strange-act': plant(
    'nothing is in the record that was refused, or that nobody asked for',
    sql(
      `INSERT INTO "Act" SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'key', 'strange'))).*
       FROM "Act" a WHERE state = 'done' LIMIT 1`,
    ),
  ),
  'act-without-right': plant(
    'nobody acted without the right to, at that moment',
    sql(
      // Locked out, and then the same once more.
      `INSERT INTO "AuditEntry" (organization, at, "personId", role, action, detail)
       SELECT organization, at, "personId", 'administrator', 'person-changed',
         jsonb_build_object('person', "personId", 'disabled', true)
       FROM "AuditEntry" WHERE id = (SELECT min(id) FROM "AuditEntry" WHERE action = 'submit')`,
      `INSERT INTO "Transition" ("pathKind", "pathId", version, "actId", act, "fromStage", "toStage", "personId", role, unit, at)
       SELECT t."pathKind", t."pathId", t.version + 3000, gen_random_uuid(), t.act, t."fromStage", t."toStage",
         t."personId", t.role, t.unit, t.at
       FROM "Transition" t JOIN "AuditEntry" e ON e."pathId" = t."pathId" AND e.detail->>'version' = t.version::text
       WHERE e.id = (SELECT min(id) FROM "AuditEntry" WHERE action = 'submit')`,
      `INSERT INTO "AuditEntry" (organization, at, "personId", role, action, "pathKind", "pathId", detail)
       SELECT organization, at, "personId", role, action, "pathKind", "pathId",
         jsonb_set(detail, '{version}', to_jsonb((detail->>'version')::int + 3000))
       FROM "AuditEntry" WHERE id = (SELECT min(id) FROM "AuditEntry" WHERE action = 'submit')`,
    ),
  ),
  'altered-state': plant(
    'every nomination stands where the pure model has it',
    sql(`UPDATE "Nomination" SET returns = returns + 1`),
  ),
  'lost-ballot': plant(
    sameCount,
    sql(
      `INSERT INTO "VoterRoll" ("sessionId", "nominationId", ballot, "memberId", written)
       VALUES (gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), false)`,
    ),
  ),
  'altered-tally': plant(
    sameCount,
    sql(
      `INSERT INTO "BallotResult" ("sessionId", "nominationId", ballot, method, issued, collected, valid, approve,
         disapprove, base, needed, passed, "closedAt")
       VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'secret', 7, 7, 7, 7, 0, 7, 6, true, now())`,
    ),
  ),
  'changed-ballot': plant(
    committedTo,
    sql(
      `UPDATE "BoxedChoice" SET choice = CASE choice WHEN 'approve' THEN 'disapprove' ELSE 'approve' END`,
      `UPDATE "OpenBallot" SET choice = CASE choice WHEN 'approve' THEN 'disapprove' ELSE 'approve' END`,
      // Of a short run that may have no ballot yet: one that nobody cast, in a session of its own.
      `WITH session AS (
         INSERT INTO "CouncilSession" (id, code, body, organization, mode, ballot, "scheduledAt", place, state,
           "enteredAt", "createdById", "createdAt")
         VALUES (gen_random_uuid(), 'planted', 'planted', 'planted', 'meeting', 'secret', now(), 'planted', 'concluded',
           now(), gen_random_uuid(), now())
         RETURNING id)
       INSERT INTO "BoxedChoice" (id, "sessionId", "nominationId", ballot, choice)
       SELECT gen_random_uuid(), id, gen_random_uuid(), 1, 'approve' FROM session`,
    ),
  ),
  'lost-mail': plant(
    mailOnce,
    mailbox((received) => received.slice(1)),
  ),
  'doubled-mail': plant(
    mailOnce,
    mailbox((received) => received.flatMap((id) => Array<string>(9).fill(id))),
  ),
  'deadline-twice': plant(
    timely,
    sql(
      `DROP INDEX IF EXISTS "Transition_pathKind_pathId_actId_key"`,
      `INSERT INTO "Transition" ("pathKind", "pathId", version, "actId", act, "fromStage", "toStage", at)
       SELECT "pathKind", "pathId", v.version, 'timer:1:remind-2:2026-11-27', 'remind', "fromStage", "toStage", at
       FROM "Transition", (VALUES (2001), (2002)) AS v(version) WHERE id = (SELECT min(id) FROM "Transition")`,
    ),
  ),
  'deadline-missed': plant(
    timely,
    sql(
      `UPDATE "Nomination" SET deadline = jsonb_set(deadline, '{due}', '"2026-11-02"')
       WHERE outcome IS NULL AND hold IS NULL AND NOT overdue AND jsonb_typeof(deadline) = 'object'`,
    ),
  ),
  'broken-chain': plant(
    'the chain of the audit holds',
    sql(`UPDATE "AuditEntry" SET action = 'approve' WHERE id = (SELECT min(id) FROM "AuditEntry")`),
  ),
  'broken-invariant': plant(
    'the invariants of the record hold',
    sql(
      `INSERT INTO "Wake" ("pathKind", "pathId", "actId", act, "fromKind", "fromId", "createdAt")
       VALUES ('nomination', gen_random_uuid(), 'unheard', 'passed', 'nomination', gen_random_uuid(),
         now() - interval '1 hour')`,
    ),
  ),
  'terminated-workflow': plant(
    'no workflow is stuck, and each is where its case is',
    async ({ db, starting }) => {
      const { id } = await db.round.findFirstOrThrow();
      await starting.client.workflow.getHandle(`award-round:${id}`).terminate();
    },
  ),
};

/** As somebody who owns the database could: past its triggers and foreign keys. */
function sql(...statements: string[]) {
  return async ({ dataDir }: Observer): Promise<void> => {
    const url = lastPostgresUrl(dataDir, 'owner');
    if (url === undefined) throw new Error(`no PostgreSQL was started in ${dataDir}`);
    const db = createDb(url);
    try {
      await db.$transaction(async (tx) => {
        await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
        const changed: number[] = [];
        for (const statement of statements) changed.push(await tx.$executeRawUnsafe(statement));
        if (changed.every((rows) => rows === 0)) throw new Error('there was nothing to spoil');
      });
    } finally {
      await db.$disconnect();
    }
  };
}

function mailbox(change: (received: string[]) => string[]) {
  return ({ dataDir }: Observer): Promise<void> => {
    writeFileSync(receivedFile(dataDir), change(receivedIn(dataDir)).join('\n'));
    return Promise.resolve();
  };
}
