import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingToMinimum, quotaFor, quotaUse } from '../../domain/quota.ts';
import type { Quota, QuotaNomination } from '../../domain/quota.ts';

const bangKhen: Quota = { award: 'bang-khen', kinds: ['collective', 'individual'], max: 10, per: 'round' };
const giayKhenUnits: Quota = { award: 'giay-khen', kinds: ['collective'], min: 1, max: 2, per: 'round' };
const giayKhenPeople: Quota = { award: 'giay-khen', kinds: ['individual'], max: 5, per: 'round' };
const perUnit: Quota = {
  award: 'bang-khen',
  kinds: ['collective'],
  max: 1,
  per: 'round',
  perProposingUnit: true,
};

const nomination = (_name: string, more: Partial<QuotaNomination> = {}): QuotaNomination => ({
  count: 1,
  award: 'giay-khen',
  kind: 'collective',
  proposingUnit: 'phong-a',
  stage: 'council-vote',
  outcome: null,
  reachedCouncil: true,
  submitted: true,
  ...more,
});
const closed = (name: string, outcome: string, more: Partial<QuotaNomination> = {}): QuotaNomination =>
  nomination(name, { stage: 'closed', outcome, ...more });

describe('the quota of a plan', () => {
  const quotas = [bangKhen, giayKhenUnits, giayKhenPeople];
  it('is found by award and kind; one that names both kinds is one cap for both', () => {
    expect(quotaFor(quotas, 'giay-khen', 'individual')).toBe(giayKhenPeople);
    expect(quotaFor(quotas, 'bang-khen', 'collective')).toBe(bangKhen);
    expect(quotaFor(quotas, 'bang-khen', 'individual')).toBe(bangKhen);
    expect(quotaFor(quotas, 'co-thi-dua', 'collective')).toBeUndefined();
  });
  it('that is only for some categories or kinds of unit holds for no others', () => {
    const limited: Quota = { ...perUnit, categories: ['subordinate'], unitKinds: ['so'] };
    const about = { category: 'subordinate', unitKind: 'so' };
    expect(quotaFor([limited], 'bang-khen', 'collective', about)).toBe(limited);
    expect(quotaFor([limited], 'bang-khen', 'collective', { ...about, category: 'agency' })).toBeUndefined();
    expect(quotaFor([limited], 'bang-khen', 'collective', { ...about, unitKind: 'huyen' })).toBeUndefined();
    expect(quotaFor([limited], 'bang-khen', 'collective')).toBeUndefined();
  });
});

describe('the use of a quota', () => {
  it('is what is awarded and what is still open at or after the council', () => {
    const nominations = [
      closed('awarded', 'awarded'),
      nomination('at-council'),
      nomination('at-decision', { stage: 'decision' }),
      nomination('returned', { stage: 'unit-proposal' }),
      nomination('in-review', { stage: 'office-review', reachedCouncil: false }),
    ];
    expect(quotaUse({ ...giayKhenUnits, max: 6 }, nominations)).toEqual({ used: 4, awarded: 1, left: 2 });
  });
  it.each(['withdrawn', 'rejected', 'not-selected', 'lapsed', 'revoked'])('is freed by %s', (outcome) => {
    expect(quotaUse(giayKhenUnits, [closed('a', outcome)])).toEqual({ used: 0, awarded: 0, left: 2 });
    expect(quotaUse(perUnit, [closed('a', outcome, { award: 'bang-khen' })], 'phong-a').used).toBe(0);
  });
  it('counts only its own award and kind, and both kinds where it names both', () => {
    const nominations = [
      nomination('a'),
      nomination('b', { kind: 'individual' }),
      nomination('c', { award: 'bang-khen' }),
      nomination('d', { award: 'bang-khen', kind: 'individual' }),
    ];
    expect(quotaUse(giayKhenUnits, nominations)).toMatchObject({ used: 1, left: 1 });
    expect(quotaUse(bangKhen, nominations)).toMatchObject({ used: 2, left: 8 });
  });
  it('per proposing unit counts that unit alone, from submission on', () => {
    const early = { award: 'bang-khen', stage: 'selection', reachedCouncil: false };
    const nominations = [
      nomination('submitted', early),
      nomination('draft', { ...early, stage: 'unit-proposal', submitted: false }),
      nomination('other', { ...early, proposingUnit: 'phong-b' }),
    ];
    expect(quotaUse(perUnit, nominations, 'phong-a')).toEqual({ used: 1, awarded: 0, left: 0 });
    expect(quotaUse(perUnit, nominations, 'phong-c')).toEqual({ used: 0, awarded: 0, left: 1 });
    expect(() => quotaUse(perUnit, nominations)).toThrow(RangeError);
  });
  it('has no number of places left without a maximum', () => {
    expect(quotaUse({ award: 'giay-khen', kinds: ['collective'] }, [nomination('a')])).toEqual({
      used: 1,
      awarded: 0,
      left: null,
    });
  });
  it('never has fewer than no places left, and awarded is part of what is used', () => {
    const any = fc.array(
      fc.record({
        outcome: fc.constantFrom(null, 'awarded', 'rejected', 'withdrawn'),
        reachedCouncil: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(any, (list) => {
        const nominations = list.map((one, index) =>
          nomination(`${index}`, { ...one, stage: one.outcome === null ? 'decision' : 'closed' }),
        );
        const { used, awarded, left } = quotaUse(giayKhenUnits, nominations);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(used).toBeGreaterThanOrEqual(awarded);
        expect(used).toBeLessThanOrEqual(list.length);
      }),
    );
  });
});

describe('a minimum', () => {
  it('says how many are missing, and never counts as a limit', () => {
    expect(missingToMinimum(giayKhenUnits, 0)).toBe(1);
    expect(missingToMinimum(giayKhenUnits, 2)).toBe(0);
    expect(missingToMinimum(giayKhenPeople, 0)).toBe(0);
    expect(quotaUse(giayKhenUnits, []).left).toBe(2);
  });
});
