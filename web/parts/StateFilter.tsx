import type { PathKind } from '../../domain/path.ts';
import { stageName, stagesOf } from '../../domain/texts.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { FilterChoice } from './Filter.tsx';
import { useAddressFilters } from './query.ts';

/** The state, as the address keeps it, among all that this kind of path may be in. */
export function StateFilter({ kind }: { kind: PathKind }) {
  const say = useSay();
  const language = useLanguage();
  const [filter, setFilter] = useAddressFilters();
  return (
    <FilterChoice
      label={say(common.state)}
      value={filter('state')}
      options={stagesOf(kind).map((state) => [state, stageName(kind, state, language)])}
      onChange={(value) => setFilter('state', value)}
    />
  );
}
