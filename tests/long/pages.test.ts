import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../domain/roles.ts';
import { addDays, dateOf, formatDateVi } from '../../domain/dates.ts';
import { searchText } from '../../domain/search-text.ts';
import { busyWeek } from '../../scripts/demo/busy-week.ts';
import type { BusyWeek } from '../../scripts/demo/busy-week.ts';
import * as story from '../../scripts/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { Desk, openBrowser } from '../web/support/browser.ts';
import { pagesOf } from '../web/support/pages.ts';

/** Of the nomination that waits at the office. */
const OTHER = 'trung-tam-udtb-so-khcn-hung-yen';
let stack: Stack;
let browser: Browser;
let week: BusyWeek;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  await stack.startWorker();
  browser = await openBrowser();
  week = await busyWeek({ as: stack.as, clock: stack.deps.clock });
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
const at = async (role: Role, unit: string, width = 1280): Promise<Desk> =>
  Desk.of(browser, stack.baseUrl, (await stack.as(role, unit)).who, width);

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
});

it('what was returned is read beside what came again', async () => {
  const unit = await stack.as('unit-officer', story.UNIT);
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
      await story.review(stack.as, id);
      return id;
    }),
  );
  const session = await story.meet(stack.as, ids, (await stack.deps.clock()).toISOString(), 7);
  await story.conclude(stack.as, session.id, ids);
  const head = await at('head', story.DEPARTMENT);
  await head.go(`/rounds/${week.round}`);
  await head.page.getByRole('checkbox', { name: 'Chọn Vũ Thị Mai' }).check();
  await head.page.getByRole('checkbox', { name: 'Chọn Đặng Quốc Việt' }).check();
  await head.button('Quyết định khen thưởng').click();
  await head.page.getByText(/2 hồ sơ kết thúc theo một quyết định/).waitFor();
  await head.choose('Công bố', /^Sau/);
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
    if (password === 'sai') await head.page.getByText(/^Mã yêu cầu: [0-9a-f-]{36}$/).waitFor();
  }
  await recorded;
  Object.assign(stack.deps.settings, { confirmationMinutes: 0 });
  const decided = () =>
    db.decision.findFirstOrThrow({ where: { number: '130/QĐ-SKHCN' }, include: { items: true } });
  const { prepared, items } = await decided();
  expect(prepared).toBe(true);
  expect(items.map(({ nominationId }) => nominationId).sort()).toEqual([...ids].sort());
  const office = await at('office-reviewer', story.LEAD);
  await office.go(`/rounds/${week.round}`);
  await office.button('Thao tác').click();
  await office.page.getByRole('menuitem', { name: 'Công bố quyết định' }).click();
  await office.confirm('Công bố quyết định');
  expect((await decided()).prepared).toBe(false);
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
