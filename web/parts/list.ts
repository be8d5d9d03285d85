import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sendTo } from '../client/client.ts';
import type { paths } from '../client/client.ts';
import type { AnswerOf } from '../client/answers.ts';

type ListPath = {
  [P in keyof paths]: AnswerOf<P> extends { items: unknown[]; nextCursor: string | null; total: number }
    ? P
    : never;
}[keyof paths];
type Filters<P extends ListPath> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? Partial<Record<keyof Q, string | number | undefined>>
  : never;
interface Listed<R> {
  items: R[];
  nextCursor: string | null;
  total: number;
}

/** As many rows as the service answers with at once (`listQuery` in api/lists.ts). */
const MOST_AT_ONCE = 100;

/** A list of the API, page after page as they are asked for. Empty filters are left out. */
export function useList<P extends ListPath>(path: P, filters: Filters<P>) {
  type Row = AnswerOf<P> extends { items: (infer R)[] } ? R : never;
  const pageAfter = (cursor: string, signal?: AbortSignal, limit?: number) => {
    const params = new URLSearchParams(cursor === '' ? {} : { cursor });
    const asked = limit === undefined ? filters : { ...filters, limit };
    for (const [name, value] of Object.entries<string | number | undefined>(asked))
      if (value !== undefined && value !== '') params.set(name, String(value));
    return sendTo<Listed<Row>>('GET', `${path}?${params}`, undefined, signal ? { signal } : {});
  };
  const query = useInfiniteQuery({
    queryKey: [path, filters],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => pageAfter(pageParam, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  /** The whole list under its filters, whatever of it is shown; `read` is told how far it has come. */
  const all = async (read: (rows: number, total: number) => void): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Listed<Row> = await pageAfter(cursor, undefined, MOST_AT_ONCE);
      rows.push(...page.items);
      read(rows.length, page.total);
      cursor = page.nextCursor;
    }
    return rows;
  };
  const pages = query.data?.pages;
  return {
    error: query.error,
    refetch: query.refetch,
    all,
    data: pages && {
      items: pages.flatMap(({ items }) => items),
      total: pages[0]?.total ?? 0,
      load: query.hasNextPage ? () => void query.fetchNextPage({ cancelRefetch: false }) : null,
    },
  };
}

/** A list with all its pages, for those who choose from it. */
export function useWholeList<P extends ListPath>(path: P, filters: Filters<P>) {
  const list = useList(path, filters);
  const load = list.data?.load;
  useEffect(() => {
    if (!list.error) load?.();
  }, [load, list.error]);
  return list;
}
