import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { addDays, dateOf, formatDateVi } from '../../domain/dates.ts';
import { roundDateNames } from '../../domain/round.ts';
import { roundDateWords } from '../../domain/texts.ts';
import { searchText } from '../../domain/search-text.ts';
import { ApiClient } from '../../acceptance/demo/client.ts';
import type { BusyWeek } from '../../acceptance/demo/busy-week.ts';
import * as story from '../../acceptance/demo/story.ts';
import { readSheets } from '../support/sheets.ts';
import type { Stack } from '../support/stack.ts';
import { pagesOf } from '../web/support/pages.ts';
import { startWeek } from '../web/support/week.ts';
import type { WeekAtDesks } from '../web/support/week.ts';

/** Of the nomination that waits at the office. */
const OTHER = 'trung-tam-udtb-so-khcn-hung-yen';
let desks: WeekAtDesks;
let stack: Stack;
let week: BusyWeek;
let at: WeekAtDesks['at'];
beforeAll(async () => {
  desks = await startWeek(import.meta.filename);
  ({ stack, week, at } = desks);
}, 300_000);
afterAll(() => desks.stop());

it('reviewers share a desk that the unit never sees', async () => {
  const { db, clock } = stack.deps;
  const desk = await at('office-reviewer', story.LEAD);
  await desk.go(`/nominations/${week.submitted}`);
  await desk.act('Nhận xử lý');
  await desk.button('Nhận xử lý').waitFor({ state: 'detached' });
  await desk.act('Ghi chú nội bộ', { 'Nội dung': 'Đã đối chiếu biên bản.' });
  await desk.page.getByText('Đã đối chiếu biên bản.').waitFor();
  await desk.button('Hỏi ý kiến').click();
  const { name } = await db.unit.findFirstOrThrow({ where: { code: story.APPRAISER } });
  await desk.choose('Cơ quan được hỏi', name);
  const dueOn = addDays(dateOf(await clock()), 5);
  await desk.confirm('Hỏi ý kiến', {
    'Nội dung hỏi': 'Có vướng mắc gì không?',
    'Hạn trả lời': formatDateVi(dueOn),
  });
  await desk.page.getByText('Có vướng mắc gì không?').waitFor();
  const { who } = await stack.as('office-reviewer', story.LEAD);
  const reviewer = await db.person.findUniqueOrThrow({ where: { username: who.username } });
  const where = { nominationId: week.submitted };
  expect((await db.deskAssignment.findFirstOrThrow({ where })).personId).toBe(reviewer.id);
  expect((await db.enquiry.findFirstOrThrow({ where })).dueOn).toEqual(new Date(dueOn));
  const unit = await at('unit-officer', OTHER);
  await unit.go(`/nominations/${week.submitted}`);
  expect(await unit.page.getByText(/Bàn thẩm tra|Đã đối chiếu/).count()).toBe(0);
  // Nor does it get a form that could not be sent in the end.
  for (const address of ['/rounds/new', '/council-sessions/new', '/submissions/new', '/audit']) {
    await unit.go(address);
    await unit.page.getByText(/^Trang này dành cho người giữ vai trò/).waitFor();
    expect(await unit.page.locator('main form, main [role=alert] button').count()).toBe(0);
  }
});

it('what was returned is read beside what came again', async () => {
  const unit = await stack.as('unit-officer', story.UNIT);
  const officer = await at('unit-officer', story.UNIT);
  for (const page of ['', '/edit']) {
    await officer.go(`/nominations/${week.returned}${page}`);
    await officer.page.getByText('Bổ sung số liệu 2024, 2025.').waitFor();
  }
  const { version } = await story.look(unit, week.returned);
  const achievement = { summary: 'Đã bổ sung số liệu 2024, 2025.' };
  story.good(await unit.patch(`/nominations/${week.returned}`, { achievement }, version));
  await story.submit(stack.as, week.returned);
  const desk = await at('office-reviewer', story.LEAD, 360);
  await desk.go(`/nominations/${week.returned}`);
  await desk.page.getByText(/^Lần 1, gửi/).click();
  await desk.page.getByText('Đã sửa ở lần gửi sau: Tóm tắt thành tích', { exact: true }).waitFor();
  expect(await desk.barriers()).toEqual([]);
});

it('many are decided under one number, and told together when the round says so', async () => {
  const { db } = stack.deps;
  const ids = await Promise.all(
    ['Vũ Thị Mai', 'Đặng Quốc Việt'].map(async (name) => {
      const subject = { kind: 'individual', award: 'giay-khen', name } as const;
      const { id } = await story.draft(stack.as, week.round, subject);
      await story.submit(stack.as, id);
      await story.confirmChecks(stack.as, id);
      return id;
    }),
  );
  const reviewer = await at('office-reviewer', story.LEAD);
  await reviewer.go(`/rounds/${week.round}`);
  await reviewer.choose('Hồ sơ ở bước', 'Thẩm tra hồ sơ');
  const names = ['Vũ Thị Mai', 'Đặng Quốc Việt'];
  for (const name of names) await reviewer.page.getByRole('checkbox', { name: `Chọn ${name}` }).check();
  await reviewer.button('Đồng ý các hồ sơ đã chọn').click();
  const dialog = reviewer.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Đồng ý' }).click();
  // What came of each stays to be read, though the list behind has lost them.
  await dialog.getByText('2 thành công, 0 không thành công').waitFor();
  for (const name of names) await dialog.getByText(name).waitFor();
  await reviewer.page
    .getByRole('checkbox', { name: 'Chọn Vũ Thị Mai', includeHidden: true })
    .waitFor({ state: 'detached' });
  expect(await dialog.getByRole('listitem').count()).toBe(2);
  await dialog.getByRole('button', { name: 'Đóng' }).click();
  await dialog.waitFor({ state: 'detached' });
  const session = await story.meet(stack.as, ids, (await stack.deps.clock()).toISOString(), 7);
  await story.conclude(stack.as, session.id, ids);
  const head = await at('head', story.DEPARTMENT);
  // Where they are looked for it is said where they are taken at once.
  await head.go(`/nominations?round=${week.round}&stage=decision`);
  await head.page.getByRole('link', { name: 'Xử lý nhiều hồ sơ' }).click();
  await head.page.getByRole('checkbox', { name: 'Chọn Vũ Thị Mai' }).check();
  await head.page.getByRole('checkbox', { name: 'Chọn Đặng Quốc Việt' }).check();
  await head.button('Quyết định khen thưởng').click();
  await head.page.getByText(/2 hồ sơ kết thúc theo một quyết định/).waitFor();
  await head.choose('Công bố', /^Sau/);
  await head.choose('Đặng Quốc Việt', 'Không khen thưởng');
  await head.page.getByRole('dialog').getByLabel('Lý do').fill('Chưa đủ thời gian công tác.');
  // As where a deployment wants the password again, from somebody who gave it an hour ago.
  Object.assign(stack.deps.settings, { confirmationMinutes: 15 });
  await db.loginSession.updateMany({ data: { confirmedAt: new Date(Date.now() - 3_600_000) } });
  const recorded = head.confirm('Quyết định khen thưởng', {
    ...{ 'Số quyết định': '130/QĐ-SKHCN', 'Người ký': 'Trần Tùng Chuẩn' },
    'Ngày quyết định': formatDateVi(dateOf(await stack.deps.clock())),
  });
  const { who } = await stack.as('head', story.DEPARTMENT);
  for (const password of ['sai', who.password]) {
    await head.page.locator('input[name=password]').fill(password);
    await head.button('Xác nhận').click();
    if (password === 'sai') await head.page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor();
  }
  await recorded;
  Object.assign(stack.deps.settings, { confirmationMinutes: 0 });
  const decided = () =>
    db.decision.findFirstOrThrow({ where: { number: '130/QĐ-SKHCN' }, include: { items: true } });
  const { prepared, items } = await decided();
  expect(prepared).toBe(true);
  expect(new Map(items.map(({ nominationId, outcome }) => [nominationId, outcome]))).toEqual(
    new Map([
      [ids[0], 'awarded'],
      [ids[1], 'refused'],
    ]),
  );
  const office = await at('office-reviewer', story.LEAD);
  await office.go(`/rounds/${week.round}`);
  await office.button('Thao tác').click();
  await office.page.getByRole('menuitem', { name: 'Công bố quyết định' }).click();
  await office.confirm('Công bố quyết định');
  expect((await decided()).prepared).toBe(false);
});

it('what a round would mean is seen before it is opened: for whom, on which days, and what it lacks', async () => {
  const office = await at('office-reviewer', story.LEAD);
  const movement = `/movements/${story.MOVEMENT}`;
  const { title, rounds } = story.good(
    await (
      await stack.as('office-reviewer', story.LEAD)
    ).get<{ title: string; rounds: { name: string }[] }>(movement),
  );
  const box = (name: string | RegExp) => office.page.getByRole('textbox', { name, exact: true });
  await office.go('/rounds/new');
  await office.choose('Phong trào', title);
  await office.choose('Đợt xét', rounds[0]?.name ?? '');
  // The first is a Sunday; all lie after the plan's period.
  const days = ['2031-06-01', '2031-06-30', '2031-07-31', '2031-08-29', '2031-09-30', '2031-12-31'];
  for (const [i, name] of roundDateNames.entries())
    await box(new RegExp(`^${roundDateWords[name].vi}$`, 'iu')).fill(formatDateVi(days[i] ?? ''));
  expect(await office.page.getByText('Là ngày nghỉ theo lịch làm việc.').count()).toBe(1);
  await office.button('Xem trước').click();
  await office.page.locator('p', { hasText: 'Cần nêu lý do: đợt nằm ngoài' }).waitFor();
  expect(await box('Lý do').getAttribute('aria-invalid')).toBe('true');
  await box('Lý do').fill('Theo hướng dẫn của UBND tỉnh.');
  await office.button('Xem trước').click();
  const units = office.page.locator('details', { hasText: /đơn vị được quyền đề nghị/ });
  await units.locator('summary').click();
  const { name } = await stack.deps.db.unit.findUniqueOrThrow({ where: { code: story.UNIT } });
  await units
    .getByRole('listitem')
    .filter({ hasText: `${name}, Sở` })
    .waitFor();
  expect(`${await units.getByRole('listitem').count()} đơn vị được quyền đề nghị`).toBe(
    await units.locator('summary').innerText(),
  );
  expect(await office.barriers()).toEqual([]);
});

it('a seat is added to a council, and a paper asked for, in dialogs', async () => {
  const { db, clock } = stack.deps;
  const from = addDays(dateOf(await clock()), 30);
  const administrator = await at('administrator', story.DEPARTMENT, 360);
  await administrator.go(`/units/${story.COUNCIL}`);
  await administrator.button('Sửa thành viên Hội đồng').click();
  await administrator.button('Thêm thành viên').click();
  const seat = administrator.page.getByRole('dialog').getByRole('group').last();
  await seat.getByLabel('Họ và tên').fill('Đặng Thị Yến');
  await seat.getByRole('textbox', { name: 'Từ ngày' }).fill(formatDateVi(from));
  await administrator.confirm('Sửa thành viên Hội đồng');
  await administrator.page.getByText('Đặng Thị Yến').waitFor();
  const added = await db.councilSeat.findFirstOrThrow({ where: { name: 'Đặng Thị Yến' } });
  expect([added.councilRole, added.validFrom]).toEqual(['member', new Date(from)]);

  const office = await at('office-reviewer', story.LEAD, 360);
  await office.go('/obligations');
  await office.button('Yêu cầu gửi văn bản').click();
  await office.choose('Phong trào', /cải cách hành chính/);
  await office.choose('Văn bản', 'Báo cáo đột xuất');
  await office.choose('Đơn vị phải gửi', /^Phòng Quản lý khoa học.*Hưng Yên$/);
  await office.confirm('Yêu cầu gửi văn bản', {
    'Yêu cầu': 'Báo cáo kết quả rà soát thủ tục.',
    Hạn: formatDateVi(from),
  });
  await office.page.waitForURL(/obligations\/[0-9a-f-]{36}$/);
  await office.page.getByText('Báo cáo kết quả rà soát thủ tục.').waitFor();
  expect(await office.barriers()).toEqual([]);
});

it('a list is a file for Excel, a page is paper, and a session is shown on the wall', async () => {
  const { db } = stack.deps;
  const office = await at('office-reviewer', story.LEAD);
  await office.go('/awards');
  const [download] = await Promise.all([
    office.page.waitForEvent('download'),
    office.button('Tải danh sách (.xlsx)').click(),
  ]);
  const [rows = []] = await readSheets(readFileSync(await download.path()));
  const entry = await db.awardEntry.findFirstOrThrow({ where: { subjectName: 'Đỗ Thị Lan' } });
  const row = rows.find((cells) => cells.includes(entry.subjectName));
  expect(row).toContain('Phòng Quản lý khoa học');
  expect(row).toContain('Giấy khen của Giám đốc Sở');
  expect(rows.length).toBe((await db.awardEntry.count()) + 1);

  await office.page.emulateMedia({ media: 'print' });
  await office.page.setViewportSize({ width: 680, height: 1000 });
  for (const address of ['/awards', `/nominations/${week.submitted}`]) {
    await office.go(address);
    await office.page.getByRole('table').first().waitFor();
    expect(await office.page.locator('button:visible, nav:visible, input:visible').count()).toBe(0);
  }

  // 1920 px as they are, and as 200 % zoom leaves them on a smaller projector.
  for (const width of [1920, 512]) {
    const wall = await at('council-secretary', story.COUNCIL, width);
    await wall.go(`/council-sessions/${week.sessionOpen}/screen`);
    await wall.page.getByText('Đã bỏ phiếu: 0/7').first().waitFor();
    expect(await wall.barriers()).toEqual([]);
  }
});

it('Word and Excel files are read without leaving the page', async () => {
  const unit = await stack.as('unit-officer', story.UNIT);
  const paper = await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph('Số liệu cải cách năm 2025')] }] }),
  );
  const sheet = await writeExcelFile([[{ value: 'Đã rút ngắn' }, { value: 12 }]]).toBuffer();
  for (const [name, bytes] of [
    ['bao-cao.docx', paper],
    ['so-lieu.xlsx', sheet],
  ] as const)
    story.good(
      await unit.upload(
        `/nominations/${week.drafted}/documents`,
        { name, bytes },
        { kind: 'bao-cao-thanh-tich' },
      ),
    );
  const desk = await at('unit-officer', story.UNIT, 360);
  await desk.go(`/nominations/${week.drafted}`);
  await desk.page.getByRole('button', { name: 'Xem: bao-cao.docx' }).click();
  await desk.page.frameLocator('iframe').getByText('Số liệu cải cách năm 2025').waitFor();
  expect(await desk.barriers()).toEqual([]);
  await desk.button('Đóng').click();
  await desk.page.getByRole('button', { name: 'Xem: so-lieu.xlsx' }).click();
  await desk.page.getByRole('cell', { name: 'Đã rút ngắn' }).waitFor();
  expect([...(await desk.barriers()), ...desk.faults]).toEqual([]);
  await desk.button('Đóng').click();
  // The wrong file: taken out again before anything is sent.
  await desk.button('Bỏ: so-lieu.xlsx').click();
  await desk.confirm('Bỏ tài liệu');
  await desk.page.getByText('so-lieu.xlsx').waitFor({ state: 'detached' });
  const { documents } = await story.look(unit, week.drafted);
  const names = documents.map(({ name }) => name);
  expect([names.includes('bao-cao.docx'), names.includes('so-lieu.xlsx')]).toEqual([true, false]);
});

it('a password is changed by whoever knows it, and where the old one is wrong he is told so', async () => {
  const { who } = await stack.as('unit-head', story.UNIT);
  const desk = await at('unit-head', story.UNIT, 360);
  await desk.go('/');
  const { displayName } = await stack.deps.db.person.findUniqueOrThrow({ where: { username: who.username } });
  // Whoever works by keys sees where he is, on a button as in a menu.
  const frame = () =>
    desk.page.evaluate<string>(`getComputedStyle(document.activeElement).outline.replace(/^rgb.*?\\) /, '')`);
  await desk.page.keyboard.press('Tab');
  await desk.button(displayName).focus();
  expect(await frame()).toBe('solid 3px');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('menuitem').first().waitFor();
  await expect.poll(frame).toBe('solid 3px');
  await desk.page.getByRole('menuitem', { name: 'Đổi mật khẩu' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Mật khẩu mới').fill('một mật khẩu khác hẳn');
  for (const current of ['sai', who.password]) {
    await dialog.getByLabel('Mật khẩu hiện tại').fill(current);
    await dialog.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    if (current === 'sai') await dialog.getByText('Mật khẩu hiện tại không đúng.').waitFor();
  }
  await dialog.waitFor({ state: 'detached' });
  const changed = await new ApiClient(stack.baseUrl, { ...who, password: 'một mật khẩu khác hẳn' }).login();
  expect((await changed.get('/session')).status).toBe(200);
  expect(desk.faults).toEqual([]);
});

it('names are found without diacritics, of nominations and of people however many there are', async () => {
  const { db } = stack.deps;
  for (const { subjectName, searchText: kept } of await db.nomination.findMany())
    expect(kept).toBe(searchText(subjectName));
  const head = await at('office-head', story.LEAD);
  await head.go('/nominations?q=tuan%20hoang');
  await head.page.getByRole('link', { name: 'Hoàng Minh Tuấn' }).waitFor();
  expect(await head.page.getByRole('link', { name: 'Nguyễn Đức Anh' }).count()).toBe(0);
  // More people than one page of the list holds, and the one who is wanted comes last in it.
  const ids = Array.from({ length: 120 }, () => randomUUID());
  await db.person.createMany({
    data: ids.map((id, i) => ({
      ...{ id, username: `nguoi-${i}`, displayName: i === 0 ? 'Đỗ Thị Xuyến' : `Đỗ Văn ${i}` },
      email: `nguoi-${i}@so-khcn.example`,
    })),
  });
  const [id = ''] = ids;
  const assignee = { id: randomUUID(), role: 'office-reviewer', unit: story.LEAD };
  await db.roleHolding.create({ data: { ...assignee, personId: id, validFrom: new Date('2020-01-01') } });
  await head.go(`/nominations/${week.submitted}`);
  await head.button('Giao xử lý').click();
  await head.page.getByRole('combobox', { name: 'Giao cho' }).fill('xuyen do');
  await head.page.getByRole('option', { name: /^Đỗ Thị Xuyến/ }).click();
  await head.confirm('Giao xử lý');
  await head.page.getByText(/^Đỗ Thị Xuyến, từ/).waitFor();
  const where = { nominationId: week.submitted };
  expect((await db.deskAssignment.findFirstOrThrow({ where })).personId).toBe(id);
});

it('days are counted by the clock of the service, whatever the computer’s own says', async () => {
  const desk = await at('office-reviewer', story.LEAD);
  const due = desk.page.getByText(/^còn \d+ ngày làm việc$/).first();
  await desk.go('/');
  const right = await due.innerText();
  await desk.page.clock.setFixedTime(new Date(Date.now() + 400 * 86_400_000));
  await desk.go('/');
  expect(await due.innerText()).toBe(right);
});

it.each([1280, 360])('no page bars anybody, nor any dialog, %i px wide', async (width) => {
  const found: string[] = [];
  const dialogs = new Set<string>();
  for (const [[role, unit], addresses] of pagesOf(week)) {
    const desk = await at(role, unit, width);
    for (const address of addresses) {
      await desk.go(address);
      found.push(...(await desk.barriers()), ...(await desk.dialogBarriers(dialogs)));
    }
    found.push(...desk.faults);
    await desk.page.context().close();
  }
  expect(found).toEqual([]);
  // So many that a page whose buttons no longer open any would be missed.
  expect(dialogs.size).toBeGreaterThan(35);
});
