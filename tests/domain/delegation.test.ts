import { describe, expect, test } from 'vitest';
import { delegableRoles, delegationFaults, isLent, judgeOf } from '../../domain/delegation.ts';
import type { Delegation } from '../../domain/delegation.ts';

const today = '2026-11-27';
const office = { role: 'office-reviewer', unit: 'van-phong', from: '2025-01-01', to: null };
const leave: Delegation = {
  ...{ role: 'office-reviewer', unit: 'van-phong', from: '2026-12-01', to: '2026-12-10' },
  ...{ delegatorId: 'lan', delegateId: 'minh' },
};

describe('a delegation', () => {
  test.each<[string, Partial<Delegation>, string[]]>([
    ['of a role that one holds, for days to come', {}, []],
    ['that begins today', { from: today }, []],
    ['for one day', { to: '2026-12-01' }, []],
    ['to oneself', { delegateId: 'lan' }, ['delegate']],
    ['that ends before it begins', { to: '2026-11-30' }, ['to']],
    ['that began yesterday', { from: '2026-11-26' }, ['from']],
    ['that has ended', { from: '2026-11-01', to: '2026-11-20' }, ['from']],
    ['of a role that one does not hold, or only stands in for', { role: 'office-head' }, ['role']],
    ['of the same role elsewhere', { unit: 'phong-khac' }, ['role']],
  ])('%s', (_what, change, paths) => {
    const faults = delegationFaults({ ...leave, ...change }, [office], [], today);
    expect(faults.map(({ path }) => path)).toEqual(paths);
  });

  test('lasts no longer than the role', () => {
    const ending = { ...office, to: '2026-12-05' };
    expect(delegationFaults(leave, [ending], [], today).map(({ path }) => path)).toEqual(['to']);
    expect(delegationFaults({ ...leave, to: '2026-12-05' }, [ending], [], today)).toEqual([]);
  });

  test.each<[string, Partial<Delegation>, boolean]>([
    ['the day after the other ends', { from: '2026-12-11', to: '2026-12-20' }, true],
    ['its last day', { from: '2026-12-10', to: '2026-12-20' }, false],
    ['days within it, to another person', { from: '2026-12-03', to: '2026-12-04', delegateId: 'hoa' }, false],
  ])('is given to one person at a time: %s', (_what, change, fits) => {
    expect(delegationFaults({ ...leave, ...change }, [office], [leave], today).length === 0).toBe(fits);
  });

  test('lends its role from its first day to its last, while the other holds it', () => {
    const lent = ['2026-11-30', '2026-12-01', '2026-12-10', '2026-12-11'].map((day) =>
      isLent(leave, [office], day),
    );
    expect(lent).toEqual([false, true, true, false]);
    expect(isLent(leave, [{ ...office, to: '2026-12-04' }], '2026-12-05')).toBe(false);
    expect(isLent(leave, [], '2026-12-05')).toBe(false);
  });

  test('lends no seat in the council, and nothing that gives rights', () => {
    for (const role of ['council-member', 'council-chair', 'administrator', 'auditor'])
      expect(delegableRoles).not.toContain(role);
    expect(delegableRoles).toEqual(
      expect.arrayContaining(['unit-head', 'office-reviewer', 'office-head', 'head', 'council-secretary']),
    );
  });
});

describe('who judges', () => {
  const own = { role: 'head', unit: 'so' } as const;
  const lent = { ...own, forId: 'giam-doc' } as const;
  const person = { id: 'pho', roles: [], recusedFrom: ['n2'] };
  test.each([
    ['in his own right', own, { proposers: ['x'] }, own],
    ['in the place of another', lent, { proposers: ['x'], nominations: ['n1'] }, lent],
    ['what he proposed himself', lent, { proposers: ['pho'] }, 'own-proposal'],
    ['what the other proposed', lent, { proposers: ['giam-doc'] }, 'own-proposal'],
    ['what he was recused from', lent, { proposers: [], nominations: ['n1', 'n2'] }, 'recused'],
    ['without a role', undefined, { proposers: [] }, 'forbidden'],
  ] as const)('%s', (_what, right, judged, expected) => {
    expect(judgeOf(right, person, judged)).toEqual(expected);
  });
});
