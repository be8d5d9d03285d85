import { describe, expect, it } from 'vitest';
import { bodiesOf } from '../../domain/bodies.ts';
import { missingOf } from '../../domain/criteria.ts';
import { awardOf, criteriaOf, quotaOf, requiredDocuments } from '../../domain/plan.ts';
import { quotaUse } from '../../domain/quota.ts';
import type { QuotaNomination, SubjectKind } from '../../domain/quota.ts';
import { organization, readPlan } from '../support/plans.ts';
import { notQuoted, publishedText, quotesIn, stepsOf, unsourced } from '../support/published.ts';

const plan = readPlan('sang-kien-hung-yen-2024');
const published = publishedText(plan.code);
const categories = ['tap-the', 'ca-nhan'];

describe('plan 001, word for word', () => {
  it.each(quotesIn(plan))('quotes the plan as published: %s', (quote) => {
    expect(published).toContain(quote);
  });

  it('leaves out nothing but headings and the signature', () => {
    expect(notQuoted(plan)).toEqual([
      'KẾ HOẠCH',
      'I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích',
      '2. Yêu cầu',
      'II. NỘI DUNG THI ĐUA',
      'III. PHẠM VI, ĐỐI TƯỢNG THI ĐUA',
      'IV. TIÊU CHÍ, HÌNH THỨC, SỐ LƯỢNG KHEN THƯỞNG 1. Tiêu chí khen thưởng',
      'b) Đối với cá nhân:',
      '2. Hình thức, số lượng khen thưởng',
      'V. TỔ CHỨC THỰC HIỆN',
      'Noi nhận:',
      'GIÁM ĐỐC Trần Tùng Chuẩn',
    ]);
    expect(plan.issuer).toMatchObject({ signer: 'Trần Tùng Chuẩn', signerPosition: 'Giám đốc' });
  });
});

describe('plan 001, figure by figure', () => {
  it('has a blank number and day, March 2024, and plan 44 of the province above it', () => {
    expect(plan).toMatchObject({
      short: 'SKHY',
      number: null,
      symbol: 'KH-SKHCN',
      issuedOn: { year: 2024, month: 3, day: null },
      parents: [{ reference: 'Kế hoạch số 44/KH-UBND ngày 06/3/2024 của UBND tỉnh Hưng Yên' }],
    });
  });

  it('is for the year 2024 (III.3)', () => {
    const year = { from: '2024-01-01', to: '2024-12-31' };
    expect(plan.period).toMatchObject(year);
    expect(plan.achievementPeriod).toMatchObject(year);
  });

  it('fixes no round: one, “theo quy định” (V.1)', () => {
    expect(plan.rounds).toHaveLength(1);
    expect(plan.rounds[0]).toMatchObject({
      code: 'nam-2024',
      kind: 'single',
      planned: 'theo quy định',
      awards: ['bang-khen', 'giay-khen'],
    });
    expect(plan.rounds[0]?.within).toBeUndefined();
  });

  it.each([
    ['bang-khen', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh', 'submission'],
    ['giay-khen', 'Giấy khen của Giám đốc Sở KH&CN', 'own-head'],
  ])(
    'awards %s to collectives and individuals of the whole province (III, IV.2)',
    (code, name, decidedBy) => {
      expect(awardOf(plan, code)).toMatchObject({ name, decidedBy, categories });
      expect(plan.awards).toHaveLength(2);
      expect(plan.categories.map((c) => [c.code, c.kind, c.belongsTo, c.unitKinds])).toEqual([
        ['tap-the', 'collective', 'anyone', []],
        ['ca-nhan', 'individual', 'anyone', []],
      ]);
    },
  );

  it.each([
    ['bang-khen', 'collective', 10, ['collective', 'individual']],
    ['bang-khen', 'individual', 10, ['collective', 'individual']],
    ['giay-khen', 'collective', 5, ['collective']],
    ['giay-khen', 'individual', 10, ['individual']],
  ] as const)('allows %s for each %s up to %i, counted over %j (IV.2)', (award, kind, max, kinds) => {
    const quota = quotaOf(plan, award, kind);
    expect(quota).toMatchObject({ max, kinds, per: 'period', perProposingUnit: false });
    expect(quota?.min).toBeUndefined();
    expect(plan.quotas).toHaveLength(3);
  });

  it('gives ten Bằng khen to collectives and individuals together, in one list (IV.2.a)', () => {
    const awarded = (kind: SubjectKind, n: number): QuotaNomination[] => [
      {
        count: n,
        award: 'bang-khen',
        kind,
        proposingUnit: 'xa-luong-bang',
        stage: 'closed',
        outcome: 'awarded',
        reachedCouncil: true,
        submitted: true,
      },
    ];
    const quota = quotaOf(plan, 'bang-khen', 'individual')!;
    expect(quotaUse(quota, [...awarded('collective', 6), ...awarded('individual', 3)])).toMatchObject({
      left: 1,
    });
    expect(quotaUse(quota, [...awarded('collective', 6), ...awarded('individual', 4)])).toMatchObject({
      left: 0,
    });
    expect(quotaUse(quota, awarded('collective', 10))).toMatchObject({ used: 10, left: 0 });
  });

  it.each<[string, string, string]>([
    ['tap-the', 'IV.1', 'chấp hành tốt chủ trương'],
    ['tap-the', 'IV.1', 'có thành tích tiêu biểu, đặc biệt xuất sắc'],
    ['tap-the', 'IV.1.a', 'có sáng kiến, cải tiến kỹ thuật'],
    ['tap-the', 'IV.1.a', 'đưa nhanh khoa học, ứng dụng công nghệ vào sản xuất'],
    ['tap-the', 'IV.1.a', 'phát triển công nghiệp, tiểu thủ công nghiệp'],
    ['tap-the', 'IV.1.a', 'phục vụ chuyển đổi số của tỉnh'],
    ['tap-the', 'IV.1.a', 'đổi mới phương pháp khám, chữa bệnh'],
    ['ca-nhan', 'IV.1', 'chấp hành tốt chủ trương'],
    ['ca-nhan', 'IV.1', 'có thành tích tiêu biểu, đặc biệt xuất sắc'],
    ['ca-nhan', 'IV.1.b', 'tham mưu các cơ chế chính sách'],
    ['ca-nhan', 'IV.1.b', 'là chủ sở hữu, đồng sở hữu'],
  ])('asks of %s at %s: “%s”', (category, section, words) => {
    const found = criteriaOf(plan, category).filter((c) => c.section === section && c.quote?.includes(words));
    expect(found.map(({ type }) => type)).toEqual(['attested']);
  });

  it.each([
    ['tap-the', 5],
    ['ca-nhan', 2],
  ])('asks of %s for the base and one of %i points (K3)', (category, points) => {
    const tree = plan.criteria[category]!;
    const codes = criteriaOf(plan, category).map(({ code }) => code);
    const [base, choice] = [codes.slice(0, 2), codes.slice(2)];
    expect(choice).toHaveLength(points);
    for (const one of choice) expect(missingOf(tree, (code) => [...base, one].includes(code))).toEqual([]);
    expect(missingOf(tree, (code) => base.includes(code))).toEqual(choice);
    for (const lacking of base) expect(missingOf(tree, (code) => code !== lacking)).toEqual([lacking]);
    for (const { interpretation } of criteriaOf(plan, category).slice(2))
      expect(interpretation).toMatch(/^K3: /u);
  });

  it('keeps the preference for those who invent themselves as a note, no condition (IV.1.b)', () => {
    const preference = plan.notes.find(({ quote }) => quote.startsWith('chú trọng những cá nhân'));
    expect(preference?.meaning).toMatch(/^Ưu tiên, không phải điều kiện/u);
  });

  it.each(categories)(
    'sends Bằng khen for %s by a body left open to UBND; Giấy khen stays in the Sở (V.4)',
    (c) => {
      expect(stepsOf(plan, 'bang-khen', c)).toEqual([
        'office-review office 10 reviewBy',
        'council-vote council councilBy',
        'submission office tham-dinh submitBy',
        'appraisal tham-dinh 20',
        'submission tham-dinh ubnd 5',
        'decision ubnd decisionBy',
      ]);
      expect(stepsOf(plan, 'giay-khen', c)).toEqual([
        'office-review office 10 reviewBy',
        'council-vote council councilBy',
        'decision so decisionBy',
      ]);
    },
  );

  it('leaves open who appraises: Sở Nội vụ only gets a copy, “để theo dõi”', () => {
    expect(plan.bodies['tham-dinh']).toMatchObject({ leftOpen: true });
    const bodies = bodiesOf(plan.bodies, organization);
    for (const on of ['2024-11-01', '2025-11-03']) expect(bodies.resolve('tham-dinh', on)).toBeNull();
    expect(plan.recipients.find(({ name }) => name === 'Sở Nội vụ')?.purpose).toBe('để theo dõi');
    expect(plan.recipients).toHaveLength(7);
  });

  it('has Văn phòng Sở lead and answer, names the council, and says who owes what (V)', () => {
    expect([plan.lead.body, plan.contact?.body]).toEqual(['office', 'office']);
    expect(plan.bodies.office?.unit).toBe('van-phong-so-khcn-hung-yen');
    expect(plan.bodies.council?.section).toBe('V.2');
    expect(plan.obligations.map(({ kind, owedBy, to }) => `${kind} ${owedBy} ${to}`)).toEqual([
      'unit-plan units office',
      'summary-report units office',
      'consolidated-report lead so',
    ]);
  });
});

describe('the certificate of an initiative in plan 001 (IV.1.b, Luật 2022 Đ84.2)', () => {
  const asked = (claimed: string[]) =>
    requiredDocuments(plan, 'bang-khen', 'ca-nhan', claimed).map(({ code }) => code);

  it('is required of who claims to own one, and of nobody on another ground', () => {
    expect(asked(['chu-so-huu-sang-kien'])).toEqual(['bao-cao-thanh-tich', 'chung-nhan-sang-kien']);
    expect(asked(['tham-muu-co-che-chinh-sach'])).toEqual(['bao-cao-thanh-tich']);
  });
});

describe('what plan 001 does not say', () => {
  it('names what every default rests on', () => {
    expect(unsourced(plan)).toEqual([]);
    expect(plan.voting?.source).toMatch(/^Mặc định, không phải luật/u);
  });

  it('asks everybody for a report only, since citizens and firms have no meeting of a unit', () => {
    for (const award of ['bang-khen', 'giay-khen'])
      for (const category of categories)
        expect(requiredDocuments(plan, award, category, []).map(({ code }) => code)).toEqual([
          'bao-cao-thanh-tich',
        ]);
  });
});
