import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { pendingKinds } from '../../domain/pending-changes.ts';
import { useDates } from '../parts/dates.ts';
import { FilterChoice, Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitNameInFull } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { pendingStateNames, pendingTones, pendingWords as words } from './pending-words.ts';

/** What was asked for by one person and needs another's word. */
export function PendingChangesPage() {
  const say = useSay();
  const { moment } = useDates();
  const unitName = useUnitNameInFull();
  const [filter, setFilter] = useAddressFilters();
  const list = useList('/pending-changes', { limit: 50, state: filter('state'), sort: filter('sort') });
  return (
    <Page title={say(words.title)}>
      <Filters>
        <FilterChoice
          label={say(common.state)}
          value={filter('state')}
          options={Object.entries(pendingStateNames).map(([state, name]) => [state, say(name)])}
          onChange={(value) => setFilter('state', value)}
        />
      </Filters>
      <ListTable
        list={list}
        order="-askedAt"
        label={say(words.title)}
        columns={[
          {
            label: say(words.what),
            cell: ({ id, kind, person }) => (
              <Link component={RouterLink} to={`/pending-changes/${id}`}>
                {[say(pendingKinds[kind]), person?.displayName].filter(Boolean).join(' · ')}
              </Link>
            ),
          },
          { label: say(words.organization), cell: ({ organization }) => unitName(organization) },
          { label: say(words.askedBy), cell: ({ askedBy }) => askedBy?.displayName ?? '—' },
          {
            label: say(words.askedAt),
            sortKey: 'askedAt',
            cell: ({ askedAt }) => moment(askedAt),
          },
          {
            label: say(common.state),
            cell: ({ state }) => (
              <StateChip label={say(pendingStateNames[state])} tone={pendingTones[state]} />
            ),
          },
        ]}
      />
    </Page>
  );
}
