import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadShipped } from '../support/shipped.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

/** Ranks of plan 003's index: today its owner is the Sở KH&CN of Hưng Yên, which took over from Thái Bình's Sở TT&TT. */
let service: Service;
let owner: string;
let stranger: string;
const address = '/rankings/bo-chi-so-chuyen-doi-so/2025';
const group = 'xa-phuong-thi-tran';
const rows = [
  { unit: 'xa-dong-quan', rank: 1, score: 940, maximum: 1000 },
  { unit: 'xa-hung-nhan', rank: 2, score: 921, maximum: 1000 },
];

beforeAll(async () => {
  service = await startService();
  await loadShipped(service.deps.db, 'chuyen-doi-so-thai-binh-2023');
  await service.addPerson('owner', { role: 'index-owner', unit: 'so-khcn-hung-yen' });
  await service.addPerson('stranger', { role: 'index-owner', unit: 'so-noi-vu-hung-yen' });
  await service.addPerson('officer', { role: 'unit-officer', unit: 'so-khcn-hung-yen' });
  [owner, stranger] = [await service.logIn('owner'), await service.logIn('stranger')];
});
afterAll(() => service.stop());

const put = (body: unknown, headers: Record<string, string>, cookie = owner, to = address) =>
  service.json('PUT', to, body, { cookie, ...headers });
const get = (query = '', to = address) =>
  service.send('GET', `/api/v1${to}${query}`, { headers: { cookie: stranger } });
const first = { 'if-none-match': '*' };
const paths = (body: Record<string, unknown>) => (body.errors as { path: string }[]).map(({ path }) => path);

describe('publishing ranks', () => {
  test('is for the body that the plan names as the owner, and of a set that a plan names', async () => {
    const body = { group, version: 1, entries: rows };
    expect((await put(body, first, stranger)).status).toBe(403);
    expect((await put(body, first, await service.logIn('officer'))).status).toBe(403);
    expect((await put(body, first, owner, '/rankings/bo-chi-so-khac/2025')).status).toBe(404);
    expect((await get()).status).toBe(404);
  });

  test('names each wrong entry', async () => {
    const entries = [...rows, { ...rows[0], score: 1001 }, { ...rows[0], unit: 'xa-khong-co' }];
    const { status, body } = await put({ group, version: 1, entries }, first);
    expect([status, paths(body)]).toEqual([422, ['entries.2.unit', 'entries.2.score', 'entries.3.unit']]);
    const shape = await put({ group, version: 1, entries: [{ ...rows[0], rank: 0, score: 0.5 }] }, first);
    expect(paths(shape.body)).toEqual(['entries.0.rank', 'entries.0.score']);
    const communes = { group: `${group}/huyen-hung-ha`, version: 1, entries: rows };
    expect(paths((await put(communes, first)).body)).toEqual(['entries.0.unit', 'entries.1.unit']);
  });

  test('is done once, then version by version, and everything stays readable', async () => {
    expect((await put({ group, version: 1, entries: rows }, {})).status).toBe(428);
    const published = await put({ group, version: 1, entries: rows }, first);
    expect([published.status, published.body]).toMatchObject([
      200,
      { group, version: 1, publishedBy: 'so-khcn-hung-yen', entries: rows },
    ]);
    expect((await put({ group, version: 1, entries: rows }, first)).status).toBe(412);

    const corrected = [
      { ...rows[1], rank: 1, score: 950 },
      { ...rows[0], rank: 2 },
    ];
    expect((await put({ group, version: 2, entries: corrected }, { 'if-match': '"7"' })).status).toBe(412);
    const again = await put({ group, version: 1, entries: corrected }, { 'if-match': '"1"' });
    expect([again.status, paths(again.body)]).toEqual([422, ['version']]);
    expect((await put({ group, version: 2, entries: corrected }, { 'if-match': '"1"' })).status).toBe(200);

    expect((await get()).body).toMatchObject({ groups: [{ group, version: 2, entries: corrected }] });
    expect((await get(`?group=${group}&version=1`)).body).toMatchObject({ groups: [{ entries: rows }] });
    const audited = await service.deps.db.auditEntry.findMany({
      where: { action: 'ranking-published' },
      orderBy: { id: 'asc' },
    });
    expect(audited.map(({ detail }) => detail)).toMatchObject([{ version: 1 }, { version: 2 }]);
  });

  test('twice at once publishes one', async () => {
    const body = { group: 'so-ban-nganh', version: 1, entries: [{ ...rows[0], unit: 'so-y-te-hung-yen' }] };
    const answers = await Promise.all([1, 2, 3].map(() => put(body, first)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });
});
