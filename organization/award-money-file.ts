import { parse } from 'yaml';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import type { AwardMoneyRates } from '../domain/money.ts';
import { codeSchema } from '../domain/plan-schema.ts';

const source = nameText(500);

const awardMoneyFileSchema = z.strictObject({
  baseSalaries: z.array(z.strictObject({ from: z.iso.date(), amount: z.number().int().min(1), source })),
  factors: z.array(
    z.strictObject({
      form: codeSchema,
      recipient: z.enum(['collective', 'individual', 'household']),
      factor: z.strictObject({ numerator: z.number().int().min(0), denominator: z.number().int().min(1) }),
      from: z.iso.date(),
      to: z.iso.date().nullable(),
      source,
    }),
  ),
});

/** The rates of `award-money.yaml`. @throws Error that names everything that is wrong. */
export function parseAwardMoneyFile(text: string): AwardMoneyRates {
  const result = awardMoneyFileSchema.safeParse(parse(text));
  if (!result.success) throw new Error(`award-money.yaml:\n${z.prettifyError(result.error)}`);
  return result.data;
}
