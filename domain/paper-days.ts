import type { DateText } from './dates.ts';
import { daysBetween, formatDateVi } from './dates.ts';
import type { FieldError } from './problems.ts';
import { Refusal } from './problems.ts';

/**
 * What a paper may follow upon: it can't be older. Days that papers bear, and the round's; not the days on which a meeting
 * or a dispatch was entered here, since an office that enters late must still be able to write the true date.
 */
const milestones = {
  opened: 'ngày mở đợt xét',
  signed: 'ngày ký tờ trình',
  awarded: 'ngày quyết định khen thưởng',
  revoked: 'ngày hủy quyết định',
} as const;
export type Milestones = Partial<Record<keyof typeof milestones, DateText>>;

/**
 * Why a paper can't bear that day: it is still to come, or before something that the paper speaks of. Of several such
 * things the last is named, since a day that suits it suits them all.
 *
 * @returns at most one fault, in people's words
 */
export function dayFaults(
  path: string,
  day: DateText,
  today: DateText,
  after: Milestones = {},
): FieldError[] {
  if (day > today) return [{ path, message: `Ngày này không được sau hôm nay (${formatDateVi(today)}).` }];
  const last = (Object.keys(milestones) as (keyof typeof milestones)[])
    .flatMap((what) => (after[what] === undefined ? [] : [{ what, on: after[what] }]))
    .sort((a, b) => daysBetween(b.on, a.on))
    .at(-1);
  return last && day < last.on
    ? [{ path, message: `Ngày này không được trước ${milestones[last.what]} (${formatDateVi(last.on)}).` }]
    : [];
}

/** @throws Refusal `invalid` where a paper can't bear that day */
export function refuseDay(path: string, day: DateText, today: DateText, after?: Milestones): void {
  const faults = dayFaults(path, day, today, after);
  if (faults.length > 0) throw new Refusal('invalid', faults);
}
