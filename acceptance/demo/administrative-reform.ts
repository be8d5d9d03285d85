import type { DateText } from '../../domain/dates.ts';
import { addDays, dateOf, endOfDay, formatDateVi, instantAt } from '../../domain/dates.ts';
import { untilFinished } from './finished.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';
import type { NominationView } from './story.ts';

const { LEAD, APPRAISER, PROVINCE, DEPARTMENT, COUNCIL } = story;
const unitOf = {
  bangKhenCollective: 'phong-qlkh-so-khcn-hung-yen',
  bangKhenIndividual: 'trung-tam-udtb-so-khcn-hung-yen',
  giayKhenCollective: 'chi-cuc-tdc-so-khcn-hung-yen',
  giayKhenIndividual: 'phong-qlcn-so-khcn-hung-yen',
};

/**
 * Plan 002: one collective and one individual for Bằng khen and for Giấy khen from draft to decision, with a return
 * for amendment, a hold, and a deadline missed over the next Tết. What is not as it should be is kept in
 * `stage.failures`.
 */
export async function administrativeReform(stage: Stage): Promise<void> {
  const { as } = stage;
  const today = dateOf(stage.now);
  const tet = await nextTet(stage, today);
  stage.say(`Hôm nay ${formatDateVi(today)}; kỳ nghỉ Tết tới bắt đầu ${formatDateVi(tet)}.`);

  const round = await story.openRound(as, {
    opens: today,
    intakeCloses: addDays(tet, -3),
    reviewBy: addDays(tet, 40),
    councilBy: addDays(tet, 60),
    submitBy: addDays(tet, 75),
    decisionBy: addDays(tet, 140),
  });
  await stage.tell(`Văn phòng Sở mở đợt tổng kết. ${round.warnings.join(' ')}`);

  const a = await story.draft(as, round.id, {
    kind: 'collective',
    award: 'bang-khen',
    unit: unitOf.bangKhenCollective,
  });
  await story.submit(as, a.id, unitOf.bangKhenCollective);
  await stage.tell(`${a.code}: Phòng QLKH gửi hồ sơ tập thể, Bằng khen`, a.workflow.uiUrl);
  const b = await story.draft(as, round.id, {
    kind: 'individual',
    award: 'bang-khen',
    unit: unitOf.bangKhenIndividual,
    name: 'Vũ Thị Mai',
  });
  await story.submit(as, b.id, unitOf.bangKhenIndividual);
  await stage.tell(`${b.code}: Trung tâm ƯDTB gửi hồ sơ cá nhân, Bằng khen`, b.workflow.uiUrl);
  const d = await story.draft(as, round.id, {
    kind: 'individual',
    award: 'giay-khen',
    unit: unitOf.giayKhenIndividual,
    name: 'Đỗ Minh Quang',
  });
  await story.submit(as, d.id, unitOf.giayKhenIndividual);
  await stage.tell(`${d.code}: Phòng QLCN gửi hồ sơ cá nhân, Giấy khen`, d.workflow.uiUrl);

  await returnedAndAmended(stage, a);
  await heldAndReleased(stage, b);
  await story.review(as, d.id);
  await stage.tell(`${d.code}: Văn phòng thẩm tra xong, chuyển Hội đồng`);
  const c = await missedOverTet(stage, round.id, tet);

  const ids = [a, b, c, d].map((n) => n.id);
  await counciled(stage, [a.id, b.id], [c.id, d.id]);
  await decidedByTheHead(stage, round.id, c, d);
  await submittedAndDecided(stage, round.id, [a.id, b.id]);
  await allAsItShouldBe(stage, round.id, ids);
}

/** The first day off of the next Tết in the calendar. */
async function nextTet(stage: Stage, today: DateText): Promise<DateText> {
  const office = await stage.as('office-reviewer', LEAD);
  const items = await story.all<{ date: string; kind: string; status: string; source: string }>(
    office,
    '/calendar',
  );
  const tet = items.find(
    (day) =>
      day.date > addDays(today, 25) &&
      day.kind === 'off' &&
      day.status !== 'proposed' &&
      day.source.includes('Tết Nguyên đán'),
  );
  if (!tet)
    throw new Error('the calendar has no Tết ahead: add the next years to organization/calendar.yaml');
  return tet.date;
}

async function returnedAndAmended(stage: Stage, { id, code }: NominationView): Promise<void> {
  const office = await stage.as('office-reviewer', LEAD);
  const returned = await story.act(office, id, 'return', {
    reason: 'Báo cáo thành tích chưa có xác nhận của cấp trên trực tiếp.',
    items: [{ document: 'bao-cao-thanh-tich', note: 'Bổ sung xác nhận.' }],
  });
  await stage.tell(`${code}: Văn phòng trả lại để bổ sung, hạn ${formatDateVi(returned.dueAt ?? '')}`);
  stage.check('a returned nomination lies with its unit', returned.waiting?.code === 'unit-amends');
  await stage.until(instantAt(addDays(dateOf(stage.now), 2), 10));
  const officer = await stage.as('unit-officer', unitOf.bangKhenCollective);
  const file = { name: 'bao-cao-thanh-tich-co-xac-nhan.pdf', bytes: story.pdf('confirmed') };
  story.good(await officer.upload(`/nominations/${id}/documents`, file, { kind: 'bao-cao-thanh-tich' }));
  const again = await story.submit(stage.as, id, unitOf.bangKhenCollective);
  stage.check(
    'it goes back to the step that returned it',
    again.stage === 'office-review' && again.step === 1,
  );
  await story.review(stage.as, id);
  await stage.tell(`${code}: đơn vị bổ sung và gửi lại; Văn phòng thẩm tra xong`);
}

async function heldAndReleased(stage: Stage, { id, code }: NominationView): Promise<void> {
  const office = await stage.as('office-reviewer', LEAD);
  const before = await story.look(office, id);
  const letter = story.good(
    await office.upload<{ id: string }>('/files', { name: 'don-thu.pdf', bytes: story.pdf('complaint') }),
  );
  const held = await story.act(office, id, 'hold', {
    ground: 'complaint',
    document: letter.id,
    reason: 'Có đơn thư đang được xác minh (NĐ 152/2025 Đ4.4).',
  });
  await stage.tell(`${code}: tạm dừng để xác minh đơn thư; hạn cũ ${formatDateVi(before.dueAt ?? '')}`);
  stage.check('a case on hold has no due date', held.dueAt === null && held.waiting?.code === 'on-hold');
  await stage.until(instantAt(addDays(dateOf(stage.now), 7), 10));
  const released = await story.act(office, id, 'release', {
    document: letter.id,
    reason: 'Kết luận xác minh: không có sai phạm.',
  });
  stage.check(
    'the clock stood still while it was held',
    (released.dueAt ?? '') > (before.dueAt ?? ''),
    `${before.dueAt ?? '—'} → ${released.dueAt ?? '—'}`,
  );
  await stage.tell(`${code}: tiếp tục xử lý; hạn mới ${formatDateVi(released.dueAt ?? '')}`);
  await story.review(stage.as, id);
  await stage.tell(`${code}: Văn phòng thẩm tra xong, chuyển Hội đồng`);
}

/** Handed in just before Tết, and nobody looks at it until its date has passed. */
async function missedOverTet(stage: Stage, roundId: string, tet: DateText): Promise<NominationView> {
  await stage.until(instantAt(addDays(tet, -6), 9));
  const unit = unitOf.giayKhenCollective;
  const c = await story.draft(stage.as, roundId, {
    kind: 'collective',
    award: 'giay-khen',
    unit,
    name: 'Chi cục Tiêu chuẩn Đo lường Chất lượng',
  });
  const submitted = await story.submit(stage.as, c.id, unit);
  const due = submitted.dueAt ?? '';
  await stage.tell(
    `${c.code}: Chi cục TĐC gửi hồ sơ tập thể ngay trước Tết; hạn thẩm tra ${formatDateVi(due)}${submitted.provisional ? ' (tạm tính)' : ''}`,
    c.workflow.uiUrl,
  );
  stage.check('ten working days reach over Tết', due > addDays(tet, 5), due);
  await stage.until(new Date(endOfDay(due).getTime() - 3_600_000));
  const before = await story.look(await stage.as('office-reviewer', LEAD), c.id);
  stage.check('nothing is overdue on the due date itself', !before.overdue);
  const reminders = await stage.tell('Nghỉ Tết và những ngày sau đó: nhắc việc trước hạn');
  stage.check(
    'two reminders came before the due date',
    reminders.filter((m) => m.subject.includes(c.code)).length >= 2,
  );
  await stage.until(new Date(endOfDay(due).getTime() + 3_600_000));
  const late = await story.look(await stage.as('office-reviewer', LEAD), c.id);
  stage.check(
    'it is overdue once its due date has ended, and nothing was approved by silence',
    late.overdue && late.stage === 'office-review',
  );
  await stage.tell(`${c.code}: quá hạn thẩm tra, báo Chánh Văn phòng`);
  await stage.until(instantAt(addDays(due, 8), 9));
  const escalated = await stage.tell(`${c.code}: vẫn chưa xử lý, báo Giám đốc Sở`);
  stage.check(
    'the Giám đốc is told in the end',
    escalated.some((m) => m.to.some((t) => t.address.startsWith('head.'))),
  );
  await story.review(stage.as, c.id);
  await stage.tell(`${c.code}: Văn phòng thẩm tra xong (muộn), chuyển Hội đồng`);
  return c;
}

async function counciled(stage: Stage, bangKhen: string[], giayKhen: string[]): Promise<void> {
  const met = await story.meet(stage.as, bangKhen, stage.now.toISOString(), 6);
  await stage.tell('Hội đồng họp, biểu quyết giơ tay về Bằng khen: 6/7 đồng ý');
  await story.conclude(stage.as, met.id, bangKhen);
  await stage.tell('Giám đốc Sở đồng ý với kết quả của Hội đồng (Bằng khen)');
  const voted = await story.ballot(stage.as, giayKhen, stage.now.toISOString());
  await stage.tell('Hội đồng bỏ phiếu công khai về Giấy khen: từng ủy viên bỏ phiếu trên hệ thống');
  await story.conclude(stage.as, voted.id, giayKhen);
  await stage.tell('Giám đốc Sở đồng ý với kết quả của Hội đồng (Giấy khen)');
  const secretary = await stage.as('council-secretary', COUNCIL);
  for (const { id } of [met, voted]) {
    const minutes = await secretary.download(`/council-sessions/${id}/minutes.docx`);
    stage.check(
      'biên bản họp is a .docx',
      minutes.status === 200 && minutes.bytes.subarray(0, 2).toString() === 'PK',
    );
  }
}

async function decidedByTheHead(
  stage: Stage,
  roundId: string,
  c: NominationView,
  d: NominationView,
): Promise<void> {
  const head = await stage.as('head', DEPARTMENT);
  const office = await stage.as('office-reviewer', LEAD);
  for (const { id } of [c, d]) await story.arrive(office, id, (n) => n.stage === 'decision');
  const decision = {
    outcome: 'award',
    number: '56/QĐ-SKHCN',
    decidedOn: dateOf(stage.now),
    signedBy: 'Trần Tùng Chuẩn',
  };
  await story.act(head, c.id, 'decide', decision);
  await stage.tell(`${c.code}: Giám đốc Sở quyết định tặng Giấy khen`);
  // Who approved it does not record its decision: the head of the office does, from the signed paper.
  const recorder = await stage.as('office-head', LEAD);
  const file = await story.signedPaper(recorder, decision.number);
  await story.act(recorder, d.id, 'decide', { ...decision, file });
  await stage.tell(`${d.code}: Văn phòng ghi quyết định từ bản ký, chờ Giám đốc xác nhận`);
  await story.confirmDecisions(head, roundId);
  await story.arrive(office, d.id, (n) => n.outcome === 'awarded');
  await stage.tell(`${d.code}: Giám đốc xác nhận, các đơn vị được báo`);
}

async function submittedAndDecided(stage: Stage, roundId: string, ids: string[]): Promise<void> {
  const office = await stage.as('office-reviewer', LEAD);
  const appraiser = await stage.as('appraiser', APPRAISER);
  for (const id of ids) await story.arrive(office, id, (n) => n.stage === 'submission');
  const first = await story.sendOn(office, roundId, ids, [LEAD, APPRAISER], dateOf(stage.now));
  const letter = await office.download(`/submissions/${first.id}/proposal.docx`);
  stage.check(
    'tờ trình is a .docx',
    letter.status === 200 && letter.bytes.subarray(0, 2).toString() === 'PK',
  );
  await stage.tell('Tờ trình của Sở gửi Sở Nội vụ, kèm bản .docx');
  for (const id of ids) {
    await story.arrive(appraiser, id, (n) => n.stage === 'appraisal');
    await story.act(appraiser, id, 'approve', { note: 'Đủ điều kiện, tiêu chuẩn.' });
  }
  await stage.tell('Sở Nội vụ thẩm định, đồng ý');
  const second = await story.sendOn(appraiser, roundId, ids, [APPRAISER, PROVINCE], dateOf(stage.now));
  await stage.tell('Tờ trình của Sở Nội vụ gửi UBND tỉnh (không có tài khoản: gửi thư theo địa chỉ cơ quan)');
  for (const id of ids) await story.arrive(appraiser, id, (n) => n.stage === 'decision');
  await stage.until(instantAt(addDays(dateOf(stage.now), 9), 9));
  const paper = { id: await story.signedPaper(appraiser, '1234/QĐ-UBND') };
  story.good(
    await appraiser.post(`/submissions/${second.id}/actions/record-decision`, {
      number: '1234/QĐ-UBND',
      decidedOn: dateOf(stage.now),
      signedBy: 'Chủ tịch UBND tỉnh',
      file: paper.id,
      awarded: ids,
      refused: [],
    }),
  );
  for (const id of ids) await story.arrive(appraiser, id, (n) => n.outcome === 'awarded');
  const copies = await Promise.all(ids.map((id) => appraiser.download(`/nominations/${id}/decision`)));
  stage.same(
    'each nomination has the copy of its decision',
    copies.map(({ bytes }) => bytes.equals(story.pdf('decision 1234/QĐ-UBND'))),
    ids.map(() => true),
  );
  await stage.tell('UBND tỉnh quyết định tặng Bằng khen; các đơn vị được báo');
}

async function allAsItShouldBe(stage: Stage, roundId: string, ids: string[]): Promise<void> {
  const office = await stage.as('office-reviewer', LEAD);
  for (const id of ids) {
    const view = await story.look(office, id);
    stage.check(
      `${view.code} is awarded by a decision`,
      view.outcome === 'awarded' && view.decision !== null,
      view.outcome ?? view.stage,
    );
    const { items } = story.good(
      await office.get<{ items: { version: number }[] }>(`/nominations/${id}/timeline`),
    );
    const versions = items.map((item) => item.version);
    stage.check(
      `${view.code}: every version is in the timeline once`,
      new Set(versions).size === versions.length,
    );
    stage.say(
      `   ${view.code}: ${items.length} bước, kết quả ${view.outcome ?? '—'} · ${view.workflow.uiUrl ?? ''}`,
    );
  }
  const { state } = await untilFinished(office, roundId);
  stage.same('the round is finished', state, 'finished');
}
