import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cases/shared/audit/check.ts';
import type { CheckOptions } from '../../cases/shared/audit/check.ts';
import { checkDaily } from '../../cases/shared/audit/daily.ts';
import type { FindingCode } from '../../cases/shared/audit/findings.ts';
import type { KeptHead } from '../../cases/shared/audit/heads.ts';
import { presentHeads } from '../../cases/shared/audit/heads.ts';
import { sealAudit } from '../../cases/shared/audit/seal.ts';
import type { Tx } from '../../prisma/db.ts';
import * as story from '../../acceptance/demo/story.ts';
import { carryToBangKhen } from '../support/bang-khen.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { todayOf } from '../support/steps.ts';

let stack: Stack;
/** Heads of the chains as they were before anything was changed. */
let kept: KeptHead[];

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  const { as } = stack;
  const today = await todayOf(stack);
  const [round] = await carryToBangKhen(as, today, 'Phòng Quản lý khoa học');
  const subject = { kind: 'collective', award: 'bang-khen', name: 'Phòng Quản lý công nghệ' } as const;
  const { id } = await story.draft(as, round?.id ?? '', subject);
  await story.submit(as, id);
  await story.review(as, id);
  await story.ballot(as, [id], `${today}T08:00:00.000Z`);
  await stack.stopWorker();
  while ((await sealAudit(stack.deps.db)) > 0);
  kept = await presentHeads(stack.deps.db, new Date());
}, 180_000);
afterAll(() => stack.stop());

const found = async (db: Tx, options: CheckOptions = {}): Promise<string[]> =>
  (await checkRecord(db, { kept, files: stack.deps.files, ...options })).findings.map(
    ({ code, where }) => `${code} ${where}`,
  );

it('finds nothing where a nomination went the whole way, and every row that it left is sealed', async () => {
  expect(await found(stack.deps.db)).toEqual([]);
  expect(await stack.deps.db.unsealedRow.count()).toBe(0);
  expect(await stack.deps.db.sealedRow.count()).toBeGreaterThan(50);
});

const first = (table: string, column: string, where = 'true') =>
  `(SELECT ${column} FROM "${table}" WHERE ${where} ORDER BY ${column} LIMIT 1)`;
const seal = `"entryId" = (SELECT "entryId" FROM "AuditSeal" WHERE position = 3 AND organization =
  (SELECT organization FROM "AuditSeal" GROUP BY organization ORDER BY count(*) DESC LIMIT 1))`;

/** As they are written: what the database works out by itself is left to it. */
const columnsOfAward = `"decisionId", body, year, movement, award, form, "subjectKind", "subjectName", "subjectUnit",
  "searchText", "decidedOn", amount`;

/** What is planted, the statement, the code under which it is found, and whether the service's role is refused it. */
const plants: [string, string, FindingCode, 'refused' | 'found' | 'sealed'][] = [
  ['a tally', `UPDATE "BallotResult" SET approve = approve - 1`, 'row-changed', 'refused'],
  ['the deletion of a tally', `DELETE FROM "BallotResult"`, 'row-missing', 'refused'],
  [
    'a ballot',
    `UPDATE "OpenBallot" SET choice = CASE choice WHEN 'approve' THEN 'disapprove' ELSE 'approve' END`,
    'ballot-changed',
    'refused',
  ],
  ['the deletion of a ballot', `DELETE FROM "OpenBallot"`, 'ballot-changed', 'refused'],
  ['a tally on the agenda', `UPDATE "AgendaItem" SET approve = approve - 1`, 'row-changed', 'found'],
  ['the deletion of an item', `DELETE FROM "AgendaItem"`, 'row-missing', 'refused'],
  [
    'a reason',
    `UPDATE "Transition" SET reason = 'Lý do khác' WHERE id = ${first('Transition', 'id', `act = 'approve'`)}`,
    'row-changed',
    'refused',
  ],
  ['the deletion of a reason', `DELETE FROM "Transition" WHERE act = 'approve'`, 'row-missing', 'refused'],
  [
    'what a transition says in detail',
    `UPDATE "Transition" SET detail = detail || '{"approve": 1}' WHERE act = 'conclude'`,
    'row-changed',
    'refused',
  ],
  ['a file of a dossier', `UPDATE "Upload" SET sha256 = reverse(sha256)`, 'row-changed', 'refused'],
  [
    'another file in its place',
    `UPDATE "Document" SET "uploadId" = (SELECT id FROM "Upload" WHERE id NOT IN (SELECT "uploadId" FROM "Document") LIMIT 1)`,
    'row-changed',
    'found',
  ],
  ['the deletion of a file', `DELETE FROM "Document"`, 'row-missing', 'refused'],
  [
    'a submitted dossier',
    `UPDATE "DossierVersion" SET fields = fields || '{"summary": "Thành tích khác"}'`,
    'row-changed',
    'refused',
  ],
  ['the deletion of a submitted dossier', `DELETE FROM "DossierVersion"`, 'row-missing', 'refused'],
  ['a check', `UPDATE "CriterionCheck" SET result = 'unmet'`, 'row-changed', 'found'],
  ['a decision', `UPDATE "Decision" SET "signedBy" = 'Người khác'`, 'row-changed', 'found'],
  ['the deletion of a decision', `DELETE FROM "Decision"`, 'row-missing', 'refused'],
  ['a number of a tờ trình', `UPDATE "Submission" SET number = number || 'a'`, 'row-changed', 'found'],
  ['the register', `UPDATE "AwardEntry" SET amount = 1000000000`, 'row-changed', 'refused'],
  ['the deletion of an award', `DELETE FROM "AwardEntry"`, 'row-missing', 'refused'],
  [
    'an award that nobody gave',
    `INSERT INTO "AwardEntry" ("nominationId", number, ${columnsOfAward}) SELECT gen_random_uuid(), 999, ${columnsOfAward}
      FROM "AwardEntry" LIMIT 1`,
    'row-unsealed',
    'refused',
  ],
  ['an outcome', `UPDATE "Nomination" SET "outcomeReason" = 'Lý do khác'`, 'row-changed', 'found'],
  [
    'a plan',
    `UPDATE "MovementVersion" SET plan = plan || '{"title": "Kế hoạch khác"}'`,
    'row-changed',
    'refused',
  ],
  ['a seal', `UPDATE "AuditSeal" SET hash = repeat('a', 64) WHERE ${seal}`, 'chain-broken', 'refused'],
  ['the deletion of a seal', `DELETE FROM "AuditSeal" WHERE ${seal}`, 'chain-broken', 'refused'],
  [
    'what was sealed',
    `UPDATE "SealedRow" SET digest = repeat('a', 64) WHERE ${seal}`,
    'chain-broken',
    'refused',
  ],
  [
    'an entry',
    `UPDATE "AuditEntry" SET action = 'reject' WHERE id = ${first('AuditEntry', 'id', `action = 'approve'`)}`,
    'chain-broken',
    'refused',
  ],
  [
    'the deletion of an entry',
    `DELETE FROM "AuditEntry" WHERE id = ${first('AuditEntry', 'id', `action = 'approve'`)}`,
    'entry-missing',
    'refused',
  ],
  [
    'a forged entry that waits for no seal',
    `INSERT INTO "AuditEntry" (organization, at, action) VALUES ('so', '2026-01-01', 'approve')`,
    'entry-unsealed',
    'sealed',
  ],
  [
    'entries taken off the queue',
    `INSERT INTO "AuditEntry" (organization, at, action) VALUES ('so', now(), 'approve');
      DELETE FROM "UnsealedEntry"`,
    'entry-unsealed',
    'found',
  ],
  [
    'an entry that nobody seals',
    `INSERT INTO "UnsealedEntry" VALUES ((SELECT max(id) FROM "AuditEntry"), 1, '2026-01-01')`,
    'entry-waits',
    'found',
  ],
  [
    'the newest links of a chain',
    `WITH gone AS (DELETE FROM "AuditSeal" WHERE position > 3 RETURNING "entryId")
      DELETE FROM "AuditEntry" WHERE id IN (SELECT "entryId" FROM gone)`,
    'chain-cut',
    'refused',
  ],
  [
    'a step of a path',
    `UPDATE "Transition" SET version = version + 1 WHERE act = 'conclude'`,
    'version-gap',
    'refused',
  ],
  ['a trigger', `ALTER TABLE "Decision" DISABLE TRIGGER seal_content`, 'trigger-missing', 'refused'],
];

class TakenBack extends Error {}

/** What is found with a statement's work in the record, which is taken back. */
async function planted(db: Stack['owner'], sql: string, past: boolean): Promise<string[]> {
  let findings: string[] = [];
  await db
    .$transaction(
      async (tx) => {
        // As somebody who owns the database could: past triggers and foreign keys.
        if (past) await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
        for (const statement of sql.split(';')) await tx.$executeRawUnsafe(statement);
        findings = await found(tx);
        throw new TakenBack();
      },
      { timeout: 60_000 },
    )
    .catch((failure: unknown) => {
      if (!(failure instanceof TakenBack)) throw failure;
    });
  return findings;
}

describe.each(plants)('%s', (_what, sql, code, asTheService) => {
  it('is found where whoever owns the database plants it', async () => {
    const findings = await planted(stack.owner, sql, true);
    expect(findings.join('\n')).toContain(code);
  });

  const becomes = {
    refused: "is refused to the service's role",
    found: "is found where the service's role plants it",
    sealed: "is what the service's role is there for: it waits for its seal",
  };
  it(becomes[asTheService], async () => {
    const tried = planted(stack.deps.db, sql, false);
    if (asTheService === 'refused') await expect(tried).rejects.toThrow(/42501|23503|must be owner/);
    else expect((await tried).length > 0).toBe(asTheService === 'found');
  });
});

it('finds a file whose bytes were changed, and one that is gone', async () => {
  const { sha256 } = await stack.deps.db.upload.findFirstOrThrow({ where: { documents: { some: {} } } });
  const file = stack.deps.files.pathOf(sha256);
  const bytes = readFileSync(file);
  appendFileSync(file, '\n');
  expect(await found(stack.deps.db)).toEqual([`file-changed ${sha256}`]);
  rmSync(file);
  expect(await found(stack.deps.db)).toEqual([`file-missing ${sha256}`]);
  writeFileSync(file, bytes);
  expect(await found(stack.deps.db)).toEqual([]);
});

it('finds a chain that was made anew, whole, by the heads that were kept, and not without them', async () => {
  const other = kept.map((head) => ({ ...head, hash: 'a'.repeat(64) }));
  const findings = await found(stack.deps.db, { kept: other });
  expect(findings).toEqual(
    other.map(({ organization, position, at }) => `head-differs ${organization} ${position}, kept ${at}`),
  );
  expect(await found(stack.deps.db, { kept: [] })).toEqual([]);
});

it('goes on from heads that were kept, without the links before them', async () => {
  const db = stack.owner;
  const [, beforeHead] = plants.find(([what]) => what === 'an entry') ?? [];
  const options = { kept, files: stack.deps.files };
  const tampered = async (fromKept: boolean) => {
    let findings: FindingCode[] = [];
    await db
      .$transaction(async (tx) => {
        await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
        await tx.$executeRawUnsafe(beforeHead ?? '');
        findings = (await checkRecord(tx, { ...options, fromKept })).findings.map(({ code }) => code);
        throw new TakenBack();
      })
      .catch((failure: unknown) => {
        if (!(failure instanceof TakenBack)) throw failure;
      });
    return findings;
  };
  expect(await tampered(false)).toEqual(['chain-broken']);
  expect(await tampered(true)).toEqual([]);
});

it('the check of the day keeps the heads outside, and tells an auditor what it came to', async () => {
  const { db, files, settings } = stack.deps;
  const { baseUrl } = settings;
  const auditor = await stack.as('auditor', story.DEPARTMENT);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heads-'));
  const alarms: unknown[] = [];
  const check = (day: string) =>
    checkDaily(
      { db, files, baseUrl, kept: { folder, mailTo: undefined }, alarm: (found) => alarms.push(found) },
      new Date(`${day}T08:00:00Z`),
    );
  interface State {
    lastCheck: { found: number; kinds: { code: string }[] };
  }
  const state = async () => story.good(await auditor.get<State>('/audit/state'));
  // Logging in is in the trail as well.
  while ((await sealAudit(db)) > 0);
  expect(await check('2090-01-01')).toBe(true);
  expect(await check('2090-01-01')).toBe(false);
  const head = await db.auditSeal.findFirstOrThrow({
    where: { organization: story.DEPARTMENT },
    orderBy: { position: 'desc' },
  });
  const { organization, position, hash } = head;
  const sound = { found: 0, kinds: [], headsKept: true };
  expect(await state()).toMatchObject({
    chains: [{ organization, position, hash }],
    lastCheck: sound,
    rolesApart: true,
  });
  const keptOutside = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  expect(keptOutside.join('')).toContain(hash);
  expect(alarms).toEqual([]);

  const change = (by: number) =>
    stack.owner.$transaction(async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
      await tx.$executeRawUnsafe(`UPDATE "BallotResult" SET approve = approve + ${by}`);
    });
  await change(-1);
  await check('2090-01-02');
  await change(1);
  const { lastCheck } = await state();
  expect(lastCheck.kinds.map(({ code }) => code)).toContain('row-changed');
  expect(lastCheck.found).toBeGreaterThan(0);
  expect(alarms).toHaveLength(1);
});
