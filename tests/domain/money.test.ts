import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { awardMoney } from '../../domain/money.ts';
import { parseAwardMoneyFile } from '../../organization/award-money-file.ts';

const rates = parseAwardMoneyFile(
  readFileSync(new URL('../../organization/award-money.yaml', import.meta.url), 'utf8'),
);

describe('award money', () => {
  it.each([
    ['bang-khen', 'collective', 7_020_000, 7_590_000],
    ['bang-khen', 'individual', 3_510_000, 3_800_000],
    ['bang-khen', 'household', 5_270_000, 5_700_000],
    ['giay-khen', 'collective', 1_410_000, 1_520_000],
    ['giay-khen', 'individual', 710_000, 760_000],
    ['giay-khen', 'household', 1_060_000, 1_140_000],
  ] as const)('of a %s for a %s is rounded up to ten thousand đồng', (form, recipient, before, after) => {
    expect(awardMoney(rates, form, recipient, '2025-12-31')?.amount).toBe(before);
    expect(awardMoney(rates, form, recipient, '2026-11-24')?.amount).toBe(after);
  });
  it('takes the base salary of the day of the decision, and names it', () => {
    const on = (day: string) => awardMoney(rates, 'giay-khen', 'individual', day)?.baseSalary;
    expect(on('2026-06-30')?.amount).toBe(2_340_000);
    expect(on('2026-07-01')).toMatchObject({
      amount: 2_530_000,
      source: expect.stringContaining('NĐ 161/2026'),
    });
  });
  it('takes the latest base salary in force in whatever order the rows stand', () => {
    const reversed = { ...rates, baseSalaries: [...rates.baseSalaries].reverse() };
    expect(awardMoney(reversed, 'bang-khen', 'collective', '2026-11-24')?.amount).toBe(7_590_000);
  });
  it('is unknown, not guessed, for a day without a rate', () => {
    expect(awardMoney(rates, 'giay-khen', 'individual', '2025-06-30')).toBeNull();
    expect(awardMoney({ ...rates, baseSalaries: [] }, 'giay-khen', 'individual', '2026-11-24')).toBeNull();
    const ended = { ...rates, factors: rates.factors.map((row) => ({ ...row, to: '2026-09-30' })) };
    expect(awardMoney(ended, 'giay-khen', 'individual', '2026-09-30')?.amount).toBe(760_000);
    expect(awardMoney(ended, 'giay-khen', 'individual', '2026-10-01')).toBeNull();
  });
  it('is refused where the rates are malformed', () => {
    expect(() =>
      parseAwardMoneyFile('baseSalaries: [{ from: 2026-07-01, amount: 2530000.5, source: x }]'),
    ).toThrow('award-money.yaml');
  });
});
