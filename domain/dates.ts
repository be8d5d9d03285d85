/**
 * Calendar days and instants in Vietnam (Asia/Ho_Chi_Minh: UTC+7 all year, no daylight saving), by plain
 * arithmetic, so that workflow code gets the same answer on every machine.
 *
 * A day is text 'YYYY-MM-DD': comparing two of them as strings is comparing the dates. Functions that take a
 * `DateText` throw a RangeError for text that names no day.
 */
export type DateText = string;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const vietnamOffsetMs = 7 * hourMs;

/** The day as UTC midnight in milliseconds, or NaN. Dates such as 30 February roll over in Date: caught here. */
function midnightMs(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return NaN;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && dayText(ms) === text ? ms : NaN;
}

const dayText = (ms: number): DateText => new Date(ms).toISOString().slice(0, 10);

function knownMidnight(date: DateText): number {
  const ms = midnightMs(date);
  if (Number.isNaN(ms)) throw new RangeError(`not a date: ${date}`);
  return ms;
}

/** Whether the text is 'YYYY-MM-DD' and names a day that exists. */
export const isDate = (text: string): boolean => !Number.isNaN(midnightMs(text));

/** The day `n` calendar days later (earlier if negative). */
export const addDays = (date: DateText, n: number): DateText => dayText(knownMidnight(date) + n * dayMs);

/** Calendar days from `a` to `b`; negative if `b` is earlier. */
export const daysBetween = (a: DateText, b: DateText): number =>
  (knownMidnight(b) - knownMidnight(a)) / dayMs;

/** 0 for Sunday to 6 for Saturday. */
export const dayOfWeek = (date: DateText): number => new Date(knownMidnight(date)).getUTCDay();

/** The day it is in Vietnam at an instant. */
export const dateOf = (instant: Date): DateText => dayText(instant.getTime() + vietnamOffsetMs);

/** The instant of a Vietnamese wall-clock time; hour 24 is the end of the day. */
export const instantAt = (date: DateText, hour: number, minute = 0): Date =>
  new Date(knownMidnight(date) + hour * hourMs + minute * 60_000 - vietnamOffsetMs);

/** 24:00 of the day (BLDS 2015 Đ148.6), the first instant that is too late: `dateOf` of it is the next day. */
export const endOfDay = (date: DateText): Date => instantAt(date, 24);

/** The last day before an instant: until midnight is until the end of the day before. */
export const lastDayBefore = (until: Date): DateText => dateOf(new Date(until.getTime() - 1));

export const earlier = (a: DateText, b: DateText): DateText => (a < b ? a : b);
export const later = (a: DateText, b: DateText): DateText => (a > b ? a : b);

/** '05/02/2026'. */
export function formatDateVi(date: DateText): string {
  knownMidnight(date);
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/**
 * 'ngày 05 tháng 02 năm 2026', as the place-and-date line of a document has it: a zero before days under 10 and
 * before months 1 and 2, none before months 3 to 9 (NĐ 30/2020/NĐ-CP, Phụ lục I).
 */
export function formatLongDateVi(date: DateText): string {
  knownMidnight(date);
  const month = date.slice(5, 7);
  return `ngày ${date.slice(8)} tháng ${month > '02' ? Number(month) : month} năm ${date.slice(0, 4)}`;
}
