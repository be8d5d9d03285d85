import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenInvariants, invariants } from '../../cases/invariants.ts';
import type { Tx } from '../../prisma/db.ts';
import { carryToBangKhen } from '../support/bang-khen.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { todayOf } from '../support/steps.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  await carryToBangKhen(stack.as, await todayOf(stack), 'Phòng Quản lý khoa học');
}, 180_000);
afterAll(() => stack.stop());

const last = `(SELECT max(version) FROM "Transition" t WHERE t."pathId" = "Transition"."pathId")`;
/** One fault of each kind, by the start of the invariant's name. */
const faults: Record<string, string> = {
  "a person's act": `DELETE FROM "Act" WHERE kind = 'submit'`,
  'no act waits': `UPDATE "Act" SET state = 'pending', "createdAt" = now() - interval '1 hour' WHERE kind = 'conclude'`,
  'no news waits': `UPDATE "Wake" SET "doneAt" = NULL, "createdAt" = now() - interval '1 hour'`,
  'every transition begins': `UPDATE "Transition" SET "fromStage" = 'selection' WHERE act = 'approve' AND version < ${last}`,
  'every transition is': `DELETE FROM "AuditEntry" WHERE action = 'approve'`,
  'a nomination stands': `UPDATE "Nomination" SET stage = 'decision', outcome = NULL, version = 1`,
  'a closed nomination': `UPDATE "SubmissionItem" SET state = 'listed'
    WHERE "submissionId" = (SELECT id FROM "Submission" ORDER BY "createdAt" LIMIT 1)`,
  'what was awarded': `DELETE FROM "AwardEntry"`,
  'no round is over': `WITH over AS (UPDATE "Round" SET state = 'finished') UPDATE "Nomination" SET outcome = NULL`,
  'the ballots in the box': `UPDATE "BallotResult" SET method = 'open'`,
  'every mail': `UPDATE "Notification" SET "sentAt" = NULL WHERE state = 'sent'`,
};

describe('the record holds together', () => {
  it('after a nomination went the whole way', async () => {
    expect(await brokenInvariants(stack.deps.db)).toEqual([]);
  });

  for (const { name } of invariants)
    it(`or it is found out: ${name}`, async () => {
      const [fault] = Object.entries(faults).flatMap(([start, sql]) => (name.startsWith(start) ? [sql] : []));
      if (fault === undefined) throw new Error('no fault shows that this invariant is checked');
      const found = await planted(fault);
      expect(found).toContain(name);
    });
});

/** What is found broken with a fault in the record, which is taken back. */
async function planted(sql: string): Promise<string[]> {
  let found: string[] = [];
  await stack.owner
    .$transaction(async (tx: Tx) => {
      // As somebody who owns the database could: past triggers, foreign keys and checks of the like.
      await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
      await tx.$executeRawUnsafe('ALTER TABLE "Nomination" DROP CONSTRAINT nomination_closed_iff_outcome');
      await tx.$executeRawUnsafe('ALTER TABLE "Notification" DROP CONSTRAINT notification_sent');
      expect(await tx.$executeRawUnsafe(sql)).toBeGreaterThan(0);
      found = (await brokenInvariants(tx)).map(({ name }) => name);
      throw takenBack;
    })
    .catch((failure: unknown) => {
      if (failure !== takenBack) throw failure;
    });
  return found;
}
const takenBack = new Error('taken back');
