import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseOrganizationFile } from '../../organization/organization-file.ts';
import { bodiesOf, isInForce } from '../../domain/bodies.ts';
import { organization } from '../support/plans.ts';

const sample = () => ({
  units: [
    {
      code: 'so',
      name: 'Sở',
      shortName: 'Sở',
      kind: 'department',
      organization: 'so',
      from: '2021-01-01',
      source: 'x',
    },
    {
      code: 'phong',
      name: 'Phòng',
      shortName: 'Phòng',
      kind: 'division',
      parent: 'so',
      organization: 'so',
      from: '2021-01-01',
      to: '2025-02-28',
      source: 'x',
    },
  ],
  functions: [{ function: 'viec', unit: 'phong', from: '2021-01-01', to: '2025-02-28', citation: 'x' }],
  successions: [
    { from: 'phong', to: 'so' as string | null, on: '2025-03-01', kind: 'merge', scope: '', citation: 'x' },
  ],
});
type Sample = ReturnType<typeof sample>;
const read = (spoil: (file: Sample) => unknown = () => undefined) => {
  const file = sample();
  spoil(file);
  return () => parseOrganizationFile(stringify(file));
};

const today = '2026-11-24';
const inOffice = (on: string) => organization.units.filter((unit) => isInForce(unit, on));
const holderOf = (fn: string, on: string) => bodiesOf({}, organization).resolve(fn, on);
/** In whatever order its successions are listed. */
const followed = (unit: string, on: string) =>
  [organization.successions, organization.successions.toReversed()].map((successions) =>
    bodiesOf({ body: { name: 'body', unit } }, { ...organization, successions }).resolve('body', on),
  );

describe('the organization as data', () => {
  it('has the bodies of the Sở KH&CN of Hưng Yên, with at least two units that propose', () => {
    const ofTheSo = organization.units.filter((unit) => unit.organization === 'so-khcn-hung-yen');
    expect(
      ofTheSo.filter(({ kind }) => ['division', 'branch', 'public-service-unit'].includes(kind)),
    ).toHaveLength(4);
    expect(ofTheSo.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['department', 'office', 'council']),
    );
  });

  it.each<[string, string[]]>([
    ['2025-02-28', ['so-tttt-hung-yen', 'so-tttt-thai-binh', 'huyen-dong-hung', 'ubnd-tinh-thai-binh']],
    ['2025-03-01', ['so-khcn-thai-binh', 'huyen-dong-hung', 'ubnd-tinh-thai-binh']],
    ['2025-06-30', ['so-khcn-thai-binh', 'huyen-hung-ha', 'thi-tran-hung-nhan', 'hiep-hoi-dn-thai-binh']],
    ['2025-07-01', ['xa-hung-nhan', 'xa-dong-quan', 'phuong-thai-binh', 'hiep-hoi-dn-hung-yen']],
  ])('knows who was in office on %s', (on, present) => {
    const watched = [
      'so-tttt-hung-yen',
      'so-tttt-thai-binh',
      'so-khcn-thai-binh',
      'huyen-dong-hung',
      'ubnd-tinh-thai-binh',
      'hiep-hoi-dn-thai-binh',
      'hiep-hoi-dn-hung-yen',
      'xa-hung-nhan',
    ];
    const codes = inOffice(on).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(present));
    const gone = on >= '2025-07-01' ? watched.slice(0, 6) : on >= '2025-03-01' ? watched.slice(0, 2) : [];
    const toCome = on < '2025-07-01' ? watched.slice(6) : [];
    expect(codes.filter((code) => [...gone, ...toCome].includes(code))).toEqual([]);
  });

  it('has no district left, and nothing of Thái Bình’s administration, since 1/7/2025', () => {
    expect(inOffice('2025-07-01').filter(({ kind }) => kind === 'district')).toEqual([]);
    expect(inOffice('2025-06-30').filter(({ kind }) => kind === 'district')).toHaveLength(3);
    expect(inOffice('2025-07-01').filter(({ parent }) => parent === 'ubnd-tinh-thai-binh')).toEqual([]);
  });

  it('has at least two units of each kind that proposes under the plans today', () => {
    for (const kind of ['department', 'commune', 'enterprise', 'public-service-unit', 'division'])
      expect(inOffice(today).filter((unit) => unit.kind === kind).length, kind).toBeGreaterThanOrEqual(2);
  });

  it.each<[string, [string, string][]]>([
    [
      'chuyen-doi-so-hung-yen',
      [
        ['2025-02-28', 'so-tttt-hung-yen'],
        ['2025-03-01', 'so-khcn-hung-yen'],
      ],
    ],
    [
      'chuyen-doi-so-thai-binh',
      [
        ['2025-02-28', 'so-tttt-thai-binh'],
        ['2025-03-01', 'so-khcn-thai-binh'],
        ['2025-06-30', 'so-khcn-thai-binh'],
        ['2025-07-01', 'so-khcn-hung-yen'],
      ],
    ],
    [
      'bao-chi-thai-binh',
      [
        ['2025-02-28', 'so-tttt-thai-binh'],
        ['2025-03-01', 'so-vhttdl-thai-binh'],
        ['2025-07-01', 'so-vhttdl-hung-yen'],
      ],
    ],
    [
      'thi-dua-khen-thuong-thai-binh',
      [
        ['2025-06-30', 'ban-tdkt-so-noi-vu-thai-binh'],
        ['2025-07-01', 'so-noi-vu-hung-yen'],
      ],
    ],
    [
      'ubnd-thai-binh',
      [
        ['2025-06-30', 'ubnd-tinh-thai-binh'],
        ['2025-07-01', 'ubnd-tinh-hung-yen'],
      ],
    ],
    [
      'hiep-hoi-doanh-nghiep-thai-binh',
      [
        ['2025-06-30', 'hiep-hoi-dn-thai-binh'],
        ['2025-07-01', 'hiep-hoi-dn-hung-yen'],
      ],
    ],
    ['thi-dua-khen-thuong-hung-yen', [['2022-06-01', 'so-noi-vu-hung-yen']]],
    ['thi-dua-khen-thuong-ha-tinh', [['2021-04-01', 'ban-tdkt-tinh-ha-tinh']]],
  ])('passes %s on to whom it went, on the day', (fn, holders) => {
    for (const [on, unit] of holders) expect([on, holderOf(fn, on)]).toEqual([on, unit]);
    expect(holderOf(fn, today)).toBe(holders.at(-1)?.[1]);
    expect(holderOf(fn, '2020-12-31')).toBeNull();
  });

  it.each([
    ['so-tttt-hung-yen', '2025-02-28', 'so-tttt-hung-yen'],
    ['so-tttt-hung-yen', '2025-03-01', 'so-khcn-hung-yen'],
    // Twice: the second on the day of the merger.
    ['so-tttt-thai-binh', '2025-06-30', 'so-khcn-thai-binh'],
    ['so-tttt-thai-binh', '2025-07-01', 'so-khcn-hung-yen'],
    ['benh-vien-da-khoa-tinh-thai-binh', today, 'benh-vien-da-khoa-thai-binh'],
    ['thi-tran-hung-nhan', '2025-06-30', 'thi-tran-hung-nhan'],
    ['thi-tran-hung-nhan', '2025-07-01', 'xa-hung-nhan'],
    ['xa-tan-le', '2025-07-01', 'xa-hung-nhan'],
    ['ubnd-tinh-thai-binh', '2025-06-30', 'ubnd-tinh-thai-binh'],
    ['ubnd-tinh-thai-binh', '2025-07-01', 'ubnd-tinh-hung-yen'],
    ['ban-tdkt-so-noi-vu-thai-binh', '2025-06-30', 'ban-tdkt-so-noi-vu-thai-binh'],
    ['ban-tdkt-so-noi-vu-thai-binh', '2025-07-01', 'so-noi-vu-hung-yen'],
    ['so-y-te-thai-binh', '2025-06-30', 'so-y-te-thai-binh'],
    ['so-y-te-thai-binh', '2025-07-01', 'so-y-te-hung-yen'],
    ['thanh-pho-thai-binh', '2025-06-30', 'thanh-pho-thai-binh'],
    ['thanh-pho-thai-binh', '2025-07-01', null],
    // Dissolved; a part of its powers went to communes, but nobody stands in its place.
    ['huyen-dong-hung', '2025-06-30', 'huyen-dong-hung'],
    ['huyen-dong-hung', '2025-07-01', null],
    ['xa-hung-nhan', '2025-06-30', null],
    ['khong-co', today, null],
  ])('follows %s on %s to what it became as a whole: %s', (unit, on, expected) => {
    expect(followed(unit, on)).toEqual([expected, expected]);
  });

  it.each<[string, string, Record<string, string | null>]>([
    // One Sở, two successors: digital transformation with the whole, press and publishing as a part.
    ['so-tttt-hung-yen', '2025-03-01', { '': 'so-khcn-hung-yen', 'báo chí, xuất bản': 'so-vhttdl-hung-yen' }],
    [
      'so-tttt-thai-binh',
      '2025-03-01',
      { '': 'so-khcn-thai-binh', 'báo chí, xuất bản': 'so-vhttdl-thai-binh' },
    ],
    // A district is dissolved; what it could award goes to each commune for its own area.
    [
      'huyen-hung-ha',
      '2025-07-01',
      { '': null, 'thẩm quyền khen thưởng trên địa bàn xã Hưng Nhân': 'xa-hung-nhan' },
    ],
    [
      'thanh-pho-thai-binh',
      '2025-07-01',
      { '': null, 'thẩm quyền khen thưởng trên địa bàn phường Thái Bình': 'phuong-thai-binh' },
    ],
  ])('says which part of %s went where on %s', (unit, on, parts) => {
    const gone = organization.successions.filter(({ from }) => from === unit);
    expect(Object.fromEntries(gone.map(({ scope, to }) => [scope, to]))).toEqual(parts);
    expect(gone.every((succession) => succession.on === on)).toBe(true);
    // To whom each part went was in office on that day.
    for (const to of gone.flatMap((succession) => succession.to ?? []))
      expect(
        isInForce(
          organization.units.find(({ code }) => code === to)!,
          on,
        ),
      ).toBe(true);
  });

  it('resolves nobody for a body that the plan leaves open, whatever it is called', () => {
    const open = bodiesOf({ 'ubnd-thai-binh': { name: 'x', leftOpen: true } }, organization);
    expect(open.resolve('ubnd-thai-binh', today)).toBeNull();
  });

  it('says of every example that it is one', () => {
    const examples = [
      'truong-dh-spkt-hung-yen',
      'cong-ty-co-khi-hung-yen',
      'cong-ty-det-may-thai-binh',
      'xa-luong-bang',
      'benh-vien-da-khoa-thai-binh',
    ];
    for (const code of examples)
      expect(organization.units.find((unit) => unit.code === code)?.source).toMatch(/^Ví dụ/u);
  });

  it('writes only to addresses that nobody owns', () => {
    for (const { email } of organization.units) expect(email).toMatch(/\.example$/u);
  });

  it('lets a function pass from one unit to the next', () => {
    expect(
      read((f) =>
        f.functions.push({
          function: 'viec',
          unit: 'so',
          from: '2025-03-01',
          to: '2030-01-01',
          citation: 'x',
        }),
      ),
    ).not.toThrow();
  });

  it.each<[string, (file: Sample) => unknown, string]>([
    ['a code twice', (f) => (f.units[1]!.code = 'so'), 'units[1].code'],
    ['a parent that comes later, so that none is its own', (f) => f.units.reverse(), 'units[0].parent'],
    [
      'an organization that is only part of one',
      (f) => f.units.push({ ...f.units[1]!, code: 'to', organization: 'phong' }),
      'units[2].organization',
    ],
    ['a unit of no organization', (f) => (f.units[1]!.organization = 'khac'), 'units[1].organization'],
    ['an end before the beginning', (f) => (f.units[1]!.to = '2020-01-01'), 'units[1].to'],
    ['a function at no unit', (f) => (f.functions[0]!.unit = 'khac'), 'functions[0].unit'],
    [
      'a unit that outlives the one above it',
      (f) => Object.assign(f.units[0]!, { to: '2024-12-31' }),
      'units[1].parent',
    ],
    ['a unit that ends without a word of what became of it', (f) => (f.successions = []), 'units[1].to'],
    ['a succession of no unit', (f) => (f.successions[0]!.from = 'khac'), 'successions[0].from'],
    ['a succession after a gap', (f) => (f.successions[0]!.on = '2025-03-02'), 'successions[0].from'],
    [
      'a merger of a unit that goes on',
      (f) => f.successions.push({ ...f.successions[0]!, from: 'so', to: 'phong', on: '2025-01-01' }),
      'successions[1].on',
    ],
    ['a successor that is not there', (f) => (f.successions[0]!.to = 'khac'), 'successions[0].to'],
    ['a merger into nothing', (f) => (f.successions[0]!.to = null), 'successions[0].to'],
    ['a dissolution with a successor', (f) => (f.successions[0]!.kind = 'abolish'), 'successions[0].to'],
    ['a merger of a part', (f) => (f.successions[0]!.scope = 'một phần'), 'successions[0].scope'],
    ['a split that names no part', (f) => (f.successions[0]!.kind = 'split'), 'successions[0].scope'],
    ['one part that goes to two', (f) => f.successions.push({ ...f.successions[0]! }), 'successions[1]'],
    ['a function that outlives its unit', (f) => (f.functions[0]!.to = '2025-03-01'), 'functions[0].unit'],
    [
      'a function held twice at once',
      (f) => f.functions.push({ ...f.functions[0]!, unit: 'so' }),
      'functions[1]',
    ],
    ['an unknown key', (f) => Object.assign(f.units[0]!, { la: 1 }), 'units[0]'],
  ])('refuses %s', (_, spoil, path) => {
    expect(read(spoil)).toThrow(path);
  });
});
