import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  calendarOf,
  dueAfterRelease,
  holdLeft,
  isWorkingDay,
  workingDaysBack,
  workingDaysLeft,
} from '../../domain/calendar.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import { addDays, dayOfWeek } from '../../domain/dates.ts';
import { parseCalendarFile } from '../../organization/calendar-file.ts';

const rows = parseCalendarFile(
  readFileSync(new URL('../../organization/calendar.yaml', import.meta.url), 'utf8'),
);
const shipped = calendarOf(rows, 1);
const confirming = (dates: string[]): CalendarDay[] =>
  rows.map((row) => (dates.includes(row.date) ? { ...row, status: 'confirmed' } : row));
const withoutSwap = calendarOf(
  rows.map((row) =>
    ['2026-11-23', '2026-11-28'].includes(row.date) ? { ...row, status: 'withdrawn' as const } : row,
  ),
  2,
);
const withSwap = calendarOf(confirming(['2026-11-23', '2026-11-28']), 2);

const anyDay = fc.integer({ min: 0, max: 1460 }).map((n) => addDays('2024-01-01', n));
const workingDay = anyDay.filter((day) => isWorkingDay(shipped, day));
const fewDays = fc.integer({ min: 0, max: 40 });

describe('working days of the shipped calendar', () => {
  it.each([
    ['2025-11-13', 20, '2025-12-11', 'no holiday'],
    ['2025-06-30', 20, '2025-07-28', 'across 1/7/2025'],
    ['2026-02-13', 10, '2026-03-06', 'the week of Tết'],
    ['2026-02-10', 5, '2026-02-24', 'Tết inside'],
    ['2026-04-24', 5, '2026-05-06', 'Giỗ Tổ made up for, 30/4, 1/5'],
    ['2025-04-25', 5, '2025-05-06', 'a working Saturday and a swapped Friday'],
    ['2024-04-26', 5, '2024-05-07', 'a swapped Monday and a working Saturday'],
    ['2026-08-21', 1, '2026-08-22', 'a working Saturday'],
    ['2026-08-20', 10, '2026-09-07', 'a working Saturday, then Quốc khánh'],
    ['2026-01-09', 1, '2026-01-10', 'a working Saturday'],
  ])('%s + %i is %s: %s', (start, n, date) => {
    expect(addWorkingDays(shipped, start, n)).toEqual({ date, provisional: false });
    expect(workingDaysLeft(shipped, start, date)).toBe(n);
  });

  it.each([
    ['2026-11-20', 2, '2026-11-25', '2026-11-26'],
    ['2026-11-20', 4, '2026-11-27', '2026-11-28'],
    // On the days around each change.
    ['2026-11-19', 1, '2026-11-20', '2026-11-20'],
    ['2026-11-20', 1, '2026-11-23', '2026-11-25'],
    ['2026-11-22', 1, '2026-11-23', '2026-11-25'],
    ['2026-11-23', 1, '2026-11-25', '2026-11-25'],
    ['2026-11-26', 1, '2026-11-27', '2026-11-27'],
    ['2026-11-27', 1, '2026-11-30', '2026-11-28'],
    ['2026-11-28', 1, '2026-11-30', '2026-11-30'],
    ['2026-11-23', 4, '2026-11-30', '2026-11-28'],
  ])('%s + %i is %s provisionally, and %s once the swap is confirmed', (start, n, without, swapped) => {
    const open = ['2026-11-23', '2026-11-28'].some((day) => start < day && day <= without);
    expect(addWorkingDays(shipped, start, n)).toEqual({ date: without, provisional: open });
    expect(addWorkingDays(withoutSwap, start, n)).toEqual({ date: without, provisional: false });
    expect(addWorkingDays(withSwap, start, n)).toEqual({ date: swapped, provisional: false });
  });

  it('is provisional only where an unconfirmed day lies in the span', () => {
    expect(addWorkingDays(shipped, '2026-11-19', 1)).toEqual({ date: '2026-11-20', provisional: false });
    expect(addWorkingDays(shipped, '2026-11-23', 3)).toEqual({ date: '2026-11-27', provisional: false });
    expect(addWorkingDays(shipped, '2026-11-23', 4)).toEqual({ date: '2026-11-30', provisional: true });
    expect(addWorkingDays(shipped, '2026-11-23', 0)).toEqual({ date: '2026-11-23', provisional: true });
  });

  it('counts an assumed day as stated, an alternative to it not, and marks both', () => {
    expect(addWorkingDays(shipped, '2027-02-03', 1)).toEqual({ date: '2027-02-11', provisional: true });
    expect(addWorkingDays(shipped, '2027-02-10', 1)).toEqual({ date: '2027-02-11', provisional: true });
    expect(addWorkingDays(shipped, '2027-08-31', 1)).toEqual({ date: '2027-09-01', provisional: true });
    expect(addWorkingDays(shipped, '2027-09-01', 1)).toEqual({ date: '2027-09-06', provisional: true });
    expect(addWorkingDays(shipped, '2027-04-29', 1)).toEqual({ date: '2027-05-04', provisional: true });
  });

  it('never says that a date stands when confirming a row could move it', () => {
    const open = rows.filter((row) => row.status !== 'confirmed').map((row) => row.date);
    const allConfirmed = calendarOf(confirming(open), 3);
    const nearOpen = fc
      .tuple(fc.constantFrom(...open), fc.integer({ min: -15, max: 15 }))
      .map(([d, n]) => addDays(d, n));
    fc.assert(
      fc.property(nearOpen, fc.integer({ min: 0, max: 8 }), (start, n) => {
        const reckoned = addWorkingDays(shipped, start, n);
        if (!reckoned.provisional) expect(addWorkingDays(allConfirmed, start, n)).toEqual(reckoned);
      }),
    );
  });
});

describe('counting working days', () => {
  it('gives for 0 days the starting day, or the next working day after a day off', () => {
    expect(addWorkingDays(shipped, '2026-11-20', 0).date).toBe('2026-11-20');
    expect(addWorkingDays(shipped, '2026-04-25', 0).date).toBe('2026-04-28');
    expect(addWorkingDays(shipped, '2026-08-22', 0).date).toBe('2026-08-22');
  });
  it.each([-1, 1.5, NaN])('refuses %d days', (n) => {
    expect(() => addWorkingDays(shipped, '2026-11-20', n)).toThrow(RangeError);
    expect(() => workingDaysBack(shipped, '2026-11-20', n)).toThrow(RangeError);
  });
  it('ends on a working day with exactly n working days after the start', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (start, n) => {
        const { date } = addWorkingDays(shipped, start, n);
        expect(isWorkingDay(shipped, date)).toBe(true);
        expect(workingDaysLeft(shipped, start, date)).toBe(n);
      }),
    );
  });
  it('goes back as it goes forward', () => {
    expect(workingDaysBack(shipped, '2026-09-07', 3)).toBe('2026-08-28');
    expect(workingDaysBack(shipped, '2026-09-02', 0)).toBe('2026-08-28');
    fc.assert(
      fc.property(workingDay, fewDays, (day, n) => {
        expect(workingDaysBack(shipped, addWorkingDays(shipped, day, n).date, n)).toBe(day);
      }),
    );
  });
  it('has no working day left once the day is past', () => {
    expect(workingDaysLeft(shipped, '2026-11-20', '2026-11-20')).toBe(0);
    expect(workingDaysLeft(shipped, '2026-11-20', '2026-11-02')).toBe(0);
  });
});

describe('a hold', () => {
  it('keeps what was left for after the release (the example of the plan: due 16, then 19 November)', () => {
    const due = addWorkingDays(shipped, '2026-11-02', 10).date;
    expect(due).toBe('2026-11-16');
    const left = holdLeft(shipped, '2026-11-05', due);
    expect(left).toBe(7);
    expect(dueAfterRelease(shipped, '2026-11-10', left, '2026-11-05', due)).toEqual({
      date: '2026-11-19',
      provisional: false,
    });
  });
  it('changes nothing when released on the same day, whatever the due date', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (hold, due) => {
        const left = holdLeft(shipped, hold, due);
        expect(dueAfterRelease(shipped, hold, left, hold, due).date).toBe(due);
      }),
    );
  });
  it('never brings a due date forward, and leaves as many working days as there were', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), fewDays, (hold, n, days) => {
        const due = addWorkingDays(shipped, hold, n).date;
        const release = addDays(hold, days);
        const after = dueAfterRelease(shipped, release, holdLeft(shipped, hold, due), hold, due).date;
        expect(after >= due).toBe(true);
        expect(workingDaysLeft(shipped, release, after)).toBe(n);
      }),
    );
  });
  it('on the due day leaves the day of release', () => {
    expect(dueAfterRelease(shipped, '2026-11-18', 0, '2026-11-16', '2026-11-16').date).toBe('2026-11-18');
  });
  it('gives what was overdue no new period', () => {
    const left = holdLeft(shipped, '2026-11-17', '2026-11-16');
    expect(left).toBe(0);
    expect(dueAfterRelease(shipped, '2026-11-19', left, '2026-11-17', '2026-11-16').date).toBe('2026-11-16');
  });
  it('is provisional where the days left, or the days after the release, cross an unconfirmed day', () => {
    expect(dueAfterRelease(shipped, '2026-11-19', 2, '2026-11-05', '2026-11-09').provisional).toBe(true);
    expect(dueAfterRelease(shipped, '2026-12-01', 2, '2026-11-20', '2026-11-25').provisional).toBe(true);
    expect(dueAfterRelease(shipped, '2026-12-01', 2, '2026-11-05', '2026-11-09').provisional).toBe(false);
  });
});

describe('the calendar as data', () => {
  it.each([
    [2021, ''],
    [2022, ''],
    [2023, ''],
    [2024, '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03'],
    [2025, '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02'],
    [2026, '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24'],
    [2027, '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24'],
  ])('has these days off in %i: %s', (year, expected) => {
    const off = rows.filter(
      ({ date, kind, status }) => date.startsWith(`${year}`) && kind === 'off' && status !== 'proposed',
    );
    expect(off.map(({ date }) => date.slice(5)).join(' ')).toBe(expected);
  });
  it('has these working Saturdays', () => {
    const working = rows.filter((row) => row.kind === 'working').map((row) => row.date);
    expect(working).toEqual(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22', '2026-11-28']);
  });
  it('confirms nothing of 2027 yet', () => {
    const ofNextYear = rows.filter((row) => row.date.startsWith('2027'));
    expect(ofNextYear.filter((row) => row.status === 'confirmed')).toEqual([]);
    expect(ofNextYear.every((row) => row.assumption !== undefined)).toBe(true);
  });
  it('has one row for a date', () => {
    expect(() => calendarOf([...rows.slice(0, 1), ...rows.slice(0, 1)], 1)).toThrow(RangeError);
  });
  it('is a plain Monday-to-Friday week without rows', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(isWorkingDay(calendarOf([], 1), day)).toBe(![0, 6].includes(dayOfWeek(day)));
      }),
    );
  });
  it('is refused with all that is wrong in one message', () => {
    const text = `days:
  - { dates: [2026-05-04, 2026-05-04], kind: working, status: confirmed, source: x }
  - { dates: [2026-05-09], kind: off, status: provisional, source: x }`;
    expect(() => parseCalendarFile(text)).toThrow(
      /(?=[\s\S]*2026-05-04: Chỉ thứ Bảy)(?=[\s\S]*2026-05-09: Thứ Bảy)(?=[\s\S]*2026-05-09: Ngày tạm tính)/,
    );
    expect(() =>
      parseCalendarFile(
        'days: [{ dates: [2026-05-04, 2026-05-04], kind: off, status: confirmed, source: x }]',
      ),
    ).toThrow('2026-05-04: ngày này có hai dòng');
    expect(() =>
      parseCalendarFile('days: [{ dates: [2026-02-30], kind: off, status: confirmed, source: x }]'),
    ).toThrow('calendar.yaml');
  });
});
