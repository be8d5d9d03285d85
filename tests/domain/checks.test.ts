import { describe, expect, it } from 'vitest';
import { bindingAtApproval } from '../../domain/approval.ts';
import { findingRules, submissionFindings } from '../../domain/checks.ts';
import type { Finding, FindingRule, SubmissionFacts } from '../../domain/checks.ts';
import type { OtherNomination } from '../../domain/namesakes.ts';
import { judge } from '../../domain/criteria.ts';
import type { Review } from '../../domain/criteria.ts';
import { criteriaOf } from '../../domain/plan.ts';
import type { CriteriaTree, Plan } from '../../domain/plan-schema.ts';
import { cchcCode, readPlan } from '../support/plans.ts';

const plan = readPlan(cchcCode);
const category = 'ca-nhan-thuoc-so';
const tree = plan.criteria[category]!;
const met: Review = { result: 'met', reason: 'Đã đối chiếu.' };
const allMet = new Map(criteriaOf(plan, category).map(({ code }) => [code, met]));

/** An individual of the Sở with everything in order. */
const inOrder: SubmissionFacts = {
  award: 'bang-khen',
  round: 'tong-ket-2025',
  organization: 'so-khcn-hung-yen',
  subject: { kind: 'individual', category, name: 'Nguyễn Thị Hằng', unit: 'phong-qlcn' },
  unit: { kind: 'division', organization: 'so-khcn-hung-yen', ofOtherProvince: false, inOffice: true },
  achievement: { title: 'Rút ngắn thủ tục', from: '2023-01-01', to: '2025-06-30' },
  documents: ['bao-cao-thanh-tich', 'bien-ban-hop-don-vi', 'quyet-dinh-cong-nhan-sang-kien'],
  claimed: [],
  checks: judge(tree, {}, allMet),
  others: [],
  quotaUse: { used: 0, awarded: 0, left: 1 },
  intake: { opens: '2025-10-01', closes: '2025-11-15', open: true },
  today: '2025-11-15',
};
const other: OtherNomination = {
  elsewhere: false,
  code: 'CCHC-GK-0007',
  award: 'giay-khen',
  unit: 'phong-qlcn',
  likeness: 'same',
  achievement: { title: 'Rút ngắn thủ tục', from: '2025-01-01', to: '2025-12-31' },
  submitted: true,
  outcome: null,
};

const found = (facts: Partial<SubmissionFacts>, of: Plan = plan): Finding[] =>
  submissionFindings(of, { ...inOrder, ...facts });
const withPolicy = (checks: Partial<Plan['checks']>): Plan => ({
  ...plan,
  checks: { ...plan.checks, ...checks },
});

describe('the findings at submission', () => {
  it('are one for each rule, in order, and all well where nothing is wrong', () => {
    const findings = found({});
    expect(findings.map(({ rule }) => rule)).toEqual(findingRules);
    expect(findings.every(({ result, code }) => result === 'ok' && code === 'ok')).toBe(true);
  });

  it.each<[string, Partial<SubmissionFacts>, FindingRule, Finding['result'], string]>([
    [
      'a subject that the plan does not name',
      { subject: { ...inOrder.subject, category: 'doanh-nghiep' } },
      'subject',
      'refuse',
      'subject-not-in-plan',
    ],
    [
      'a collective among individuals',
      { subject: { ...inOrder.subject, kind: 'collective' } },
      'subject',
      'refuse',
      'subject-not-in-plan',
    ],
    [
      'somebody of another body',
      { unit: { ...inOrder.unit!, organization: 'so-noi-vu' } },
      'subject',
      'refuse',
      'subject-outside-organization',
    ],
    [
      'a unit of another province',
      { unit: { ...inOrder.unit!, ofOtherProvince: true } },
      'subject',
      'refuse',
      'subject-outside-province',
    ],
    ['somebody of no known unit', { unit: null }, 'subject', 'refuse', 'subject-outside-organization'],
    [
      'a unit that is gone',
      { unit: { ...inOrder.unit!, inOffice: false } },
      'subject',
      'refuse',
      'unit-dissolved',
    ],
    [
      'a unit of another kind',
      { unit: { ...inOrder.unit!, kind: 'council' } },
      'subject',
      'refuse',
      'unit-kind-not-in-plan',
    ],
    [
      'an award that the plan does not give',
      { award: 'co-thi-dua' },
      'award-open',
      'refuse',
      'award-not-open',
    ],
    [
      'a round that the plan does not have',
      { round: 'so-ket-2024' },
      'award-open',
      'refuse',
      'award-not-open',
    ],
    ['a round that is not open yet', { today: '2025-09-30' }, 'round-open', 'refuse', 'round-not-open'],
    ['a day too late', { today: '2025-11-16' }, 'round-open', 'refuse', 'round-not-open'],
    [
      'intake that was closed early',
      { intake: { ...inOrder.intake!, open: false } },
      'round-open',
      'refuse',
      'round-not-open',
    ],
    [
      'criteria that are unmet',
      { checks: judge(tree, {}, new Map()) },
      'criteria',
      'reviewer',
      'criteria-unmet',
    ],
    [
      'a document that is missing',
      { documents: inOrder.documents.slice(1) },
      'dossier',
      'refuse',
      'dossier-incomplete',
    ],
    [
      'the same subject for another award',
      { others: [other] },
      'one-award',
      'reviewer',
      'achievement-already-nominated',
    ],
    [
      'the same subject already awarded',
      { others: [{ ...other, outcome: 'awarded' }] },
      'one-award',
      'reviewer',
      'achievement-already-nominated',
    ],
    [
      'the same subject twice for one award',
      { others: [{ ...other, award: 'bang-khen' }] },
      'one-award',
      'reviewer',
      'achievement-already-nominated',
    ],
    [
      'the same achievement in another movement',
      {
        others: [
          { ...other, elsewhere: true, achievement: { ...other.achievement, title: ' rút ngắn  THỦ TỤC' } },
        ],
      },
      'same-achievement',
      'warn',
      'achievement-in-another-movement',
    ],
    [
      'somebody of nearly the same name',
      { others: [{ ...other, likeness: 'near' }] },
      'namesake',
      'warn',
      'namesake',
    ],
    [
      'a title in the name',
      { subject: { ...inOrder.subject, name: 'Bà Nguyễn Thị Hằng' } },
      'title-in-name',
      'warn',
      'title-in-name',
    ],
    [
      'a quota that is used up',
      { quotaUse: { used: 1, awarded: 0, left: 0 } },
      'quota',
      'warn',
      'quota-used',
    ],
    [
      'an achievement before the plan counts any',
      { achievement: { title: 'Rút ngắn thủ tục', from: '2020-12-31', to: '2024-01-01' } },
      'achievement-period',
      'refuse',
      'achievement-outside-period',
    ],
    [
      'an achievement after it',
      { achievement: { title: 'Rút ngắn thủ tục', from: '2024-01-01', to: '2026-01-01' } },
      'achievement-period',
      'refuse',
      'achievement-outside-period',
    ],
  ])('tell of %s', (_, facts, rule, result, code) => {
    const wrong = found(facts).filter((f) => f.result !== 'ok');
    expect(wrong[0]).toMatchObject({ rule, result, code });
    expect(wrong[0]!.message).not.toBe(wrong[0]!.messageEn);
  });

  it('name what is missing from the dossier', () => {
    expect(found({ documents: ['tai-lieu-khac'] })[4]).toMatchObject({
      items: ['bao-cao-thanh-tich', 'bien-ban-hop-don-vi', 'quyet-dinh-cong-nhan-sang-kien'],
      message: expect.stringContaining('Báo cáo thành tích; Biên bản họp xét của đơn vị') as unknown,
    });
  });

  it.each<[string, Partial<SubmissionFacts>]>([
    ['the first and last day of intake', { today: '2025-10-01' }],
    ['what is submitted again after a return, when intake is over', { intake: null, today: '2026-01-05' }],
    [
      'somebody of the same name in another movement',
      { others: [{ ...other, elsewhere: true, unit: 'van-phong', likeness: 'near' }] },
    ],
    [
      'another achievement in another movement',
      {
        others: [
          { ...other, elsewhere: true, achievement: { ...other.achievement, title: 'Sáng kiến khác' } },
        ],
      },
    ],
    [
      'another time',
      {
        others: [
          { ...other, achievement: { title: 'Rút ngắn thủ tục', from: '2021-01-01', to: '2022-12-31' } },
        ],
      },
    ],
    ["another's draft", { others: [{ ...other, submitted: false }] }],
    ['one that was rejected', { others: [{ ...other, outcome: 'rejected' }] }],
    ['one that was withdrawn', { others: [{ ...other, outcome: 'withdrawn' }] }],
    ['no quota at all', { quotaUse: null }],
    ['a quota without a maximum', { quotaUse: { used: 40, awarded: 0, left: null } }],
  ])('say nothing against %s', (_, facts) => {
    expect(found(facts).filter(({ result }) => result !== 'ok')).toEqual([]);
  });

  it('leave what is only unverified to a reviewer, even where the plan refuses what is unmet', () => {
    const strict = withPolicy({ criteria: { atSubmission: 'refuse', overridable: false } });
    const unverified = judge(
      tree,
      {},
      new Map([...allMet, ['xep-loai', { result: 'unverified', reason: '' }]]),
    );
    expect(found({ checks: unverified }, strict)[3]).toMatchObject({
      result: 'reviewer',
      code: 'criteria-unverified',
      items: ['xep-loai'],
    });
    expect(found({ checks: judge(tree, {}, new Map()) }, strict)[3]).toMatchObject({ result: 'refuse' });
  });

  it('do as the plan says, not as 002 says', () => {
    const other002 = withPolicy({
      dossier: { atSubmission: 'warn', overridable: true },
      oneAward: { atSubmission: 'refuse', overridable: false },
      quota: { atSubmission: 'refuse', overridable: false },
    });
    const facts = { documents: [], others: [other], quotaUse: { used: 1, awarded: 1, left: 0 } };
    expect(found(facts, other002).map(({ rule, result }) => [rule, result])).toEqual(
      expect.arrayContaining([
        ['dossier', 'warn'],
        ['one-award', 'refuse'],
        ['quota', 'refuse'],
      ]),
    );
  });
});

describe('what blocks an approval', () => {
  const blocking = (facts: Partial<SubmissionFacts>, overrides: string[] = [], of: Plan = plan): string[] => {
    const all = { ...inOrder, ...facts };
    return bindingAtApproval(
      { tree: of.criteria[all.subject.category], checks: all.checks, findings: submissionFindings(of, all) },
      overrides.map((criterion) => ({ criterion })),
      of.checks,
    ).map(({ code }) => code);
  };
  const oneOpen = judge(tree, {}, new Map([...allMet].filter(([code]) => code !== 'xep-loai')));

  it('is nothing where all is met', () => {
    expect(blocking({})).toEqual([]);
  });

  it('is each criterion that is not met, until it is passed over with a reason', () => {
    expect(blocking({ checks: oneOpen })).toEqual(['xep-loai']);
    expect(blocking({ checks: oneOpen }, ['xep-loai'])).toEqual([]);
    expect(blocking({ checks: oneOpen }, ['khong-vi-pham'])).toEqual(['xep-loai']);
  });

  it('cannot be passed over where the plan does not allow it', () => {
    const strict = withPolicy({ criteria: { atSubmission: 'reviewer', overridable: false } });
    expect(blocking({ checks: oneOpen }, ['xep-loai'], strict)).toEqual(['xep-loai']);
    expect(blocking({ documents: [] }, ['dossier'])).toEqual(['dossier']);
  });

  it('is a second award for one achievement, until the reviewer says why it is another', () => {
    expect(blocking({ others: [other] })).toEqual(['one-award']);
    expect(blocking({ others: [other] }, ['one-award'])).toEqual([]);
  });

  it('is never a warning', () => {
    expect(blocking({ quotaUse: { used: 1, awarded: 0, left: 0 } })).toEqual([]);
    const lenient = withPolicy({ criteria: { atSubmission: 'warn', overridable: false } });
    expect(blocking({ checks: oneOpen }, [], lenient)).toEqual([]);
  });

  it('is no part of a group that another criterion carries', () => {
    const any: CriteriaTree = { any: criteriaOf(plan, category).map((criterion) => ({ criterion })) };
    const loose: Plan = { ...plan, criteria: { [category]: any } };
    const checks = judge(any, {}, new Map([['xep-loai', met]]));
    expect(blocking({ checks }, [], loose)).toEqual([]);
  });
});
