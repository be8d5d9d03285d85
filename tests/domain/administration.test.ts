import { describe, expect, it } from 'vitest';
import { administeredBy, organizationsAbove, roleNatures } from '../../domain/administration.ts';
import type { Units } from '../../domain/organization.ts';

/** Two provinces, with offices below them, and a department of one of them with a centre that is an organization of its own. */
const units: Units = new Map(
  (
    [
      ['tinh-a', null, 'tinh-a'],
      ['so-a', 'tinh-a', 'so-a'],
      ['phong-a', 'so-a', 'so-a'],
      ['trung-tam-a', 'phong-a', 'trung-tam-a'],
      ['so-a-hai', 'tinh-a', 'so-a-hai'],
      ['tinh-b', null, 'tinh-b'],
      ['so-b', 'tinh-b', 'so-b'],
    ] as const
  ).map(([code, parent, organization]) => [code, { code, parent, organization }]),
);
const by = (unit: string, administered: string[], hasDeployment = false) =>
  [...administeredBy({ units, administered: new Set(administered), hasDeployment }, unit)].sort();

it('the organizations above a unit are its own and those of its parents, nearest first', () => {
  expect(organizationsAbove(units, 'trung-tam-a')).toEqual(['trung-tam-a', 'so-a', 'tinh-a']);
  expect(organizationsAbove(units, 'phong-a')).toEqual(['so-a', 'tinh-a']);
  expect(organizationsAbove(units, 'nowhere')).toEqual([]);
});

describe('a unit is looked after by', () => {
  it('the administrators of its own organization, and by no others beside them', () => {
    expect(by('phong-a', ['so-a', 'tinh-a', 'so-a-hai'])).toEqual(['so-a']);
  });
  it('where that has none, those of the nearest organization above that has', () => {
    expect(by('trung-tam-a', ['so-a', 'tinh-a'])).toEqual(['so-a']);
    expect(by('trung-tam-a', ['tinh-a'])).toEqual(['tinh-a']);
  });
  it('where there is none up to the top, nobody but who administers the whole deployment, once a setting names them', () => {
    expect(by('so-a', ['so-a-hai', 'so-b'], true)).toEqual([]);
    expect(by('phong-a', ['so-a', 'so-b'], true)).toEqual(['so-a']);
  });
  it('where no setting names anybody, those under the same top, and only where there are none all', () => {
    expect(by('so-a', ['so-a-hai', 'so-b'])).toEqual(['so-a-hai']);
    expect(by('so-a', ['so-b'])).toEqual(['so-b']);
    expect(by('so-a', [])).toEqual([]);
  });
});

it('who administers judges nothing by it, and no role that judges is given by one person alone', () => {
  expect(roleNatures.administrator).toEqual({ judges: false, byTwo: true });
  for (const [role, { judges, byTwo }] of Object.entries(roleNatures))
    if (judges) expect([role, byTwo]).toEqual([role, true]);
});
