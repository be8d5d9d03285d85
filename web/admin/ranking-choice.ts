import { hooks } from '../client/client.ts';
import { isNotFound } from '../client/problem.ts';
import { usePlan } from '../parts/plans.ts';
import type { Plan } from '../parts/plans.ts';
import { useAddressFilters } from '../parts/query.ts';
import { useUnitName } from '../parts/units.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

type Group = Plan['rankings'][number]['groups'][number];

/** Of which movement, which of its rankings and which period, as the address says, and what is published of it. */
export function useRankingChoice() {
  const [filter, setFilter] = useAddressFilters();
  const movement = filter('movement');
  const sets = usePlan(movement === '' ? undefined : movement)?.rankings ?? [];
  const ranking = sets.find(({ set }) => set === filter('set')) ?? sets[0];
  const [set, period] = [ranking?.set ?? '', filter('period')];
  const query = hooks.useQuery(
    'get',
    '/rankings/{set}/{period}',
    { params: { path: { set, period } } },
    { enabled: set !== '' && period !== '' },
  );
  const isUnpublished = isNotFound(query.error);
  return { filter, setFilter, movement, sets, ranking, set, period, query, isUnpublished };
}
export type RankingChoice = ReturnType<typeof useRankingChoice>;

/** What a group of a ranking is called: by its plan, and by the unit above where there is a table for each. */
export function useGroupName(): (groups: readonly Group[], code: string) => string {
  const say = useSay();
  const unitName = useUnitName();
  return (groups, code) => {
    const [whole = '', above] = code.split('/');
    const name = whole === 'all' ? say(words.wholeSet) : groups.find(({ group }) => group === whole)?.name;
    return [name ?? whole, ...(above === undefined ? [] : [unitName(above)])].join(' · ');
  };
}
