import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, endOfDay } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  eachDeliveredOnce,
  emailOf,
  pastCouncil,
  refusedAct,
  roundFrom,
  toAppraiser,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

let stack: Stack;
let roundId: string;
let office: ApiClient;
let officer: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  office = await stack.as('office-reviewer', story.LEAD);
  officer = await stack.as('unit-officer', story.UNIT);
});
afterAll(() => stack.stop());

const proposers = () => [
  'quanlykhoahoc@skhcn.hungyen.example',
  ...emailOf(stack, 'unit-head', story.UNIT),
  ...emailOf(stack, 'unit-officer', story.UNIT),
];
interface Version {
  documents: { id: string }[];
}
const missing = {
  reason: 'Báo cáo thành tích chưa có xác nhận.',
  items: [{ document: 'bao-cao-thanh-tich', note: 'Bổ sung xác nhận của thủ trưởng đơn vị.' }],
};
const submitted = async (subject: story.Subject): Promise<string> => {
  const { id } = await story.draft(stack.as, roundId, subject);
  await story.submit(stack.as, id);
  return id;
};

describe('a return for amendment', () => {
  it('gives the unit five working days, and comes back to Văn phòng which returned it, once', async () => {
    const id = await submitted({ kind: 'collective', award: 'giay-khen', name: 'Phòng QLKH' });
    const { after } = await calendarOf(stack);
    const returned = await story.act(office, id, 'return', missing);
    expect(returned).toMatchObject({
      stage: 'unit-proposal',
      waiting: { code: 'unit-amends', for: { body: story.UNIT }, then: expect.any(String) },
      dueAt: after(await todayOf(stack), 5),
    });
    expect(await writtenTo(stack, id, 'returned')).toEqual(proposers().sort());

    const changed = story.good(
      await officer.patch<story.NominationView>(
        `/nominations/${id}`,
        { achievement: { summary: 'Đã bổ sung số liệu năm 2025.' } },
        returned.version,
      ),
    );
    const bytes = story.pdf('báo cáo có xác nhận');
    const document = { kind: 'bao-cao-thanh-tich' };
    const [first] = returned.documents.filter(({ kind }) => kind === document.kind);
    const takeOut = () => officer.send('DELETE', `/nominations/${id}/documents/${first?.id ?? ''}`);
    expect([(await takeOut()).status, (await takeOut()).status]).toEqual([204, 204]);
    expect(await story.look(officer, id)).toMatchObject({ missingDocuments: [document.kind] });
    const name = 'bao-cao-co-xac-nhan.pdf';
    story.good(await officer.upload(`/nominations/${id}/documents`, { name, bytes }, document));
    expect(changed.version).toBeGreaterThan(returned.version);
    expect(await story.submit(stack.as, id)).toMatchObject({ stage: 'office-review', step: 1 });
    expect(await takeOut()).toMatchObject({ status: 204 });
    const [current] = (await story.look(officer, id)).documents.filter(({ kind }) => kind === document.kind);
    expect(current).toMatchObject({ name });
    const late = await officer.send('DELETE', `/nominations/${id}/documents/${current?.id ?? ''}`);
    expect(late).toMatchObject({ status: 409, body: { code: 'not-in-this-state' } });
    // What was taken out stays in the version that was handed in with it.
    const versions = story.good(await office.get<{ items: Version[] }>(`/nominations/${id}/versions`)).items;
    expect(versions.map(({ documents }) => documents.some((d) => d.id === first?.id))).toEqual([true, false]);
    expect(await writtenTo(stack, id, 'stage-entered')).toHaveLength(4);

    const again = await refusedAct(office, id, 'return', missing);
    expect(again).toMatchObject({ status: 409, code: 'returns-used' });
    expect(await story.review(stack.as, id)).toMatchObject({ stage: 'council-vote' });
  });

  it('from the appraiser comes back to the appraiser, not to Văn phòng or the council again', async () => {
    const id = await toCouncil(stack, roundId, {
      kind: 'individual',
      award: 'bang-khen',
      name: 'Lê Thu Mai',
    });
    await pastCouncil(stack, [id]);
    const submission = await toAppraiser(stack, roundId, [id]);
    const appraiser = await stack.as('appraiser', story.APPRAISER);
    expect(await story.act(appraiser, id, 'return', missing)).toMatchObject({
      stage: 'unit-proposal',
      step: 0,
    });
    await expect
      .poll(
        async () => (await stack.deps.db.submission.findUniqueOrThrow({ where: { id: submission } })).state,
      )
      .toBe('finished');
    expect(await story.submit(stack.as, id)).toMatchObject({
      stage: 'appraisal',
      step: 4,
      waiting: { for: { body: story.APPRAISER } },
    });
    expect(await refusedAct(appraiser, id, 'return', missing)).toMatchObject({
      status: 409,
      code: 'returns-used',
    });
    expect(await story.act(appraiser, id, 'approve')).toMatchObject({ stage: 'submission', step: 5 });
  });
});

describe('a submission', () => {
  it('of an incomplete dossier is refused, naming each document that is missing, and changes nothing', async () => {
    const draft = story.draftOf(roundId, { kind: 'collective', award: 'giay-khen', name: 'Tổ công nghệ' });
    const { id, version } = story.good(await officer.post<story.NominationView>('/nominations', draft));
    const one = { name: 'bc.pdf', bytes: story.pdf('báo cáo') };
    story.good(await officer.upload(`/nominations/${id}/documents`, one, { kind: 'bao-cao-thanh-tich' }));
    const refusal = await refusedAct(officer, id, 'submit');
    expect(refusal).toMatchObject({ status: 422, code: 'not-admissible' });
    expect(refusal.errors?.map(({ path }) => path)).toEqual([
      'dossier.bien-ban-hop-don-vi',
      'dossier.quyet-dinh-cong-nhan-sang-kien',
    ]);
    expect(refusal.errors?.[0]?.message).toMatch(/^Hồ sơ còn thiếu: Biên bản họp/);
    const view = await story.look(officer, id);
    expect(view).toMatchObject({ stage: 'unit-proposal', version, outcome: null });
    expect(view.missingDocuments).toEqual(['bien-ban-hop-don-vi', 'quyet-dinh-cong-nhan-sang-kien']);
    // Whoever drafts gives up what was never sent; nobody else ever knew of it.
    const givenUp = await story.act(officer, id, 'withdraw', { reason: 'Lập nhầm.' });
    expect(givenUp).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
    expect(await writtenTo(stack, id, 'withdrawn')).toEqual([]);
  });

  it("that falls short by the unit's own numbers goes to Văn phòng, and on only with a reason", async () => {
    const subject: story.Subject = { kind: 'collective', award: 'giay-khen', name: 'Tổ một cửa' };
    const { id, version } = await story.draft(stack.as, roundId, subject);
    const { evidence } = story.draftOf(roundId, subject);
    story.good(
      await officer.patch(
        `/nominations/${id}`,
        {
          evidence: {
            ...evidence,
            'khong-vi-pham': { value: 1 },
            'hoan-thanh-tot-nhiem-vu': { part: 13, whole: 14 },
          },
        },
        version,
      ),
    );
    const view = await story.submit(stack.as, id);
    const results = new Map(view.checks.map((check) => [check.criterion, check]));
    expect(results.get('khong-vi-pham')).toMatchObject({
      result: 'unmet',
      reason: expect.stringContaining('1'),
    });
    expect(results.get('hoan-thanh-tot-nhiem-vu')).toMatchObject({
      result: 'unmet',
      reason: expect.stringContaining('13/14'),
    });
    expect(results.get('tham-muu-van-ban')).toMatchObject({ result: 'unverified' });

    const blocked = await refusedAct(office, id, 'approve');
    expect(blocked).toMatchObject({ status: 409, code: 'checks-block' });
    const others = [...results.keys()].filter((code) => results.get(code)?.result === 'unverified');
    for (const criterion of others)
      story.good(
        await office.put(
          `/nominations/${id}/checks/${criterion}`,
          { result: 'met', reason: 'Đã đối chiếu.' },
          view.version,
        ),
      );
    const still = await refusedAct(office, id, 'approve', {
      overrides: [{ criterion: 'khong-vi-pham', reason: 'Đã được xóa kỷ luật.' }],
    });
    expect(still.errors?.map(({ path }) => path)).toEqual(['checks.hoan-thanh-tot-nhiem-vu']);
    expect(
      await story.act(office, id, 'approve', {
        overrides: [
          { criterion: 'khong-vi-pham', reason: 'Đã được xóa kỷ luật.' },
          { criterion: 'hoan-thanh-tot-nhiem-vu', reason: 'Một người nghỉ thai sản, không xếp loại.' },
        ],
      }),
    ).toMatchObject({ stage: 'council-vote' });
  });

  it('of one achievement in two award forms lets one of them go on', async () => {
    const name = 'Tập thể Đội kỹ thuật';
    const higher = await submitted({ kind: 'collective', award: 'bang-khen', name });
    const lower = await submitted({ kind: 'collective', award: 'giay-khen', name: name.toUpperCase() });
    const { code } = await story.look(office, higher);
    const { findings } = await story.look(office, lower);
    expect(findings.find(({ rule }) => rule === 'one-award')).toMatchObject({
      result: 'reviewer',
      message: expect.stringContaining(code),
    });
    await expect(story.review(stack.as, lower)).rejects.toThrow(/409.*checks\.one-award/);
    await story.act(office, higher, 'reject', { reason: 'Đề nghị hình thức Giấy khen.' });
    expect(await story.act(office, lower, 'approve')).toMatchObject({ stage: 'council-vote' });
  });
});

describe('an amendment that is not made', () => {
  it('is reminded, waits when its fifth working day has ended, and lapses after five more, with mail to the unit and to Văn phòng', async () => {
    const id = await submitted({ kind: 'individual', award: 'giay-khen', name: 'Phạm Văn Nam' });
    const { dueAt } = await story.act(office, id, 'return', missing);
    const due = dueAt ?? '';
    await stack.until(new Date(endOfDay(due).getTime() - 60_000));
    expect(await story.look(officer, id)).toMatchObject({ stage: 'unit-proposal', outcome: null });
    expect(await writtenTo(stack, id, 'reminder')).toEqual(
      [...emailOf(stack, 'unit-officer', story.UNIT), ...emailOf(stack, 'unit-officer', story.UNIT)].sort(),
    );
    await stack.until(endOfDay(addDays(due, 1)));
    const { after } = await calendarOf(stack);
    const until = after(due, 5);
    expect(await story.look(officer, id)).toMatchObject({
      stage: 'unit-proposal',
      outcome: null,
      dueAt: until,
    });
    expect(await refusedAct(officer, id, 'submit')).toMatchObject({ status: 409, code: 'not-in-this-state' });
    await stack.until(endOfDay(addDays(until, 1)));
    expect(await story.look(officer, id)).toMatchObject({ stage: 'closed', outcome: 'lapsed', dueAt: null });
    expect(await writtenTo(stack, id, 'lapsed')).toEqual(
      [...proposers(), ...emailOf(stack, 'office-reviewer', story.LEAD)].sort(),
    );
    expect(await writtenTo(stack, id, 'overdue')).toEqual([]);
    expect(await refusedAct(officer, id, 'submit')).toMatchObject({ status: 409, code: 'not-in-this-state' });
    await eachDeliveredOnce(stack);
  });
});
