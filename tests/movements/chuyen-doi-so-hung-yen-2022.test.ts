import { describe, expect, it } from 'vitest';
import { bodiesOf } from '../../domain/bodies.ts';
import { judge, missingOf, treeResult } from '../../domain/criteria.ts';
import { awardOf, criteriaOf, quotaOf, requiredDocuments, routeFor } from '../../domain/plan.ts';
import { routeOn } from '../../domain/route.ts';
import { organization, readPlan } from '../support/plans.ts';
import { limitOf, notQuoted, publishedText, quotesIn, stepsOf, unsourced } from '../support/published.ts';

const plan = readPlan('chuyen-doi-so-hung-yen-2022');
const published = publishedText(plan.code);
const inside = ['tap-the-thuoc-so', 'ca-nhan-thuoc-so'];
const outside = ['tap-the-ngoai-so', 'ca-nhan-ngoai-so'];
const all = [...inside, ...outside];

describe('plan 000, word for word', () => {
  it.each(quotesIn(plan))('quotes the plan as published: %s', (quote) => {
    expect(published).toContain(quote);
  });

  it('leaves out nothing but headings and the signature', () => {
    expect(notQuoted(plan)).toEqual([
      'KẾ HOẠCH',
      'I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích',
      '2. Yêu cầu',
      'II. NỘI DUNG THI ĐUA',
      'III. ĐỐI TƯỢNG VÀ THỜI GIAN THI ĐUA 1. Đối tượng thi đua',
      '2. Thời gian thi đua',
      'IV. TIÊU CHÍ THI ĐUA 1. Đối với tập thể',
      '2. Đối với cá nhân',
      'V. ĐỐI TƯỢNG, TIÊU CHUẨN VÀ HÌNH THỨC KHEN THƯỞNG 1. Đối tượng khen thưởng',
      '2. Tiêu chuẩn khen thưởng',
      'a. Đối với tập thể',
      'b. Đối với cá nhân',
      '3. Hình thức khen thưởng',
      '2. Số lượng khen thưởng:',
      'VI. TỔ CHỨC THỰC HIỆN',
      'Nơi nhận:',
      'GIÁM ĐỐC Trần Tùng Chuẩn',
    ]);
    expect(plan.issuer).toMatchObject({ signer: 'Trần Tùng Chuẩn', signerPosition: 'Giám đốc' });
  });
});

describe('plan 000, figure by figure', () => {
  it('has a blank number and day, June 2022, and plan 104 of the province above it', () => {
    expect(plan).toMatchObject({
      short: 'CDSHY',
      number: null,
      symbol: 'KH-SKHCN',
      issuedOn: { year: 2022, month: 6, day: null },
      parents: [{ reference: 'Kế hoạch số 104/KH-UBND ngày 01/6/2022 của UBND tỉnh Hưng Yên' }],
    });
  });

  it('runs from June 2022 to the end of 2025, and counts what was achieved in it (III.2, V.1)', () => {
    expect(plan.period).toMatchObject({ from: '2022-06-01', to: '2025-12-31' });
    expect(plan.achievementPeriod).toMatchObject({ from: '2022-06-01', to: '2025-12-31' });
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
    ['giay-khen', 'Giấy khen của Giám đốc Sở Khoa học và Công nghệ', 'own-head'],
  ])('awards %s to collectives and individuals, of the Sở and outside it (III.1, V.3)', (code, name, by) => {
    expect(awardOf(plan, code)).toMatchObject({ name, decidedBy: by, categories: all });
    expect(plan.awards).toHaveLength(2);
    expect(plan.categories.map((c) => [c.code, c.kind, c.belongsTo])).toEqual([
      ['tap-the-thuoc-so', 'collective', 'organization'],
      ['ca-nhan-thuoc-so', 'individual', 'organization'],
      ['tap-the-ngoai-so', 'collective', 'outside'],
      ['ca-nhan-ngoai-so', 'individual', 'outside'],
    ]);
  });

  it.each([
    ['bang-khen', 'collective', 1, 2],
    ['bang-khen', 'individual', 1, 2],
    ['giay-khen', 'collective', 1, 2],
    ['giay-khen', 'individual', 2, 3],
  ] as const)(
    'allows %s for each %s from %i to %i, inside and outside together (V.2)',
    (award, kind, min, max) => {
      expect(quotaOf(plan, award, kind)).toMatchObject({
        min,
        max,
        kinds: [kind],
        categories: [],
        per: 'round',
      });
      expect(plan.quotas).toHaveLength(4);
    },
  );

  it.each<[string, string, string, unknown, string]>([
    ['tap-the-thuoc-so', 'V.2', 'attested', undefined, 'chấp hành tốt chủ trương'],
    ['tap-the-thuoc-so', 'V.2', 'attested', undefined, 'có thành tích tiêu biểu xuất sắc'],
    ['tap-the-thuoc-so', 'IV.1', 'attested', undefined, 'Thực hiện tốt công tác tham mưu'],
    ['tap-the-thuoc-so', 'IV.1', 'attested', undefined, 'Tuyên truyền, thực hiện có hiệu quả'],
    ['tap-the-thuoc-so', 'IV.1', 'attested', undefined, 'Nghiên cứu, đề xuất các giải pháp'],
    ['tap-the-thuoc-so', 'V.2.a', 'attested', undefined, 'đúng hoặc vượt tiến độ'],
    ['tap-the-thuoc-so', 'V.2.a', 'attested', undefined, 'Hoàn thành xuất sắc các nhiệm vụ'],
    ['tap-the-thuoc-so', 'V.2.a', 'attested', undefined, 'Có đề xuất và áp dụng các sáng kiến'],
    ['tap-the-thuoc-so', 'V.2.a', 'attested', undefined, 'Thực hiện nghiêm kỷ luật'],
    ['tap-the-thuoc-so', 'V.2.a', 'numeric', 0, 'Không có công chức, viên chức'],
    ['tap-the-thuoc-so', 'V.2.a', 'share', { numerator: 100, denominator: 100 }, 'Có 100% công chức'],
    ['ca-nhan-thuoc-so', 'V.2', 'attested', undefined, 'chấp hành tốt chủ trương'],
    ['ca-nhan-thuoc-so', 'V.2', 'attested', undefined, 'có thành tích tiêu biểu xuất sắc'],
    ['ca-nhan-thuoc-so', 'IV.2', 'classification', 'excellently-completed', 'Hoàn thành xuất sắc nhiệm vụ'],
    ['ca-nhan-thuoc-so', 'IV.2', 'attested', undefined, 'có giải pháp, sáng kiến, cách làm hay'],
    ['ca-nhan-thuoc-so', 'V.2.b', 'classification', 'well-completed', 'hoàn thành tốt nhiệm vụ trở lên'],
    ['ca-nhan-thuoc-so', 'V.2.b', 'attested', undefined, 'Có thành tích xuất sắc trong công tác chuyên môn'],
    ['ca-nhan-thuoc-so', 'V.2.b', 'attested', undefined, 'Thực hiện nghiêm kỷ luật'],
    ['ca-nhan-thuoc-so', 'V.2.b', 'numeric', 0, 'Không vi phạm các quy định pháp luật'],
  ])('asks of %s at %s: %s %s “%s”', (category, section, type, figure, words) => {
    const found = criteriaOf(plan, category).filter(
      (c) => c.section === section && c.type === type && c.quote?.includes(words),
    );
    expect(found.map(limitOf)).toEqual([figure]);
  });

  it('asks for nothing more inside the Sở, and for all of it', () => {
    expect(inside.map((category) => criteriaOf(plan, category).length)).toEqual([11, 8]);
    for (const category of inside) {
      const tree = plan.criteria[category]!;
      const codes = criteriaOf(plan, category).map(({ code }) => code);
      for (const lacking of codes) expect(missingOf(tree, (code) => code !== lacking)).toEqual([lacking]);
    }
  });

  it('takes the stricter of IV.2 and V.2.b for an individual (K1)', () => {
    const tree = plan.criteria['ca-nhan-thuoc-so']!;
    const checks = judge(
      tree,
      { 'hoan-thanh-xuat-sac': { level: 'well-completed' }, 'xep-loai': { level: 'well-completed' } },
      new Map(),
    );
    const result = (code: string) => checks.find(({ criterion }) => criterion === code)?.result;
    expect(result('hoan-thanh-xuat-sac')).toBe('unmet');
    expect(result('xep-loai')).toBe('unverified');
    expect(treeResult(tree, checks)).toBe('unmet');
    const [strict] = criteriaOf(plan, 'ca-nhan-thuoc-so').filter(
      ({ code }) => code === 'hoan-thanh-xuat-sac',
    );
    expect(strict?.interpretation).toMatch(/^K1: /u);
    expect(plan.checks.criteria).toMatchObject({ atSubmission: 'reviewer', overridable: true });
  });

  it.each(outside)('asks of %s for V.2 and one kind of contribution, not for IV (K2)', (category) => {
    const criteria = criteriaOf(plan, category);
    expect(criteria.map(({ section, code }) => `${section} ${code}`)).toEqual([
      'V.2 chap-hanh-chu-truong',
      'V.2 thanh-tich-tieu-bieu',
      'V.2.c dong-gop-cong-suc',
      'V.2.c dong-gop-tri-thuc',
      'V.2.c dong-gop-vat-chat',
      'V.2.c dong-gop-sang-kien',
      'V.2.c dong-gop-giai-phap',
    ]);
    const contributions = criteria.slice(2);
    for (const { interpretation } of contributions) expect(interpretation).toContain('K2: ');
    const tree = plan.criteria[category]!;
    const base = ['chap-hanh-chu-truong', 'thanh-tich-tieu-bieu'];
    for (const { code } of contributions)
      expect(missingOf(tree, (has) => [...base, code].includes(has))).toEqual([]);
    expect(missingOf(tree, (has) => base.includes(has))).toHaveLength(5);
    expect(missingOf(tree, (has) => !base.includes(has))).toEqual(base);
  });

  it.each(all)(
    'sends Bằng khen for %s by Sở TT&TT and a body left open; Giấy khen stays in the Sở (VI.1)',
    (c) => {
      expect(stepsOf(plan, 'bang-khen', c)).toEqual([
        'office-review office 10 reviewBy',
        'council-vote council councilBy',
        'submission office cds submitBy',
        'appraisal cds 20',
        'submission cds tham-dinh 5',
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

  const bodies = bodiesOf(plan.bodies, organization);

  it.each([
    ['2023-11-01', 'so-tttt-hung-yen', []],
    ['2025-02-28', 'so-tttt-hung-yen', []],
    ['2025-03-01', 'so-khcn-hung-yen', ['submission', 'appraisal']],
    ['2025-11-03', 'so-khcn-hung-yen', ['submission', 'appraisal']],
  ])('on %s goes to %s, and past %j where that is the Sở itself', (on, body, passed) => {
    expect(bodies.resolve('cds', on)).toBe(body);
    const route = routeOn(routeFor(plan, 'bang-khen', inside[0]!), 'phong-qlkh-so-khcn-hung-yen', bodies, on);
    expect(route.filter((step) => step.passedOver).map(({ stage }) => stage)).toEqual(passed);
  });

  it('leaves open who appraises for the province: nobody stands there until he is named', () => {
    expect(plan.bodies['tham-dinh']).toMatchObject({ leftOpen: true });
    for (const on of ['2023-11-01', '2025-11-03']) expect(bodies.resolve('tham-dinh', on)).toBeNull();
  });

  it('has Phòng Quản lý chuyên ngành lead with Văn phòng Sở, and answer (VI)', () => {
    expect(plan.lead).toMatchObject({ body: 'office', with: ['van-phong'] });
    expect(plan.contact?.body).toBe('office');
    expect([plan.bodies.office?.unit, plan.bodies['van-phong']?.unit]).toEqual([
      'phong-qlcn-so-khcn-hung-yen',
      'van-phong-so-khcn-hung-yen',
    ]);
  });

  it('names who owes what: the reviews of 2023 and 2025 are Văn phòng’s (VI)', () => {
    expect(plan.obligations.map((o) => [o.kind, o.owedBy, o.by ?? '-', o.to, o.when].join(' '))).toEqual([
      'unit-plan units - office Sau khi kế hoạch được ban hành; kế hoạch không ấn định ngày',
      'consolidated-report lead - so Khi được yêu cầu',
      'summary-report lead van-phong so Năm 2023',
      'summary-report lead van-phong so Năm 2025',
    ]);
  });

  it('is sent to UBND, Sở TT&TT and Sở Nội vụ, each for its purpose', () => {
    expect(plan.recipients.slice(0, 3).map(({ name, purpose }) => `${name}: ${purpose}`)).toEqual([
      'UBND tỉnh: để báo cáo',
      'Sở Thông tin và Truyền thông: để theo dõi',
      'Sở Nội vụ: để biết',
    ]);
    expect(plan.recipients).toHaveLength(7);
  });
});

describe('what plan 000 does not say', () => {
  it('names what every default rests on', () => {
    expect(unsourced(plan)).toEqual([]);
    expect(plan.voting?.source).toMatch(/^Mặc định, không phải luật/u);
  });

  it('asks for minutes of the unit only where there is a unit that meets', () => {
    const asked = (category: string) =>
      requiredDocuments(plan, 'bang-khen', category, []).map(({ code }) => code);
    for (const category of inside)
      expect(asked(category)).toEqual(['bao-cao-thanh-tich', 'bien-ban-hop-don-vi']);
    for (const category of outside) expect(asked(category)).toEqual(['bao-cao-thanh-tich']);
  });
});
