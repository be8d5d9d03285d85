import { hooks } from '../client/client.ts';
import type { AnswerOf } from '../client/answers.ts';

export type Plan = AnswerOf<'/movements/{code}'>;

/** A plan, in the version under which a round was opened; what was filed once never changes. */
export function usePlan(code: string | undefined, version?: number): Plan | undefined {
  return hooks.useQuery(
    'get',
    '/movements/{code}',
    { params: { path: { code: code ?? '' }, query: version === undefined ? {} : { version } } },
    { enabled: code !== undefined, staleTime: Infinity },
  ).data;
}

interface Named {
  code: string;
  name: string;
}
/** What a code of a plan is called; a code is for nobody to read, so nothing until the plan is there. */
export const nameIn = (list: Named[] | undefined, code: string): string =>
  list ? (list.find((item) => item.code === code)?.name ?? code) : '…';

const useMovements = () =>
  hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } }, { staleTime: 60_000 }).data
    ?.items;

/** Titles of the movements, by code. */
export function useMovementTitle(): (code: string) => string {
  const movements = useMovements();
  return (code) => movements?.find((movement) => movement.code === code)?.title ?? code;
}

/** Names of the awards of many movements, for lists. */
export function useAwardName(): (movement: string, award: string) => string {
  const movements = useMovements();
  return (movement, award) => nameIn(movements?.find(({ code }) => code === movement)?.awards, award);
}
