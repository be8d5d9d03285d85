import { hashKey } from '@tanstack/react-query';
import { useKept } from '../parts/kept.ts';
import type { Values } from './form.ts';

/** What a form began with: the version that was read, where the service asks for it, and the values it gave. */
export interface Start {
  version?: number | string | undefined;
  values: Values;
}
/** A form under way: what it began with, and what stands in it. */
export interface Begun {
  start: Start;
  values: Values;
}

/** Whatever the order of keys; nothing and an empty text are one. */
const same = (a: unknown, b: unknown): boolean => hashKey([a ?? '']) === hashKey([b ?? '']);
const keysOf = (...all: Values[]): string[] => [...new Set(all.flatMap(Object.keys))];
const differing = (a: Values, b: Values): string[] => keysOf(a, b).filter((key) => !same(a[key], b[key]));

/** The keys in which the form no longer is as it began. */
export const typedIn = ({ start, values }: Begun): string[] => differing(start.values, values);

/** The keys that somebody else has changed since; what he made of them as it stands here too is no news. */
export const changedSince = ({ start, values }: Begun, now: Start): string[] =>
  differing(start.values, now.values).filter((key) => !same(values[key], now.values[key]));

/** What was typed, over what is there now: others' changes are taken over where nothing was typed. */
export function takenOver(begun: Begun, now: Start): Begun {
  const typed = typedIn(begun).map((key) => [key, begun.values[key]]);
  return { start: now, values: { ...now.values, ...(Object.fromEntries(typed) as Values) } };
}

/**
 * What is typed into a form, kept over a reload of the page, beside what it was typed over. `changed` names what
 * somebody else has changed since, `newer` says that the version is another; sending waits until `goOn` (over what is
 * there now) or `startOver`. A form into which nothing has been typed follows by itself.
 */
export function useTyped(slot: string, now: Start) {
  const [kept, keep, forget] = useKept<Begun>(slot, { start: now, values: now.values });
  const begun = typedIn(kept).length === 0 ? { start: now, values: now.values } : kept;
  return {
    begun,
    changed: changedSince(begun, now),
    newer: begun.start.version !== now.version,
    change: (values: Values) => keep({ ...begun, values }),
    goOn: () => keep(takenOver(begun, now)),
    startOver: () => keep({ start: now, values: now.values }),
    keep,
    forget,
  };
}
