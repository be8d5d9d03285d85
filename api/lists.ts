import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';

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
  orderBy: { id: 'asc' };
  cursor?: { id: string };
  skip?: number;
}

export interface Listed<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
}

/** One page, by the id after which it starts: stable while others add rows. */
export async function pageOf<T extends { id: string }>(
  { limit, cursor }: z.infer<typeof listQuery>,
  total: number,
  find: (page: Page) => Promise<T[]>,
): Promise<Listed<T>> {
  const after = keyIn(cursor);
  if (after !== undefined && !z.uuid().safeParse(after).success) throw foreignCursor();
  const rows = await find({
    take: limit + 1,
    orderBy: { id: 'asc' },
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorTo(last.id) : null, total };
}

/** One page of a short list that was read whole, in the order of its keys. */
export function pageOfAll<T>(
  { limit, cursor }: z.infer<typeof listQuery>,
  all: T[],
  keyOf: (item: T) => string,
): Listed<T> {
  const after = keyIn(cursor);
  const sorted = all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rest.length > limit && last ? cursorTo(keyOf(last)) : null, total: all.length };
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
