import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, endOfDay } from '../../domain/dates.ts';
import { nearName, numberKey } from '../../domain/identity.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { eachDeliveredOnce, refused, roundFrom, todayOf, writtenTo } from '../support/steps.ts';

interface Desk {
  assignee: { displayName: string } | null;
  notes: { by: string; text: string }[];
  opinions: { id: string; body: string; overdue: boolean; answer: string | null; state: string }[];
  warnings: { warning: string; codes: string[]; others: { id: string; code: string; unit: string }[] }[];
  namesakes: { id: string; same: boolean }[];
  earlierAwards: { nominationId: string; revoked: boolean }[];
}
type WithDesk = story.NominationView & { desk: Desk | null };

const DIVISION = 'chi-cuc-tdc-so-khcn-hung-yen';
let stack: Stack;
let office: ApiClient;
let colleague: ApiClient;
let officeHead: ApiClient;
let unit: ApiClient;
let roundId: string;
let id: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  office = await stack.as('office-reviewer', story.LEAD);
  colleague = await addPerson(stack, 'colleague', { role: 'office-reviewer', unit: story.LEAD });
  officeHead = await stack.as('office-head', story.LEAD);
  unit = await stack.as('unit-officer', story.UNIT);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  id = await propose('giay-khen');
});
afterAll(() => stack.stop());

async function propose(award: 'giay-khen' | 'bang-khen', name = 'Trần Thị Lan'): Promise<string> {
  const drafted = await story.draft(stack.as, roundId, { kind: 'individual', award, name });
  await story.submit(stack.as, drafted.id);
  return drafted.id;
}
const idOf = async (username: string) =>
  (await stack.deps.db.person.findUniqueOrThrow({ where: { username } })).id;
const deskOf = async (client: ApiClient, of = id) =>
  story.good(await client.get<WithDesk>(`/nominations/${of}`)).desk;
const at = (part: string) => `/nominations/${id}/${part}`;
const hasTask = async (client: ApiClient) => {
  const { items } = story.good(await client.get<{ items: { resource: string }[] }>('/tasks'));
  return items.some(({ resource }) => resource === `/nominations/${id}`);
};

it('a reviewer takes a case; on his desk it is no longer the others’ task, and only the head gives it away', async () => {
  expect(await hasTask(colleague)).toBe(true);
  story.good(await office.post(at('assignment'), {}));
  expect([await hasTask(office), await hasTask(colleague), await hasTask(officeHead)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(await refused(colleague, at('assignment'))).toMatchObject({ status: 403 });
  expect(await refused(unit, at('assignment'))).toMatchObject({ status: 403 });
  const to = await idOf('colleague');
  expect(
    await refused(officeHead, at('assignment'), {
      to: await idOf(await usernameOf('unit-head', story.UNIT)),
    }),
  ).toMatchObject({ status: 422, errors: [{ path: 'to' }] });
  story.good(await officeHead.post(at('assignment'), { to }));
  expect((await deskOf(office))?.assignee).toMatchObject({ displayName: 'colleague' });
  expect([await hasTask(office), await hasTask(colleague)]).toEqual([false, true]);
  expect(await writtenTo(stack, id, 'assigned')).toEqual(['colleague@demo.example']);
});
const usernameOf = (role: string, of: string) =>
  Promise.resolve(
    stack.accounts.find((a) => a.roles.some((r) => r.role === role && r.unit === of))!.username,
  );

it('notes stay among reviewers', async () => {
  const text = 'Số liệu chưa khớp với báo cáo quý.';
  story.good(await colleague.post(at('notes'), { text }));
  expect((await deskOf(office))?.notes).toMatchObject([{ by: 'colleague', text }]);
  expect(await refused(unit, at('notes'), { text })).toMatchObject({ status: 403 });
  for (const client of [unit, await stack.as('unit-head', story.UNIT)]) {
    expect(await deskOf(client)).toBeNull();
    const pages = await Promise.all([client.get(at('timeline')), client.get(`/nominations/${id}`)]);
    expect(JSON.stringify(pages.map(({ body }) => body))).not.toContain('chưa khớp');
  }
});

it('another unit gives its opinion, late, which is shown and blocks nothing; the proposer sees nothing of it', async () => {
  const today = await todayOf(stack);
  const dueOn = addDays(today, 2);
  const question = { body: DIVISION, question: 'Chi cục có vướng mắc gì với cá nhân này?', dueOn };
  const asked = await stack.as('unit-head', DIVISION);
  expect((await asked.get(`/nominations/${id}`)).status).toBe(404);
  for (const wrong of [
    { body: story.UNIT },
    { body: story.LEAD },
    { body: 'khac' },
    { dueOn: addDays(today, -1) },
  ])
    expect(await refused(colleague, at('opinions'), { ...question, ...wrong })).toMatchObject({
      status: 422,
    });
  expect(await refused(unit, at('opinions'), question)).toMatchObject({ status: 403 });
  const opinion = story.good(await colleague.post<{ id: string }>(at('opinions'), question));
  expect(await story.look(asked, id)).toMatchObject({ stage: 'office-review', allowedActions: [] });
  expect((await unit.get(`/enquiries/${opinion.id}`)).status).toBe(404);
  await stack.until(new Date(endOfDay(dueOn).getTime() + 3_600_000));
  expect((await deskOf(office))?.opinions).toMatchObject([{ body: DIVISION, overdue: true, answer: null }]);
  story.good(await asked.post(`/enquiries/${opinion.id}/actions/answer`, { text: 'Không có.' }));
  expect((await deskOf(office))?.opinions).toMatchObject([
    { state: 'answered', overdue: true, answer: 'Không có.' },
  ]);
  expect((await story.look(colleague, id)).allowedActions).toContain('approve');
});

it('what was returned stays readable beside what came again', async () => {
  await story.act(colleague, id, 'return', { reason: 'Bổ sung báo cáo.' });
  const summary = 'Đã bổ sung số liệu quý III.';
  const { version } = await story.look(unit, id);
  story.good(await unit.patch(`/nominations/${id}`, { achievement: { summary } }, version));
  const kind = { kind: 'bao-cao-thanh-tich' };
  const file = { name: 'bao-cao-thanh-tich.pdf', bytes: story.pdf('second') };
  story.good(await unit.upload(at('documents'), file, kind));
  await story.submit(stack.as, id);
  interface Version {
    number: number;
    fields: { achievement: { summary: string } };
    documents: { id: string; kind: string }[];
  }
  const { items } = story.good(await office.get<{ items: Version[] }>(at('versions')));
  expect(items.map(({ number }) => number)).toEqual([1, 2]);
  expect(items.map(({ fields }) => fields.achievement.summary === summary)).toEqual([false, true]);
  const reports = items.map(({ documents }) => documents.find((d) => d.kind === kind.kind)!.id);
  expect(new Set(reports).size).toBe(2);
  const { bytes } = await office.download(at(`documents/${reports[0]}`));
  expect(bytes).toEqual(story.pdf('bao-cao-thanh-tich'));
});

it('points out who is proposed twice, for one achievement in two forms', async () => {
  expect((await deskOf(office))?.warnings).toEqual([]);
  const twice = await propose('bang-khen', ' trần thị  lan');
  const { code } = await story.look(office, id);
  expect((await deskOf(office, twice))?.warnings).toMatchObject([
    { warning: 'nominated-twice', codes: [code] },
    { warning: 'two-awards', codes: [code] },
  ]);
  expect((await deskOf(office))?.earlierAwards).toEqual([]);
});

describe('a nominee of nearly the same name', () => {
  const warned = async (of: string) =>
    (await deskOf(office, of))?.warnings.map(({ warning, others }) => [warning, others.map((one) => one.id)]);
  const isOneAward = async (of: string) => {
    const { findings } = await story.look(office, of);
    return findings.find(({ rule }) => rule === 'one-award')?.result;
  };
  it.each([
    ['with the tone on the other vowel', 'Lê Thị Hòa', 'Lê Thị Hoà'],
    ['with the Icelandic Ð', 'Đỗ Văn Đức', 'Ðỗ Văn Ðức'],
    ['with a title', 'Phạm Mai Lan', 'Bà Phạm Mai Lan'],
    ['with a degree', 'Vũ Minh Khôi', 'PGS.TS. Vũ Minh Khôi'],
    ['in capitals and decomposed', 'Trần Quốc Đạt', 'TRẦN QUỐC ĐẠT'.normalize('NFD')],
    ['with a blank that shows nothing', 'Hồ Thu Hà', 'Hồ\u200b Thu\u00a0Hà'],
  ])('%s is the same, and is told at once', async (_, first, second) => {
    const one = await propose('giay-khen', first);
    const other = await propose('giay-khen', second);
    expect(await warned(other)).toContainEqual(['nominated-twice', [one]]);
    expect(await isOneAward(other)).toBe('reviewer');
  });

  it('is told apart, or together, by a reviewer, whose word is kept and can be changed', async () => {
    const one = await propose('giay-khen', 'Mai Thị Hoa');
    const other = await propose('giay-khen', 'Mai Thị Hòa');
    expect(await warned(other)).toEqual([['namesake', [one]]]);
    expect(await isOneAward(other)).toBe('ok');
    const word = (client: ApiClient, same: boolean, about = one) =>
      client.send('PUT', `/nominations/${other}/namesakes/${about}`, { same });
    expect((await word(unit, true)).status).toBe(403);
    expect((await word(office, true, id)).status).toBe(404);
    expect((await word(office, true)).status).toBe(200);
    expect(await isOneAward(other)).toBe('reviewer');
    expect(await warned(one)).toContainEqual(['nominated-twice', [other]]);
    expect((await word(office, false)).status).toBe(200);
    expect([await warned(one), await warned(other), await isOneAward(other)]).toEqual([[], [], 'ok']);
    expect((await deskOf(office, other))?.namesakes).toMatchObject([{ id: one, same: false }]);
    const told = await stack.deps.db.auditEntry.findMany({
      where: { pathId: other, action: 'namesake-told' },
      orderBy: { id: 'asc' },
    });
    expect(told.map(({ detail }) => detail)).toEqual([
      { nomination: one, same: true },
      { nomination: one, same: false },
    ]);
  });
});

it.each([
  ['with the Icelandic Ð', '\u00d0ỗ', true],
  ['without diacritics', 'do van', true],
  ['by a sign that stands for anything in LIKE', '%', false],
  ['by another', 'do_van', false],
])('a nomination is searched %s', async (_, q, isFound) => {
  const { items } = story.good(
    await office.get<{ items: unknown[] }>(`/nominations?q=${encodeURIComponent(q)}`),
  );
  expect(items.length > 0).toBe(isFound);
});

it('the database compares names and numbers as the rules do', async () => {
  const names = [
    ...[
      'Nguyễn Thị Hoà',
      'Bà Nguyễn Thị Hòa',
      'PGS.TS. Vũ Minh Khôi',
      'Đ/c Ðỗ Văn Ðức',
      'Đồng chí  Bà Mai Lan',
    ],
    ...[
      'Bà',
      'Bà Cô',
      'Bá Thị Hoa',
      'Ông Cao Thắng',
      'NSƯT. Lê\u200b Hà',
      'Phó Giáo sư, Tiến sĩ Ưng Ửng',
      'Anh',
    ],
    ...['TRẦN QUỐC ĐẠT'.normalize('NFD'), 'Phòng Quản lý khoa học', ' ', 'K’Brêu', 'H’Hen Niê'],
  ];
  const numbers = [
    '01/QĐ-UBND',
    '1 /qđ-ubnd',
    '1/Q\u00d0-UBND',
    '000',
    '10/TTr-STĐKT',
    'ửỷ/Ă'.normalize('NFD'),
  ];
  const found = await stack.deps.db.$queryRaw<{ name: string; near: string }[]>`
    SELECT name, near_name(name) AS near FROM unnest(${names}::text[]) AS name`;
  expect(found).toEqual(names.map((name) => ({ name, near: nearName(name) })));
  const keys = await stack.deps.db.$queryRaw<{ number: string; key: string }[]>`
    SELECT number, paper_number(number) AS key FROM unnest(${numbers}::text[]) AS number`;
  expect(keys).toEqual(numbers.map((number) => ({ number, key: numberKey(number) })));
});

it('every mail lies in its mailbox, once', () => eachDeliveredOnce(stack));
