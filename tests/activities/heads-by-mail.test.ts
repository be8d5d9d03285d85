import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { checkDaily } from '../../cases/shared/audit/daily.ts';
import { readHeads } from '../../cases/shared/audit/heads.ts';
import { sealAudit } from '../../cases/shared/audit/seal.ts';
import { FileStore } from '../../files/file-store.ts';
import { database, filesDir, mailbox, sendAll, useOutbox } from './support/outbox.ts';

const keeper = 'luu-ma-bam@thanh-tra.example';
useOutbox();

beforeAll(async () => {
  for (const organization of ['so-khcn', 'vien-khoa-hoc-ung-dung', 'so-khcn', 'so-khcn'])
    await database.db.auditEntry.create({ data: { action: 'approve', organization, at: new Date() } });
  while ((await sealAudit(database.db)) > 0);
});

const check = (day: string, mailTo: string | undefined) =>
  checkDaily(
    {
      db: database.db,
      files: new FileStore(filesDir),
      baseUrl: 'https://thi-dua.example',
      kept: { folder: undefined, mailTo },
      alarm: () => undefined,
    },
    new Date(`${day}T08:00:00Z`),
  );
const audit = (heads: string) => {
  const script = path.resolve(import.meta.dirname, '../../scripts/verify-audit.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', script, '--heads', heads, '--no-files'],
    {
      // Vitest has a BASE_URL of its own.
      env: { ...process.env, BASE_URL: '', DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1' },
      encoding: 'utf8',
    },
  );
  return { status, stdout: stdout + stderr };
};

test('without an address no heads are mailed, and the day says that they are kept nowhere', async () => {
  expect(await check('2089-12-31', undefined)).toBe(true);
  await sendAll();
  expect(mailbox.received).toEqual([]);
  expect(await database.db.auditCheck.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
    writtenTo: null,
  });
});

test('the heads of all chains go out in one mail a day, and its text as saved finds a trail that was cut short', async () => {
  expect(await check('2090-01-01', keeper)).toBe(true);
  expect(await check('2090-01-01', keeper)).toBe(false);
  await sendAll();
  expect(mailbox.received.map(({ address }) => address)).toEqual([keeper]);
  const mail = mailbox.received[0]?.mail ?? expect.fail('nothing came');
  expect(mail.subject).toBe('Mã băm cuối chuỗi nhật ký, ngày 01/01/2090');
  const saved = path.join(filesDir, 'thư.txt');
  writeFileSync(saved, mail.text ?? '');
  const seals = await database.db.auditSeal.findMany({
    distinct: ['organization'],
    orderBy: [{ organization: 'asc' }, { position: 'desc' }],
    select: { organization: true, position: true, hash: true },
  });
  const at = '2090-01-01T08:00:00.000Z';
  expect(await readHeads(saved)).toEqual(seals.map((seal) => ({ at, ...seal })));
  expect(seals.map(({ organization }) => organization)).toEqual(
    expect.arrayContaining(['so-khcn', 'vien-khoa-hoc-ung-dung']),
  );

  const sound = audit(saved);
  expect(sound.stdout).toContain(`${seals.length} kept heads compared`);
  expect(sound.status).toBe(0);
  // As the tables' owner, so that nothing else of the record knows of it.
  await database.owner.$transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
    const last = await tx.auditSeal.findFirstOrThrow({
      where: { organization: 'so-khcn' },
      orderBy: { position: 'desc' },
    });
    await tx.auditSeal.deleteMany({ where: { entryId: last.entryId } });
    await tx.auditEntry.delete({ where: { id: last.entryId } });
  });
  const cut = audit(saved);
  expect(cut.stdout.split('\n').filter((line) => /^[a-z-]+: so-khcn 3/.test(line))).toEqual([
    expect.stringMatching(/^chain-cut: so-khcn 3, kept 2090-01-01/),
  ]);
  expect(cut.status).toBe(1);
});

const hash = 'ab'.repeat(32);
const head = { at: '2090-01-01T08:00:00.000Z', organization: 'so-khcn', position: 3, hash };
const begin = '-----BEGIN HEADS-----';
const end = '-----END HEADS-----';
const line = JSON.stringify(head);

test.each([
  ['with long lines broken', `Kính gửi\n${begin}\n${line.slice(0, 76)}\n${line.slice(76)}\n${end}\n`],
  ['with the ends of lines of another system', `${begin}\r\n${line}\r\n${end}\r\n`],
  ['passed on', `> Kính gửi\n> ${begin}\n> ${line}\n> ${end}\n`],
])('the text of a mail %s is read as it was sent', async (_how, text) => {
  const saved = path.join(filesDir, 'một.txt');
  writeFileSync(saved, text);
  expect(await readHeads(saved)).toEqual([head]);
});

test.each([
  ['whose end is missing', `${begin}\n${line}\n`, 'block 1: its end is missing'],
  ['with a head that is none', `${begin}\n${line.replace('3', '0')}\n${end}`, 'block 1: not the head'],
  ['of two, the second cut', `${begin}\n${line}\n${end}\n${begin}\n${line.slice(9)}\n${end}`, 'block 2'],
])('a text %s is refused, and never read as fewer heads', async (_how, text, said) => {
  const saved = path.join(filesDir, 'hỏng.txt');
  writeFileSync(saved, text);
  await expect(readHeads(saved)).rejects.toThrow(said);
});
