import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that a seed settles. Each name has a row of its own, so that who comes first changes nobody's intentions. */
export class Chance {
  private readonly generator;

  constructor(seed: number, name: string) {
    this.generator = xoroshiro128plus(createHash('sha256').update(`${seed}:${name}`).digest().readInt32LE());
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return uniformInt(this.generator, least, most);
  }

  inHundred(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  oneOf<T>(choices: readonly T[]): T {
    const choice = choices[this.between(0, choices.length - 1)];
    if (choice === undefined) throw new Error('nothing to choose from');
    return choice;
  }

  shuffled<T>(all: readonly T[]): T[] {
    return all
      .map((one) => ({ one, at: this.between(0, 0x7fffffff) }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  }
}
