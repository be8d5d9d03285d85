import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, formatDateVi } from '../../domain/dates.ts';
import { Chance } from '../../acceptance/chaos/chance.ts';
import type { BusyWeek } from '../../acceptance/demo/busy-week.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Stack } from '../support/stack.ts';
import { todayOf } from '../support/steps.ts';
import type { Desk } from '../web/support/browser.ts';
import { RANKED } from '../web/support/pages.ts';
import { startWeek } from '../web/support/week.ts';
import type { WeekAtDesks } from '../web/support/week.ts';

// What is typed outlives whatever happens meanwhile: a lost answer, an ended session, a colleague's change, a reload.
let desks: WeekAtDesks;
let stack: Stack;
let week: BusyWeek;
let at: WeekAtDesks['at'];
beforeAll(async () => {
  desks = await startWeek(import.meta.filename);
  ({ stack, week, at } = desks);
}, 300_000);
afterAll(() => desks.stop());

it('a form that was begun before a colleague changed the same is not sent over it unseen', async () => {
  const { db } = stack.deps;
  const code = story.COUNCIL;
  const administrator = await stack.as('administrator', story.DEPARTMENT);
  const { version } = await db.unit.findUniqueOrThrow({ where: { code } });
  const desk = await at('administrator', story.DEPARTMENT, 360);
  // Where no event comes through, the service itself refuses what is sent over another's change.
  await desk.page.route('**/api/v1/events', (route: Route) => route.abort());
  await desk.go(`/units/${code}`);
  await desk.button('Sửa đơn vị').click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Nơi ban hành').fill('Phố Hiến');
  story.good(await administrator.patch(`/units/${code}`, { shortName: 'HĐ TĐKT Sở' }, version));
  // A reload closes the dialog; what was typed is there when it is opened again.
  await desk.page.reload();
  await desk.settled();
  await desk.button('Sửa đơn vị').click();
  await dialog.getByText('Tên viết tắt: nay là “HĐ TĐKT Sở”.').waitFor();
  expect(await desk.barriers()).toEqual([]);
  await desk.button('Đã xem, giữ nội dung tôi nhập').click();
  // Again, while it stands open: the service refuses what is sent over it.
  story.good(await administrator.patch(`/units/${code}`, { place: 'Thái Bình' }, version + 1));
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.getByText('Nơi ban hành: nay là “Thái Bình”.').waitFor();
  await desk.button('Đã xem, giữ nội dung tôi nhập').click();
  await desk.confirm('Lưu');
  const unit = await db.unit.findUniqueOrThrow({ where: { code } });
  expect([unit.shortName, unit.place, unit.version]).toEqual(['HĐ TĐKT Sở', 'Phố Hiến', version + 3]);
});

it('what changes in the organization appears on the pages of all, and in a form that stands open', async () => {
  const { db } = stack.deps;
  const code = story.UNIT;
  const administrator = await stack.as('administrator', story.DEPARTMENT);
  const { version } = await db.unit.findUniqueOrThrow({ where: { code } });
  const listening = async (desk: Desk, address: string) => {
    const stream = desk.page.waitForResponse('**/api/v1/events');
    await desk.go(address);
    await stream;
  };
  const [auditor, editor, owner] = [
    await at('auditor', story.DEPARTMENT),
    await at('administrator', story.DEPARTMENT),
    await at('head', story.DEPARTMENT),
  ];
  await listening(auditor, '/awards');
  await listening(editor, `/units/${code}`);
  await listening(owner, `/rankings?movement=${RANKED}&period=2025`);
  await editor.button('Sửa đơn vị').click();
  const dialog = editor.page.getByRole('dialog');
  await dialog.getByLabel('Nơi ban hành').fill('Hưng Yên');
  story.good(await administrator.patch(`/units/${code}`, { name: 'Phòng Khoa học và Chuyển giao' }, version));
  await auditor.page.getByRole('cell', { name: 'Phòng Khoa học và Chuyển giao' }).first().waitFor();
  await dialog.getByText(/^Tên( đơn vị)?: nay là “Phòng Khoa học và Chuyển giao”\.$/).waitFor();
  expect(await dialog.getByLabel('Nơi ban hành').inputValue()).toBe('Hưng Yên');

  const publisher = await stack.as('index-owner', story.DEPARTMENT);
  const entries = [{ unit: 'so-noi-vu-hung-yen', rank: 1, score: 917, maximum: 1000 }];
  const body = { group: 'so-ban-nganh', version: 1, entries };
  const path = '/rankings/bo-chi-so-chuyen-doi-so/2025';
  story.good(await publisher.send('PUT', path, body, { 'If-None-Match': '*' }));
  await owner.page.getByRole('cell', { name: '917/1000' }).waitFor();
});

it('a day of the calendar is confirmed where it stands', async () => {
  const { db } = stack.deps;
  const day = await db.calendarDay.findFirstOrThrow({ where: { status: 'provisional' } });
  const desk = await at('administrator', story.DEPARTMENT);
  const date = day.date.toISOString().slice(0, 10);
  await desk.go(`/calendar?year=${date.slice(0, 4)}`);
  const row = desk.page.getByRole('row', { name: formatDateVi(date) });
  await row.getByRole('button', { name: 'Sửa' }).click();
  await desk.choose('Tình trạng', 'Đã xác nhận');
  await desk.confirm('Ghi ngày');
  const recorded = () => db.calendarDay.findUniqueOrThrow({ where: { date: day.date } });
  expect((await recorded()).status).toBe('confirmed');
  await row.getByRole('button', { name: 'Rút ngày ghi nhầm' }).click();
  await desk.confirm('Rút ngày ghi nhầm', { 'Lý do': 'Ghi nhầm năm' });
  expect(await recorded()).toMatchObject({ kind: day.kind, status: 'withdrawn', source: 'Ghi nhầm năm' });
  expect(await row.getByRole('button', { name: 'Rút ngày ghi nhầm' }).count()).toBe(0);
});

it('who was recorded with a slip is put right, and a role is found at a unit that is to come', async () => {
  const { db } = stack.deps;
  const desk = await at('administrator', story.DEPARTMENT);
  const [unit, first] = ['Trung tâm Chuyển đổi số', addDays(await todayOf(stack), 20)];
  const administrator = await stack.as('administrator', story.DEPARTMENT);
  const code = 'trung-tam-chuyen-doi-so';
  const rest = { shortName: 'TTCĐS', kind: 'public-service-unit', organization: story.DEPARTMENT };
  story.good(await administrator.post('/units', { code, name: unit, from: first, source: 'QĐ 1', ...rest }));
  await desk.go('/people');
  await desk.button('Thêm người dùng').click();
  const dialog = desk.page.getByRole('dialog');
  const fill = async (values: Record<string, string>) => {
    for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label).first().fill(value);
  };
  await fill({ 'Họ và tên': 'Lê Thị Hoài', 'Tên đăng nhập': 'Hoài', 'Thư điện tử': 'hoài' });
  await desk.choose('Vai trò', 'Cán bộ phụ trách');
  await dialog.getByLabel('Đơn vị', { exact: true }).fill(unit);
  await desk.page.getByRole('option', { name: `từ ${formatDateVi(first)}` }).click();
  await dialog.getByRole('button', { name: 'Thêm người dùng' }).click();
  await dialog.getByText('Xem ở mục được đánh dấu.').waitFor();
  // Each said once, beside its field, in a sentence.
  for (const said of [/^Tên đăng nhập có ít nhất/, /^Địa chỉ thư điện tử không đúng/])
    expect(await dialog.getByText(said).count()).toBe(1);
  await fill({ 'Tên đăng nhập': 'lthoai', 'Thư điện tử': 'lthoai@so-khcn.exmaple' });
  await dialog.getByRole('button', { name: 'Thêm người dùng' }).click();
  await dialog.getByText('Đơn vị không tồn tại vào ngày bắt đầu giữ vai trò.').waitFor();
  await desk.confirm('Thêm người dùng', { 'Giữ vai trò từ ngày': formatDateVi(first) });
  const person = await db.person.findUniqueOrThrow({ where: { username: 'lthoai' } });
  await desk.go(`/people/${person.id}`);
  await desk.page.getByText(/^Chưa đặt\. Thư mời gửi lúc/).waitFor();
  await desk.button('Sửa họ tên, thư điện tử').click();
  await desk.confirm('Lưu', { 'Thư điện tử': 'lthoai@so-khcn.example' });
  await desk.page.getByText(/^Chưa đặt\. Không có thư mời/).waitFor();
  expect(await db.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
    displayName: 'Lê Thị Hoài',
    email: 'lthoai@so-khcn.example',
  });
  expect(desk.faults).toEqual([]);
});

it('two write one draft: each sees the other’s words, and neither overwrites them unseen', async () => {
  const { db } = stack.deps;
  const path = `/nominations/${week.drafted}`;
  const desk = await at('unit-officer', story.UNIT);
  const colleague = await stack.as('unit-head', story.UNIT);
  const patch = async (achievement: object) =>
    story.good(
      await colleague.patch(path, { achievement }, (await story.look(colleague, week.drafted)).version),
    );
  await desk.go(`${path}/edit`);
  const saved = desk.page.getByText(/^Đã lưu lúc/);
  await desk.page.getByLabel('Tóm tắt thành tích').fill('Câu của cán bộ.');
  await saved.waitFor();
  await patch({ title: 'Tên do thủ trưởng đặt' });
  await expect.poll(() => desk.page.getByLabel('Tên thành tích').inputValue()).toBe('Tên do thủ trưởng đặt');
  // What the colleague saves while the same is being typed here is shown, and nothing is saved before it was seen.
  const sent: string[] = [];
  desk.page.on('request', (request) => request.method() === 'PATCH' && sent.push(request.url()));
  await desk.page.route('**/api/v1/nominations/*', async (route: Route) => {
    if (route.request().method() === 'PATCH' && sent.length === 1)
      await patch({ summary: 'Câu của thủ trưởng.' });
    await route.continue();
  });
  await desk.page.getByLabel('Tóm tắt thành tích').fill('Câu khác của cán bộ.');
  await desk.page.getByText('Tóm tắt thành tích: nay là “Câu của thủ trưởng.”.').waitFor();
  const where = { id: week.drafted };
  expect((await db.nomination.findUniqueOrThrow({ where })).summary).toBe('Câu của thủ trưởng.');
  expect(sent.length).toBe(1);
  await desk.button('Đã xem, giữ nội dung tôi nhập').click();
  await saved.waitFor();
  const kept = await db.nomination.findUniqueOrThrow({ where });
  expect([kept.achievementTitle, kept.summary]).toEqual(['Tên do thủ trưởng đặt', 'Câu khác của cán bộ.']);
});

it('over a line that is slow, loses answers and brings them in another order, everything typed is saved and nobody is blamed', async () => {
  const desk = await at('unit-officer', story.UNIT);
  const { page } = desk;
  await desk.go(`/nominations/${week.drafted}/edit`);
  const chance = new Chance(16, 'slow line');
  const answers: number[] = [];
  await page.route(`**/api/v1/nominations/${week.drafted}`, async (route: Route) => {
    const patch = route.request().method() === 'PATCH';
    const answer = await route.fetch();
    if (patch) answers.push(answer.status());
    await new Promise((resolve) => setTimeout(resolve, chance.between(0, 2_500)));
    // The second answer never comes: the page can't know that it was saved.
    await (patch && answers.length === 2 ? route.abort() : route.fulfill({ response: answer }));
  });
  const blamed = page.getByText('Người khác vừa sửa').or(page.getByText(/: nay là “/));
  const typed = ['Tên thành tích', 'Tóm tắt thành tích'].map((label) => ({
    field: page.getByLabel(label),
    text: `${label} gõ từng chữ một`,
  }));
  for (const { field } of typed) await field.fill('');
  for (const { field, text } of typed) {
    for (const word of text.split(/(?<=[ ,])/)) {
      // Goes on as soon as the page has begun to save the word, or has saved it.
      await field.pressSequentially(word, { delay: 60 });
      await page.getByText(/^(Đang lưu…|Đã lưu lúc)/).waitFor();
      expect(await blamed.count()).toBe(0);
    }
  }
  await page.getByText(/^Đã lưu lúc/).waitFor();
  expect(await blamed.count()).toBe(0);
  const kept = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id: week.drafted } });
  expect([kept.achievementTitle, kept.summary]).toEqual(typed.map(({ text }) => text));
  expect(answers.length).toBeGreaterThan(2);
  // An answer may still be on its way.
  await page.unrouteAll({ behavior: 'wait' });

  // What is emptied and can't be kept so is not said to be saved.
  await typed[1]!.field.fill('');
  await page.getByText('Chưa lưu vì chưa đủ: Tóm tắt thành tích').waitFor();
  expect(await page.getByText(/^Đã lưu lúc/).count()).toBe(0);
  expect(await desk.barriers()).toEqual([]);
  await typed[1]!.field.fill(typed[1]!.text);
});

it('a connection that stays down keeps what was typed, says so, and lets the same press count once', async () => {
  const { db } = stack.deps;
  const [lostAct, lost] = [/^Mất kết nối, chưa biết thao tác/, /^Mất kết nối với máy chủ\./];
  /** From now on nothing comes through, but for the first request that this is about, whose answer is lost. */
  const breaks = async (desk: Desk, address: RegExp): Promise<void> => {
    let reached = false;
    await desk.page.route('**/api/**', async (route) => {
      if (!reached && route.request().method() === 'POST' && address.test(route.request().url())) {
        reached = true;
        await route.fetch();
      }
      await route.abort();
    });
  };
  const mends = (desk: Desk) => desk.page.unroute('**/api/**');

  // A dialog, without any network.
  const office = await at('office-reviewer', story.LEAD, 360);
  await office.go(`/nominations/${week.submitted}`);
  await office.button('Ghi chú nội bộ').first().click();
  const note = office.page.getByRole('dialog').getByLabel('Nội dung');
  await note.fill('Ghi lúc mất mạng.');
  await office.page.context().setOffline(true);
  await office.page.getByRole('dialog').getByRole('button', { name: 'Ghi chú nội bộ' }).click();
  for (let press = 0; press < 2; press++) {
    await office.page.getByText(lostAct).waitFor();
    expect(await note.inputValue()).toBe('Ghi lúc mất mạng.');
    if (press === 0) await office.button('Thử lại').click();
    await office.page.getByText(lostAct).waitFor({ state: press === 0 ? 'detached' : 'visible' });
  }
  expect(await office.barriers()).toEqual([]);
  await office.page.context().setOffline(false);
  await office.button('Thử lại').click();
  await office.page.getByRole('dialog').waitFor({ state: 'detached' });
  await office.page.getByText('Ghi lúc mất mạng.').waitFor();
  expect(await db.deskNote.count({ where: { nominationId: week.submitted } })).toBe(1);

  // A page, whose draft came through all the same.
  const unit = await at('unit-officer', story.UNIT);
  const { page } = unit;
  await unit.go(`/nominations/new?round=${week.round}`);
  await unit.choose('Hình thức khen thưởng', /^Giấy khen/);
  await unit.choose('Loại đối tượng', /Công chức/);
  const fields = {
    ...{ 'Họ và tên': 'Lương Thị Mạng', 'Chức vụ': 'Chuyên viên', 'Tên thành tích': 'Cải cách hành chính' },
    ...{ 'Thành tích từ ngày': '1/6/2021', 'đến ngày': '31/12/2025', 'Tóm tắt thành tích': 'Gõ dở.' },
  };
  for (const [label, value] of Object.entries(fields))
    await page.getByRole('textbox', { name: label }).first().fill(value);
  await unit.choose('Giới tính', 'Nữ');
  await breaks(unit, /nominations$/);
  await unit.button('Lưu nháp, tiếp tục điền tiêu chí và tài liệu').click();
  await page.getByText(lostAct).waitFor();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Lương Thị Mạng');
  await mends(unit);
  await unit.button('Thử lại').click();
  await page.waitForURL(/\/edit$/);
  await unit.settled();
  const drafts = await db.nomination.findMany({ where: { subjectName: 'Lương Thị Mạng' } });
  expect(drafts.length).toBe(1);

  // A file of its dossier, likewise.
  await breaks(unit, /documents$/);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: story.pdf('a') });
  await page.getByText(lostAct).waitFor();
  await mends(unit);
  await unit.button('Thử lại').first().click();
  await page.getByText(lostAct).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Xem: a.pdf' }).waitFor();
  expect(await db.document.count({ where: { nominationId: drafts[0]?.id ?? '' } })).toBe(1);

  // What is saved as it is typed is saved by itself once there is a line again.
  await page.context().setOffline(true);
  await page.getByLabel('Tóm tắt thành tích').fill('Gõ xong lúc mất mạng.');
  await page.getByText(lost).waitFor();
  await page.getByText('Có thay đổi chưa lưu').waitFor();
  await page.context().setOffline(false);
  await page.getByText(/^Đã lưu lúc/).waitFor();
  const kept = await db.nomination.findUniqueOrThrow({ where: { id: drafts[0]?.id ?? '' } });
  expect(kept.summary).toBe('Gõ xong lúc mất mạng.');
});

it('an act whose answer was lost is sent again, and counts once', async () => {
  const desk = await at('office-reviewer', story.LEAD);
  await desk.go(`/nominations/${week.submitted}`);
  let lost = 0;
  const before = await stack.deps.db.transition.count({ where: { pathId: week.submitted } });
  await desk.page.route('**/actions/return', async (route: Route) => {
    if (lost++ === 0) {
      await route.fetch();
      await route.abort();
    } else await route.continue();
  });
  await desk.act('Trả lại bổ sung', { 'Lý do': 'Thiếu số liệu năm 2025.' });
  expect(lost).toBeGreaterThan(1);
  expect(await stack.deps.db.transition.count({ where: { pathId: week.submitted } })).toBe(before + 1);
});

it('an expired session asks for the login in a dialog, and what was typed goes on', async () => {
  const desk = await at('unit-officer', story.UNIT);
  await desk.go(`/nominations/${week.drafted}/edit`);
  await stack.deps.db.loginSession.deleteMany({});
  await desk.page.getByLabel('Tóm tắt thành tích').fill('Nội dung gõ khi phiên đã hết hạn.');
  const dialog = desk.page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết hạn' });
  const { who } = await stack.as('unit-officer', story.UNIT);
  await dialog.getByLabel('Mật khẩu').fill(who.password);
  await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
  await desk.page.getByText(/^Đã lưu lúc/).waitFor();
  const kept = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id: week.drafted } });
  expect(kept.summary).toBe('Nội dung gõ khi phiên đã hết hạn.');
});
