import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BusyWeek } from '../../acceptance/demo/busy-week.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Stack } from '../support/stack.ts';
import type { Desk } from '../web/support/browser.ts';
import { startWeek } from '../web/support/week.ts';
import type { WeekAtDesks } from '../web/support/week.ts';

// What pages keep in a browser belongs to whoever made it: at one machine of an office many people log in.
let desks: WeekAtDesks;
let stack: Stack;
let week: BusyWeek;
beforeAll(async () => {
  desks = await startWeek(import.meta.filename);
  ({ stack, week } = desks);
}, 300_000);
afterAll(() => desks.stop());

const kept = (desk: Desk) =>
  desk.page.evaluate<string[]>(
    `[sessionStorage, localStorage].flatMap((store) => Object.entries(store).map((slot) => slot.join('=')))`,
  );
const ofDevice = /^(language|who)=/;
/** The chair at the ballot paper: one vote cast, and one chosen that is not sent. */
async function chairWhoVotes(): Promise<Desk> {
  const chair = await desks.at('council-chair', story.COUNCIL);
  await chair.go(`/council-sessions/${week.sessionOpen}`);
  return chair;
}
const chosen = (desk: Desk) => desk.page.locator('button[aria-pressed=true]').count();
async function logIn(desk: Desk, who: { username: string; password: string }): Promise<void> {
  await desk.page.getByLabel('Tên đăng nhập').fill(who.username);
  await desk.page.getByLabel('Mật khẩu').fill(who.password);
  await desk.page.getByRole('button', { name: 'Đăng nhập' }).click();
  await desk.page.locator('#content').waitFor();
}
async function nothingOf(desk: Desk, first: string, other: { username: string }): Promise<void> {
  await desk.go(`/council-sessions/${week.sessionOpen}`);
  await desk.button('Đồng ý').first().waitFor();
  expect(await chosen(desk)).toBe(0);
  expect(await desk.page.getByText('Mã biên nhận').count()).toBe(0);
  const slots = await kept(desk);
  expect(slots.filter((slot) => slot.includes(first))).toEqual([]);
  for (const slot of slots) expect(slot).toMatch(new RegExp(`^(of:${other.username}:|language=|who=)`));
}

it('nothing that one person chose, typed, sent or was shown is there for who logs in after the log-out', async () => {
  const chair = await chairWhoVotes();
  const { username } = (await stack.as('council-chair', story.COUNCIL)).who;
  await chair.button('Đồng ý').first().click();
  await chair.button('Gửi phiếu (1/2)').click();
  await chair.confirm('Xác nhận');
  await chair.page.getByText('Mã biên nhận').first().waitFor();
  await chair.button('Không đồng ý').first().click();
  expect(await chosen(chair)).toBe(1);
  // Over a reload it is still there.
  await chair.page.reload();
  await chair.settled();
  await expect.poll(() => chosen(chair)).toBe(1);
  expect((await kept(chair)).filter((slot) => slot.startsWith(`of:${username}:`))).not.toEqual([]);

  await chair.page.locator('header button[aria-haspopup=true]').click();
  await chair.page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await chair.page.getByLabel('Tên đăng nhập').waitFor();
  expect((await kept(chair)).filter((slot) => !ofDevice.test(slot))).toEqual([]);
  expect((await kept(chair)).join()).not.toContain(username);

  const other = (await stack.as('council-member', story.COUNCIL, 2)).who;
  await logIn(chair, other);
  await nothingOf(chair, username, other);
  expect(chair.faults).toEqual([]);
});

it('nor where the login ended by itself, or stood open in another tab', async () => {
  const desk = await desks.at('council-member', story.COUNCIL);
  const { username } = (await stack.as('council-member', story.COUNCIL)).who;
  await desk.go(`/council-sessions/${week.sessionOpen}`);
  await desk.button('Đồng ý').first().click();
  expect((await kept(desk)).join()).toContain(`of:${username}:ballot:`);
  const tab = await desk.page.context().newPage();
  await tab.goto('/');
  await tab.locator('#content').waitFor();
  await desk.page.context().clearCookies();
  await tab.reload();
  const other = (await stack.as('council-member', story.COUNCIL, 3)).who;
  await tab.getByLabel('Tên đăng nhập').fill(other.username);
  await tab.getByLabel('Mật khẩu').fill(other.password);
  await tab.getByRole('button', { name: 'Đăng nhập' }).click();
  await tab.locator('#content').waitFor();
  // The first tab leaves the page of who was there before.
  await desk.page.waitForURL(new URL('/', stack.baseUrl).href);
  await desk.page.locator('#content').waitFor();
  await nothingOf(desk, username, other);
});
