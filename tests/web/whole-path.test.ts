import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, dateOf, formatDateVi } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom } from '../support/steps.ts';
import { Desk, openBrowser } from './support/browser.ts';

let stack: Stack;
let browser: Browser;
const desks: Desk[] = [];
const barriers: string[] = [];
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  await stack.startWorker();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

async function at(role: Role, unit: string, { width = 1280, nth = 0 } = {}): Promise<Desk> {
  const who = stack.accounts.filter((a) => a.roles.some((r) => r.role === role && r.unit === unit))[nth];
  if (!who) throw new Error(`nobody is ${role} at ${unit}`);
  const desk = await Desk.of(browser, stack.baseUrl, who, width);
  desks.push(desk);
  return desk;
}
const look = async (desk: Desk) => barriers.push(...(await desk.barriers()));

it('a Giấy khen goes through the pages of everybody who has a part in it, to the decision', async () => {
  const today = dateOf(new Date());
  const { id: roundId } = await story.openRound(stack.as, roundFrom(today));
  const name = 'Nguyễn Thị Hồng Hà';

  const officer = await at('unit-officer', story.UNIT);
  // Whoever may propose is told of the round where he comes in.
  await officer.page.getByRole('link', { name: 'Lập hồ sơ' }).first().click();
  await officer.page.waitForURL(`**/nominations/new?round=${roundId}`);
  await officer.choose('Hình thức khen thưởng', /^Giấy khen/);
  await officer.choose('Loại đối tượng', /Công chức/);
  const { page } = officer;
  await page.getByLabel('Họ và tên').fill(name);
  await page.getByLabel('Chức vụ').fill('Chuyên viên');
  await officer.choose('Giới tính', 'Nữ');
  await page.getByLabel('Tên thành tích').fill('Cải cách hành chính giai đoạn 2021 - 2025');
  await page.getByLabel('Thành tích từ ngày').first().fill('1/6/2021');
  await page.getByRole('textbox', { name: 'đến ngày' }).fill('31/12/2025');
  await page.getByLabel('Tóm tắt thành tích').fill('Rút ngắn thời gian giải quyết thủ tục.');
  await look(officer);
  await officer.button('Lưu nháp, tiếp tục điền tiêu chí và tài liệu').click();
  await page.waitForURL(/\/edit$/);
  const id = page.url().split('/').at(-2) ?? '';
  await officer.settled();
  // Nobody has found wanting what is not filled in yet; what is missing is said before it is sent.
  await page.getByText('Chưa khai', { exact: true }).nth(3).waitFor();
  await officer.button('Gửi hồ sơ').click();
  await page.getByRole('dialog').getByText('Tài liệu bắt buộc còn thiếu').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ qua' }).click();
  await officer.choose('Cấp công nhận', 'Cấp cơ sở');
  await page.getByLabel('Số quyết định').fill('46/QĐ-SKHCN');
  await page.getByRole('textbox', { name: 'Ngày quyết định' }).fill('20/11/2024');
  await page.getByLabel('Tên sáng kiến, giải pháp').fill('Rút ngắn thời gian thẩm định hồ sơ');
  await page.getByRole('combobox', { name: 'Mức xếp loại' }).click();
  await page.getByRole('option', { name: 'Hoàn thành tốt nhiệm vụ' }).click();
  await page.getByLabel('Nêu cụ thể').fill('Chấp hành nghiêm.');
  await page.getByRole('textbox', { name: 'Số lần' }).fill('0');
  await page.getByText(/^Đã lưu lúc/).waitFor();
  // What was typed is there again after a reload.
  await page.reload();
  await officer.settled();
  expect(await page.getByLabel('Số quyết định').inputValue()).toBe('46/QĐ-SKHCN');
  for (const kind of ['Báo cáo thành tích', 'Biên bản họp', 'Quyết định công nhận sáng kiến']) {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: `${kind}.pdf`, mimeType: 'application/pdf', buffer: story.pdf(kind) });
    expect((await answered).status()).toBe(201);
    await page
      .getByRole('cell', { name: new RegExp(`^${kind}`) })
      .first()
      .waitFor();
  }
  await look(officer);
  await officer.act('Gửi hồ sơ');
  await page.waitForURL(`**/nominations/${id}`);
  await page.getByText('Chờ thẩm tra hồ sơ').waitFor();

  const reviewer = await at('office-reviewer', story.LEAD);
  await look(reviewer);
  await reviewer.page.getByRole('link', { name: 'Thẩm tra hồ sơ' }).first().click();
  await reviewer.page.getByRole('heading', { name, level: 1 }).waitFor();
  const ground = { 'Căn cứ xác nhận': 'Đã đối chiếu với minh chứng.' };
  await reviewer.button('Ghi kết quả').first().click();
  await reviewer.confirm('Ghi kết quả', ground);
  await reviewer.button('Sửa kết quả').waitFor();
  await reviewer.page.getByRole('button', { name: 'Xác nhận đạt các tiêu chí còn lại (3)' }).click();
  const rest = reviewer.page.getByRole('dialog');
  await rest.getByLabel('Căn cứ xác nhận').fill('Đã đối chiếu với minh chứng.');
  await rest.getByRole('button', { name: 'Xác nhận đạt các tiêu chí còn lại' }).click();
  await rest.getByText('3 thành công, 0 không thành công').waitFor();
  await reviewer.confirm('Đóng');
  await look(reviewer);
  await reviewer.act('Đồng ý', { 'Ghi chú': 'Đủ điều kiện.' });
  // What a colleague did appears without reloading.
  await page.getByText('Chờ đưa vào phiên họp Hội đồng').waitFor();

  const secretary = await at('council-secretary', story.COUNCIL);
  await secretary.page.getByRole('link', { name: 'Đưa vào phiên họp Hội đồng' }).click();
  await secretary.page.getByText('Hồ sơ đưa ra phiên họp (1)').waitFor();
  await secretary.page.getByRole('textbox', { name: 'Ngày họp' }).fill(formatDateVi(addDays(today, 1)));
  await secretary.page.getByLabel('Địa điểm').fill('Phòng họp tầng 3');
  await look(secretary);
  await secretary.button('Lập phiên họp').click();
  await secretary.page.waitForURL(/council-sessions\/[0-9a-f-]{36}$/);
  const sessionId = secretary.page.url().split('/').at(-1) ?? '';
  await secretary.act('Triệu tập');
  await secretary.act('Khai mạc', { 'Lý do họp trước ngày mời': 'Các thành viên đã có mặt đủ.' });
  await look(secretary);

  // The chair votes on a telephone; his colleagues have voted by the API.
  const members = await Promise.all(
    Array.from({ length: 6 }, (_, i) => stack.as('council-member', story.COUNCIL, i)),
  );
  for (const member of members)
    story.good(
      await member.send('POST', `/council-sessions/${sessionId}/ballots`, {
        votes: [{ nominationId: id, choice: 'approve', receipt: randomBytes(16).toString('base64url') }],
      }),
    );
  // The count goes on before the secretary's eyes, without reloading.
  await secretary.page.getByText('Đã bỏ phiếu: 6/7').waitFor();
  const chair = await at('council-chair', story.COUNCIL, { width: 360 });
  await chair.go(`/council-sessions/${sessionId}`);
  await chair.button('Đồng ý').click();
  await look(chair);
  await chair.button('Gửi phiếu (1/1)').click();
  await chair.page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
  await chair.page.getByText('(có trong hòm phiếu)').waitFor();
  await secretary.page.getByText('Đã bỏ phiếu: 7/7').waitFor();
  await secretary.act('Kết thúc biểu quyết');

  const head = await at('head', story.DEPARTMENT);
  await head.go(`/council-sessions/${sessionId}`);
  await head.act('Kết luận');
  await head.go(`/nominations/${id}`);
  await head.button('Quyết định').waitFor();
  await head.act('Quyết định', {
    'Số quyết định': '112/QĐ-SKHCN',
    'Ngày quyết định': formatDateVi(today),
    'Người ký': 'Trần Tùng Chuẩn',
  });
  await page.getByText(/^Quyết định số 112\/QĐ-SKHCN/).waitFor();
  // What the council and the head did there is told with the way to it.
  await page.getByRole('link', { name: 'theo phiên họp Hội đồng' }).first().waitFor();
  await look(officer);

  expect(barriers).toEqual([]);
  expect(desks.flatMap(({ faults }) => faults)).toEqual([]);
});
