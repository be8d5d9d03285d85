import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nomineeListType } from '../../domain/media-types.ts';
import { collectUploads, papersNamedIn, takeUploads } from '../../cases/shared/uploads.ts';
import { FileStore } from '../../files/file-store.ts';
import type { Tx } from '../../prisma/db.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';
import { byAnother } from '../support/lone-connection.ts';

const HOUR = 3_600_000;
const person = randomUUID();
let database: TestDatabase;
let folder: string;
let files: FileStore;
beforeAll(async () => {
  database = await startMailDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'uploads-'));
  files = new FileStore(folder);
});
beforeEach(async () => {
  await database.owner.upload.deleteMany();
  await database.owner.act.deleteMany();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const age = (sha256: string, hours: number): void => {
  const at = new Date(Date.now() - hours * HOUR);
  utimesSync(files.pathOf(sha256), at, at);
};
/** Bytes that were handed in so many hours ago, by an act or for one. */
async function handedIn(text: string, hours: number, named = false): Promise<{ id: string; sha256: string }> {
  const { sha256, size } = await files.put(Buffer.from(text));
  age(sha256, hours);
  const id = randomUUID();
  const at = new Date(Date.now() - hours * HOUR);
  const what = { name: 'a.pdf', contentType: 'application/pdf', personId: person, createdAt: at };
  await database.db.upload.create({ data: { id, sha256, size, ...what, namedAt: named ? at : null } });
  return { id, sha256 };
}
const isKept = ({ sha256 }: { sha256: string }): boolean => existsSync(files.pathOf(sha256));
const collect = () => collectUploads(database.db, files);
const take = (tx: Tx, id: string, by = person) => takeUploads(tx, by, { onBehalf: { document: id } });

test('what no act named within a day is gone, row and bytes; what one named, and what is new, stays', async () => {
  const [old, named, fresh] = [
    await handedIn('old', 25),
    await handedIn('named', 25, true),
    await handedIn('fresh', 23),
  ];
  expect(await collect()).toEqual({ uploads: 1, files: 1 });
  expect([isKept(old), isKept(named), isKept(fresh)]).toEqual([false, true, true]);
  expect(await database.db.upload.count()).toBe(2);
  expect(await collect()).toEqual({ uploads: 0, files: 0 });
});

test('a list of nominees is never taken as a paper: nobody has looked into it as one', async () => {
  const { id } = await handedIn('a list', 1);
  await database.owner.upload.update({ where: { id }, data: { contentType: nomineeListType } });
  await expect(database.db.$transaction((tx) => take(tx, id))).rejects.toMatchObject({ code: 'invalid' });
});

test('bytes stay while any upload of them does, and go with what no upload names, as after a refused act', async () => {
  await handedIn('same', 25);
  const other = await handedIn('same', 25, true);
  const { sha256 } = await files.put(Buffer.from('of a refused act'));
  age(sha256, 25);
  expect(await collect()).toEqual({ uploads: 1, files: 1 });
  expect([isKept(other), isKept({ sha256 })]).toEqual([true, false]);
});

test('bytes that come again as they are collected are there for who handed them in', async () => {
  const old = await handedIn('again', 25);
  await database.owner.upload.deleteMany();
  const gone = await files.removeUnless(old.sha256, new Date(Date.now() - 24 * HOUR), async () => {
    await files.put(Buffer.from('again'));
    return false;
  });
  expect([gone, isKept(old)]).toEqual([true, true]);
  const next = await files.removeUnless(old.sha256, new Date(Date.now() - 24 * HOUR), () =>
    Promise.resolve(false),
  );
  expect([next, isKept(old)]).toEqual([false, true]);
});

test('an act that names it at this moment keeps it: the collector waits, and sees that it is named', async () => {
  const { id, sha256 } = await handedIn('at this moment', 25);
  let collecting: Promise<unknown> | undefined;
  await database.db.$transaction(async (tx) => {
    await take(tx, id);
    collecting = byAnother(collect);
    await waiting();
  });
  expect(await collecting).toEqual({ uploads: 0, files: 0 });
  expect(isKept({ sha256 })).toBe(true);
});

test('an act that comes after the collector is refused, not recorded with a paper that is not there', async () => {
  const { id } = await handedIn('too late', 25);
  let naming: Promise<unknown> | undefined;
  await database.db.$transaction(async (tx) => {
    await tx.upload.deleteMany({ where: { id } });
    naming = byAnother(() => database.db.$transaction((other) => take(other, id))).catch(
      (failure: unknown) => failure,
    );
    await waiting();
  });
  expect(await naming).toMatchObject({
    code: 'invalid',
    errors: [{ path: 'onBehalf.document', message: 'Không có tệp này.' }],
  });
});

/** Until somebody waits for a lock of a row. */
const waiting = () =>
  expect
    .poll(() =>
      byAnother(async () => {
        const rows = await database.db.$queryRaw<{ n: bigint }[]>`
          SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
        return Number(rows[0]?.n);
      }),
    )
    .toBeGreaterThan(0);

test('what an act names that still waits to be recorded is kept, however long it waits', async () => {
  const paper = await handedIn('waits', 50);
  const act = {
    personId: person,
    route: 'POST /',
    key: 'k',
    bodyHash: '',
    pathKind: 'nomination',
    kind: 'hold',
  };
  const waits = { state: 'pending', role: 'office-reviewer', unit: 'vp', createdAt: new Date() };
  await database.db.act.create({
    data: { id: randomUUID(), ...act, ...waits, body: { document: paper.id } },
  });
  expect(await collect()).toEqual({ uploads: 0, files: 0 });
  await database.owner.act.deleteMany();
  expect(await collect()).toEqual({ uploads: 1, files: 1 });
});

test('nobody takes what somebody else handed in', async () => {
  const { id } = await handedIn('mine', 1);
  await expect(database.db.$transaction((tx) => take(tx, id, randomUUID()))).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await database.db.upload.findUniqueOrThrow({ where: { id } })).toMatchObject({ namedAt: null });
});

test('papers are found wherever an act names them; a kind of document is none', () => {
  const [one, two, three] = [randomUUID(), randomUUID().toUpperCase(), randomUUID()];
  const body = {
    file: one,
    substitutes: [{ memberId: randomUUID(), letter: two }],
    onBehalf: { document: three, documentNumber: '1/CV' },
    items: [{ document: 'bao-cao-thanh-tich', note: 'Thiếu' }],
  };
  expect([...papersNamedIn(body)]).toEqual([
    { path: 'file', id: one },
    { path: 'substitutes.0.letter', id: two.toLowerCase() },
    { path: 'onBehalf.document', id: three },
  ]);
});
