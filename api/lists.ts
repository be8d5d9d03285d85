import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import { vietnameseOrder } from '../domain/vietnamese-order.ts';

/** `limit` and `cursor`, as every list takes them. */
export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
});

/** The shape of a list's answer. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() });

interface Page {
  take: number;
  orderBy: [{ createdAt: 'desc' }, { id: 'asc' }];
  cursor?: { id: string };
  skip?: number;
}

export interface Listed<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
}

/** One page, the newest first, by the id after which it starts: stable while others add rows. */
export async function pageOf<T extends { id: string }>(
  { limit, cursor }: z.infer<typeof listQuery>,
  total: number,
  find: (page: Page) => Promise<T[]>,
): Promise<Listed<T>> {
  const after = keyIn(cursor);
  if (after !== undefined && !z.uuid().safeParse(after).success) throw foreignCursor();
  const rows = await find({
    take: limit + 1,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorTo(last.id) : null, total };
}

/**
 * One page of a short list that was read whole, in the Vietnamese order of its names.
 *
 * @param idOf tells an item from all others, and is what a cursor holds: it stands in addresses, a name must not
 */
export function pageOfAll<T>(
  { limit, cursor }: z.infer<typeof listQuery>,
  all: T[],
  idOf: (item: T) => string,
  nameOf: (item: T) => string = idOf,
): Listed<T> {
  const after = keyIn(cursor);
  const sorted = all.toSorted(
    (a, b) => vietnameseOrder.compare(nameOf(a), nameOf(b)) || vietnameseOrder.compare(idOf(a), idOf(b)),
  );
  const start = after === undefined ? 0 : sorted.findIndex((item) => idOf(item) === after) + 1;
  if (after !== undefined && start === 0) throw foreignCursor();
  const items = sorted.slice(start, start + limit);
  const last = items.at(-1);
  const more = start + items.length < all.length;
  return { items, nextCursor: more && last ? cursorTo(idOf(last)) : null, total: all.length };
}

const cursorTo = (key: string): string => Buffer.from(key).toString('base64url');

function keyIn(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (cursorTo(key) !== cursor) throw foreignCursor();
  return key;
}

const foreignCursor = (): Refusal =>
  new Refusal('invalid', [{ path: 'cursor', message: 'Không phải con trỏ của danh sách này.' }]);
