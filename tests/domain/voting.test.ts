import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestAtLeast } from '../../domain/fractions.ts';
import { countBallots, countFaults, quorum, tally } from '../../domain/voting.ts';
import type { Choice, Count, Vote, VotingRule } from '../../domain/voting.ts';

const rule: VotingRule = {
  quorum: { numerator: 2, denominator: 3 },
  pass: { share: { numerator: 80, denominator: 100 }, comparison: 'at-least', base: 'all-members' },
  chairMustAgree: false,
  recused: 'stay-in-base',
  absentees: 'written-opinion',
  ballotsPerRound: 2,
  source: 'mặc định, không phải luật',
};
const count = (approve: number, cast: number): Count => ({
  issued: cast,
  collected: cast,
  valid: cast,
  approve,
  disapprove: cast - approve,
});
const vote = (members: number, approve: number, more: Partial<Vote> = {}): Vote => ({
  members,
  present: members,
  recused: 0,
  count: count(approve, members),
  ...more,
});

const share = fc
  .integer({ min: 1, max: 1000 })
  .chain((denominator) =>
    fc.record({ numerator: fc.integer({ min: 0, max: denominator }), denominator: fc.constant(denominator) }),
  );
const anyRule = fc.record({
  quorum: share,
  pass: fc.record({
    share,
    comparison: fc.constantFrom('at-least', 'more-than'),
    base: fc.constantFrom('all-members', 'present', 'valid-ballots'),
  }),
  chairMustAgree: fc.boolean(),
  recused: fc.constantFrom('stay-in-base', 'leave-base'),
  absentees: fc.constantFrom('written-opinion', 'substitute', 'none'),
  ballotsPerRound: fc.constant(2),
  source: fc.constant('x'),
}) satisfies fc.Arbitrary<VotingRule>;
const below = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
/** A vote whose numbers agree with each other, as `countFaults` lets them pass. */
const anyVote: fc.Arbitrary<Vote> = below(40).chain((members) =>
  below(members).chain((present) =>
    fc
      .tuple(below(members - present), below(present), fc.boolean())
      .chain(([written, recused, chairApproved]) =>
        below(present + written - recused).chain((valid) =>
          below(valid).map((approve) => ({
            members,
            present,
            written,
            recused,
            count: count(approve, valid),
            chairApproved,
          })),
        ),
      ),
  ),
);

describe('the quorum', () => {
  it.each([
    [11, 7, false],
    [11, 8, true],
    [9, 6, true],
    [9, 5, false],
  ])('of %i members with %i present: %s', (members, present, met) => {
    expect(quorum(rule, members, present)).toEqual({
      met,
      needed: smallestAtLeast(members, rule.quorum),
      have: present,
    });
  });
  it('is not made up by written opinions', () => {
    const absent = vote(9, 8, { present: 5, written: 4 });
    expect(tally(rule, absent)).toMatchObject({ passed: false, reason: 'no-quorum' });
  });
  it('without it nothing passes, under any rule', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (anyOf, v) => {
        fc.pre(!quorum(anyOf, v.members, v.present).met);
        expect(tally(anyOf, v)).toMatchObject({ passed: false, reason: 'no-quorum' });
      }),
    );
  });
});

describe('the tally', () => {
  it.each([
    [9, 7, false],
    [9, 8, true],
    [10, 8, true],
    [10, 7, false],
  ])('of %i members with %i yes at 80 %%: %s', (members, approve, passed) => {
    expect(tally(rule, vote(members, approve))).toMatchObject({
      passed,
      base: members,
      needed: 8,
      approve,
      reason: passed ? 'passed' : 'too-few',
    });
  });
  it('takes the share of the base that the rule names', () => {
    const v = vote(10, 6, { present: 7, written: 1, count: { ...count(6, 7), valid: 7, disapprove: 1 } });
    const baseIs = (base: VotingRule['pass']['base']) => tally({ ...rule, pass: { ...rule.pass, base } }, v);
    expect(baseIs('all-members')).toMatchObject({ base: 10, needed: 8, passed: false });
    expect(baseIs('present')).toMatchObject({ base: 8, needed: 7, passed: false });
    expect(baseIs('valid-ballots')).toMatchObject({ base: 7, needed: 6, passed: true });
  });
  it('asks for more than half where the rule says more than', () => {
    const majority: VotingRule = {
      ...rule,
      pass: { share: { numerator: 1, denominator: 2 }, comparison: 'more-than', base: 'all-members' },
    };
    expect(tally(majority, vote(10, 5))).toMatchObject({ needed: 6, passed: false });
    expect(tally(majority, vote(10, 6))).toMatchObject({ needed: 6, passed: true });
  });
  it('keeps a recused member in the base, or takes him out, as the rule says', () => {
    const v = vote(9, 7, { recused: 1, count: count(7, 8) });
    expect(tally(rule, v)).toMatchObject({ base: 9, needed: 8, passed: false });
    expect(tally({ ...rule, recused: 'leave-base' }, v)).toMatchObject({ base: 8, needed: 7, passed: true });
  });
  it('fails without the chair where the rule asks for him', () => {
    const withChair = { ...rule, chairMustAgree: true };
    expect(tally(withChair, vote(9, 8, { chairApproved: true })).reason).toBe('passed');
    expect(tally(withChair, vote(9, 8, { chairApproved: false })).reason).toBe('chair-disagrees');
    expect(tally(withChair, vote(9, 8)).reason).toBe('chair-disagrees');
    expect(tally(withChair, vote(9, 7)).reason).toBe('too-few');
  });
  it('passes nothing with no approval, even with nobody left in the base', () => {
    const empty: VotingRule = { ...rule, pass: { ...rule.pass, base: 'valid-ballots' } };
    expect(tally(empty, vote(9, 0, { count: { ...count(0, 0), issued: 9 } }))).toMatchObject({
      base: 0,
      needed: 1,
      passed: false,
    });
  });
  it('refuses more approvals than the base holds', () => {
    expect(() => tally(rule, vote(9, 10))).toThrow(RangeError);
    expect(() => tally(rule, vote(9, 7.5))).toThrow(RangeError);
  });
  it('is never hurt by one more yes', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (anyOf, v) => {
        fc.pre(v.count.disapprove > 0);
        const oneMore = { ...v, count: count(v.count.approve + 1, v.count.valid) };
        if (tally(anyOf, v).passed) expect(tally(anyOf, oneMore).passed).toBe(true);
      }),
    );
  });
  it('passes exactly where approve ÷ base reaches the share', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (anyOf, v) => {
        const result = tally(
          { ...anyOf, quorum: { numerator: 0, denominator: 1 }, chairMustAgree: false },
          v,
        );
        const { numerator, denominator } = anyOf.pass.share;
        const difference =
          BigInt(result.approve) * BigInt(denominator) - BigInt(result.base) * BigInt(numerator);
        const reaches = anyOf.pass.comparison === 'at-least' ? difference >= 0n : difference > 0n;
        expect(result.passed).toBe(reaches && result.approve > 0);
      }),
    );
  });
});

describe('counting ballots', () => {
  const choices = fc.array(fc.constantFrom<Choice[]>('approve', 'disapprove', 'abstain'), { maxLength: 30 });
  it('takes an abstention as valid and blank', () => {
    expect(countBallots(['approve', 'abstain', 'disapprove', 'approve'], 5)).toEqual({
      issued: 5,
      collected: 4,
      valid: 4,
      approve: 2,
      disapprove: 1,
    });
  });
  it('does not depend on the order, and leaves nothing to object to', () => {
    fc.assert(
      fc.property(
        choices.chain((cast) =>
          fc.tuple(fc.constant(cast), fc.shuffledSubarray(cast, { minLength: cast.length })),
        ),
        ([cast, shuffled]) => {
          expect(countBallots(shuffled)).toEqual(countBallots(cast));
          expect(countFaults(countBallots(cast), cast.length)).toEqual([]);
        },
      ),
    );
  });
});

describe('a count entered by hand', () => {
  const good: Count = { issued: 9, collected: 8, valid: 7, approve: 5, disapprove: 1 };
  it('is accepted where each number fits in the one before', () => {
    expect(countFaults(good, 9)).toEqual([]);
    expect(countFaults({ issued: 9, collected: 9, valid: 9, approve: 9, disapprove: 0 }, 9)).toEqual([]);
  });
  it.each<[string, Partial<Count>, keyof Count, string]>([
    [
      'more issued than entitled',
      { issued: 10 },
      'issued',
      'Số phiếu phát ra (10) không được lớn hơn số ủy viên được quyền biểu quyết (9).',
    ],
    [
      'more collected than issued',
      { issued: 7 },
      'collected',
      'Số phiếu thu về (8) không được lớn hơn số phiếu phát ra (7).',
    ],
    [
      'more valid than collected',
      { valid: 9 },
      'valid',
      'Số phiếu hợp lệ (9) không được lớn hơn số phiếu thu về (8).',
    ],
    [
      'more votes than valid',
      { approve: 7 },
      'approve',
      'Tổng số phiếu đồng ý và không đồng ý (8) không được lớn hơn số phiếu hợp lệ (7).',
    ],
    [
      'a negative number',
      { disapprove: -1 },
      'disapprove',
      'Số phiếu không đồng ý phải là số nguyên không âm.',
    ],
    ['half a vote', { collected: 8.5 }, 'collected', 'Số phiếu thu về phải là số nguyên không âm.'],
  ])('is refused for %s', (_, wrong, field, message) => {
    expect(countFaults({ ...good, ...wrong }, 9)).toEqual([{ field, message }]);
    expect(message.normalize('NFC')).toBe(message);
  });
});
