import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Audience } from '../../cases/shared/audience.ts';
import { notify } from '../../cases/shared/notify.ts';
import type { News } from '../../cases/shared/notify.ts';
import { hangOutboxBell } from '../../activities/outbox-bell.ts';
import type { Role } from '../../domain/roles.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';

let database: TestDatabase;
const people: Record<string, string> = {};
const path = { kind: 'nomination', id: randomUUID() } as const;
const at = new Date('2026-11-02T20:00:00Z'); // 3 November in Vietnam
const day = (text: string) => new Date(`${text}T00:00:00Z`);

beforeAll(async () => {
  database = await startMailDatabase();
  const { db } = database;
  const unit = (code: string, email: string | null = null) => ({
    code,
    name: code,
    shortName: code,
    kind: 'x',
    organization: 'so',
    email,
    validFrom: day('2020-01-01'),
  });
  await db.unit.createMany({
    data: [
      unit('so', 'so@so.example'),
      unit('van-phong'),
      unit('phong-a', 'phong-a@so.example'),
      unit('phong-b'),
      unit('so-noi-vu', 'so@noi-vu.example'),
      unit('khong-ai'),
    ],
  });
  const person = async (username: string, holdings: [Role, string, string?, string?][], email?: string) => {
    const { id } = await db.person.create({
      data: { username, displayName: username, email: email ?? `${username}@so.example` },
    });
    people[username] = id;
    await db.roleHolding.createMany({
      data: holdings.map(([role, at, from = '2020-01-01', to]) => ({
        personId: id,
        role,
        unit: at,
        validFrom: day(from),
        validTo: to ? day(to) : null,
      })),
    });
  };
  await person('giam-doc', [['head', 'so']]);
  await person('chanh-vp', [['office-head', 'van-phong']]);
  await person('cv-1', [['office-reviewer', 'van-phong']]);
  await person('cv-2', [['office-reviewer', 'van-phong', '2026-11-03']]);
  await person('cv-cu', [['office-reviewer', 'van-phong', '2020-01-01', '2026-11-02']]);
  await person('cv-sau', [['office-reviewer', 'van-phong', '2026-11-04']]);
  await person('cv-nghi', [['office-reviewer', 'van-phong']]);
  await db.person.update({ where: { username: 'cv-nghi' }, data: { disabledAt: new Date() } });
  await person('truong-a', [['unit-head', 'phong-a']]);
  await person('can-bo-a', [['unit-officer', 'phong-a']]);
  await person('can-bo-b', [['unit-officer', 'phong-b']]);
  await person('hai-vai', [['unit-head', 'phong-b']], 'Can-Bo-B@SO.example');
  await person('thu-ky', [['council-secretary', 'hoi-dong']]);
}, 60_000);
afterAll(() => database.stop());
beforeEach(() => database.owner.notification.deleteMany());

const office: Audience['waiting'] = { body: 'van-phong', role: 'office-reviewer' };
const news = (event: MailEvent, audience: Partial<Audience> = {}, more: Partial<News> = {}): News => ({
  event,
  path,
  keyPart: 'v3',
  at,
  facts: {
    kind: 'nomination',
    pathCode: 'CCHC-2023-BK-0001',
    link: linkTo('https://thi-dua.example', path),
    movementTitle: 'Cải cách hành chính',
  },
  audience: { organization: 'so', leadBody: 'van-phong', ...audience },
  ...more,
});
const run = (one: News) => database.db.$transaction((tx: Tx) => notify(tx, one));
const written = () => database.db.notification.findMany({ orderBy: { address: 'asc' } });
/** Line of the table and address of each row an event makes. */
async function addressed(event: MailEvent, audience: Partial<Audience>): Promise<string[]> {
  await run(news(event, audience));
  return (await written()).map((row) => `${row.recipient} ${row.address}`);
}

describe('who is written to', () => {
  test('those who hold the waiting role at that body on that day, and are not disabled', async () => {
    expect(await addressed('stage-entered', { waiting: office })).toEqual([
      'body-waiting cv-1@so.example',
      'body-waiting cv-2@so.example',
    ]);
  });

  test('a body without accounts, at its address', async () => {
    const waiting = { body: 'so-noi-vu', role: 'appraiser' } as const;
    expect(await addressed('stage-entered', { waiting })).toEqual(['body-waiting so@noi-vu.example']);
  });

  test.each([
    ['an office', office, 'chanh-vp@so.example'],
    ['a unit', { body: 'phong-a', role: 'unit-officer' }, 'truong-a@so.example'],
    ['the organization', { body: 'so', role: 'head' }, 'giam-doc@so.example'],
    ['a body without accounts', { body: 'so-noi-vu', role: 'appraiser' }, 'so@noi-vu.example'],
  ] as const)('the head of %s', async (_what, waiting, address) => {
    expect(await addressed('escalated-to-body-head', { waiting })).toEqual([`body-head ${address}`]);
  });

  test('the proposer, the unit and its head after a return; without a shared address the unit’s officers', async () => {
    const proposerIds = [people['can-bo-a'] ?? ''];
    expect(await addressed('returned', { proposerIds, proposingUnits: ['phong-a'] })).toEqual([
      'proposer can-bo-a@so.example',
      'proposing-unit phong-a@so.example',
      'proposing-unit-head truong-a@so.example',
    ]);
    await database.owner.notification.deleteMany();
    expect(await addressed('round-reminder', { proposingUnits: ['phong-a', 'phong-b'] })).toEqual([
      'proposing-unit can-bo-b@so.example',
      'proposing-unit phong-a@so.example',
      'proposing-unit-head truong-a@so.example',
    ]);
  });

  test('the seats of the council that have accounts, and the secretary', async () => {
    const council = { members: [people['cv-1'] ?? ''], secretaries: [people['thu-ky'] ?? ''], chairs: [] };
    expect(await addressed('session-convened', { council })).toEqual([
      'council-members cv-1@so.example',
      'council-secretary thu-ky@so.example',
    ]);
  });

  test('whoever stands in two lines once, by the first', async () => {
    // The head's address differs from the officer's in case alone.
    const audience = { proposerIds: [people['can-bo-b'] ?? ''], proposingUnits: ['phong-b'] };
    expect(await addressed('submitted', audience)).toEqual(['proposer can-bo-b@so.example']);
  });

  test('a tờ trình goes with the mail to its addressee alone', async () => {
    const attachments = [{ uploadId: randomUUID(), name: 'to-trinh.docx' }];
    await run(news('submission-dispatched', { nextBody: 'so-noi-vu' }, { attachments }));
    expect((await written()).map((row) => [row.recipient, row.attachments])).toEqual([
      ['lead-office', []],
      ['lead-office', []],
      ['next-body', attachments],
    ]);
  });

  test('a body that nobody can be reached at is shown as failed', async () => {
    await run(news('stage-entered', { waiting: { body: 'khong-ai', role: 'appraiser' } }));
    expect(await written()).toMatchObject([
      { state: 'failed', lastError: 'no-address', unit: 'khong-ai', address: '', recipient: 'body-waiting' },
    ]);
  });
});

describe('the outbox', () => {
  test('has an event once, however often its transaction is repeated; the next one is another', async () => {
    expect(await run(news('stage-entered', { waiting: office }))).toBe(2);
    expect(await run(news('stage-entered', { waiting: office }))).toBe(0);
    expect(await run(news('stage-entered', { waiting: office }, { keyPart: 'v5' }))).toBe(2);
    const rows = await written();
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map((row) => row.messageId)).size).toBe(4);
  });

  test('has keys and Message-IDs without addresses, the same for the same mail', async () => {
    await run(news('stage-entered', { waiting: office }));
    const first = await written();
    await database.owner.notification.deleteMany();
    await run(news('stage-entered', { waiting: office }));
    const again = await written();
    expect(again.map((row) => row.messageId)).toEqual(first.map((row) => row.messageId));
    expect(first[0]?.key).toBe(`nomination:${path.id}:v3:stage-entered:${people['cv-1']}`);
    expect(first[0]?.messageId).toMatch(/^<[0-9a-f]{64}@thi-dua\.example>$/);
  });

  test('has nothing of a transition that was rolled back', async () => {
    const failing = database.db.$transaction(async (tx: Tx) => {
      await notify(tx, news('stage-entered', { waiting: office }));
      throw new Error('the transition failed');
    });
    await expect(failing).rejects.toThrow('the transition failed');
    expect(await written()).toEqual([]);
  });

  test('is due at once on the wall clock, whatever the path’s clock says', async () => {
    await run(news('stage-entered', { waiting: office }, { at: new Date('2031-01-01T00:00:00Z') }));
    const rows = await written();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.nextAttempt.getTime()).toBeLessThanOrEqual(Date.now());
      expect(row.at).toEqual(new Date('2031-01-01T00:00:00Z'));
    }
  });

  test('rings when the transaction commits', async () => {
    const bell = await hangOutboxBell(database.url);
    const { signal } = new AbortController();
    const started = Date.now();
    const [ring] = await Promise.all([
      bell.ring(20_000, signal).then(() => Date.now()),
      run(news('stage-entered', { waiting: office })),
    ]);
    await bell.close();
    expect(ring - started).toBeLessThan(10_000);
  });
});
