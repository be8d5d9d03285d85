/** Does work for each, a few at once, in the order given; the next few begin when all of these are done. */
export async function inTurns<T, R>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < all.length; i += atOnce)
    done.push(...(await Promise.all(all.slice(i, i + atOnce).map(work))));
  return done;
}
