import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { vietnameseOrder } from '../../domain/vietnamese-order.ts';
import { handOf } from './support/administration.ts';
import type { Hand } from './support/administration.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

interface Row {
  id: string;
  code: string;
  subject: { name: string };
  dueAt: string | null;
}
interface Page {
  items: Row[];
  nextCursor: string | null;
  total: number;
}

const names = [
  ...[
    'Đỗ Bình',
    '\u00d0ỗ An',
    'Dương Chi',
    'Ân',
    'Ăn',
    'An',
    'Tổ 10',
    'Tổ 9',
    'Nguyễn Thị Hoà',
    'Nguyễn Thị Hòa',
  ],
  ...[
    'Nguyễn Thị Hoa',
    'nguyễn thị hoa',
    'Lê  Văn Tám',
    'Lê Văn Tám',
    'Êban',
    'Ơn',
    'Ổi',
    'Uyên',
    'Ưng',
    'Y Moan',
  ],
];
const days = ['2026-03-05', null, '2026-01-31', '2026-03-05', null];

let service: Service;
let auditor: Hand;

beforeAll(async () => {
  service = await startService();
  await service.addPerson('kiem-tra', { role: 'auditor', unit: 'so' });
  auditor = handOf(service, await service.logIn('kiem-tra'));
  const { db } = service.deps;
  await db.movement.create({ data: { code: 'phong-trao', current: 1 } });
  const day = new Date('2026-01-01');
  const common = { movement: 'phong-trao', planVersion: 1, organization: 'so', createdById: randomUUID() };
  const round = { ...common, id: randomUUID(), code: 'dot-1', leadBody: 'van-phong', state: 'open' };
  await db.round.create({
    data: { ...round, opens: day, intakeCloses: day, enteredAt: day, createdAt: day },
  });
  await db.nomination.createMany({
    data: names.map((subjectName, at) => ({
      ...common,
      ...{ id: randomUUID(), code: `HS-${String(at).padStart(3, '0')}`, roundId: round.id, subjectName },
      ...{ award: 'giay-khen', subjectKind: 'individual', category: 'ca-nhan', subjectUnit: 'van-phong' },
      ...{ achievementTitle: '', achievementFrom: day, achievementTo: day, summary: '' },
      ...{ proposingUnit: 'van-phong', stage: 'unit-proposal', route: [], enteredAt: day, createdAt: day },
      dueOn: days[at % days.length] === null ? null : new Date(days[at % days.length]!),
    })),
  });
});
afterAll(() => service.stop());

async function page(query: Record<string, string>): Promise<Page> {
  const answer = await auditor.get(`/nominations?${new URLSearchParams(query).toString()}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as Page;
}
async function pages(query: Record<string, string>) {
  const rows: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, nextCursor, total }: Page = await page({
      limit: '3',
      ...query,
      ...(cursor && { cursor }),
    });
    expect(total).toBe(names.length);
    rows.push(...items);
    cursor = nextCursor;
  }
  return rows;
}

describe('a list in an order that was asked for', () => {
  it('has names as a Vietnamese dictionary has them, whole, page by page, both ways', async () => {
    const up = (await pages({ sort: 'name' })).map(({ subject }) => subject.name);
    expect(up.toSorted()).toEqual(names.toSorted());
    // Where the dictionary knows no difference, any order is right.
    for (const [at, name] of up.slice(1).entries())
      expect(vietnameseOrder.compare(up[at]!, name), `${up[at]} < ${name}`).toBeLessThanOrEqual(0);
    const down = await pages({ sort: '-name' });
    expect(down.map(({ subject }) => subject.name)).toEqual(up.toReversed());
  });

  it('has what is due first at its head, and what has no date at its end', async () => {
    const due = (await pages({ sort: 'dueAt' })).map(({ dueAt }) => dueAt ?? '9999');
    expect(due).toEqual(due.toSorted());
    expect(due).toHaveLength(names.length);
  });

  it.each(['code', '-code', 'unit', '-createdAt', 'enteredAt', '-dueAt'])(
    'comes to every row once by %s',
    async (sort) => {
      const ids = (await pages({ sort })).map(({ id }) => id);
      expect(new Set(ids).size).toBe(names.length);
    },
  );

  it('goes on where it was, though what was last on the page has another date by then', async () => {
    const { items, nextCursor } = await page({ sort: 'dueAt', limit: '5' });
    const last = items.at(-1)!;
    const where = { id: last.id };
    const { dueOn } = await service.deps.db.nomination.findUniqueOrThrow({ where });
    await service.deps.db.nomination.update({ where, data: { dueOn: null } });
    try {
      const rest = await page({ sort: 'dueAt', limit: '100', cursor: nextCursor ?? '' });
      // It comes again at its new place, and nothing is left out.
      const ids = [...items, ...rest.items].map(({ id }) => id);
      expect(new Set(ids).size).toBe(names.length);
    } finally {
      await service.deps.db.nomination.update({ where, data: { dueOn } });
    }
  });

  it('counts once: the number goes along with the cursor', async () => {
    const { nextCursor, total } = await page({ sort: 'code', limit: '2' });
    const counted = vi.spyOn(service.deps.db.nomination, 'count');
    const second = await page({ sort: 'code', limit: '2', cursor: nextCursor ?? '' });
    expect(second.total).toBe(total);
    expect(counted).not.toHaveBeenCalled();
    counted.mockRestore();
  });

  it('holds no name in its cursor, and takes none of another order or list', async () => {
    const { nextCursor } = await page({ sort: 'name', limit: '2' });
    const text = Buffer.from(nextCursor ?? '', 'base64url').toString();
    expect(names.filter((name) => text.includes(name))).toEqual([]);
    const wrong: Record<string, string>[] = [
      { sort: 'dueAt', cursor: nextCursor ?? '' },
      { cursor: nextCursor ?? '' },
      { sort: 'name', cursor: Buffer.from('["name",1,null,"x"]').toString('base64url') },
      { sort: 'dueAt', cursor: Buffer.from(`["dueAt",1,"x","${randomUUID()}"]`).toString('base64url') },
    ];
    for (const query of wrong)
      expect((await auditor.get(`/nominations?${new URLSearchParams(query).toString()}`)).status).toBe(422);
  });

  it('knows no other keys', async () => {
    for (const sort of ['summary', 'name,code', '--name', ''])
      expect(
        (await auditor.get(`/nominations?${new URLSearchParams({ sort }).toString()}`)).status,
        sort,
      ).toBe(422);
  });
});
