import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast, moreThan, smallestAtLeast, smallestMoreThan } from '../../domain/fractions.ts';

const size = fc.integer({ min: 0, max: 1_000_000 });
const share = fc
  .integer({ min: 1, max: 1000 })
  .chain((denominator) =>
    fc.record({ numerator: fc.integer({ min: 0, max: denominator }), denominator: fc.constant(denominator) }),
  );

describe('shares in whole numbers', () => {
  it.each([
    [9, 80, 100, 8],
    [10, 80, 100, 8],
    [9, 90, 100, 9],
    [15, 90, 100, 14],
    [11, 2, 3, 8],
  ])('of %i × %i/%i at least %i are needed', (all, numerator, denominator, needed) => {
    expect(smallestAtLeast(all, { numerator, denominator })).toBe(needed);
  });
  it.each([
    [10, 1, 2, 6],
    [9, 1, 2, 5],
    [10, 90, 100, 10],
  ])('for more than %i × %i/%i, %i are needed', (all, numerator, denominator, needed) => {
    expect(smallestMoreThan(all, { numerator, denominator })).toBe(needed);
  });
  it('that are reached exactly are at least, but not more than, the share', () => {
    expect(atLeast(8, 10, { numerator: 80, denominator: 100 })).toBe(true);
    expect(moreThan(8, 10, { numerator: 80, denominator: 100 })).toBe(false);
    expect(moreThan(9, 10, { numerator: 80, denominator: 100 })).toBe(true);
  });
  it('are compared as exact rational numbers', () => {
    fc.assert(
      fc.property(size, size, share, (part, all, fraction) => {
        const left = BigInt(part) * BigInt(fraction.denominator);
        const right = BigInt(all) * BigInt(fraction.numerator);
        expect(atLeast(part, all, fraction)).toBe(left >= right);
        expect(moreThan(part, all, fraction)).toBe(left > right);
      }),
    );
  });
  it('have the exact smallest number, also near the limit of what is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_007_199_254_740 }), share, (all, fraction) => {
        const [n, d] = [BigInt(all) * BigInt(fraction.numerator), BigInt(fraction.denominator)];
        expect(BigInt(smallestAtLeast(all, fraction))).toBe((n + d - 1n) / d);
        expect(BigInt(smallestMoreThan(all, fraction))).toBe(n / d + 1n);
      }),
    );
  });
  it.each([
    [1.5, 2, 3],
    [-1, 2, 3],
    [9, 2.5, 3],
    [9, 2, 0],
    [9, 2, -3],
    [2 ** 53, 1, 2],
    [2 ** 52, 3, 4],
  ])('refuse %d × %d/%d', (all, numerator, denominator) => {
    expect(() => smallestAtLeast(all, { numerator, denominator })).toThrow(RangeError);
    expect(() => atLeast(1, all, { numerator, denominator })).toThrow(RangeError);
  });
});
