/** A share such as 2/3 or 80/100 in whole numbers: votes and quotas are never reckoned with floats. */
export interface Fraction {
  /** 0 or more. */
  numerator: number;
  /** 1 or more. */
  denominator: number;
}

function whole(n: number, least = 0): number {
  if (!Number.isSafeInteger(n) || n < least)
    throw new RangeError(`not a whole number from ${least} on: ${n}`);
  return n;
}

/** @throws RangeError where the product can no longer be told exactly. */
const product = (a: number, b: number): number => whole(whole(a) * whole(b));

/** The sign of part/whole − fraction, by cross-multiplication. */
const compare = (part: number, all: number, { numerator, denominator }: Fraction): number =>
  product(part, whole(denominator, 1)) - product(all, numerator);

/** Whether part ÷ whole ≥ fraction. @throws RangeError for what is no whole number, or too large to be exact. */
export const atLeast = (part: number, all: number, fraction: Fraction): boolean =>
  compare(part, all, fraction) >= 0;

/** Whether part ÷ whole > fraction. Errors as `atLeast`. */
export const moreThan = (part: number, all: number, fraction: Fraction): boolean =>
  compare(part, all, fraction) > 0;

/** Quotient and remainder of all × fraction; the subtraction keeps the division exact. */
function divide(all: number, { numerator, denominator }: Fraction): { quotient: number; rest: number } {
  const dividend = product(all, numerator);
  const rest = dividend % whole(denominator, 1);
  return { quotient: (dividend - rest) / denominator, rest };
}

/** The smallest whole number that is at least `fraction` of `all`: 8 of 9 for 80 %. Errors as `atLeast`. */
export function smallestAtLeast(all: number, fraction: Fraction): number {
  const { quotient, rest } = divide(all, fraction);
  return rest === 0 ? quotient : quotient + 1;
}

/** The smallest whole number that is more than `fraction` of `all`: 6 of 10 for 50 %. Errors as `atLeast`. */
export const smallestMoreThan = (all: number, fraction: Fraction): number =>
  divide(all, fraction).quotient + 1;

/** Hundredths read as a percentage; a share that has none stays a fraction. */
export const shareText = ({ numerator, denominator }: Fraction): string =>
  (numerator * 100) % denominator === 0
    ? `${(numerator * 100) / denominator}%`
    : `${numerator}/${denominator}`;
