import { describe, expect, it } from 'vitest';
import { awardOf, criteriaOf, quotaOf, requiredDocuments, routeFor } from '../../domain/plan.ts';
import { cchcCode, known, readPlan } from '../support/plans.ts';
import { limitOf, notQuoted, publishedText, quotesIn, stepsOf, unsourced } from '../support/published.ts';

const plan = readPlan(cchcCode);
const published = publishedText(cchcCode);

describe('plan 002, word for word', () => {
  it.each(quotesIn(plan))('quotes the plan as published: %s', (quote) => {
    expect(published).toContain(quote);
  });

  it('leaves out nothing but headings and the signature', () => {
    expect(notQuoted(plan)).toEqual([
      'KẾ HOẠCH',
      'I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích',
      '2. Yêu cầu',
      'II. NỘI DUNG THI ĐUA',
      'III. ĐỐI TƯỢNG, THỜI GIAN 1. Đối tượng thi đua',
      '2. Thời gian thi đua',
      'IV. TIÊU CHÍ THI ĐUA 1. Đối với tập thể',
      '2. Đối với cá nhân',
      'V. HÌNH THỨC, SỐ LƯỢNG KHEN THƯỞNG 1. Hình thức khen thưởng',
      '2. Số lượng khen thưởng:',
      'VI. TỔ CHỨC THỰC HIỆN',
      'Nơi nhận:',
      'GIÁM ĐỐC Trần Tùng Chuẩn',
    ]);
    expect(plan.issuer).toMatchObject({ signer: 'Trần Tùng Chuẩn', signerPosition: 'Giám đốc' });
  });
});

describe('plan 002, figure by figure', () => {
  it('has a blank number and day, and the year 2022', () => {
    expect(plan).toMatchObject({
      number: null,
      symbol: 'KH-SKHCN',
      issuedOn: { year: 2022, month: null, day: null },
    });
    expect(plan.parents.map(({ reference }) => reference.slice(0, 24))).toEqual([
      'Kế hoạch số 90/KH-UBND n',
      'Kế hoạch số 184/KH-UBND ',
      'Kế hoạch số 60/KH-UBND n',
    ]);
  });

  it('runs to the end of 2025 and counts achievements from 2021 on (III.2, V.1)', () => {
    expect(plan.period).toMatchObject({ to: '2025-12-31' });
    expect(plan.achievementPeriod).toMatchObject({ from: '2021-01-01', to: '2025-12-31' });
  });

  it.each([
    ['so-ket-2023', 'interim', 'năm 2023'],
    ['tong-ket-2025', 'final', 'năm 2025'],
  ])('has the round %s (III.2)', (code, kind, planned) => {
    expect(plan.rounds.find((round) => round.code === code)).toMatchObject({
      kind,
      planned,
      awards: ['bang-khen', 'giay-khen'],
    });
    expect(plan.rounds).toHaveLength(2);
  });

  it.each([
    ['bang-khen', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh', 'submission'],
    ['giay-khen', 'Giấy khen của Giám đốc Sở', 'own-head'],
  ])('awards %s to collectives and individuals of the Sở alone (III.1, V.1)', (code, name, decidedBy) => {
    expect(awardOf(plan, code)).toMatchObject({
      name,
      decidedBy,
      categories: ['tap-the-thuoc-so', 'ca-nhan-thuoc-so'],
    });
    expect(plan.awards).toHaveLength(2);
    expect(plan.categories.map(({ kind, belongsTo }) => [kind, belongsTo])).toEqual([
      ['collective', 'organization'],
      ['individual', 'organization'],
    ]);
  });

  it.each([
    ['bang-khen', 'collective', 1, 1],
    ['bang-khen', 'individual', 1, 1],
    ['giay-khen', 'collective', 1, 2],
    ['giay-khen', 'individual', 5, 5],
  ] as const)('allows %s for each %s from %i to %i (V.2)', (award, kind, min, max) => {
    expect(quotaOf(plan, award, kind)).toMatchObject({ min, max, kinds: [kind], perProposingUnit: false });
    expect(plan.quotas).toHaveLength(4);
  });

  it.each<[string, string, string, unknown, string]>([
    ['tap-the-thuoc-so', 'IV.1.a', 'attested', undefined, 'Triển khai có hiệu quả mục tiêu'],
    ['tap-the-thuoc-so', 'IV.1.b', 'attested', undefined, 'Tham mưu xây dựng các văn bản'],
    ['tap-the-thuoc-so', 'IV.1.b (thứ hai)', 'recognition', 'grassroots', 'Hội đồng sáng kiến cơ sở trở lên'],
    ['tap-the-thuoc-so', 'IV.1.c', 'attested', undefined, 'Hoàn thành đảm bảo hoặc vượt'],
    ['tap-the-thuoc-so', 'IV.1.d', 'attested', undefined, 'Thực hiện nghiêm kỷ luật'],
    ['tap-the-thuoc-so', 'IV.1.d', 'numeric', 0, 'Không có công chức, viên chức'],
    ['tap-the-thuoc-so', 'IV.1.e', 'share', { numerator: 100, denominator: 100 }, 'Có 100% công chức'],
    ['ca-nhan-thuoc-so', 'IV.2.a', 'recognition', 'grassroots', 'Có sáng kiến hoặc giải pháp'],
    [
      'ca-nhan-thuoc-so',
      'IV.2.b',
      'classification',
      'well-completed',
      'Xếp loại hoàn thành tốt nhiệm vụ trở lên',
    ],
    ['ca-nhan-thuoc-so', 'IV.2.c', 'attested', undefined, 'Thực hiện nghiêm kỷ luật'],
    ['ca-nhan-thuoc-so', 'IV.2.c', 'numeric', 0, 'Không vi phạm các quy định pháp luật'],
  ])('asks of %s at %s: %s', (category, section, type, figure, words) => {
    const found = criteriaOf(plan, category).filter((c) => c.section === section && c.type === type);
    expect(found).toHaveLength(1);
    expect(found[0]!.quote).toContain(words);
    expect(limitOf(found[0]!)).toEqual(figure);
  });

  it('asks for nothing more, and for all of it', () => {
    expect(criteriaOf(plan, 'tap-the-thuoc-so')).toHaveLength(7);
    expect(criteriaOf(plan, 'ca-nhan-thuoc-so')).toHaveLength(4);
    expect(Object.values(plan.criteria).every((tree) => 'all' in tree)).toBe(true);
  });

  it('sends Bằng khen by Văn phòng, Hội đồng and Sở Nội vụ to UBND tỉnh; Giấy khen stays in the Sở (VI)', () => {
    expect(stepsOf(plan, 'bang-khen', 'ca-nhan-thuoc-so')).toEqual([
      'office-review office 10 reviewBy',
      'council-vote council councilBy',
      'submission office tdkt submitBy',
      'appraisal tdkt 20',
      'submission tdkt ubnd 5',
      'decision ubnd decisionBy',
    ]);
    expect(stepsOf(plan, 'giay-khen', 'ca-nhan-thuoc-so')).toEqual([
      'office-review office 10 reviewBy',
      'council-vote council councilBy',
      'decision so decisionBy',
    ]);
  });

  it('escalates a late review to the head of the office, then to the Giám đốc', () => {
    const [review] = routeFor(plan, 'giay-khen', 'tap-the-thuoc-so');
    expect(review?.deadline).toMatchObject({
      remindBefore: [3, 1],
      whenPassed: [
        { after: 0, do: 'escalate', to: 'body-head' },
        { after: 3, do: 'escalate', to: 'organization-head' },
      ],
    });
  });

  it('gives a unit until intake closes, and five working days once to amend', () => {
    expect(plan.proposal).toMatchObject({
      deadline: { roundDate: 'intakeCloses', whenPassed: [{ after: 0, do: 'lapse' }] },
      amend: { workingDays: 5, whenPassed: [{ after: 0, do: 'lapse' }] },
      returnsAtMost: 1,
    });
  });

  it.each(['bang-khen', 'giay-khen'])(
    'asks for report, minutes and recognition of the initiative for %s',
    (award) => {
      for (const category of ['tap-the-thuoc-so', 'ca-nhan-thuoc-so'])
        expect(requiredDocuments(plan, award, category, []).map(({ code }) => code)).toEqual([
          'bao-cao-thanh-tich',
          'bien-ban-hop-don-vi',
          'quyet-dinh-cong-nhan-sang-kien',
        ]);
    },
  );

  it('has Văn phòng Sở lead and answer, and names who owes what (VI)', () => {
    expect([plan.lead.body, plan.contact?.body]).toEqual(['office', 'office']);
    expect(plan.obligations.map(({ kind, owedBy, to }) => `${kind} ${owedBy} ${to}`)).toEqual([
      'unit-plan units office',
      'periodic-report units office',
      'periodic-report units office',
      'report-on-request units office',
      'consolidated-report lead so',
      'summary-report lead so',
      'summary-report lead so',
    ]);
  });
});

describe('what plan 002 does not say', () => {
  it('names the source of every default', () => {
    expect(unsourced(plan)).toEqual([]);
    expect(plan.voting?.source).toMatch(/^Mặc định, không phải luật/u);
  });

  it('stands on units and functions of the shipped organization', () => {
    for (const { unit, function: fn } of Object.values(plan.bodies))
      expect(unit === undefined ? known.functions.has(fn ?? '') : known.units.has(unit)).toBe(true);
  });
});
