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

/** A list of the API, page after page as they are asked for. Empty filters are left out. */
export function useList<P extends ListPath>(path: P, filters: Filters<P>) {
  type Row = AnswerOf<P> extends { items: (infer R)[] } ? R : never;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries<string | number | undefined>(filters))
    if (value !== undefined && value !== '') params.set(name, String(value));
  const pageAfter = (cursor: string, signal: AbortSignal) => {
    const asked = new URLSearchParams(params);
    if (cursor !== '') asked.set('cursor', cursor);
    return sendTo<Listed<Row>>('GET', `${path}?${asked}`, undefined, { signal });
  };
  const query = useInfiniteQuery({
    queryKey: [path, filters],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => pageAfter(pageParam, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const whole = new URLSearchParams(params);
  whole.delete('limit');
  const pages = query.data?.pages;
  return {
    error: query.error,
    refetch: query.refetch,
    /** The whole list under its filters as a workbook, where the service makes one of it. */
    sheet: `${path}.xlsx?${whole}`,
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
