import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { addDays, dateOf, formatDateVi } from '../../domain/dates.ts';
import { xlsxType } from '../../domain/media-types.ts';
import type { BusyWeek } from '../../acceptance/demo/busy-week.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Stack } from '../support/stack.ts';
import { readSheets } from '../support/sheets.ts';
import { readPlan } from '../support/plans.ts';
import { pagesOf, RANKED } from '../web/support/pages.ts';
import { startWeek } from '../web/support/week.ts';
import type { WeekAtDesks } from '../web/support/week.ts';

// What somebody comes to once in a while: publishing ranks, asking a council in writing.
let desks: WeekAtDesks;
let stack: Stack;
let week: BusyWeek;
let at: WeekAtDesks['at'];
beforeAll(async () => {
  desks = await startWeek(import.meta.filename);
  ({ stack, week, at } = desks);
}, 300_000);
afterAll(() => desks.stop());

it('ranks are pasted from Excel, corrected before they are published, and replaced by a new version', async () => {
  const { db } = stack.deps;
  const plan = readPlan(RANKED);
  const [ranking] = plan.rankings ?? [];
  const first = 'so-noi-vu-hung-yen';
  const { name } = await db.unit.findUniqueOrThrow({ where: { code: first } });
  const owner = await at('index-owner', story.DEPARTMENT);
  const { page } = owner;
  await owner.go('/rankings');
  await owner.choose('Phong trào', plan.title);
  await page.getByLabel('Kỳ').fill('2025');
  await page.getByText('Chưa công bố xếp hạng cho kỳ này.').waitFor();
  await page.getByRole('link', { name: 'Công bố xếp hạng' }).click();
  await owner.settled();
  const shown = page.getByRole('combobox', { name: 'Bảng xếp hạng' });
  await expect.poll(() => shown.innerText()).toBe(ranking?.name);
  // Communes were ranked under their district: without one there is no table to publish.
  const paste = (text: string) => page.getByLabel(/^Dán từ Excel/).fill(text);
  await owner.choose('Nhóm', /theo từng đơn vị cấp trên/);
  await paste(`${name}\t1\t90\t100`);
  await page.getByText('Đúng', { exact: true }).waitFor();
  await expect.poll(() => owner.button('Công bố xếp hạng').count()).toBe(0);
  await owner.choose('Nhóm', 'Sở, ban, ngành');
  await paste(`Đơn vị\tHạng\tĐiểm\tTối đa\n${name}\t1\t101\t100`);
  await page.getByText('Điểm lớn hơn thang điểm.').waitFor();
  await expect.poll(() => owner.button('Công bố xếp hạng').count()).toBe(0);
  await paste(`Đơn vị\tHạng\tĐiểm\tTối đa\n${name}\t1\t91,5\t100`);
  // No code is for anybody to read.
  expect(await page.getByText(/^all$|bo-chi-so|so-ban-nganh/).count()).toBe(0);
  expect(await owner.barriers()).toEqual([]);
  await owner.act('Công bố xếp hạng');
  await page.getByRole('cell', { name: '915/1000' }).waitFor();
  await page.getByText(new RegExp(`^${ranking?.name} · Sở, ban, ngành · Phiên bản 1,`)).waitFor();
  const published = () =>
    db.rankingSet.findMany({
      where: { period: '2025' },
      include: { entries: true },
      orderBy: { version: 'asc' },
    });
  expect(await published()).toMatchObject([
    { set: ranking?.set, group: 'so-ban-nganh', version: 1, entries: [{ unit: first, rank: 1, score: 915 }] },
  ]);

  await page.getByRole('link', { name: 'Công bố xếp hạng' }).click();
  await paste(`${first}\t2\t90\t100`);
  await owner.button('Công bố xếp hạng').click();
  await page.getByText(/\(Sở, ban, ngành\) thành bản 2/).waitFor();
  await owner.confirm('Công bố xếp hạng');
  await page.getByRole('cell', { name: '90/100' }).waitFor();
  expect((await published()).map(({ version, entries }) => [version, entries[0]?.rank])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(owner.faults).toEqual([]);
});

it('the tasks of anybody are named, in either language', async () => {
  for (const [[role, unit], addresses] of pagesOf(week)) {
    if (!addresses.includes('/')) continue;
    for (const language of ['vi', 'en']) {
      const desk = await at(role, unit);
      await desk.go(`/?lang=${language}`);
      await desk.page.getByRole('table').first().waitFor();
      const cells = await desk.page.getByRole('cell').allInnerTexts();
      expect(cells.filter((text) => /^[a-z]+(-[a-z]+)*$/.test(text))).toEqual([]);
      await desk.page.context().close();
    }
  }
});

it('a council is asked in writing, and its answers on paper are counted by who sent one', async () => {
  const { db, clock } = stack.deps;
  const { id } = await story.draft(stack.as, week.round, {
    kind: 'individual',
    award: 'giay-khen',
    name: 'Trịnh Thị Ngân',
  });
  await story.submit(stack.as, id);
  await story.review(stack.as, id);
  const today = dateOf(await clock());
  const secretary = await at('council-secretary', story.COUNCIL, 360);
  const { page } = secretary;
  const plan = secretary.button('Lập phiên họp');
  await secretary.go('/council-sessions/new');
  await page.getByRole('textbox', { name: 'Ngày họp' }).fill(formatDateVi(today));
  await page.getByLabel('Địa điểm').fill('Văn phòng Sở');
  await page.getByRole('checkbox', { name: /^Trịnh Thị Ngân/ }).check();
  await secretary.choose('Hình thức', 'Lấy ý kiến bằng văn bản');
  await secretary.choose('Cách biểu quyết', 'Giơ tay');
  // Without an end nobody knows until when to answer.
  expect(await plan.isDisabled()).toBe(true);
  await page
    .getByRole('textbox', { name: 'Hạn gửi ý kiến bằng văn bản' })
    .fill(formatDateVi(addDays(today, 7)));
  await plan.click();
  await page.getByText(/Lấy ý kiến bằng văn bản thì không giơ tay/).waitFor();
  await secretary.choose('Cách biểu quyết', 'Bỏ phiếu kín bằng giấy');
  expect(await secretary.barriers()).toEqual([]);
  await plan.click();
  await page.waitForURL(/council-sessions\/[0-9a-f-]{36}$/);
  const sessionId = page.url().split('/').at(-1) ?? '';
  await secretary.act('Triệu tập');
  const session = await db.councilSession.findUniqueOrThrow({
    where: { id: sessionId },
    include: { members: { orderBy: { memberId: 'asc' } } },
  });
  expect([session.state, session.mode, session.ballot]).toEqual(['open', 'written', 'paper']);
  expect(dateOf(session.absenteeUntil ?? new Date(0))).toBe(addDays(today, 7));

  await secretary.button('Ghi kết quả kiểm phiếu').first().click();
  const dialog = page.getByRole('dialog');
  const answered = dialog.getByRole('group', { name: 'Thành viên đã gửi phiếu lấy ý kiến' });
  const [silent, ...others] = session.members;
  const sums = {
    ...{ 'Số phiếu phát ra': String(session.members.length), 'Số phiếu thu về': String(others.length) },
    ...{ 'Số phiếu hợp lệ': String(others.length), 'Đồng ý': String(others.length), 'Không đồng ý': '0' },
  };
  for (const [label, value] of Object.entries(sums))
    await dialog.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(value);
  const confirm = dialog.getByRole('button', { name: 'Ghi kết quả kiểm phiếu' });
  await confirm.click();
  await answered.getByText('Phải nêu mỗi thành viên đã gửi phiếu lấy ý kiến.').waitFor();
  for (const { name } of others) await answered.getByRole('checkbox', { name }).check();
  expect(await secretary.barriers()).toEqual([]);
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
  const roll = await db.voterRoll.findMany({ where: { sessionId } });
  expect(new Set(roll.map(({ memberId, written }) => [memberId, written].join()))).toEqual(
    new Set(others.map(({ memberId }) => `${memberId},true`)),
  );
  expect(roll.map(({ memberId }) => memberId)).not.toContain(silent?.memberId);
  // One is silent: the round ends by itself, when it is time.
  await stack.until(session.absenteeUntil ?? today);
  await page.getByText('Thông qua', { exact: true }).first().waitFor();
  expect(secretary.faults).toEqual([]);
});

it('a member votes again on the telephone that he voted on before', async () => {
  const { db } = stack.deps;
  const id = week.sessionOpen;
  const seats = Array.from({ length: 6 }, (_, i) => stack.as('council-member', story.COUNCIL, i));
  const [, ...others] = await Promise.all(seats);
  const { items } = story.good(await others[0]!.get<story.SessionView>(`/council-sessions/${id}`));
  const ids = items.map(({ nominationId }) => nominationId);
  const member = await at('council-member', story.COUNCIL, 360);
  const casts = async () => {
    await member.go(`/council-sessions/${id}`);
    for (const [i] of ids.entries()) await member.button('Đồng ý').nth(i).click();
    await member.button(`Gửi phiếu (${ids.length}/${ids.length})`).click();
    await member.page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
  };
  await casts();
  await expect.poll(() => member.page.getByText('(có trong hòm phiếu)').count()).toBe(ids.length);
  for (const other of others)
    story.good(
      await other.send('POST', `/council-sessions/${id}/ballots`, {
        votes: ids.map((nominationId) => ({
          nominationId,
          choice: 'disapprove',
          receipt: randomBytes(16).toString('base64url'),
        })),
      }),
    );
  const secretary = await stack.as('council-secretary', story.COUNCIL);
  const act = (kind: string, body: object = {}) =>
    secretary.post(`/council-sessions/${id}/actions/${kind}`, body);
  story.good(await act('close'));
  story.good(await act('reballot', { nominationIds: ids }));
  await casts();
  await member.page.getByText('(lần biểu quyết 2)').first().waitFor();
  await expect.poll(() => member.page.getByText('(có trong hòm phiếu)').count()).toBe(2 * ids.length);
  expect(await db.voterRoll.count({ where: { sessionId: id, ballot: 2 } })).toBe(ids.length);
});

it('a list of nominees is filled in from its template, mended by cell, seen before it is saved, and makes each draft once', async () => {
  const officer = await at('unit-officer', story.UNIT);
  const { page } = officer;
  const downloaded = async (button: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), officer.button(button).click()]);
    return readFileSync(await download.path());
  };
  await officer.go('/nominations/import');
  const template = await downloaded('Tải mẫu Excel');
  const [[header = []] = [], [, values = []] = []] = await readSheets(template);
  // The first of what each column of choice takes, as the template's own second sheet has it.
  const [category = '', award = ''] = values.map(String);
  const collective = (name: string, more: object = {}) => {
    const cells: Record<string, unknown> = {
      ...{ [String(header[0])]: name, [String(header[1])]: category, [String(header[2])]: award },
      ...{ 'Chức vụ': 'Chuyên viên', 'Giới tính (Nam, Nữ)': 'Nữ', 'Tổng số người': 9, 'Trong đó nữ': 3 },
      ...{ 'Tên thành tích': 'Cải cách hành chính', 'Tóm tắt thành tích': 'Rút ngắn thời gian.' },
      ...{ 'Thành tích từ ngày': '03/04/2021', 'Thành tích đến ngày': '31/12/2025', ...more },
    };
    return header.map((label) => ({ value: cells[String(label)] as string }));
  };
  const upload = async (...rows: ReturnType<typeof collective>[]) => {
    const buffer = await writeExcelFile([
      header.map((value) => ({ value: String(value) })),
      ...rows,
    ]).toBuffer();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'danh-sach.xlsx', mimeType: xlsxType, buffer });
  };
  await upload(collective('Tổ một cửa'), collective('Tổ số hóa', { 'Thành tích đến ngày': '31/02/2025' }));
  await page.getByText('J3 (Thành tích đến ngày)').waitFor();
  await page.getByText('2 dòng: 1 dòng đúng, 1 dòng sai, 0 dòng cần xem lại.').waitFor();
  // No day that could be read in two ways.
  await page.getByText('từ 3 tháng 4 năm 2021 đến 31 tháng 12 năm 2025').waitFor();
  expect(await officer.barriers()).toEqual([]);
  const [marked = []] = await readSheets(await downloaded('Tải tệp đã đánh dấu chỗ sai'));
  expect(String(marked[2]?.at(-1) ?? marked[2]?.at(-2))).toContain('J3 (Thành tích đến ngày)');
  const right = [collective('Tổ một cửa'), collective('Tổ số hóa')];
  await upload(...right);
  await officer.button('Lập 2 hồ sơ nháp').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Lập hồ sơ nháp' }).click();
  await dialog.getByText('Đã lập 2 hồ sơ nháp.').waitFor();
  expect(await officer.barriers()).toEqual([]);
  await dialog.getByRole('button', { name: 'Đóng' }).click();
  await page.getByRole('link', { name: 'Tổ số hóa' }).waitFor();
  await officer.go('/nominations/import');
  await upload(...right);
  await expect.poll(() => page.getByText(/^Đã có hồ sơ /).count()).toBe(2);
  expect(await page.getByRole('button', { name: /^Lập \d+ hồ sơ nháp$/ }).count()).toBe(0);
  expect([...(await officer.barriers()), ...officer.faults]).toEqual([]);
  const named = { subjectName: { in: ['Tổ một cửa', 'Tổ số hóa'] } };
  expect(await stack.deps.db.nomination.count({ where: named })).toBe(2);
});

it('a file that is none of a list is told what it is, and one of an old font is converted when somebody says so', async () => {
  const officer = await at('unit-officer', story.UNIT, 360);
  const { page } = officer;
  const choose = (name: string) =>
    page.locator('input[type=file]').setInputFiles(path.join('tests/files/lists', name));
  await officer.go('/nominations/import');
  for (const [name, said] of [
    ['password.xlsx', 'Tệp được đặt mật khẩu.'],
    ['empty.xlsx', 'Tệp trống (0 byte)'],
    ['letter.pdf', 'Tệp này không phải bảng tính.'],
    ['no-headings.xlsx', 'Không tìm thấy dòng tiêu đề'],
  ] as const) {
    await choose(name);
    await page.getByRole('alert').filter({ hasText: said }).waitFor();
  }
  await choose('vni.xlsx');
  await page.getByText('“Nguyeãn Vaên Ñöùc”').waitFor();
  await officer.button('Chuyển sang Unicode').click();
  await page.getByRole('checkbox', { name: 'Chọn dòng 2: Nguyễn Văn Đức' }).waitFor();
  expect(await officer.barriers()).toEqual([]);
});

it('a list whose text alone is larger than half a megabyte is read in the real page', async () => {
  const officer = await at('unit-officer', story.UNIT);
  await officer.go('/nominations/import');
  await officer.page.locator('input[type=file]').setInputFiles('tests/files/lists/long-summaries.xlsx');
  await officer.page.getByText('60 dòng: 60 dòng đúng').waitFor();
  await officer.page.getByRole('checkbox', { name: 'Chọn dòng 61: Đỗ Văn Nam' }).waitFor();
  await officer.page.getByRole('button', { name: /^Lập \d+ hồ sơ nháp$/ }).waitFor();
  expect(officer.faults).toEqual([]);
});
