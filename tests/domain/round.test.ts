import { describe, expect, it } from 'vitest';
import { calendarOf, workingDaysLeft } from '../../domain/calendar.ts';
import { addDays } from '../../domain/dates.ts';
import { routeFor } from '../../domain/plan.ts';
import { roundParts } from '../../domain/round.ts';
import { cchcCode, readPlan } from '../support/plans.ts';

const calendar = calendarOf([], 1);
const plan = readPlan(cchcCode);
const ROUND = 'tong-ket-2025';
const dates = {
  opens: '2026-03-02',
  intakeCloses: '2026-04-10',
  reviewBy: '2026-05-08',
  councilBy: '2026-05-22',
  submitBy: '2026-06-05',
  decisionBy: '2026-08-28',
};
const parts = roundParts(plan, ROUND, dates, calendar);

describe('what the dates of a round imply', () => {
  it('names every step of every route once, with the proposing units first', () => {
    const [first, ...steps] = parts;
    expect(first).toMatchObject({ award: null, body: 'proposer', until: dates.intakeCloses });
    for (const award of ['bang-khen', 'giay-khen']) {
      const category = plan.awards.find(({ code }) => code === award)!.categories[0]!;
      expect(steps.filter((part) => part.award === award).map(({ stage, body }) => [stage, body])).toEqual(
        routeFor(plan, award, category).map(({ stage, body }) => [stage, body]),
      );
    }
  });

  it('says until when each must act, and how many working days that leaves beside what the plan gives', () => {
    const review = parts.find(({ stage }) => stage === 'office-review')!;
    expect(review.until).toBe(dates.reviewBy);
    expect(review.workingDays).toBe(workingDaysLeft(calendar, dates.intakeCloses, dates.reviewBy));
    const squeezed = roundParts(
      plan,
      ROUND,
      { ...dates, reviewBy: addDays(dates.intakeCloses, 1) },
      calendar,
    );
    const short = squeezed.find(({ stage }) => stage === 'office-review')!;
    expect(short.period).toBe(review.period);
    expect(short.workingDays).toBeLessThan(short.period ?? 0);
  });

  it('reminds on working days before each date, and never after it', () => {
    for (const { reminders, until } of parts) {
      expect(reminders).toEqual([...reminders].sort());
      for (const day of reminders) expect(day <= until).toBe(true);
    }
    expect(parts.flatMap(({ reminders }) => reminders).length).toBeGreaterThan(0);
  });

  it('has no parts where the plan gives no award', () => {
    const without = readPlan('chao-mung-190-nam-ha-tinh-2021');
    expect(roundParts(without, without.rounds[0]!.code, dates, calendar)).toEqual([]);
  });
});
