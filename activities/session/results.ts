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

/** The hash (SHA-256, hexadecimal) of what a vote came to: its closing is written down with it. */
export function resultsHash(results: readonly Counted[]): string {
  const said = results
    .map(
      ({
        nominationId,
        ballot,
        method,
        issued,
        collected,
        valid,
        approve,
        disapprove,
        base,
        needed,
        passed,
      }) =>
        [
          nominationId,
          ballot,
          method,
          issued,
          collected,
          valid,
          approve,
          disapprove,
          base,
          needed,
          passed,
        ] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
