import type { CutEntry } from './cut.ts';
import { cut } from './cut.ts';
import { Refusal } from './problems.ts';

/** One pool of a round and award: those that share a quota. */
export interface CutPool {
  /** Passed, agreed to by the head, and not yet cut. */
  candidates: readonly CutEntry[];
  /** Places gone: past the cut and still open, or awarded. */
  taken: number;
  /** Submitted, still open at or before the council, not concluded: they may yet want a place. */
  toCome: readonly { id: string; onHold: boolean }[];
  /** Null: no limit. */
  max: number | null;
}

export interface Settlement {
  selected: string[];
  notSelected: string[];
  /** At the line, and neither votes nor NĐ 152/2025 Đ4.6 decide. */
  tied: string[];
  /** Left in the council until the last session, or until the tie is broken. */
  waiting: string[];
}

/**
 * The cut of a pool where it can be made now: all that is there and to come fits, or nothing is to come and no tie
 * stands in the way. Otherwise all wait for `rank-and-cut`, which makes it by `force` (contract: The council); what
 * is on hold comes to a later session and cannot keep the others waiting then.
 * @throws Refusal `sessions-to-come` by force, while nominations that are not on hold are still to come
 */
export function settle({ candidates, taken, toCome, max }: CutPool, force: boolean): Settlement {
  const places = max === null ? null : Math.max(0, max - taken);
  const result = cut(candidates, places);
  if (candidates.length === 0 || places === null || candidates.length + toCome.length <= places)
    return { ...result, waiting: [] };
  const awaited = force ? toCome.filter(({ onHold }) => !onHold) : toCome;
  if (force && awaited.length > 0)
    throw new Refusal(
      'sessions-to-come',
      awaited.map(({ id }) => ({ path: `nominations.${id}`, message: 'Hồ sơ chưa qua Hội đồng.' })),
    );
  if (!force && (awaited.length > 0 || result.tied.length > 0))
    return { selected: [], notSelected: [], tied: [], waiting: candidates.map(({ id }) => id).sort() };
  return { ...result, waiting: [] };
}

/** Where a nomination stands for the cut of its pool. */
export type CutStanding = 'candidate' | 'taken' | 'to-come' | 'out';

/** What the record tells of a nomination, read together with results that it has not recorded itself yet. */
export interface CutFacts {
  submitted: boolean;
  outcome: string | null;
  /** Its last result at the council, null where it has none. */
  result: 'passed' | 'failed' | 'agreed' | 'refused' | null;
  /** The cut made for it before. */
  cut: 'selected' | 'not-selected' | null;
  /** Its route has gone on from the council. */
  pastCouncil: boolean;
}

/** Judged by results, not by the nomination's row alone: its path records what a session brings a moment later. */
export function cutStanding({ submitted, outcome, result, cut: made, pastCouncil }: CutFacts): CutStanding {
  if (outcome !== null) return outcome === 'awarded' ? 'taken' : 'out';
  if (made !== null) return made === 'selected' ? 'taken' : 'out';
  if (pastCouncil) return 'taken';
  if (result === 'failed' || result === 'refused') return 'out';
  if (result === 'agreed') return 'candidate';
  return submitted ? 'to-come' : 'out';
}
