import { describe, expect, it } from 'vitest';
import { bodiesOf } from '../../domain/bodies.ts';
import { criteriaIn, quotaOf, requiredDocuments, roundOf, routeFor } from '../../domain/plan.ts';
import type { Criterion } from '../../domain/plan-schema.ts';
import { publishedRank } from '../../domain/rankings.ts';
import type { RankedUnit, RankFacts } from '../../domain/rankings.ts';
import { datesNeeded } from '../../domain/round.ts';
import { routeOn } from '../../domain/route.ts';
import { organization, readPlan } from '../support/plans.ts';
import { limitOf, notQuoted, publishedText, quotesIn, stepsOf, unsourced } from '../support/published.ts';

const plan = readPlan('chuyen-doi-so-thai-binh-2023');
const published = publishedText(plan.code);
const categories = plan.categories.map(({ code }) => code);
const criteria = (category: string) => criteriaIn(plan.criteria[category]!);
type RankCriterion = Extract<Criterion, { type: 'rank' }>;
const ranksOf = (category: string) =>
  criteria(category).filter((criterion): criterion is RankCriterion => criterion.type === 'rank');

describe('plan 003, word for word', () => {
  it.each(quotesIn(plan))('quotes the plan as published: %s', (quote) => {
    expect(published).toContain(quote);
  });

  it('leaves out nothing but headings, the letterhead and the signature', () => {
    expect(notQuoted(plan)).toEqual([
      'ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --------------- |',
      '|',
      '| KẾ HOẠCH',
      'I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích',
      '2. Yêu cầu',
      'II. NỘI DUNG PHONG TRÀO THI ĐUA 1. Đối với các cơ quan, đơn vị, địa phương',
      '2. Đối với các doanh nghiệp',
      '3. Đối với các lĩnh vực ưu tiên',
      'III. GIẢI PHÁP THỰC HIỆN 1. Các cơ quan, đơn vị, địa phương triển khai đồng bộ các giải pháp sau:',
      '2. Đối với doanh nghiệp',
      'IV. ĐỐI TƯỢNG THI ĐUA, HÌNH THỨC, TIÊU CHUẨN, SỐ LƯỢNG KHEN THƯỞNG 1. Đối tượng thi đua',
      '2. Hình thức khen thưởng',
      'd) Đối với đơn vị thuộc và trực thuộc',
      'e) Đối với cá nhân',
      '4. Số lượng',
      'V. TIẾN ĐỘ THỰC HIỆN 1. Các cơ quan, đơn vị, địa phương và doanh nghiệp',
      'VI. TỔ CHỨC THỰC HIỆN 1. Các cơ quan, đơn vị, địa phương và doanh nghiệp',
      'Nơi nhận:',
      '| CHỦ TỊCH Nguyễn Khắc Thận |',
    ]);
    expect(plan.issuer).toMatchObject({ signer: 'Nguyễn Khắc Thận', signerPosition: 'Chủ tịch' });
  });
});

describe('plan 003, figure by figure', () => {
  it('is 161/KH-UBND of 11 December 2023, for 2023 to 2025', () => {
    expect(plan).toMatchObject({
      short: 'CDSTB',
      number: '161',
      symbol: 'KH-UBND',
      issuedOn: { year: 2023, month: 12, day: 11 },
      period: { from: '2023-12-11', to: '2025-12-31' },
      achievementPeriod: { from: '2023-01-01', to: '2025-12-31' },
    });
    expect(plan.parents.map(({ reference }) => reference.slice(0, 25))).toEqual([
      'Nghị quyết số 02-NQ/TU ng',
      'Quyết định số 571/QĐ-UBND',
    ]);
  });

  it.each([
    ['so-ket-2024', 'interim', { from: '2024-10-01', to: '2024-12-31' }, '2024'],
    ['tong-ket-2025', 'final', { from: '2025-10-01', to: '2025-12-31' }, '2025'],
  ])('has the round %s, judged by the ranks of its year (V.2, K7)', (code, kind, within, rankingPeriod) => {
    expect(roundOf(plan, code)).toMatchObject({ kind, within, rankingPeriod, awards: ['bang-khen'] });
    expect(roundOf(plan, code)?.interpretation).toMatch(/^K7: /u);
    expect(plan.rounds).toHaveLength(2);
  });

  it('names eight kinds of subject (IV.1), and gives all of them Bằng khen alone (IV.2, IV.4)', () => {
    expect(plan.categories.map(({ code, kind }) => `${kind} ${code}`)).toEqual([
      'collective so-ban-nganh',
      'collective huyen-thanh-pho',
      'collective xa-phuong-thi-tran',
      'collective don-vi-thuoc-so',
      'collective don-vi-thuoc-huyen',
      'collective doanh-nghiep',
      'individual can-bo-cong-chuc-vien-chuc',
      'individual doanh-nhan',
    ]);
    expect(plan.awards).toMatchObject([
      { code: 'bang-khen', form: 'bang-khen', decidedBy: 'submission', categories },
    ]);
  });

  it.each<[string, string, number, number, string]>([
    ['so-ban-nganh', 'xep-hang-so', 3, 90, 'so-ban-nganh unit all'],
    ['huyen-thanh-pho', 'xep-hang-huyen', 2, 90, 'huyen-thanh-pho unit all'],
    ['xa-phuong-thi-tran', 'xep-hang-xa', 2, 90, 'xa-phuong-thi-tran unit parent'],
    ['don-vi-thuoc-so', 'xep-hang-so-cap-tren', 10, 0, 'so-ban-nganh parent-unit all'],
    ['don-vi-thuoc-huyen', 'xep-hang-huyen-cap-tren', 3, 0, 'huyen-thanh-pho parent-unit all'],
    ['can-bo-cong-chuc-vien-chuc', 'xep-hang-so-noi-cong-tac', 10, 0, 'so-ban-nganh organization all'],
    ['can-bo-cong-chuc-vien-chuc', 'xep-hang-huyen-noi-cong-tac', 3, 0, 'huyen-thanh-pho organization all'],
    [
      'can-bo-cong-chuc-vien-chuc',
      'xep-hang-xa-noi-cong-tac',
      2,
      0,
      'xa-phuong-thi-tran organization parent',
    ],
  ])('asks of %s by %s: rank 1 to %i, %i %% of the scale (IV.3, K5)', (category, code, to, share, whose) => {
    const criterion = ranksOf(category).find((c) => c.code === code)!;
    expect(criterion).toMatchObject({ set: 'bo-chi-so-chuyen-doi-so', from: 1, to });
    expect(criterion.scoreAtLeast).toEqual(share === 0 ? undefined : { numerator: share, denominator: 100 });
    expect(`${criterion.group} ${criterion.of} ${criterion.within}`).toBe(whose);
    expect(criterion.quote).toContain(`0${to}`.slice(-2));
  });

  it.each([
    ['so-ban-nganh', 2, 1],
    ['huyen-thanh-pho', 2, 1],
    ['xa-phuong-thi-tran', 2, 1],
    ['don-vi-thuoc-so', 3, 1],
    ['don-vi-thuoc-huyen', 3, 1],
    ['doanh-nghiep', 4, 0],
    ['can-bo-cong-chuc-vien-chuc', 3, 3],
    ['doanh-nhan', 5, 0],
  ])(
    'asks of %s for %i attested criteria and %i ranks, and nothing more (IV.3, K6)',
    (category, words, ranks) => {
      const all = criteria(category);
      expect(all.filter(({ type }) => type === 'attested')).toHaveLength(words);
      expect(ranksOf(category)).toHaveLength(ranks);
      expect(all).toHaveLength(words + ranks);
      expect(all.map(limitOf).every((limit) => limit === undefined)).toBe(true);
    },
  );

  it('asks of a civil servant one rank of the three, by the kind of his office (IV.3.e)', () => {
    const tree = plan.criteria['can-bo-cong-chuc-vien-chuc']!;
    const any = 'all' in tree ? tree.all.find((part) => 'any' in part) : undefined;
    expect(any && criteriaIn(any).map(({ code }) => code)).toEqual(
      ranksOf('can-bo-cong-chuc-vien-chuc').map(({ code }) => code),
    );
    expect(ranksOf('can-bo-cong-chuc-vien-chuc').map(({ unitKinds }) => unitKinds)).toEqual([
      ['department', 'appraiser'],
      ['district'],
      ['commune'],
    ]);
  });

  it.each([
    ['don-vi-thuoc-so', 'collective', 'department', 1],
    ['don-vi-thuoc-huyen', 'collective', 'district', 1],
    ['can-bo-cong-chuc-vien-chuc', 'individual', 'department', 1],
    ['can-bo-cong-chuc-vien-chuc', 'individual', 'appraiser', 1],
    ['can-bo-cong-chuc-vien-chuc', 'individual', 'district', 2],
    ['can-bo-cong-chuc-vien-chuc', 'individual', 'commune', 1],
  ] as const)(
    'allows each unit of %s (%s) that is a %s %i (IV.4, K9, K10)',
    (category, kind, unitKind, max) => {
      expect(quotaOf(plan, 'bang-khen', kind, category, unitKind)).toMatchObject({
        max,
        per: 'round',
        perProposingUnit: true,
      });
      expect(plan.quotas).toHaveLength(4);
    },
  );

  it.each([
    ['so-ban-nganh', 'collective', 'department'],
    ['huyen-thanh-pho', 'collective', 'district'],
    ['xa-phuong-thi-tran', 'collective', 'commune'],
    ['doanh-nghiep', 'collective', 'enterprise'],
    ['doanh-nhan', 'individual', 'enterprise'],
  ] as const)('sets no number for %s (IV.4)', (category, kind, unitKind) => {
    expect(quotaOf(plan, 'bang-khen', kind, category, unitKind)).toBeUndefined();
  });

  it('refuses what is over the number, since nobody chooses later', () => {
    expect(plan.checks.quota).toMatchObject({ atSubmission: 'refuse', overridable: false });
    expect(plan.checks.criteria).toMatchObject({ atSubmission: 'reviewer', overridable: false });
  });

  const handedOn = ['appraisal tdkt 20', 'submission tdkt ubnd 5 submitBy', 'decision ubnd decisionBy'];
  it('goes by Sở TT&TT and Ban TĐKT to UBND, enterprises first to their association (VI)', () => {
    for (const category of categories)
      expect(stepsOf(plan, 'bang-khen', category)).toEqual([
        ...(category.startsWith('doanh-') ? ['selection hiep-hoi 10'] : []),
        'selection cds 10 reviewBy',
        ...handedOn,
      ]);
  });

  it('has neither council nor office, and asks for no date of a council', () => {
    expect(plan.voting).toBeNull();
    expect(datesNeeded(plan, 'tong-ket-2025')).toEqual([
      'opens',
      'intakeCloses',
      'reviewBy',
      'submitBy',
      'decisionBy',
    ]);
  });

  it('needs the minutes of the proposing unit itself', () => {
    for (const category of categories)
      expect(requiredDocuments(plan, 'bang-khen', category, []).map(({ code }) => code)).toEqual([
        'bao-cao-thanh-tich',
        'bien-ban-hop-don-vi',
      ]);
  });

  it('has Sở TT&TT lead and own the index, Ban TĐKT answer, and names who owes what (V, VI)', () => {
    expect([plan.lead.body, plan.lead.with, plan.contact?.body]).toEqual(['cds', ['tdkt'], 'tdkt']);
    expect(plan.rankings).toMatchObject([{ set: 'bo-chi-so-chuyen-doi-so', owner: 'cds' }]);
    expect(
      plan.obligations.map(({ kind, owedBy, by, to, when }) => [kind, owedBy, by, to, when].join(' | ')),
    ).toEqual([
      'unit-plan | units |  | tdkt | Quý IV năm 2023',
      'summary-report | units |  | tdkt | Quý IV năm 2024',
      'summary-report | units |  | tdkt | Quý IV năm 2025',
      'consolidated-report | lead | tdkt | ubnd | Quý IV năm 2024, trong báo cáo công tác thi đua, khen thưởng năm',
      'consolidated-report | lead | tdkt | ubnd | Dịp tổng kết năm 2025, trong báo cáo công tác thi đua, khen thưởng năm',
    ]);
  });
});

describe('plan 003 through the changes of 2025', () => {
  const inForce = organization.units;
  const bodies = bodiesOf(plan.bodies, organization);
  const route = (category: string, on: string) =>
    routeOn(routeFor(plan, 'bang-khen', category), 'proposer', bodies, on)
      .slice(1)
      .map(({ stage, body }) => `${stage} ${body}`);

  it.each([
    ['2024-11-15', 'so-tttt-thai-binh', 'ban-tdkt-so-noi-vu-thai-binh', 'ubnd-tinh-thai-binh'],
    ['2025-02-28', 'so-tttt-thai-binh', 'ban-tdkt-so-noi-vu-thai-binh', 'ubnd-tinh-thai-binh'],
    ['2025-03-01', 'so-khcn-thai-binh', 'ban-tdkt-so-noi-vu-thai-binh', 'ubnd-tinh-thai-binh'],
    ['2025-07-01', 'so-khcn-hung-yen', 'so-noi-vu-hung-yen', 'ubnd-tinh-hung-yen'],
  ])('goes on %s by %s and %s to %s', (on, cds, tdkt, ubnd) => {
    expect(route('huyen-thanh-pho', on)).toEqual([
      `selection ${cds}`,
      `appraisal ${tdkt}`,
      `submission ${tdkt}`,
      `decision ${ubnd}`,
    ]);
  });

  it.each([
    ['2025-06-30', 'hiep-hoi-dn-thai-binh'],
    ['2025-07-01', 'hiep-hoi-dn-hung-yen'],
  ])('begins for an enterprise on %s at %s', (on, association) => {
    expect(route('doanh-nghiep', on)[0]).toBe(`selection ${association}`);
  });

  const units = new Map(
    inForce.map(({ code, shortName, kind, parent, organization: body }): [string, RankedUnit] => [
      code,
      { code, name: shortName, kind, parent, organization: body },
    ]),
  );
  const table = (group: string, period: string, unit: string, rank: number, score = 900) => ({
    set: 'bo-chi-so-chuyen-doi-so',
    group,
    period,
    version: 1,
    entries: [{ unit, rank, score, maximum: 1000 }],
  });
  it.each<[string, string, string, string, ReturnType<typeof table>, string | undefined]>([
    [
      'a district, second',
      'huyen-thanh-pho',
      'huyen-hung-ha',
      '2024-11-15',
      table('huyen-thanh-pho', '2024', 'huyen-hung-ha', 2),
      'met',
    ],
    [
      'a district, third',
      'huyen-thanh-pho',
      'huyen-hung-ha',
      '2024-11-15',
      table('huyen-thanh-pho', '2024', 'huyen-hung-ha', 3),
      'unmet',
    ],
    [
      'its office, by its third place',
      'don-vi-thuoc-huyen',
      'phong-vhtt-huyen-hung-ha',
      '2024-11-15',
      table('huyen-thanh-pho', '2024', 'huyen-hung-ha', 3),
      'met',
    ],
    [
      'a commune, second of its district',
      'xa-phuong-thi-tran',
      'xa-tan-le',
      '2024-11-15',
      table('xa-phuong-thi-tran/huyen-hung-ha', '2024', 'xa-tan-le', 2),
      'met',
    ],
    [
      'a commune, second of the province',
      'xa-phuong-thi-tran',
      'xa-tan-le',
      '2024-11-15',
      table('xa-phuong-thi-tran', '2024', 'xa-tan-le', 2),
      undefined,
    ],
    [
      'a commune after districts, second of the province',
      'xa-phuong-thi-tran',
      'xa-hung-nhan',
      '2025-12-01',
      table('xa-phuong-thi-tran', '2025', 'xa-hung-nhan', 2),
      'met',
    ],
    [
      'a Sở, first with 89.9 %',
      'so-ban-nganh',
      'so-y-te-thai-binh',
      '2024-11-15',
      table('so-ban-nganh', '2024', 'so-y-te-thai-binh', 1, 899),
      'unmet',
    ],
    [
      'a hospital, by the tenth place of its Sở',
      'don-vi-thuoc-so',
      'benh-vien-da-khoa-tinh-thai-binh',
      '2024-11-15',
      table('so-ban-nganh', '2024', 'so-y-te-thai-binh', 10, 1),
      'met',
    ],
  ])('judges %s (K8)', (_, category, unit, on, ranking, expected) => {
    const facts: RankFacts = { on, unit, units, period: ranking.period, rankings: [ranking] };
    expect(publishedRank(ranksOf(category)[0]!, facts)?.result).toBe(expected);
  });
});

describe('what plan 003 does not say', () => {
  it('is named clause by clause', () => {
    expect(unsourced(plan)).toEqual([]);
  });

  it.each(['K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10'])(
    'is decided openly where it contradicts itself: %s',
    (k) => {
      expect(JSON.stringify(plan)).toMatch(new RegExp(`${k}: `, 'u'));
    },
  );
});
