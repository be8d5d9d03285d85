import { describe, expect, it, test } from 'vitest';
import { obligationDates } from '../../domain/obligation.ts';
import { obligationOf } from '../../domain/plan.ts';
import type { PlanObligation } from '../../domain/plan-schema.ts';
import { isEveryYear, nameFor, recurrenceFrom } from '../../domain/recurrence.ts';
import { cchcCode, known, planSource, readPlan } from '../support/plans.ts';
import { parsePlan } from '../../domain/plan-checks.ts';

const halfYears = {
  on: [
    { month: 12, day: 15 },
    { month: 6, day: 15 },
  ],
  source: 'mặc định',
};

describe('twice a year, until the movement ends', () => {
  it.each([
    ['2024-01-01', '2024-06-15'],
    ['2024-06-15', '2024-06-15'],
    ['2024-06-16', '2024-12-15'],
    ['2024-12-16', '2025-06-15'],
    ['2025-12-15', '2025-12-15'],
    ['2025-12-16', null],
    ['2030-01-01', null],
  ])('from %s on it is owed by %s', (from, dueOn) => {
    const expected = dueOn === null ? null : { dueOn, period: dueOn.slice(0, 7) };
    expect(recurrenceFrom(halfYears, from, '2025-12-31')).toEqual(expected);
  });

  it.each([
    ['2026-06-15', '2026-06-15'],
    ['2026-06-14', null],
  ])('a movement that ends on %s has its last day on %s', (until, dueOn) => {
    expect(recurrenceFrom(halfYears, '2026-01-01', until)?.dueOn ?? null).toBe(dueOn);
  });

  it('each day of a long movement comes once, in order', () => {
    const periods: string[] = [];
    let next = recurrenceFrom(halfYears, '2022-04-05', '2025-12-31');
    while (next) {
      periods.push(next.period);
      next = recurrenceFrom(halfYears, next.dueOn.replace(/15$/, '16'), '2025-12-31');
    }
    expect(periods).toEqual([2022, 2023, 2024, 2025].flatMap((year) => [`${year}-06`, `${year}-12`]));
  });
});

test.each([
  [2, 28, true],
  [2, 29, false],
  [6, 31, false],
  [12, 31, true],
])('every year has a day %d.%d: %s', (month, day, has) => {
  expect(isEveryYear({ month, day })).toBe(has);
});

test('a period has its name, and what does not recur keeps its own', () => {
  expect(nameFor('Báo cáo', '2026-06')).toBe('Báo cáo, kỳ tháng 6/2026');
  expect(nameFor('Kế hoạch', '')).toBe('Kế hoạch');
});

describe('plan 002, VI: “định kỳ 6 tháng, 1 năm”', () => {
  const plan = readPlan(cchcCode);
  const due = (code: string, today: string) =>
    obligationDates(obligationOf(plan, code)!, {}, today, plan.period.to);

  it.each([
    ['bao-cao-6-thang', '2023-03-01', '2023-06'],
    ['bao-cao-6-thang', '2023-07-01', '2023-12'],
    ['bao-cao-nam', '2023-03-01', '2023-12'],
    ['bao-cao-nam', '2025-12-20', null],
  ])('%s, on %s: for %s', (code, today, period) => {
    expect(due(code, today)?.period ?? null).toBe(period);
  });

  it('days that the plan leaves open name their source', () => {
    const sources = plan.obligations.flatMap(({ recurs }) => (recurs ? [recurs.source] : []));
    expect(sources.length).toBe(2);
    for (const source of sources) expect(source).toMatch(/^Mặc định, không phải luật/u);
  });

  it.each([
    [{ due: { on: '2025-01-01' } }, 'recurs'],
    [{ rounds: ['so-ket-2023'] }, 'recurs'],
    [{ recurs: { source: 'x', on: [{ month: 2, day: 29 }] } }, 'recurs.on[0].day'],
    [{ recurs: { source: 'x', on: [1, 2].map((day) => ({ month: 6, day })) } }, 'recurs.on[1].month'],
  ])('filed with %j it is refused at %s', (changed, path) => {
    const source = planSource(cchcCode) as { obligations: PlanObligation[] };
    const i = source.obligations.findIndex(({ code }) => code === 'bao-cao-nam');
    Object.assign(source.obligations[i]!, changed);
    const result = parsePlan(source, known);
    expect(result).toMatchObject({ faults: [{ path: `obligations[${i}].${path}` }] });
  });
});
