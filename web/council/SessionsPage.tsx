import Add from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import { Link as RouterLink } from 'react-router';
import { stageName } from '../../domain/texts.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { FilterChoice, Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { ballotNames, words } from './words.ts';

const states = ['draft', 'convened', 'open', 'closed', 'concluded', 'cancelled'];

export function SessionsPage() {
  const say = useSay();
  const language = useLanguage();
  const { moment } = useDates();
  const user = useUser();
  const unitName = useUnitName();
  const [filter, setFilter] = useAddressFilters();
  const list = useList('/council-sessions', { limit: 50, state: filter('state') });
  return (
    <Page
      title={say(words.title)}
      acts={
        holds(user, 'council-secretary') && (
          <Button component={RouterLink} to="/council-sessions/new" variant="contained" startIcon={<Add />}>
            {say(words.plan)}
          </Button>
        )
      }
    >
      <Filters>
        <FilterChoice
          label={say(common.state)}
          value={filter('state')}
          options={states.map((state) => [state, stageName('council-session', state, language)])}
          onChange={(value) => setFilter('state', value)}
        />
      </Filters>
      <Paper>
        <Loaded query={list}>
          {({ items, total, load }) => (
            <DataTable
              label={say(words.title)}
              rows={items}
              keyOf={({ id }) => id}
              more={{ total, load }}
              columns={[
                {
                  label: say(common.code),
                  sortBy: ({ code }) => code,
                  cell: ({ id, code }) => (
                    <Link component={RouterLink} to={`/council-sessions/${id}`}>
                      {code}
                    </Link>
                  ),
                },
                { label: say(words.council), cell: ({ body }) => unitName(body) },
                {
                  label: say(words.when),
                  sortBy: ({ scheduledAt }) => scheduledAt,
                  cell: ({ scheduledAt, place }) => `${moment(scheduledAt)}, ${place}`,
                },
                {
                  label: say(words.ballot),
                  cell: ({ ballot }) => (ballotNames[ballot] ? say(ballotNames[ballot]) : ballot),
                },
                { label: say(words.nominations), numeric: true, cell: ({ nominations }) => nominations },
                {
                  label: say(common.state),
                  cell: ({ state }) => (
                    <StateChip
                      label={stageName('council-session', state, language)}
                      tone={state === 'open' ? 'info' : state === 'concluded' ? 'success' : 'default'}
                    />
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Paper>
    </Page>
  );
}
