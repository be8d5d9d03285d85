import type { Choice } from '../domain/voting.ts';
import { countFaults } from '../domain/voting.ts';
import type { Attendance, CouncilMinutes, MinutesItem } from './types.ts';

/**
 * Minutes whose numbers contradict each other, or that would show how members voted where that is secret.
 * `position` is the item's number on the agenda, null for the session as a whole. Holds no names.
 */
export class InconsistentMinutes extends Error {
  constructor(
    readonly position: number | null,
    /** What is wrong, in Vietnamese. */
    readonly faults: string[],
  ) {
    super(`${position === null ? 'session' : `item ${position}`}: ${faults.join(' ')}`);
    this.name = 'InconsistentMinutes';
  }
}

/** In person or by a substitute. */
export const isThere = ({ attendance }: Attendance): boolean => attendance !== 'absent';
export const presentCount = (seats: readonly Attendance[]): number => seats.filter(isThere).length;

function sessionFaults(minutes: CouncilMinutes): string[] {
  const { members, mode, rule, sittings = [] } = minutes;
  const present = presentCount(members);
  return [
    ...(members.length === rule.quorum.members
      ? []
      : [`Danh sách có ${members.length} thành viên, Hội đồng có ${rule.quorum.members}.`]),
    ...(mode === 'written' || present === rule.quorum.have
      ? []
      : [`Danh sách có ${present} thành viên dự họp, số tính đủ điều kiện họp là ${rule.quorum.have}.`]),
    ...sittings.flatMap(({ seats }, i) =>
      seats.length === members.length
        ? []
        : [`Lần họp thứ ${i + 1} có ${seats.length} thành viên, danh sách có ${members.length}.`],
    ),
  ];
}

function itemFaults(item: MinutesItem, ballot: CouncilMinutes['ballot']): string[] {
  const { count, base, needed, passed, openVotes } = item;
  const faults = countFaults(count, count.issued).map(({ message }) => message);
  if (count.valid + count.invalid !== count.collected) {
    faults.push(
      `Số phiếu hợp lệ (${count.valid}) và không hợp lệ (${count.invalid}) không bằng số phiếu thu về (${count.collected}).`,
    );
  }
  if (count.approve > base) faults.push(`Số phiếu đồng ý (${count.approve}) lớn hơn tổng số (${base}).`);
  if (passed && count.approve < needed) {
    faults.push(`Ghi là thông qua nhưng số phiếu đồng ý (${count.approve}) ít hơn số cần đạt (${needed}).`);
  }
  if (openVotes) {
    const of = (choice: Choice): number => openVotes.filter((vote) => vote.choice === choice).length;
    if (ballot !== 'open') faults.push('Chỉ được ghi ý kiến từng thành viên khi biểu quyết công khai.');
    else if (of('approve') !== count.approve || of('disapprove') !== count.disapprove) {
      faults.push('Ý kiến từng thành viên không khớp với kết quả kiểm phiếu.');
    }
  }
  return faults;
}

/**
 * issued = collected + not returned; collected = valid + invalid; valid = approve + disapprove + blank; approvals
 * within the base, enough where it passed; attendance as the quorum was reckoned.
 * @throws InconsistentMinutes naming the first item for which that does not hold.
 */
export function checkMinutes(minutes: CouncilMinutes): void {
  const session = sessionFaults(minutes);
  if (session.length > 0) throw new InconsistentMinutes(null, session);
  for (const item of minutes.items) {
    const faults = itemFaults(item, minutes.ballot);
    if (faults.length > 0) throw new InconsistentMinutes(item.position, faults);
  }
}
