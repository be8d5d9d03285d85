import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../domain/roles.ts';
import { busyWeek } from '../../scripts/demo/busy-week.ts';
import type { BusyWeek } from '../../scripts/demo/busy-week.ts';
import * as story from '../../scripts/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { Desk, openBrowser } from '../web/support/browser.ts';
import { pagesOf } from '../web/support/pages.ts';

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

it.each([1280, 360])('no page bars anybody, %i px wide', async (width) => {
  const found: string[] = [];
  for (const [[role, unit], addresses] of pagesOf(week)) {
    const desk = await at(role, unit, width);
    for (const address of addresses) {
      await desk.go(address);
      found.push(...(await desk.barriers()));
    }
    found.push(...desk.faults);
    await desk.page.context().close();
  }
  expect(found).toEqual([]);
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
