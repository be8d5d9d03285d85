import { describe, expect, it } from 'vitest';
import { dutiesAfter } from '../../domain/after-decision.ts';
import type { Period } from '../../domain/after-decision.ts';
import { calendarOf } from '../../domain/calendar.ts';
import {
  isObligationOver,
  mayActOnObligation,
  obligationTimetable,
  obligationWaiting,
} from '../../domain/obligation.ts';
import type { ObligationSituation } from '../../domain/obligation.ts';
import { dutyNames } from '../../domain/texts.ts';

const period = (workingDays: number): Period => ({
  workingDays,
  remindBefore: [5, 1],
  whenPassed: [{ after: 5, do: 'remind' }],
  source: 'Thử.',
});
const periods = { 'send-decision': period(10), 'hand-over-award': period(15) };
const calendar = calendarOf([], 1);
// A Monday; the weeks have no holiday in this calendar.
const today = '2026-11-02';

const duty: ObligationSituation = {
  state: 'owed',
  returned: false,
  overdue: false,
  entryVersion: 1,
  enteredAt: '2026-11-02T02:00:00.000Z',
  owedBy: 'lead',
  debtor: 'van-phong',
  toBody: 'van-phong',
  toRole: 'appraiser',
  due: '2026-11-16',
  calendar,
  rule: periods['send-decision'],
};

describe('what an office does after a decision', () => {
  it('counts each period in working days after the day of recording', () => {
    expect(dutiesAfter({ awarded: 1, today }, periods, calendar)).toEqual([
      { duty: 'send-decision', due: '2026-11-16' },
      { duty: 'hand-over-award', due: '2026-11-23' },
    ]);
    // What is recorded on a Saturday counts from the same Monday on as what is recorded on the Friday before.
    const [onFriday, onSaturday] = ['2026-11-06', '2026-11-07'].map((day) =>
      dutiesAfter({ awarded: 1, today: day }, periods, calendar),
    );
    expect(onSaturday).toEqual(onFriday);
  });

  it('goes by the calendar: a day off on the way makes it a day later', () => {
    const off = calendarOf([{ date: '2026-11-10', kind: 'off', status: 'confirmed', source: 'Thử.' }], 2);
    expect(dutiesAfter({ awarded: 1, today }, periods, off)[0]?.due).toBe('2026-11-17');
  });

  it('hands nothing over where nothing was awarded', () => {
    expect(dutiesAfter({ awarded: 0, today }, periods, calendar).map((d) => d.duty)).toEqual([
      'send-decision',
    ]);
  });

  it('reminds, says that the day has passed, and reminds again; no date ends it', () => {
    const entries = obligationTimetable(duty, new Set(), '2026-11-02T03:00:00.000Z');
    expect(entries.map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`)).toEqual([
      'remind-5 2026-11-09',
      'remind-1 2026-11-13',
      'overdue 2026-11-16',
      'remind-late-5 2026-11-23',
    ]);
  });

  it('waits for the office itself, in the role that acts there', () => {
    expect(obligationWaiting(duty)).toMatchObject({
      why: 'after-decision',
      body: 'van-phong',
      role: 'appraiser',
      until: '2026-11-16',
    });
    expect(isObligationOver('done')).toBe(true);
    expect(obligationWaiting({ ...duty, state: 'done' })).toBeNull();
  });

  it('is ended by the office’s own word alone', () => {
    const parties = { ...duty, toHasAccounts: true, leadBody: 'van-phong', submitters: [] };
    const units = new Map([
      ['van-phong', { code: 'van-phong', parent: 'so', organization: 'so' }],
      ['phong', { code: 'phong', parent: 'so', organization: 'so' }],
    ]);
    const at = (unit: string) => ({ id: unit, roles: [{ role: 'appraiser' as const, unit }] });
    expect(mayActOnObligation('submit', at('van-phong'), parties, units)).toMatchObject({
      unit: 'van-phong',
    });
    expect(mayActOnObligation('submit', at('phong'), parties, units)).toBe('forbidden');
  });

  it('has a name in both languages', () => {
    for (const { vi, en } of Object.values(dutyNames)) {
      expect(vi).toBe(vi.normalize('NFC'));
      expect(en).not.toBe(vi);
    }
  });
});
