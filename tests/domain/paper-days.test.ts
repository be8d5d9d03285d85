import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import { dayFaults } from '../../domain/paper-days.ts';

const today = '2026-11-28';
const after = { opened: '2026-09-01', signed: '2026-11-20' };
const said = (day: string, milestones = {}) =>
  dayFaults('decidedOn', day, today, milestones).map(({ path, message }) => `${path}: ${message}`);

describe('the day of a paper', () => {
  it('is not still to come', () => {
    expect(said(today)).toEqual([]);
    expect(said(addDays(today, 1))).toEqual(['decidedOn: Ngày này không được sau hôm nay (28/11/2026).']);
    expect(said('2027-12-31', after)).toHaveLength(1);
  });

  it('is not before the last of what it follows upon, which is named with its day', () => {
    expect(said(after.signed, after)).toEqual([]);
    const early = ['decidedOn: Ngày này không được trước ngày ký tờ trình (20/11/2026).'];
    for (const day of [addDays(after.signed, -1), '2020-01-01']) expect(said(day, after)).toEqual(early);
    expect(said(addDays(after.opened, -1), { opened: after.opened })).toEqual([
      'decidedOn: Ngày này không được trước ngày mở đợt xét (01/09/2026).',
    ]);
  });

  it('may be any past day where nothing binds it', () => {
    expect(said('1990-01-01')).toEqual([]);
  });
});
