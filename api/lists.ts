import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import { vietnameseOrder } from '../domain/vietnamese-order.ts';

/** `limit` and `cursor`, as every list takes them. */
export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(1000).optional(),
});

/** The shape of a list's answer. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() });

export interface Listed<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
}

/** Of what a short list can be sorted by, each row's value; null comes last. */
type SortKeys<T> = Record<string, (item: T) => string | number | null>;

/** `sort`: a key, or a key with a minus before it. */
export const sortBy = (keys: Record<string, unknown>) =>
  z.enum(Object.keys(keys).flatMap((key) => [key, `-${key}`])).optional();

/**
 * One page of a short list that was read whole: what there is of it does not grow with the cases.
 *
 * @param idOf tells an item from all others, and is what a cursor holds: it stands in addresses, a name must not
 * @param keys what it can be sorted by: without `sort` by the first of them. Words stand as in a Vietnamese dictionary.
 */
export function pageOfAll<T>(
  { limit, cursor, sort }: z.infer<typeof listQuery> & { sort?: string | undefined },
  all: T[],
  idOf: (item: T) => string,
  keys: SortKeys<T> = { id: idOf },
): Listed<T> {
  const after = cursor === undefined ? undefined : textOfCursor(cursor);
  const [first] = Object.values(keys);
  const valueOf = keys[sort?.replace(/^-/, '') ?? ''] ?? first ?? idOf;
  const way = sort?.startsWith('-') ? -1 : 1;
  const sorted = all.toSorted(
    (a, b) => way * (compare(valueOf(a), valueOf(b)) || vietnameseOrder.compare(idOf(a), idOf(b))),
  );
  const start = after === undefined ? 0 : sorted.findIndex((item) => idOf(item) === after) + 1;
  if (after !== undefined && start === 0) throw foreignCursor();
  const items = sorted.slice(start, start + limit);
  const last = items.at(-1);
  const more = start + items.length < all.length;
  return { items, nextCursor: more && last ? cursorOf(idOf(last)) : null, total: all.length };
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : vietnameseOrder.compare(String(a), String(b));
}

const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

/** @throws Refusal `invalid` */
function textOfCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (cursorOf(text) !== cursor) throw foreignCursor();
  return text;
}

/** What a cursor of several parts says. @throws Refusal `invalid` for what no list has given out */
export function partsOfCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  let given: unknown;
  try {
    given = JSON.parse(textOfCursor(cursor));
  } catch {
    throw foreignCursor();
  }
  const read = schema.safeParse(given);
  if (!read.success) throw foreignCursor();
  return read.data;
}

export const cursorOfParts = (parts: readonly unknown[]): string => cursorOf(JSON.stringify(parts));

export const foreignCursor = (): Refusal =>
  new Refusal('invalid', [{ path: 'cursor', message: 'Không phải con trỏ của danh sách này.' }]);
