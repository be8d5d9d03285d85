import { describe, expect, it } from 'vitest';
import { judgeOf } from '../../domain/delegation.ts';
import { nomineeGround } from '../../domain/nominee.ts';
import type { KnownPerson, Nominee } from '../../domain/nominee.ts';
import type { Units } from '../../domain/organization.ts';

const units: Units = new Map(
  ['so', 'phong', 'van-phong', 'hoi-dong'].map((code) => [
    code,
    { code, parent: code === 'so' ? null : 'so', organization: 'so' },
  ]),
);
const hoa: Nominee = { kind: 'individual', name: 'Vũ Thị Hoà', unit: 'phong', personId: null, words: [] };
const team: Nominee = { ...hoa, kind: 'collective', name: 'Phòng Quản lý khoa học' };
const person = (
  id: string,
  name: string,
  role: KnownPerson['posts'][number]['role'],
  unit: string,
): KnownPerson => ({ id, name, organization: null, posts: [{ role, unit }] });
const member = person('m', 'VŨ THỊ HÒA', 'council-member', 'hoi-dong');
const named = (name: string): KnownPerson => ({ ...member, name });
const said = (same: boolean): Nominee => ({
  ...hoa,
  words: [{ personId: 'm', same, name: 'Vũ Thị Hòa', byId: 'x', at: '2026-01-01T00:00:00.000Z' }],
});

describe('who is nominated is found', () => {
  it.each([
    ['by account', { ...hoa, personId: 'm' }, member, 'account'],
    ['by name and organization, however it is spelt', hoa, member, 'name'],
    ['by a word that it is the same', said(true), member, 'confirmed'],
    ['not after a word that it is somebody else', said(false), member, null],
    [
      'anew where the word was of another name',
      { ...said(false), name: 'Vũ Thị Hoa' },
      named('Vũ Thị Hoa'),
      'name',
    ],
    [
      'by the organization that looks after the account',
      hoa,
      { ...member, organization: 'so', posts: [] },
      'name',
    ],
    ['not by another name', hoa, { ...member, name: 'Vũ Thị Hoa' }, null],
    ['not in another organization', hoa, person('m', 'Vũ Thị Hoà', 'head', 'so-khac'), null],
    ['as the head of the nominated unit', team, person('h', 'An', 'unit-head', 'phong'), 'heads-unit'],
    [
      'as the head of the nominated organization',
      { ...team, unit: 'so' },
      person('h', 'An', 'head', 'so'),
      'heads-unit',
    ],
    ['not as the head of another', team, person('h', 'An', 'unit-head', 'van-phong'), null],
    ['not as one who works there', team, person('h', 'An', 'unit-officer', 'phong'), null],
  ] as const)('%s', (_, nominee, who, ground) => {
    expect(nomineeGround(nominee, who, units)).toBe(ground);
  });

  it('and judges nothing of it, nor does who stands in for them', () => {
    const judged = { proposers: [], nominees: { of: [hoa], units } };
    const right = { role: 'office-reviewer', unit: 'van-phong' } as const;
    expect(judgeOf(right, { id: 'm', roles: [], known: [member] }, judged)).toBe('own-nomination');
    const deputy = { id: 'd', roles: [], known: [person('d', 'An', 'unit-officer', 'phong'), member] };
    expect(judgeOf({ ...right, forId: 'm' }, deputy, judged)).toBe('own-nomination');
    expect(judgeOf(right, deputy, judged)).toBe(right);
  });
});
