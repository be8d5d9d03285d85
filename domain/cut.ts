import { atLeast } from './fractions.ts';

/** A nomination that the council passed and the head agreed to, as it stands for the cut by quota. */
export interface CutEntry {
  id: string;
  /** Yes votes. */
  approve: number;
  femalePriority: boolean;
  /** The chair's `break-tie`; absent where he gave no word. */
  chairChoice?: boolean | null;
  /** The head's, which counts where the chair's leaves them even. */
  headChoice?: boolean | null;
}

export interface Cut {
  /** Best first. */
  selected: string[];
  notSelected: string[];
  /** Who still ties for the last places: neither selected nor refused until someone chooses. */
  tied: string[];
}

/** Higher ranks first; entries that compare as 0 are tied. */
function compareRank(a: CutEntry, b: CutEntry): number {
  const word = (choice: boolean | null | undefined): number => (choice == null ? 1 : choice ? 2 : 0);
  return (
    b.approve - a.approve ||
    Number(b.femalePriority) - Number(a.femalePriority) ||
    word(b.chairChoice) - word(a.chairChoice) ||
    word(b.headChoice) - word(a.headChoice)
  );
}

/**
 * The cut for one round, award and pool of quota: by yes votes from high to low (TT 25/2025/TT-BKHCN Đ23), at
 * the line first women and collectives with at least 70 % women (NĐ 152/2025 Đ4.6), then those the chair chose
 * (TT 25/2025 Đ23), then those the head chose. `places` null: no limit.
 * @throws RangeError for an id that comes twice, or places that are no whole number.
 */
export function cut(entries: readonly CutEntry[], places: number | null): Cut {
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) throw new RangeError('an id comes twice');
  if (places !== null && (!Number.isSafeInteger(places) || places < 0)) {
    throw new RangeError(`not a number of places: ${places}`);
  }
  // The id only makes the order of the lists the same for every order of the input; it never decides a place.
  const ranked = [...entries].sort((a, b) => compareRank(a, b) || (a.id < b.id ? -1 : 1));
  const line = places ?? ranked.length;
  const last = ranked[line - 1];
  const next = ranked[line];
  const isTied = (entry: CutEntry): boolean =>
    last !== undefined &&
    next !== undefined &&
    compareRank(last, next) === 0 &&
    compareRank(entry, last) === 0;
  const ids = (of: CutEntry[]): string[] => of.filter((entry) => !isTied(entry)).map(({ id }) => id);
  return {
    selected: ids(ranked.slice(0, line)),
    notSelected: ids(ranked.slice(line)),
    tied: ranked.filter(isTied).map(({ id }) => id),
  };
}

export type PrioritySubject =
  | { kind: 'individual'; gender?: string | null }
  | { kind: 'collective'; headcount?: number | null; femaleCount?: number | null };

const seventyPercent = { numerator: 70, denominator: 100 };

/** A woman, or a collective with at least 70 % women (NĐ 152/2025 Đ4.6); false where the data is missing. */
export function femalePriority(subject: PrioritySubject): boolean {
  if (subject.kind === 'individual') return subject.gender === 'female';
  const { headcount, femaleCount } = subject;
  if (headcount == null || femaleCount == null || headcount === 0) return false;
  return atLeast(femaleCount, headcount, seventyPercent);
}
