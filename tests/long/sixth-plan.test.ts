import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import type { Candidate, Post, Scene } from '../../acceptance/demo/season.ts';
import { Season, wayOf } from '../../acceptance/demo/season.ts';
import * as story from '../../acceptance/demo/story.ts';
import { readDocx } from '../documents/docx-file.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { calendarOf, refusedAct, todayOf } from '../support/steps.ts';
import { BOARD, FACULTIES, PERSONNEL, UNIVERSITY, universityOf } from '../support/university.ts';

/**
 * A plan that nobody had thought of when the code was written: a university's, filed over HTTP while the service
 * runs, and carried to decisions. What it asks for is in tests/movements/hop-tac-doanh-nghiep-dhspkt.yaml.
 */
const code = 'hop-tac-doanh-nghiep-dhspkt';
const yaml = readFileSync(`tests/movements/${code}.yaml`, 'utf8');
const [it1 = '', mechanics = '', economics = ''] = FACULTIES;
const association: Post = ['selector', 'hiep-hoi-dn-hung-yen'];
const personnel: Post = ['office-reviewer', PERSONNEL];

let stack: Stack;
let scene: Scene;
let administrator: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  scene = await universityOf(stack);
  administrator = await stack.as('administrator');
  expect(await administrator.file('/movements', yaml)).toMatchObject({
    status: 201,
    body: { code, version: 1 },
  });
});
afterAll(() => stack.stop());

const faculty = (unit: string, award = 'bieu-duong'): Candidate => ({
  ...{ award, category: 'khoa', name: `Khoa ${unit}`, unit },
});
const lecturer = (unit: string): Candidate => ({
  ...{ award: 'bieu-duong', category: 'giang-vien', name: 'Trịnh Văn Sơn', unit },
});
const newRound = (round: string) => Season.open(scene, code, round, PERSONNEL);

/** The council meets with four of its five. */
const meet = (season: Season, yes: Record<string, number>) => season.voted(yes, BOARD, UNIVERSITY, 4);

describe('a sixth plan', () => {
  it('is a movement like the others, with the evidence that its criteria take', async () => {
    const officer = await scene.as('unit-officer', it1);
    const { body } = await officer.get<{ criteriaByCategory: Record<string, { code: string }[]> }>(
      `/movements/${code}`,
    );
    expect(body.criteriaByCategory.khoa?.map((criterion) => criterion.code)).toEqual([
      ...['khong-vi-pham', 'thuc-tap', 'viec-lam', 'hop-dong', 'sang-kien', 'thu-cam-on'],
    ]);
  });

  it('has its own votes, its own quota for both kinds, and its own decision', async () => {
    const season = await newRound('hoc-ky-1');
    const publisher = await scene.as('index-owner', PERSONNEL);
    const ranks = [it1, economics, mechanics].map((unit, i) => ({
      unit,
      rank: i + 1,
      score: 90 - i,
      maximum: 100,
    }));
    story.good(
      await publisher.send(
        ...(['PUT', '/rankings/viec-lam-sinh-vien/hk1'] as const),
        { group: 'khoa', version: 1, entries: ranks },
        { 'If-None-Match': '*' },
      ),
    );
    const first = await season.propose(faculty(it1));
    const person = await season.propose(lecturer(economics));
    const third = await season.propose(faculty(mechanics));
    expect([first.quota?.max, person.quota?.max]).toEqual([1, 1]);
    // Third in the ranks, so that only the firms' word can carry it: the other branch of its `any`.
    expect(third.checks.find(({ criterion }) => criterion === 'viec-lam')).toMatchObject({ result: 'unmet' });

    const ids = [first.id, person.id, third.id];
    await season.approve(ids, association);
    await season.approve(ids, personnel);
    // More than two thirds of four present are three; of the five members they would be four.
    await meet(season, { [first.id]: 4, [person.id]: 3, [third.id]: 2 });
    const office = await scene.as(...personnel);
    await story.arrive(office, third.id, (view) => view.outcome === 'rejected');
    // Two passed for one place, and nobody is to come: the conclusion makes the cut.
    await story.arrive(office, person.id, (view) => view.outcome === 'not-selected');
    await season.decide([first.id], UNIVERSITY, '88/QĐ-ĐHSPKT');
    const awarded = await season.look(first.id);
    expect(awarded).toMatchObject({ outcome: 'awarded', decision: { number: '88/QĐ-ĐHSPKT' } });
    expect(awarded.code).toMatch(/^HTDN-BD-/);
    expect(wayOf(awarded)).toEqual([
      `unit-proposal ${it1}`,
      'selection hiep-hoi-dn-hung-yen',
      `office-review ${PERSONNEL}`,
      `council-vote ${BOARD}`,
      `decision ${UNIVERSITY}`,
    ]);
    await season.closeIntake();
    await season.finished();
  });

  it('asks for a paper of who claims what it proves, and of nobody else', async () => {
    const season = await newRound('hoc-ky-2');
    const claims = faculty(mechanics);
    const { id, missingDocuments } = await season.draft(claims);
    expect(missingDocuments).toContain('thu-cua-doanh-nghiep');
    const officer = await season.drafter(claims);
    for (const kind of missingDocuments.filter((code) => code !== 'thu-cua-doanh-nghiep'))
      story.good(
        await officer.upload(
          `/nominations/${id}/documents`,
          { name: 'a.pdf', bytes: story.pdf(kind) },
          { kind },
        ),
      );
    const early = await officer.post(`/nominations/${id}/actions/submit`);
    expect(early.status).toBe(422);
    expect(JSON.stringify(early.body)).toContain('thu-cua-doanh-nghiep');
    await season.handIn(id, claims);
    expect((await story.act(officer, id, 'submit')).missingDocuments).toEqual([]);
    // Others propose the same faculty after this.
    const unitHead = await scene.as('unit-head', mechanics);
    await story.act(unitHead, id, 'withdraw', { reason: 'Đề nghị vào đợt khác.' });

    const draft = season.draftOf(faculty(it1));
    const evidence = Object.fromEntries(
      Object.entries(draft.evidence).filter(([criterion]) => criterion !== 'thu-cam-on'),
    );
    const other = await scene.as('unit-officer', it1);
    const without = story.good(
      await other.post<story.NominationView>('/nominations', { ...draft, evidence }),
    );
    expect(without.missingDocuments).not.toContain('thu-cua-doanh-nghiep');
  });

  it('goes its own way to the province: selected after the vote, and without an appraiser', async () => {
    const season = await newRound('ca-nam');
    const { id } = await season.propose(faculty(economics, 'tinh-khen'));
    await season.approve([id], personnel);
    const session = await meet(season, { [id]: 3 });
    await season.approve([id], association);
    const sent = await season.sendOn([id], 'tinh-khen', personnel, [PERSONNEL, 'ubnd-tinh-hung-yen']);
    // Its papers are the university's own.
    const secretary = await scene.as('council-secretary', BOARD);
    const office = await scene.as(...personnel);
    for (const [client, paper] of [
      [secretary, `/council-sessions/${session.id}/minutes.docx`],
      ...['proposal', 'list', 'summary'].map(
        (name) => [office, `/submissions/${sent.id}/${name}.docx`] as const,
      ),
    ] as const) {
      const { text } = await readDocx((await client.download(paper)).bytes);
      expect(text.toLowerCase()).toContain('trường đại học sư phạm kỹ thuật hưng yên');
      expect(text).not.toContain('Khoa học và Công nghệ');
    }
    // The province decides: its draft is in its own name, with the money of the day.
    const draft = await readDocx(
      (await office.download(`/submissions/${sent.id}/decision-draft.docx`)).bytes,
    );
    expect(draft.text).toContain('CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN');
    expect(draft.text).toMatch(/Theo đề nghị của Trường Đại học .* tại Tờ trình số /);
    for (const paper of ['decision-draft.docx', 'proposal.docx']) {
      const { bytes } = await office.download(`/submissions/${sent.id}/${paper}`);
      expect((await readDocx(bytes)).text).toContain(`Căn cứ ${season.guidance};`);
    }
    await season.recordDecision(sent, ['office-head', PERSONNEL], '2001/QĐ-UBND', { awarded: [id] });
    const awarded = await season.look(id);
    expect(awarded.outcome).toBe('awarded');
    expect(wayOf(awarded).slice(1)).toEqual([
      `office-review ${PERSONNEL}`,
      `council-vote ${BOARD}`,
      'selection hiep-hoi-dn-hung-yen',
      `submission ${PERSONNEL}`,
      'decision ubnd-tinh-hung-yen',
    ]);
    // One for the whole period.
    expect((await season.roundNow()).quota.find(({ award }) => award === 'tinh-khen')).toMatchObject({
      ...{ max: 1, awarded: 1 },
    });
  });

  it('lapses by its own deadlines, and lets amend as often as it says', async () => {
    const season = await newRound('hoc-ky-2');
    const forgotten = await season.propose(faculty(mechanics));
    const returned = await season.propose(lecturer(economics));
    const { after } = await calendarOf(stack);
    const today = await todayOf(stack);
    expect(forgotten.dueAt).toBe(after(today, 4));
    const selector = await scene.as(...association);
    const back = { reason: 'Thiếu xác nhận.', items: [] };
    for (let times = 0; times < 2; times++) {
      expect(await story.act(selector, returned.id, 'return', back)).toMatchObject({
        dueAt: after(today, 3),
      });
      await story.act(await scene.as('unit-officer', economics), returned.id, 'submit');
    }
    expect(await refusedAct(selector, returned.id, 'return', back)).toMatchObject({ status: 409 });
    await stack.until(`${after(today, 5)}T16:00:00.000Z`);
    expect(await story.look(selector, forgotten.id)).toMatchObject({ outcome: null, overdue: true });
    await stack.until(`${after(today, 6)}T17:30:00.000Z`);
    expect(await story.look(selector, forgotten.id)).toMatchObject({ outcome: 'lapsed', stage: 'closed' });
  });
});
