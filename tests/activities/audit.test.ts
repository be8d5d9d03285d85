import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditHead, sealAudit } from '../../cases/shared/audit/seal.ts';
import { verifyAudit } from '../../cases/shared/audit/verify.ts';
import { audit } from '../../cases/record.ts';
import type { Tx } from '../../prisma/db.ts';
import { createDb } from '../../prisma/db.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';
import { byAnother } from '../support/lone-connection.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startMailDatabase();
});
afterAll(() => database.stop());

const at = '2026-11-27T08:00:00.000Z';
const write = (tx: Tx, organization: string, action: string) =>
  audit(tx, organization, at, null, action, null, { z: 1, a: { y: ['b', 2], x: null } });
const broken = async () =>
  (await verifyAudit(database.db))
    .filter(({ brokenAt }) => brokenAt !== null)
    .map((c) => [c.organization, c.brokenAt]);

it('chains each organization by itself, also what commits late, with two sealing at once', async () => {
  const { db } = database;
  const late = createDb(database.url);
  await late.$transaction(async (tx) => {
    // It has its number before the others, and commits after they were sealed.
    await write(tx, 'so', 'late');
    await byAnother(async () => {
      await write(db, 'so', 'first');
      await write(db, 'tinh', 'first');
      await sealAudit(db);
    });
  });
  await late.$disconnect();
  await write(db, 'so', 'last');
  await Promise.all([sealAudit(db), sealAudit(db)]);
  await sealAudit(db);

  const entries = await db.auditEntry.findMany({
    include: { seal: true },
    orderBy: { seal: { position: 'asc' } },
  });
  const order = (organization: string) =>
    entries.filter((e) => e.organization === organization).map((e) => [e.seal?.position, e.action]);
  expect(order('so')).toEqual([
    [1, 'first'],
    [2, 'late'],
    [3, 'last'],
  ]);
  expect(order('tinh')).toEqual([[1, 'first']]);
  expect(await db.unsealedEntry.count()).toBe(0);
  const heads = (await verifyAudit(db)).map(({ organization, head }) => [organization, head]);
  expect(heads).toEqual([
    ['so', await auditHead(db, 'so')],
    ['tinh', await auditHead(db, 'tinh')],
  ]);
  expect(await broken()).toEqual([]);
});

it('cannot be changed, and shows where it was by someone who owns the database', async () => {
  const db = database.owner;
  const [second] = await db.auditEntry.findMany({ where: { organization: 'so', seal: { position: 2 } } });
  if (!second) throw new Error('nothing was sealed');
  const forge = db.auditEntry.update({ where: { id: second.id }, data: { action: 'forged' } });
  await expect(forge).rejects.toThrow('append-only');
  await expect(db.auditEntry.deleteMany()).rejects.toThrow('append-only');
  await expect(db.$executeRaw`TRUNCATE "AuditEntry" CASCADE`).rejects.toThrow('append-only');
  await expect(db.auditSeal.deleteMany()).rejects.toThrow('append-only');
  await expect(db.transition.updateMany({ data: { act: 'forged' } })).rejects.toThrow('append-only');
  expect(await broken()).toEqual([]);

  await db.$executeRaw`ALTER TABLE "AuditEntry" DISABLE TRIGGER audit_entry_append_only`;
  await db.auditEntry.update({
    where: { id: second.id },
    data: { detail: { z: 1, a: { y: ['b', 3], x: null } } },
  });
  expect(await broken()).toEqual([['so', 2]]);
  await db.auditEntry.update({ where: { id: second.id }, data: { detail: second.detail ?? {} } });
  expect(await broken()).toEqual([]);
  await db.$executeRaw`ALTER TABLE "AuditSeal" DISABLE TRIGGER audit_seal_append_only`;
  await db.auditSeal.delete({ where: { entryId: second.id } });
  await db.auditEntry.delete({ where: { id: second.id } });
  expect(await broken()).toEqual([['so', 2]]);
});
