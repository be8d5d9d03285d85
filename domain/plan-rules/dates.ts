import { isDate } from '../dates.ts';
import { faultIf, rule } from './rule.ts';
import type { PlanRule } from './rule.ts';

const BACKWARDS = 'Ngày kết thúc trước ngày bắt đầu.';

/** Dates run forwards, and rounds lie in the movement's period. */
export const dateRules: PlanRule[] = [
  rule(['period'], ({ period: { from, to } }) => faultIf(from > to, ['period', 'to'], BACKWARDS)),
  rule(['achievementPeriod'], ({ achievementPeriod: { from, to } }) =>
    faultIf(from > to, ['achievementPeriod', 'to'], BACKWARDS),
  ),
  rule(['rounds', 'period'], ({ rounds, period }) =>
    rounds.flatMap(({ within }, i) =>
      within
        ? [
            ...faultIf(within.from > within.to, ['rounds', i, 'within', 'to'], BACKWARDS),
            ...faultIf(
              within.from < period.from || within.to > period.to,
              ['rounds', i, 'within'],
              'Đợt nằm ngoài thời gian của phong trào.',
            ),
          ]
        : [],
    ),
  ),
  // A blank number or day is legal; a day without its month, or one that does not exist, is not.
  rule(['issuedOn'], ({ issuedOn: { year, month, day } }) => {
    const two = (n: number) => String(n).padStart(2, '0');
    const text = `${year}-${two(month ?? 0)}-${two(day ?? 0)}`;
    return faultIf(day !== null && !isDate(text), ['issuedOn', 'day'], 'Không có ngày này.');
  }),
];
