import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatDateVi, lastDayBefore } from '../../domain/dates.ts';
import type { BusyWeek } from '../../acceptance/demo/busy-week.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Stack } from '../support/stack.ts';
import type { Desk } from '../web/support/browser.ts';
import { startWeek } from '../web/support/week.ts';
import type { WeekAtDesks } from '../web/support/week.ts';

let desks: WeekAtDesks;
let stack: Stack;
let week: BusyWeek;
let at: WeekAtDesks['at'];
beforeAll(async () => {
  desks = await startWeek(import.meta.filename);
  ({ stack, week, at } = desks);
}, 300_000);
afterAll(() => desks.stop());

it('a filter follows the menu and Back, and never writes itself back', async () => {
  const desk = await at('office-reviewer', story.LEAD);
  await desk.go('/nominations');
  const field = desk.page.getByLabel('Tên, mã hồ sơ');
  const asked = () => new URL(desk.page.url()).searchParams.get('q');
  await field.fill('chi doan');
  await expect.poll(asked).toBe('chi doan');
  // Typed on while its own writing comes back.
  await field.pressSequentially(' van phong', { delay: 60 });
  await expect.poll(asked).toBe('chi doan van phong');
  expect(await field.inputValue()).toBe('chi doan van phong');
  await desk.page.getByRole('link', { name: 'Hồ sơ', exact: true }).click();
  await expect.poll(() => field.inputValue()).toBe('');
  await desk.page.getByText('Trần Quốc Khánh').first().waitFor();
  expect(asked()).toBe(null);
  await desk.page.goBack();
  await expect.poll(() => field.inputValue()).toBe('chi doan van phong');
  await desk.page.getByText('Trần Quốc Khánh').first().waitFor({ state: 'detached' });
  expect(asked()).toBe('chi doan van phong');
  expect(desk.faults).toEqual([]);
});

it('of two Word papers that are opened one upon the other, each shows its own text', async () => {
  const unit = await stack.as('unit-officer', story.UNIT);
  for (const name of ['Một', 'Hai']) {
    const paper = new Document({ sections: [{ children: [new Paragraph(`Đây là tờ ${name}`)] }] });
    const bytes = await Packer.toBuffer(paper);
    const kind = { kind: 'bao-cao-thanh-tich' };
    story.good(
      await unit.upload(`/nominations/${week.drafted}/documents`, { name: `${name}.docx`, bytes }, kind),
    );
  }
  const desk = await at('unit-officer', story.UNIT);
  await desk.go(`/nominations/${week.drafted}`);
  const frame = desk.page.frameLocator('iframe');
  for (const [name, other] of [
    ['Một', 'Hai'],
    ['Hai', 'Một'],
    ['Một', 'Hai'],
  ]) {
    await desk.page.getByRole('button', { name: `Xem: ${name}.docx` }).click();
    await desk.page.getByRole('dialog', { name: `${name}.docx` }).waitFor();
    await frame.getByText(`Đây là tờ ${name}`).waitFor();
    expect(await frame.getByText(`Đây là tờ ${other}`).count()).toBe(0);
    await desk.button('Đóng').click();
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

it('a change that waits says its last day and what is confirmed, and of a role no mail address', async () => {
  const { db } = stack.deps;
  const administrator = await stack.as('administrator', story.DEPARTMENT);
  const { id: personId, email } = await db.person.findUniqueOrThrow({ where: { id: week.person } });
  const role = { role: 'selector', unit: story.LEAD };
  const asked = await administrator.post<{ pending: { id: string }[] }>(`/people/${personId}/roles`, role);
  const { pending } = story.good(asked, 202);
  const id = pending[0]?.id ?? '';
  const { expiresAt } = await db.pendingChange.findUniqueOrThrow({ where: { id } });
  const desk = await at('administrator', story.DEPARTMENT);
  await desk.go(`/pending-changes/${id}`);
  await desk.page.getByText(`hết ngày ${formatDateVi(lastDayBefore(expiresAt))}`, { exact: true }).waitFor();
  const page = await desk.page.locator('main').innerText();
  expect(page).not.toContain('00:00');
  expect(page).not.toContain(email);
  await desk.button('Rút đề nghị').click();
  const dialog = desk.page.getByRole('dialog');
  const { displayName } = await db.person.findUniqueOrThrow({ where: { id: personId } });
  const said = await dialog.innerText();
  expect(said).toContain(displayName);
  const { name } = await db.unit.findFirstOrThrow({ where: { code: story.LEAD } });
  expect(said).toContain(name);
  await desk.confirm('Rút đề nghị');
});

it('the mark of the quorum stands between the seats that are needed and those beyond', async () => {
  const desk = await at('council-secretary', story.COUNCIL);
  await desk.go(`/council-sessions/${week.sessionOpen}`);
  const needed = Number(/ít nhất (\d+)/.exec(await desk.page.getByText(/cần ít nhất \d+/).innerText())?.[1]);
  const { seats, mark } = await desk.page.evaluate<{ seats: number[][]; mark: number[] }>(`(() => {
    const edges = (one) => { const { left, right } = one.getBoundingClientRect(); return [left, right]; };
    const bar = document.querySelector('[data-quorum]').parentElement;
    return { seats: [...bar.querySelectorAll('[data-seat]')].map(edges), mark: edges(bar.querySelector('[data-quorum]')) };
  })()`);
  expect(needed).toBeGreaterThan(0);
  expect(seats[needed - 1]?.[1]).toBeLessThanOrEqual(mark[0] ?? 0);
  if (seats[needed]) expect(seats[needed][0]).toBeGreaterThanOrEqual(mark[1] ?? 0);
});

/** What stands first to be pressed beside a page's title. */
const mainOf = (desk: Desk): Promise<string[]> =>
  desk.page.locator('h1').locator('xpath=../..').locator('.MuiButton-contained').allInnerTexts();

it.each<[string, Parameters<WeekAtDesks['at']>, (week: BusyWeek) => string, string[]]>([
  [
    'a draft that lacks nothing',
    ['unit-officer', story.UNIT],
    (w) => `/nominations/${w.drafted}`,
    ['Gửi hồ sơ'],
  ],
  [
    'a dossier before its reviewer',
    ['office-reviewer', story.LEAD],
    (w) => `/nominations/${w.submitted}`,
    ['Đồng ý'],
  ],
  ['a dossier that was approved', ['office-reviewer', story.LEAD], (w) => `/nominations/${w.inSession}`, []],
  ['a round that takes proposals', ['office-head', story.LEAD], (w) => `/rounds/${w.round}`, []],
  [
    'a session before its day',
    ['council-secretary', story.COUNCIL],
    (w) => `/council-sessions/${w.sessionDraft}`,
    ['Triệu tập'],
  ],
  ['an awarded case', ['office-head', story.LEAD], (w) => `/nominations/${w.awarded}`, []],
])('what is asked is the main button, and of %s nothing else is', async (_, who, place, main) => {
  const desk = await at(...who);
  await desk.go(place(week));
  expect(await mainOf(desk)).toEqual(main);
});

it('a draft that lacks something is to be edited before it is to be sent', async () => {
  const unit = await stack.as('unit-officer', story.UNIT);
  const empty = story.draftOf(week.round, { kind: 'individual', award: 'giay-khen', name: 'Cao Thị Ngân' });
  const draft = story.good(await unit.post<{ id: string }>('/nominations', empty));
  const desk = await at('unit-officer', story.UNIT);
  await desk.go(`/nominations/${draft.id}`);
  expect(await mainOf(desk)).toEqual(['Sửa hồ sơ']);
});

/** An act from the menu, in its dialog. */
async function actOn(desk: Desk, name: string, choices: Record<string, string | RegExp>): Promise<void> {
  await desk.button('Thao tác').click();
  await desk.page.getByRole('menuitem', { name, exact: true }).click();
  for (const [label, option] of Object.entries(choices)) await desk.choose(label, option);
  await desk.confirm(name, { 'Lý do': 'Phát hiện là người nhà.' });
}
async function voteForAll(desk: Desk): Promise<void> {
  for (const paper of await desk.button('Đồng ý').all()) await paper.click();
  await desk.page.getByRole('button', { name: /^Gửi phiếu/ }).click();
  await desk.confirm('Xác nhận');
}

it('a conflict found late takes a vote back, and an annulled ballot is cast anew, before everybody’s eyes', async () => {
  const { db } = stack.deps;
  const sessionId = week.sessionOpen;
  const secretary = await at('council-secretary', story.COUNCIL);
  await secretary.go(`/council-sessions/${sessionId}`);
  const [first, second] = [
    await at('council-member', story.COUNCIL),
    await stack.as('council-member', story.COUNCIL, 2).then(({ who }) => desks.sit(who)),
  ];
  for (const desk of [first, second]) {
    await desk.go(`/council-sessions/${sessionId}`);
    await voteForAll(desk);
    await desk.page.getByText('có trong hòm phiếu').first().waitFor();
  }
  const { username } = (await stack.as('council-member', story.COUNCIL)).who;
  const { id: personId } = await db.person.findUniqueOrThrow({ where: { username } });
  const { memberId, name } = await db.sessionMember.findFirstOrThrow({ where: { sessionId, personId } });
  await actOn(secretary, 'Ghi nhận không tham gia biểu quyết', {
    'Thành viên': name,
    'Hồ sơ': /^Chi đoàn Văn phòng Sở/,
  });
  await secretary.page.getByText(`Phiếu không tính: ${name}`).waitFor();
  const where = { sessionId, nominationId: week.inSession };
  expect(await db.recusal.findFirst({ where: { ...where, memberId } })).toMatchObject({ takenBack: 1 });

  await actOn(secretary, 'Hủy lần biểu quyết', { 'Hồ sơ': /^Chi đoàn Văn phòng Sở/ });
  await secretary.page.getByText(/^Lần biểu quyết 1 bị hủy \(1 phiếu không tính\)/).waitFor();
  // Who was set aside has nothing to vote on; the other is asked anew, without asking for the page again.
  await second.page.getByText('lần biểu quyết này đã bị hủy').first().waitFor();
  await voteForAll(second);
  await second.page.getByText('(lần biểu quyết 2)').waitFor();
  expect(await first.button('Đồng ý').count()).toBe(0);
  expect(await db.openBallot.count({ where: { ...where, ballot: 2 } })).toBe(1);
  expect([...secretary.faults, ...first.faults, ...second.faults, ...(await secretary.barriers())]).toEqual(
    [],
  );
});
