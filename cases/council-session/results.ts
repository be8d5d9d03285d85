import { createHash } from 'node:crypto';

/** What a ballot on one item came to, as it is written down. */
export interface Counted {
  nominationId: string;
  ballot: number;
  method: string;
  issued: number;
  collected: number;
  valid: number;
  approve: number;
  disapprove: number;
  base: number;
  needed: number;
  passed: boolean;
}

/** What is hashed of each, in this order for good: closings of before are held against it. */
const hashed = [
  ...(['nominationId', 'ballot', 'method', 'issued', 'collected', 'valid'] as const),
  ...(['approve', 'disapprove', 'base', 'needed', 'passed'] as const),
];

/** The hash (SHA-256, hexadecimal) of what a vote came to: its closing is written down with it. */
export function resultsHash(results: readonly Counted[]): string {
  const said = [...results]
    .sort((a, b) => (a.nominationId < b.nominationId ? -1 : 1))
    .map((result) => hashed.map((part) => result[part]));
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
