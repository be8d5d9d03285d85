import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';

/** `limit` and `cursor`, as every list takes them. */
export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
});

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
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
  if (after !== undefined && !z.uuid().safeParse(after).success)
    throw new Refusal('invalid', [{ path: 'cursor', message: 'Không phải con trỏ của danh sách này.' }]);
  const rows = await find({
    take: limit + 1,
    orderBy: { id: 'asc' },
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : null;
  return { items, nextCursor, total };
}
