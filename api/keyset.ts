import { z } from 'zod';
import { cursorOfParts, foreignCursor, partsOfCursor, sortBy } from './lists.ts';
import type { Listed } from './lists.ts';

/**
 * Lists of the database, page by page in an order of the caller's choice: each page begins after the last row of the one
 * before, by what that row was sorted by when it was read. Rows that come, go or move meanwhile shift no others.
 */
type Direction = 'asc' | 'desc';
type Bound<V> = { gt: V } | { gte: V } | { lt: V } | { lte: V };

/** A column as Prisma takes it, in a filter (`W`) and in an order (`O`), and its value in a row. It is never null. */
interface Column<V, W, O, R> {
  at: { (bound: Bound<V>): W; (direction: Direction): O };
  of: (row: R) => V;
}

/** What a list can be sorted by. A `name` stands in no cursor, which is part of an address: it is read from its row again. */
type SortKey<W, O, R> =
  ({ is: 'text' | 'name' } & Column<string, W, O, R>) | ({ is: 'moment' } & Column<Date, W, O, R>);

export interface Sorting<W, O, R> {
  keys: Record<string, SortKey<W, O, R>>;
  /** Tells rows apart that are alike by the key. */
  id: Column<string, W, O, R>;
  /** Where nothing else is asked for; a minus is downwards. */
  first: string;
}

/** Columns that every case has. */
export const rowId = { at: <T>(id: T) => ({ id }), of: ({ id }: { id: string }) => id };
export const creation = {
  is: 'moment',
  at: <T>(createdAt: T) => ({ createdAt }),
  of: ({ createdAt }: { createdAt: Date }) => createdAt,
} as const;

/** Rows of a query, as far as the caller may see them and under their filters. */
export interface Source<W, O, R> {
  count: () => Promise<number>;
  find: (page: { after: After<W>; orderBy: [O, O]; take: number }) => Promise<R[]>;
  /** One row that the caller may see, whether the filters still hold it or not. */
  one: (id: string) => Promise<R | null>;
}
type After<W> = Record<string, never> | { AND: [W]; OR: [W, W] };

/** `sort`: a key, or a key with a minus before it. */
export const sortParam = <W, O, R>({ keys }: Sorting<W, O, R>) => sortBy(keys);

interface Asked {
  limit: number;
  cursor?: string | undefined;
  sort?: string | undefined;
}

/** How a list is read: by which key, and which way. */
interface Order<W, O, R> {
  key: SortKey<W, O, R>;
  direction: Direction;
}

function orderOf<W, O, R>({ keys, first }: Sorting<W, O, R>, sort = first): Order<W, O, R> {
  const key = keys[sort.replace(/^-/, '')];
  if (!key) throw new Error(`no list is sorted by ${sort}`);
  return { key, direction: sort.startsWith('-') ? 'desc' : 'asc' };
}

/** The rows of one page, and whether more follow. `total` is counted with the first page and goes along in the cursor. */
export async function pageOf<W, O, R>(
  { limit, cursor, sort }: Asked,
  sorting: Sorting<W, O, R>,
  source: Source<W, O, R>,
): Promise<Listed<R>> {
  const name = sort ?? sorting.first;
  const order = orderOf(sorting, name);
  const from = cursor === undefined ? null : readCursor(cursor, name);
  const last = from && (await positionOf(from, order, source));
  const [total, rows] = await Promise.all([
    from?.total ?? source.count(),
    rowsAfter(last, limit + 1, sorting, order, source),
  ]);
  const items = rows.slice(0, limit);
  const end = items.at(-1);
  const more = rows.length > limit && end !== undefined;
  return { items, total, nextCursor: more ? cursorAfter(end, name, total, sorting, order) : null };
}

/** All rows in order, `AT_ONCE` in memory: for what is written as it is read. */
export async function* everyRow<W, O, R>(
  sort: string | undefined,
  sorting: Sorting<W, O, R>,
  source: Pick<Source<W, O, R>, 'find'>,
): AsyncGenerator<R[]> {
  const order = orderOf(sorting, sort);
  let last: Position | null = null;
  for (;;) {
    const rows: R[] = await rowsAfter(last, AT_ONCE, sorting, order, source);
    const end = rows.at(-1);
    if (end !== undefined) yield rows;
    if (end === undefined || rows.length < AT_ONCE) return;
    last = { value: order.key.of(end), id: sorting.id.of(end) };
  }
}
const AT_ONCE = 500;

interface Position {
  value: string | Date;
  id: string;
}

function rowsAfter<W, O, R>(
  last: Position | null,
  take: number,
  { id }: Sorting<W, O, R>,
  { key, direction }: Order<W, O, R>,
  { find }: Pick<Source<W, O, R>, 'find'>,
): Promise<R[]> {
  const after: After<W> = last
    ? {
        // The first alone is what an index is entered by.
        AND: [bounded(key, last.value, direction === 'asc' ? 'gte' : 'lte')],
        OR: [
          bounded(key, last.value, direction === 'asc' ? 'gt' : 'lt'),
          id.at(direction === 'asc' ? { gt: last.id } : { lt: last.id }),
        ],
      }
    : {};
  return find({ after, orderBy: [key.at(direction), id.at(direction)], take });
}

function bounded<W, O, R>(key: SortKey<W, O, R>, value: string | Date, side: keyof typeof sides): W {
  if (key.is === 'moment') return key.at(sides[side](new Date(value)));
  return key.at(sides[side](String(value)));
}
const sides = {
  gt: <V>(gt: V) => ({ gt }),
  gte: <V>(gte: V) => ({ gte }),
  lt: <V>(lt: V) => ({ lt }),
  lte: <V>(lte: V) => ({ lte }),
};

const cursorSchema = z.tuple([z.string(), z.number().int().min(0), z.string().nullable(), z.uuid()]);

function cursorAfter<W, O, R>(
  row: R,
  sort: string,
  total: number,
  { id }: Sorting<W, O, R>,
  { key }: Order<W, O, R>,
): string {
  const value = key.of(row);
  const said = key.is === 'name' ? null : value instanceof Date ? value.toISOString() : value;
  return cursorOfParts([sort, total, said, id.of(row)]);
}

/** @throws Refusal `invalid` for the cursor of another list, or of this one in another order */
function readCursor(cursor: string, sort: string) {
  const [name, total, value, id] = partsOfCursor(cursor, cursorSchema);
  if (name !== sort) throw foreignCursor();
  return { total, value, id };
}

async function positionOf<W, O, R>(
  { value, id }: { value: string | null; id: string },
  { key }: Order<W, O, R>,
  { one }: Source<W, O, R>,
): Promise<Position> {
  if (value !== null) {
    if (key.is === 'moment' && Number.isNaN(Date.parse(value))) throw foreignCursor();
    return { value, id };
  }
  const row = await one(id);
  if (row === null) throw foreignCursor();
  return { value: key.of(row), id };
}
