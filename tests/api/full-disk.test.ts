import type fs from 'node:fs';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { FullDisks } from '../../api/full-disk.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

const disk = vi.hoisted(() => ({ isFull: false }));
// The kernel's own full disk in place of the store's: every write to it is ENOSPC.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const createWriteStream: typeof real.createWriteStream = (file, options) =>
    real.createWriteStream(disk.isFull ? '/dev/full' : file, options);
  return { ...real, createWriteStream };
});

let service: Service;
let cookie: string;
const alarms: unknown[] = [];
beforeAll(async () => {
  service = await startService();
  await service.addPerson('an', { role: 'office-reviewer', unit: 'van-phong' });
  cookie = await service.logIn('an');
  vi.spyOn(service.deps.logger, 'error').mockImplementation((line: unknown, message?: string) => {
    alarms.push([line, message]);
  });
});
afterAll(() => service.stop());

const upload = () =>
  service.send('POST', '/api/v1/files', {
    body: Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n%%EOF\n\r\n--x--\r\n',
    ),
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
  });

test.runIf(existsSync('/dev/full'))(
  'a file that finds no room is 507, keeps nothing, and alarms',
  async () => {
    disk.isFull = true;
    const { status, body, headers } = await upload();
    disk.isFull = false;
    expect([status, body.code, headers['retry-after']]).toEqual([507, 'files-full', '5']);
    expect(alarms).toEqual([[{ requestId: body.instance, disk: 'files' }, 'disk full']]);
    expect(service.deps.fullDisks.names()).toEqual(['files-full']);
    const incoming = path.join(service.deps.settings.filesDir, 'incoming');
    expect(readdirSync(incoming)).toEqual([]);
    expect((await upload()).status).toBe(201);
  },
);

test('a database that has no room is 503, when to come again, and alarms', async () => {
  alarms.length = 0;
  const full = "DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$";
  const failure: unknown = await service.deps.db.$executeRawUnsafe(full).catch((reason: unknown) => reason);
  if (!(failure instanceof Error)) throw new Error('it did not fail');
  const { clock } = service.deps;
  service.deps.clock = () => Promise.reject(failure);
  const { status, body, headers } = await service.send('GET', '/api/v1/session');
  service.deps.clock = clock;
  expect([status, body.code, headers['retry-after']]).toEqual([503, 'database-full', '5']);
  expect(alarms).toContainEqual([{ requestId: body.instance, disk: 'database' }, 'disk full']);
});

describe('a disk that stays full', () => {
  const minute = 60_000;
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is told once, and told again only after ten minutes without a failure', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const told: [string, number][] = [];
    const disks = new FullDisks(service.deps.logger, (disk, at) => {
      told.push([disk, at.getTime() / minute]);
      return Promise.resolve();
    });
    const failing = async (after: number, code: 'files-full' | 'database-full' = 'files-full') => {
      vi.setSystemTime(after * minute);
      disks.alarm(code, 'a-request');
      await disks.settled();
    };
    for (const after of [0, 9, 18, 27]) await failing(after);
    expect(told).toEqual([['files', 0]]);
    await failing(28, 'database-full');
    expect(told).toEqual([
      ['files', 0],
      ['database', 28],
    ]);
    await failing(37.5);
    expect(told.slice(2)).toEqual([['files', 37.5]]);
  });

  test('that could not be told is told with the next failure', async () => {
    let away = true;
    let told = 0;
    const disks = new FullDisks(service.deps.logger, () => {
      if (away) return Promise.reject(new Error('no mail server'));
      told += 1;
      return Promise.resolve();
    });
    const failing = async () => {
      disks.alarm('files-full', 'a-request');
      await disks.settled();
    };
    await failing();
    away = false;
    await failing();
    await failing();
    expect(told).toBe(1);
  });
});
