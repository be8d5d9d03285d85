import Add from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { stageName } from '../../domain/texts.ts';
import { useDates } from '../parts/dates.ts';
import { Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { StateFilter } from '../parts/StateFilter.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { ballotNames, words } from './words.ts';

export function SessionsPage() {
  const say = useSay();
  const language = useLanguage();
  const { moment } = useDates();
  const user = useUser();
  const unitName = useUnitName();
  const [filter] = useAddressFilters();
  const list = useList('/council-sessions', { limit: 50, state: filter('state'), sort: filter('sort') });
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
        <StateFilter kind="council-session" />
      </Filters>
      <ListTable
        list={list}
        label={say(words.title)}
        columns={[
          {
            label: say(common.code),
            sortKey: 'code',
            whole: true,
            cell: ({ id, code }) => (
              <Link component={RouterLink} to={`/council-sessions/${id}`}>
                {code}
              </Link>
            ),
          },
          { label: say(words.council), cell: ({ body }) => unitName(body) },
          {
            label: say(words.when),
            sortKey: 'scheduledAt',
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
    </Page>
  );
}
