import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseOrganizationFile } from '../../organization/organization-file.ts';
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
});
type Sample = ReturnType<typeof sample>;
const read = (spoil: (file: Sample) => unknown = () => undefined) => {
  const file = sample();
  spoil(file);
  return () => parseOrganizationFile(stringify(file));
};

describe('the organization as data', () => {
  it('has the bodies of plan 002, with at least two units that propose', () => {
    const ofTheSo = organization.units.filter((unit) => unit.organization === 'so-khcn-hung-yen');
    expect(
      ofTheSo.filter(({ kind }) => ['division', 'branch', 'public-service-unit'].includes(kind)),
    ).toHaveLength(4);
    expect(ofTheSo.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['department', 'office', 'council']),
    );
    expect(organization.functions).toMatchObject([
      { function: 'thi-dua-khen-thuong-hung-yen', unit: 'so-noi-vu-hung-yen', to: null },
    ]);
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
