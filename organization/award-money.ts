import { readFileSync } from 'node:fs';
import type { AwardMoneyRates } from '../domain/money.ts';
import { parseAwardMoneyFile } from './award-money-file.ts';

let rates: AwardMoneyRates | undefined;

/** The rates of `award-money.yaml`, read once. @throws Error that names everything that is wrong */
export function awardMoneyRates(): AwardMoneyRates {
  rates ??= parseAwardMoneyFile(readFileSync(new URL('award-money.yaml', import.meta.url), 'utf8'));
  return rates;
}
