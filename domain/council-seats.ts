import type { InForce } from './bodies.ts';
import { isInForce } from './bodies.ts';
import type { DateText } from './dates.ts';
import { addDays } from './dates.ts';
import type { FieldError } from './problems.ts';

export const councilRoles = ['chair', 'deputy', 'standing', 'secretary', 'member'] as const;

/** A seat with its term. A member without an account has a name alone. */
export interface Seat extends InForce {
  /** Null for one that is to be made. */
  id: string | null;
  name: string;
  personId: string | null;
  councilRole: string;
}

const last = ({ to }: InForce): DateText => to ?? '9999-12-31';
const meet = (a: InForce, b: InForce): boolean => a.from <= last(b) && b.from <= last(a);
const isSamePerson = (a: Seat, b: Seat): boolean =>
  a.personId === null && b.personId === null ? a.name === b.name : a.personId === b.personId;

/**
 * What is wrong with the seats of a council as they are to be, given those that it has: nobody sits twice, there are
 * never two chairs, and from today on never none while anybody sits; what a seat was, it stays.
 */
export function seatFaults(before: readonly Seat[], after: readonly Seat[], today: DateText): FieldError[] {
  return [
    ...after.flatMap((seat, i) => [
      ...pairFaults(seat, after.slice(0, i)).map((fault) => ({ ...fault, path: `seats.${i}.${fault.path}` })),
      ...changeFaults(seat, before, after.slice(0, i), today).map((fault) => ({
        ...fault,
        path: `seats.${i}.${fault.path}`,
      })),
    ]),
    ...missingFaults(before, after, today),
    ...chairFaults(after, today),
  ];
}

function pairFaults(seat: Seat, earlier: readonly Seat[]): FieldError[] {
  const faults: FieldError[] = [];
  if (last(seat) < seat.from) faults.push({ path: 'to', message: 'Ngày cuối trước ngày đầu.' });
  const beside = earlier.filter((other) => meet(other, seat));
  if (beside.some((other) => isSamePerson(other, seat)))
    faults.push({ path: 'from', message: 'Người này đã là thành viên trong thời gian đó.' });
  if (seat.councilRole === 'chair' && beside.some(({ councilRole }) => councilRole === 'chair'))
    faults.push({ path: 'councilRole', message: 'Hội đồng đã có Chủ tịch trong thời gian đó.' });
  return faults;
}

/** A seat that has begun keeps its role, its first day and its person: another holder is another seat. */
function changeFaults(
  seat: Seat,
  before: readonly Seat[],
  earlier: readonly Seat[],
  today: DateText,
): FieldError[] {
  if (seat.id === null) return [];
  const was = before.find(({ id }) => id === seat.id);
  if (!was) return [{ path: 'id', message: 'Hội đồng không có ghế này.' }];
  if (earlier.some(({ id }) => id === seat.id))
    return [{ path: 'id', message: 'Mỗi ghế chỉ được nêu một lần.' }];
  if (was.from > today) return [];
  const kept = 'Nhiệm kỳ đã bắt đầu: hãy ghi ngày cuối và thêm một ghế mới.';
  const faults: FieldError[] = [];
  if (was.councilRole !== seat.councilRole) faults.push({ path: 'councilRole', message: kept });
  if (was.from !== seat.from) faults.push({ path: 'from', message: kept });
  // One who sat without an account may be given one.
  if (was.personId !== null && was.personId !== seat.personId)
    faults.push({ path: 'personId', message: kept });
  const yesterday = addDays(today, -1);
  if (was.to !== seat.to && (last(was) < yesterday || last(seat) < yesterday))
    faults.push({ path: 'to', message: `Không được sửa nhiệm kỳ đã qua (trước ngày ${yesterday}).` });
  return faults;
}

function missingFaults(before: readonly Seat[], after: readonly Seat[], today: DateText): FieldError[] {
  const gone = before.filter(({ id, from }) => from <= today && !after.some((seat) => seat.id === id));
  return gone.length === 0
    ? []
    : [{ path: 'seats', message: 'Phải nêu mọi ghế đã bắt đầu nhiệm kỳ; ghế nào thôi thì ghi ngày cuối.' }];
}

function chairFaults(seats: readonly Seat[], today: DateText): FieldError[] {
  const changes = seats.flatMap((seat) => [seat.from, ...(seat.to === null ? [] : [addDays(seat.to, 1)])]);
  const days = [today, ...changes.filter((day) => day > today)].sort();
  const without = days.find((day) => {
    const sitting = seats.filter((seat) => isInForce(seat, day));
    return sitting.length > 0 && !sitting.some(({ councilRole }) => councilRole === 'chair');
  });
  return without === undefined
    ? []
    : [{ path: 'seats', message: `Hội đồng không có Chủ tịch từ ngày ${without}.` }];
}
