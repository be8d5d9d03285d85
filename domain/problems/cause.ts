import type { Role } from '../roles.ts';

/** The codes that say no for more than one reason: none of them is thrown without one. */
export const splitCodes = ['not-in-this-state', 'vote-closed', 'not-entitled', 'ballots-used'] as const;
export type SplitCode = (typeof splitCodes)[number];

/** One reason for which a code says no. */
export interface CauseText {
  of: SplitCode;
  /** What is the matter, in one sentence that no other cause or problem has. */
  vi: string;
  en: string;
  /** How whoever asked gets on. */
  wayOut: { vi: string; en: string };
}

/**
 * What is known of a reason. It travels through Temporal: codes, ids and dates alone, and nothing that whoever sees the case
 * may not see.
 */
export interface Circumstances {
  /** ISO instant, or a day: since when it is so. */
  since?: string;
  /** ISO instant, or a day: until when it will be, or was open. */
  until?: string;
  /** In which role, and of which unit, somebody made it so. */
  by?: { role: Role | null; unit: string | null };
  /** Who has it now. */
  waitsFor?: { role: Role; unit: string | null };
}
