import { setTimeout as pause } from 'node:timers/promises';
import { Chance } from './chance.ts';
import { partNames } from './ground.ts';
import type { Ground, PartName } from './ground.ts';
import type { Line } from './line.ts';
import { setMood } from './mail-files.ts';
import type { Mood } from './mail-files.ts';

export const faultKinds = ['killed', 'paused', 'slow', 'refusing', 'puts-off', 'drops'] as const;
type FaultKind = (typeof faultKinds)[number];

/** What befalls one part. Times in milliseconds, `at` from the beginning of the run. */
export interface Fault {
  part: PartName;
  kind: FaultKind;
  at: number;
  lasts: number;
  /** How much longer everything takes, where it is slow. */
  delay: number;
}

/** The least and the most that a fault lasts, in milliseconds. An act is given 10 s: some outlast that. */
const lasting: Record<FaultKind, readonly [number, number]> = {
  killed: [200, 6_000],
  paused: [500, 12_000],
  slow: [4_000, 12_000],
  refusing: [500, 8_000],
  'puts-off': [1_000, 4_000],
  drops: [1_000, 4_000],
};
/** Quiet between faults, so that something is done at all. */
const quiet = [2_000, 7_000] as const;
const delays = [20, 250] as const;
const togetherPercent = 20;

const every = partNames.flatMap((part) =>
  faultKinds.filter((kind) => part === 'smtp' || !isOfMail(kind)).map((kind) => ({ part, kind })),
);
function isOfMail(kind: FaultKind): boolean {
  return kind === 'puts-off' || kind === 'drops';
}

/**
 * The faults of a run, as the seed has them: every part in every way before any comes again, mostly one at a time,
 * sometimes two parts together.
 */
export function faultsOf(seed: number, forMs: number): Fault[] {
  const chance = new Chance(seed, 'faults');
  const faults: Fault[] = [];
  let deck: typeof every = [];
  const next = (at: number): Fault => {
    if (deck.length === 0) deck = chance.shuffled(every);
    const { part, kind } = deck.pop() ?? chance.oneOf(every);
    return { part, kind, at, lasts: chance.between(...lasting[kind]), delay: chance.between(...delays) };
  };
  for (let at = chance.between(...quiet); ;) {
    const fault = next(at);
    const both = chance.inHundred(togetherPercent)
      ? [fault, next(at + chance.between(0, fault.lasts))]
      : [fault];
    const [, second] = both;
    // Two on one part would be one: it can't be killed while it stands still.
    const befalling = second?.part === fault.part ? [fault] : both;
    const over = Math.max(...befalling.map(({ at, lasts }) => at + lasts));
    if (over > forMs) return faults;
    faults.push(...befalling);
    at = over + chance.between(...quiet);
  }
}

/** One fault, from its beginning to its end. */
export async function befall(ground: Ground, { part: name, kind, lasts, delay }: Fault): Promise<void> {
  const { [name]: part } = ground.parts;
  const { [name]: lines } = ground.lines;
  const during = async (begin: () => unknown, end: () => unknown) => {
    await begin();
    await pause(lasts);
    await end();
  };
  const onLines = (change: (line: Line) => void) => () => lines.forEach(change);
  const mood = (of: Mood) => () => setMood(ground.dataDir, of);
  switch (kind) {
    case 'killed':
      return during(
        () => part.kill(),
        () => part.start(),
      );
    case 'paused':
      return during(
        () => part.pause(),
        () => part.resume(),
      );
    case 'slow':
      return during(
        onLines((line) => line.slow(delay)),
        onLines((line) => line.slow(0)),
      );
    case 'refusing':
      return during(
        onLines((line) => line.refuse()),
        onLines((line) => line.mend()),
      );
    case 'puts-off':
    case 'drops':
      return during(mood(kind), mood('takes'));
  }
}
