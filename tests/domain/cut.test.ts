import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, femalePriority } from '../../domain/cut.ts';
import type { CutEntry } from '../../domain/cut.ts';

const entry = (id: string, approve: number, more: Partial<CutEntry> = {}): CutEntry => ({
  id,
  approve,
  femalePriority: false,
  ...more,
});
const woman = { femalePriority: true };
const chosen = { chairChoice: true };
const passedOver = { chairChoice: false };

const anyEntries = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    approve: fc.integer({ min: 6, max: 9 }),
    femalePriority: fc.boolean(),
    chairChoice: fc.constantFrom(true, false, undefined),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);
const anyPlaces = fc.option(fc.integer({ min: 0, max: 12 }));

describe('the cut by quota', () => {
  it('takes those with most yes votes', () => {
    expect(cut([entry('a', 7), entry('b', 9), entry('c', 8)], 2)).toEqual({
      selected: ['b', 'c'],
      notSelected: ['a'],
      tied: [],
    });
  });
  it('prefers a woman, or a collective of women, only among equal votes', () => {
    expect(cut([entry('a', 8), entry('b', 8, woman), entry('c', 9), entry('d', 7, woman)], 2)).toEqual({
      selected: ['c', 'b'],
      notSelected: ['a', 'd'],
      tied: [],
    });
  });
  it('then follows the chair, whose choice does not go before Đ4.6', () => {
    expect(cut([entry('a', 8, passedOver), entry('b', 8, chosen), entry('c', 8, passedOver)], 1)).toEqual({
      selected: ['b'],
      notSelected: ['a', 'c'],
      tied: [],
    });
    expect(cut([entry('a', 8, chosen), entry('b', 8, woman)], 1).selected).toEqual(['b']);
  });
  it('needs no more than one choice, for or against', () => {
    expect(cut([entry('a', 8), entry('b', 8, chosen)], 1)).toMatchObject({ selected: ['b'], tied: [] });
    expect(cut([entry('a', 8, passedOver), entry('b', 8)], 1)).toMatchObject({ selected: ['b'], tied: [] });
  });
  it('reports a tie that nobody has broken, and refuses nobody in it', () => {
    expect(cut([entry('a', 9), entry('b', 8), entry('c', 8), entry('d', 7)], 2)).toEqual({
      selected: ['a'],
      notSelected: ['d'],
      tied: ['b', 'c'],
    });
    expect(cut([entry('a', 8, chosen), entry('b', 8, chosen), entry('c', 8)], 1)).toEqual({
      selected: [],
      notSelected: ['c'],
      tied: ['a', 'b'],
    });
  });
  it('sees no tie where all the equals fit or none does', () => {
    expect(cut([entry('a', 8), entry('b', 8)], 2).selected).toEqual(['a', 'b']);
    expect(cut([entry('a', 9), entry('b', 8), entry('c', 8)], 1)).toEqual({
      selected: ['a'],
      notSelected: ['b', 'c'],
      tied: [],
    });
    expect(cut([entry('a', 8), entry('b', 8)], 0).notSelected).toEqual(['a', 'b']);
  });
  it('takes all without a limit', () => {
    expect(cut([entry('a', 8), entry('b', 8)], null)).toEqual({
      selected: ['a', 'b'],
      notSelected: [],
      tied: [],
    });
  });
  it('never selects more than there are places, and leaves none free without need', () => {
    fc.assert(
      fc.property(anyEntries, anyPlaces, (entries, places) => {
        const { selected, tied } = cut(entries, places);
        const line = places ?? entries.length;
        expect(selected.length).toBeLessThanOrEqual(line);
        if (tied.length === 0) expect(selected.length).toBe(Math.min(line, entries.length));
        else expect(selected.length + tied.length).toBeGreaterThan(line);
      }),
    );
  });
  it('puts every nomination in exactly one list', () => {
    fc.assert(
      fc.property(anyEntries, anyPlaces, (entries, places) => {
        const { selected, notSelected, tied } = cut(entries, places);
        expect([...selected, ...notSelected, ...tied].sort()).toEqual(entries.map(({ id }) => id).sort());
      }),
    );
  });
  it('does not depend on the order of the input', () => {
    fc.assert(
      fc.property(
        anyEntries.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        anyPlaces,
        ([entries, shuffled], places) => {
          expect(cut(shuffled, places)).toEqual(cut(entries, places));
        },
      ),
    );
  });
  it('never leaves out or ties one who has more votes than one it selects', () => {
    fc.assert(
      fc.property(anyEntries, anyPlaces, (entries, places) => {
        const { selected } = cut(entries, places);
        const votes = (inside: boolean): number[] =>
          entries.filter(({ id }) => selected.includes(id) === inside).map(({ approve }) => approve);
        expect(Math.min(...votes(true))).toBeGreaterThanOrEqual(Math.max(...votes(false)));
      }),
    );
  });
  it('refuses an id that comes twice and places that are no number', () => {
    expect(() => cut([entry('a', 8), entry('a', 7)], 1)).toThrow(RangeError);
    expect(() => cut([entry('a', 8)], 0.5)).toThrow(RangeError);
    expect(() => cut([entry('a', 8)], -1)).toThrow(RangeError);
  });
});

describe('priority by NĐ 152/2025 Đ4.6', () => {
  it.each([
    [{ kind: 'individual', gender: 'female' } as const, true],
    [{ kind: 'individual', gender: 'male' } as const, false],
    [{ kind: 'individual' } as const, false],
    [{ kind: 'collective', headcount: 10, femaleCount: 7 } as const, true],
    [{ kind: 'collective', headcount: 23, femaleCount: 16 } as const, false],
    [{ kind: 'collective', headcount: 23, femaleCount: 17 } as const, true],
    [{ kind: 'collective', headcount: 0, femaleCount: 0 } as const, false],
    [{ kind: 'collective', headcount: 10, femaleCount: null } as const, false],
    [{ kind: 'collective' } as const, false],
  ])('%j: %s', (subject, priority) => {
    expect(femalePriority(subject)).toBe(priority);
  });
});
