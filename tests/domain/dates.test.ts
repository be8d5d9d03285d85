import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOf,
  dayOfWeek,
  daysBetween,
  earlier,
  endOfDay,
  formatDateVi,
  formatLongDateVi,
  instantAt,
  isDate,
} from '../../domain/dates.ts';

const anyDate = fc.integer({ min: -40_000, max: 40_000 }).map((n) => addDays('2026-01-01', n));

describe('a date', () => {
  it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('%s is accepted', (text) => {
    expect(isDate(text)).toBe(true);
  });
  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-5',
    '05/02/2026',
    '',
    '2026-02-28T00:00:00Z',
  ])('%j is refused', (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });
  it('is compared as text in the order of time', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(a < b).toBe(daysBetween(a, b) > 0);
        expect(earlier(a, b)).toBe([a, b].sort()[0]);
      }),
    );
  });
  it('moves by days and back, across months, years and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -1000, max: 1000 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
      }),
    );
  });
  it('knows its weekday', () => {
    expect(dayOfWeek('2026-11-22')).toBe(0);
    expect(dayOfWeek('2026-11-24')).toBe(2);
    expect(dayOfWeek('2027-02-06')).toBe(6);
  });
});

describe('Vietnamese time', () => {
  it('begins a day at 17:00 UTC of the day before', () => {
    expect(dateOf(new Date('2026-11-23T16:59:59.999Z'))).toBe('2026-11-23');
    expect(dateOf(new Date('2026-11-23T17:00:00.000Z'))).toBe('2026-11-24');
  });
  it('has no daylight saving: each hour of a year is at +07:00', () => {
    expect(instantAt('2026-01-15', 8, 30).toISOString()).toBe('2026-01-15T01:30:00.000Z');
    expect(instantAt('2026-07-15', 8, 30).toISOString()).toBe('2026-07-15T01:30:00.000Z');
  });
  it('ends a day at 24:00, the first instant that is too late', () => {
    expect(endOfDay('2026-12-31').toISOString()).toBe('2026-12-31T17:00:00.000Z');
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (date, h, m) => {
        expect(dateOf(instantAt(date, h, m))).toBe(date);
        expect(instantAt(date, h, m) < endOfDay(date)).toBe(true);
        expect(dateOf(endOfDay(date))).toBe(addDays(date, 1));
      }),
    );
  });
});

describe('a date in a document', () => {
  it.each([
    ['2026-02-05', '05/02/2026', 'ngày 05 tháng 02 năm 2026'],
    ['2026-01-10', '10/01/2026', 'ngày 10 tháng 01 năm 2026'],
    ['2026-03-09', '09/03/2026', 'ngày 09 tháng 3 năm 2026'],
    ['2026-09-30', '30/09/2026', 'ngày 30 tháng 9 năm 2026'],
    ['2026-10-01', '01/10/2026', 'ngày 01 tháng 10 năm 2026'],
  ])('%s is written %s and %s', (date, short, long) => {
    expect(formatDateVi(date)).toBe(short);
    expect(formatLongDateVi(date)).toBe(long);
    expect(long.normalize('NFC')).toBe(formatLongDateVi(date));
  });
});
