import type { DateText } from './dates.ts';
import { smallestAtLeast } from './fractions.ts';
import type { Fraction } from './fractions.ts';

/** Lương cơ sở from a day on, until the next row. Whole đồng a month. */
interface BaseSalary {
  from: DateText;
  amount: number;
  source: string;
}

/** How many times the base salary goes with an award form; `to` is its last day, null while in force. */
export interface AwardFactor {
  /** As plans name it, e.g. bang-khen. */
  form: string;
  recipient: 'collective' | 'individual' | 'household';
  factor: Fraction;
  from: DateText;
  to: DateText | null;
  source: string;
}

export interface AwardMoneyRates {
  baseSalaries: readonly BaseSalary[];
  factors: readonly AwardFactor[];
}

export interface AwardMoney {
  /** Whole đồng. */
  amount: number;
  baseSalary: BaseSalary;
  factor: AwardFactor;
}

const tenThousand = 10_000;

/**
 * The money that goes with one award decided on a day, null where no rate of that day is known. The base salary
 * of the day of the decision times the factor, "làm tròn số lên hàng chục nghìn đồng" (NĐ 152/2025 Đ49, Đ54).
 * Several forms for different achievements are each paid (Đ49), so there is nothing to set off here.
 */
export function awardMoney(
  rates: AwardMoneyRates,
  form: AwardFactor['form'],
  recipient: AwardFactor['recipient'],
  decidedOn: DateText,
): AwardMoney | null {
  const baseSalary = rates.baseSalaries
    .filter(({ from }) => from <= decidedOn)
    .reduce<BaseSalary | null>((best, row) => (best !== null && best.from > row.from ? best : row), null);
  const factor = rates.factors.find(
    (row) =>
      row.form === form &&
      row.recipient === recipient &&
      row.from <= decidedOn &&
      (row.to === null || decidedOn <= row.to),
  );
  if (baseSalary === null || factor === undefined) return null;
  const { numerator, denominator } = factor.factor;
  const tens = smallestAtLeast(baseSalary.amount, { numerator, denominator: denominator * tenThousand });
  return { amount: tens * tenThousand, baseSalary, factor };
}
