import type { SessionMode } from './ballots.ts';
import type { FieldError } from './problems.ts';
import type { Count, Tally, VotingRule } from './voting.ts';
import { quorum, tally } from './voting.ts';

/** A pinned seat with who fills it in this session. */
export interface Seat {
  memberId: string;
  personId: string | null;
  attendance: 'absent' | 'present' | 'substituted';
  substituteId: string | null;
}

export interface Attendance {
  present: readonly string[];
  substitutes: readonly { memberId: string; person?: string | undefined }[];
}

/** What cannot be right in an attendance, empty if nothing: each seat is filled once, each person fills one. */
export function attendanceFaults(seats: readonly Seat[], { present, substitutes }: Attendance): FieldError[] {
  const faults: FieldError[] = [];
  const filled = new Set<string>();
  const fill = (path: string, memberId: string): void => {
    if (!seats.some((seat) => seat.memberId === memberId))
      faults.push({ path, message: 'Không phải thành viên được triệu tập của phiên họp.' });
    else if (filled.has(memberId)) faults.push({ path, message: 'Thành viên này đã được ghi có mặt.' });
    filled.add(memberId);
  };
  present.forEach((memberId, i) => fill(`present.${i}`, memberId));
  const standingIn = new Set<string>();
  substitutes.forEach(({ memberId, person }, i) => {
    fill(`substitutes.${i}.memberId`, memberId);
    if (person === undefined) return;
    if (standingIn.has(person) || seats.some((seat) => seat.personId === person))
      faults.push({
        path: `substitutes.${i}.person`,
        message: 'Người dự thay không được là thành viên hoặc dự thay người khác trong cùng phiên.',
      });
    standingIn.add(person);
  });
  return faults;
}

/** Seats that somebody fills: a substitute's word counts as the member's (TT 25/2025/TT-BKHCN Đ23). */
export const seatsPresent = <S extends Seat>(seats: readonly S[]): S[] =>
  seats.filter((seat) => seat.attendance !== 'absent');

/** The quorum of a session whose items may come from several plans: the strictest rule among them. */
export function sessionQuorum(
  rules: readonly VotingRule[],
  members: number,
  present: number,
): { met: boolean; needed: number; have: number } {
  const needed = Math.max(0, ...rules.map((rule) => quorum(rule, members, present).needed));
  return { met: present >= needed, needed, have: present };
}

/** The seat that a person fills in this session, in his own right or as a substitute. */
export const seatFilledBy = <S extends Seat>(seats: readonly S[], personId: string): S | undefined =>
  seats.find(
    (seat) =>
      (seat.attendance === 'present' && seat.personId === personId) ||
      (seat.attendance === 'substituted' && seat.substituteId === personId),
  );

/** What is known of one item of the agenda beside its counts. */
export interface ItemParties {
  /** Members that the secretary set aside for it. */
  recusals: readonly string[];
  /** Persons who drafted or submitted the nomination. */
  proposers: readonly string[];
}

/** Seats set aside for an item: recused, or because nobody votes on what he proposed, himself or by another. */
export function isSetAside(seat: Seat, { recusals, proposers }: ItemParties): boolean {
  const has = (person: string | null): boolean => person !== null && proposers.includes(person);
  return recusals.includes(seat.memberId) || has(seat.personId) || has(seat.substituteId);
}

/** A seat that has voted on an item; `written`: by an absent member's written opinion. Never what it voted. */
export interface RollEntry {
  memberId: string;
  written: boolean;
}

/** A ballot on one item, as far as everybody may know it. */
export interface ItemVote<S extends Seat = Seat> {
  seats: readonly S[];
  mode: SessionMode;
  parties: ItemParties;
  roll: readonly RollEntry[];
}

/**
 * The seats in a vote: those who are there, or were when they voted before an adjournment, and absent ones that gave
 * a written opinion. A written round has no meeting: who answers takes part.
 */
function votersOf<S extends Seat>({ seats, mode, roll }: ItemVote<S>): { present: S[]; written: S[] } {
  const written = new Map(roll.map((entry) => [entry.memberId, entry.written]));
  if (mode === 'written') return { present: seats.filter((s) => written.has(s.memberId)), written: [] };
  return {
    present: seats.filter((s) => s.attendance !== 'absent' || written.get(s.memberId) === false),
    written: seats.filter((s) => s.attendance === 'absent' && written.get(s.memberId) === true),
  };
}

/** Seats that a ballot on an item is given to: in a written round all, else those in the vote; none set aside. */
export function seatsVoting<S extends Seat>(vote: ItemVote<S>): S[] {
  const { present, written } = votersOf(vote);
  const asked = vote.mode === 'written' ? [...vote.seats] : [...present, ...written];
  return asked.filter((seat) => !isSetAside(seat, vote.parties));
}

/** Seats whose written opinion may still come: who is absent and has an account by which to give it. */
export function opinionsAwaited<S extends Seat>({ seats, parties, roll }: ItemVote<S>): S[] {
  const has = new Set(roll.map(({ memberId }) => memberId));
  return seats.filter(
    (seat) =>
      seat.attendance === 'absent' &&
      seat.personId !== null &&
      !has.has(seat.memberId) &&
      !isSetAside(seat, parties),
  );
}

/** An item's result by its pinned rule. `chairApproved`: only an open ballot can tell. @throws as `tally` */
export function tallyItem(rule: VotingRule, vote: ItemVote, count: Count, chairApproved?: boolean): Tally {
  const { present, written } = votersOf(vote);
  // Only those who would be in the base can leave it.
  const inBase = rule.pass.base === 'all-members' ? vote.seats : [...present, ...written];
  return tally(rule, {
    members: vote.seats.length,
    present: present.length,
    written: written.length,
    recused: inBase.filter((seat) => isSetAside(seat, vote.parties)).length,
    count,
    ...(chairApproved === undefined ? {} : { chairApproved }),
  });
}

/** What is wrong with a conclusion that must name each passed nomination exactly once, empty if nothing. */
export function conclusionFaults(
  passed: readonly string[],
  { agreed, refused }: { agreed: readonly string[]; refused: readonly { id: string }[] },
): FieldError[] {
  const named = new Set<string>();
  const faults: FieldError[] = [];
  const name = (path: string, id: string): void => {
    if (!passed.includes(id)) faults.push({ path, message: 'Không phải hồ sơ đã được Hội đồng thông qua.' });
    else if (named.has(id)) faults.push({ path, message: 'Hồ sơ được nêu hai lần.' });
    named.add(id);
  };
  agreed.forEach((id, i) => name(`agreed.${i}`, id));
  refused.forEach(({ id }, i) => name(`refused.${i}.id`, id));
  const missing = passed.filter((id) => !named.has(id));
  return [
    ...faults,
    ...missing.map((id) => ({ path: `agreed.${id}`, message: 'Hồ sơ chưa được kết luận.' })),
  ];
}
