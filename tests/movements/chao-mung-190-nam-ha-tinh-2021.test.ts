import { describe, expect, it } from 'vitest';
import { bodiesOf } from '../../domain/bodies.ts';
import { datesNeeded } from '../../domain/round.ts';
import { organization, readPlan } from '../support/plans.ts';
import { notQuoted, publishedText, quotesIn, unsourced } from '../support/published.ts';

const plan = readPlan('chao-mung-190-nam-ha-tinh-2021');
const published = publishedText(plan.code);

describe('plan 004, word for word', () => {
  it.each(quotesIn(plan))('quotes the plan as published: %s', (quote) => {
    expect(published).toContain(quote);
  });

  it('leaves out nothing but headings and the signature', () => {
    expect(notQuoted(plan)).toEqual([
      'KẾ HOẠCH',
      'I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích:',
      '2. Yêu cầu:',
      'II. NỘI DUNG THI ĐUA 1. Thi đua thực hiện nhiệm vụ chính trị',
      '2. Công tác cải cách hành chính',
      '3. Xây dựng đảng và hệ thống chính trị',
      '4. Phong trào thi đua trong các đoàn thể',
      'III. TỔ CHỨC THỰC HIỆN',
      'Nơi nhận:',
      '**KT.GIÁM ĐỐC PHÓ GIÁM ĐỐC** Phan Trọng Bình',
    ]);
    expect(plan.issuer).toMatchObject({
      signer: 'Phan Trọng Bình',
      signerPosition: 'KT. Giám đốc, Phó Giám đốc',
    });
  });
});

describe('plan 004, figure by figure', () => {
  it('is 411/KH-SKHCN of 30 March 2021, under plan 54 of the province', () => {
    expect(plan).toMatchObject({
      short: 'CM190',
      number: '411',
      symbol: 'KH-SKHCN',
      issuedOn: { year: 2021, month: 3, day: 30 },
      parents: [{ reference: 'Kế hoạch số 54/KH-UBND ngày 26/2/2021 của UBND tỉnh Hà Tĩnh' }],
    });
  });

  it('runs from 1 April to 30 September 2021, as one round', () => {
    const campaign = { from: '2021-04-01', to: '2021-09-30' };
    expect(plan.period).toMatchObject(campaign);
    expect(plan.rounds).toMatchObject([{ code: 'dot-thi-dua-2021', kind: 'single', within: campaign }]);
    expect(datesNeeded(plan, 'dot-thi-dua-2021')).toEqual(['opens', 'intakeCloses']);
  });

  it('has no award, criterion, number, route or vote: nobody can be nominated', () => {
    expect(plan).toMatchObject({
      awards: [],
      quotas: [],
      criteria: {},
      documents: [],
      routes: [],
      voting: null,
      rounds: [{ awards: [] }],
    });
    expect(plan.contact).toBeUndefined();
  });

  it('asks for a registration at Ban TĐKT tỉnh, and reports on request, of Văn phòng Sở (I.2, III)', () => {
    expect(plan.lead).toMatchObject({ body: 'office', with: [] });
    expect(plan.obligations.map(({ kind, owedBy, to }) => `${kind} ${owedBy} ${to}`)).toEqual([
      'registration lead tdkt',
      'consolidated-report lead so',
      'consolidated-report lead tdkt',
    ]);
    const { resolve } = bodiesOf(plan.bodies, organization);
    expect(['office', 'so', 'tdkt'].map((body) => resolve(body, '2021-04-01'))).toEqual([
      'van-phong-so-khcn-ha-tinh',
      'so-khcn-ha-tinh',
      'ban-tdkt-tinh-ha-tinh',
    ]);
  });

  it('names the source of what the format wants and the plan does not have', () => {
    expect(unsourced(plan)).toEqual([]);
  });
});
