import { smallestAtLeast, smallestMoreThan } from './fractions.ts';
import type { Fraction } from './fractions.ts';

/**
 * How a council (Hội đồng thi đua, khen thưởng) decides. No law sets the pass mark for Bằng khen and Giấy khen
 * (NĐ 98/2023 Đ30.7 covers titles only), so it is data of the plan with its `source`.
 */
export interface VotingRule {
  /** Of all members; a substitute counts as the member (TT 25/2025/TT-BKHCN Đ23), a written opinion does not. */
  quorum: Fraction;
  pass: {
    share: Fraction;
    comparison: 'at-least' | 'more-than';
    base: 'all-members' | 'present' | 'valid-ballots';
  };
  chairMustAgree: boolean;
  /** Whether a member who is set aside for one nomination still counts in the base for it. */
  recused: 'stay-in-base' | 'leave-base';
  absentees: 'written-opinion' | 'substitute' | 'none';
  /** How often a nomination may be voted on in its round; then the competent head decides. */
  ballotsPerRound: number;
  reballotTies?: boolean | undefined;
  notice?: { workingDays: number; source: string } | undefined;
  source: string;
}

/** Seats present (substitutes included) against those needed. */
export function quorum(
  rule: VotingRule,
  members: number,
  present: number,
): { met: boolean; needed: number; have: number } {
  const needed = smallestAtLeast(members, rule.quorum);
  return { met: present >= needed, needed, have: present };
}

/** One nomination's ballots. What is valid but neither approves nor disapproves is blank. */
export interface Count {
  /** Phiếu phát ra. */
  issued: number;
  /** Phiếu thu về. */
  collected: number;
  /** Phiếu hợp lệ. */
  valid: number;
  approve: number;
  disapprove: number;
}

export type Choice = 'approve' | 'disapprove' | 'abstain';

/** The count of ballots cast in the system (an abstention is valid and blank); `issued` to those entitled. */
export function countBallots(choices: readonly Choice[], issued: number = choices.length): Count {
  const of = (choice: Choice): number => choices.filter((c) => c === choice).length;
  const cast = choices.length;
  return { issued, collected: cast, valid: cast, approve: of('approve'), disapprove: of('disapprove') };
}

const countNames: Record<keyof Count, string> = {
  issued: 'Số phiếu phát ra',
  collected: 'Số phiếu thu về',
  valid: 'Số phiếu hợp lệ',
  approve: 'Số phiếu đồng ý',
  disapprove: 'Số phiếu không đồng ý',
};
const countFields = ['issued', 'collected', 'valid', 'approve', 'disapprove'] as const;

/**
 * What cannot be right in a count that the secretary enters, empty if nothing. `seatsVoting` are those entitled
 * to vote on this nomination: present or substituted, with a written opinion, and not recused.
 */
export function countFaults(count: Count, seatsVoting: number): { field: keyof Count; message: string }[] {
  const notWhole = countFields.filter((field) => !Number.isSafeInteger(count[field]) || count[field] < 0);
  if (notWhole.length > 0) {
    return notWhole.map((field) => ({
      field,
      message: `${countNames[field]} phải là số nguyên không âm.`,
    }));
  }
  const { issued, collected, valid, approve, disapprove } = count;
  const limits: { field: keyof Count; what?: string; is: number; most: number; of: string }[] = [
    { field: 'issued', is: issued, most: seatsVoting, of: 'số ủy viên được quyền biểu quyết' },
    { field: 'collected', is: collected, most: issued, of: 'số phiếu phát ra' },
    { field: 'valid', is: valid, most: collected, of: 'số phiếu thu về' },
    {
      field: 'approve',
      what: 'Tổng số phiếu đồng ý và không đồng ý',
      is: approve + disapprove,
      most: valid,
      of: 'số phiếu hợp lệ',
    },
  ];
  return limits
    .filter(({ is, most }) => is > most)
    .map(({ field, what = countNames[field], is, most, of }) => ({
      field,
      message: `${what} (${is}) không được lớn hơn ${of} (${most}).`,
    }));
}

export interface Vote {
  /** All seats of the council. */
  members: number;
  /** Seats present in person or by a substitute. */
  present: number;
  /** Absent seats that gave a written opinion: in the base 'present', but not in the quorum. */
  written?: number;
  /** Seats set aside for this nomination; with the base 'present' only those that would be in it. */
  recused: number;
  count: Count;
  /** The chair's own, open word; only where the rule asks for it. */
  chairApproved?: boolean;
}

export interface Tally {
  passed: boolean;
  /** Of how many the share is taken: the denominator to print beside a percentage. */
  base: number;
  needed: number;
  approve: number;
  reason: 'passed' | 'too-few' | 'no-quorum' | 'chair-disagrees';
}

function baseOf({ pass, recused }: VotingRule, vote: Vote): number {
  const leaving = recused === 'leave-base' ? vote.recused : 0;
  switch (pass.base) {
    case 'all-members':
      return vote.members - leaving;
    case 'present':
      return vote.present + (vote.written ?? 0) - leaving;
    case 'valid-ballots':
      return vote.count.valid;
  }
}

/**
 * Whether one nomination passed. At least one approval is always needed, also where nobody is left in the base.
 * The result is advice: the head concludes (contract: `conclude`).
 * @throws RangeError for numbers that contradict each other (see `countFaults`).
 */
export function tally(rule: VotingRule, vote: Vote): Tally {
  const base = baseOf(rule, vote);
  const { approve } = vote.count;
  const smallest = rule.pass.comparison === 'at-least' ? smallestAtLeast : smallestMoreThan;
  const needed = Math.max(1, smallest(base, rule.pass.share));
  if (!Number.isSafeInteger(approve) || approve < 0 || approve > base) {
    throw new RangeError(`${approve} approvals of ${base}`);
  }
  const reason = !quorum(rule, vote.members, vote.present).met
    ? 'no-quorum'
    : approve < needed
      ? 'too-few'
      : rule.chairMustAgree && vote.chairApproved !== true
        ? 'chair-disagrees'
        : 'passed';
  return { passed: reason === 'passed', base, needed, approve, reason };
}
