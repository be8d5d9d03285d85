import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { vietnameseOrder } from '../../domain/vietnamese-order.ts';
import { cellsIn } from '../support/cells-in.ts';
import { cchcCode, readPlan } from '../support/plans.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

const ROWS = 5_000;
let service: Service;
let cookie: string;

beforeAll(async () => {
  service = await startService();
  await service.addPerson('kiem-tra', { role: 'auditor', unit: 'so' });
  await service.addPerson('nguoi-la');
  cookie = await service.logIn('kiem-tra');
  const { db } = service.deps;
  const day = new Date('2026-01-01');
  const common = { movement: 'phong-trao', planVersion: 1, organization: 'so', createdById: randomUUID() };
  const round = { ...common, id: randomUUID(), code: 'dot-1', leadBody: 'van-phong', state: 'open' };
  await db.movement.create({
    data: {
      ...{ code: 'phong-trao', current: 1 },
      versions: { create: { version: 1, plan: readPlan(cchcCode), hash: randomUUID(), filedAt: day } },
    },
  });
  await db.round.create({
    data: { ...round, opens: day, intakeCloses: day, enteredAt: day, createdAt: day },
  });
  for (let from = 0; from < ROWS; from += 500)
    await db.nomination.createMany({
      data: Array.from({ length: 500 }, (_, i) => from + i).map((at) => ({
        ...common,
        ...{ id: randomUUID(), code: `HS-${String(at).padStart(5, '0')}`, roundId: round.id },
        subjectName: at === 7 ? '=HYPERLINK("http://x")' : `Trần Văn ${at}`,
        ...{ award: 'giay-khen', subjectKind: 'individual', category: 'ca-nhan', subjectUnit: 'van-phong' },
        ...{ achievementTitle: '', achievementFrom: day, achievementTo: day, summary: '' },
        ...{ proposingUnit: 'van-phong', stage: at % 2 ? 'office-review' : 'unit-proposal', route: [] },
        ...{ enteredAt: day, createdAt: day, dueOn: at % 10 === 0 ? null : new Date('2026-03-05') },
      })),
    });
}, 240_000);
afterEach(() => vi.restoreAllMocks());
afterAll(() => service.stop());

const ask = (address: string, who = cookie, language = 'vi') =>
  fetch(`http://127.0.0.1:${service.deps.settings.port}/api/v1${address}`, {
    headers: { cookie: who, 'accept-language': language },
  });
const sheetOf = async (address: string, language = 'vi') => {
  const answer = await ask(address, cookie, language);
  expect(answer.status).toBe(200);
  return cellsIn(Buffer.from(await answer.arrayBuffer()));
};

it('a list of 5,000 comes whole, in its order, with names for codes, days as days and nothing as a formula', async () => {
  const { rows } = await sheetOf('/nominations.xlsx?sort=name');
  const [head, ...body] = rows;
  expect(head).toEqual([
    ...['Mã', 'Đối tượng', 'Tập thể, cá nhân', 'Hình thức khen thưởng', 'Thuộc đơn vị', 'Đơn vị đề nghị'],
    ...['Phong trào', 'Bước', 'Kết quả', 'Hạn', 'Quá hạn'],
  ]);
  expect(new Set(body.map(([code]) => code)).size).toBe(ROWS);
  const names = body.map(([, name]) => String(name));
  expect(names).toEqual(names.toSorted(vietnameseOrder.compare));
  expect(names).toContain('=HYPERLINK("http://x")');
  const row = body.find(([code]) => code === 'HS-00011');
  expect(row?.slice(1, 6)).toEqual([
    'Trần Văn 11',
    'Cá nhân',
    'Giấy khen của Giám đốc Sở',
    'Văn phòng',
    'Văn phòng',
  ]);
  expect(row?.slice(7)).toEqual(['Thẩm tra hồ sơ', null, '05/03/2026', 'Không']);
  expect(body.find(([code]) => code === 'HS-00010')?.[9]).toBeNull();
});

it('has what the list has under the same filters, in the language that was asked for', async () => {
  const { rows } = await sheetOf('/nominations.xlsx?stage=office-review&sort=-code', 'en');
  expect(rows[0]?.slice(0, 3)).toEqual(['Code', 'Subject', 'Kind']);
  const codes = rows.slice(1).map(([code]) => String(code));
  expect(codes).toHaveLength(ROWS / 2);
  expect(codes).toEqual(codes.toSorted().toReversed());
});

it('has for who may see nothing its heading alone, and refuses what the list refuses', async () => {
  const stranger = await service.logIn('nguoi-la');
  const empty = await ask('/nominations.xlsx', stranger);
  expect(cellsIn(Buffer.from(await empty.arrayBuffer())).rows).toHaveLength(1);
  expect((await ask('/nominations.xlsx?sort=summary')).status).toBe(422);
  expect((await ask('/nominations.xlsx', '')).status).toBe(401);
});

it('breaks off where its reading does: whoever takes it hears of that, and gets no file', async () => {
  const { nomination } = service.deps.db;
  const find = nomination.findMany.bind(nomination);
  let pages = 0;
  vi.spyOn(nomination, 'findMany').mockImplementation((asked) => {
    pages += 1;
    if (pages === 4) throw new Error('gone');
    return find(asked);
  });
  const answer = await ask('/nominations.xlsx?sort=code');
  expect(answer.status).toBe(200);
  await expect(answer.arrayBuffer()).rejects.toThrow();
  expect(pages).toBe(4);
});

it('is sent one at a time to each person', async () => {
  const first = await ask('/nominations.xlsx');
  const second = await ask('/nominations.xlsx');
  expect(second.status).toBe(429);
  await first.arrayBuffer();
  await vi.waitFor(async () => expect((await ask('/nominations.xlsx?stage=decision')).status).toBe(200));
});
