import Add from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { stageName } from '../../domain/texts.ts';
import type { Round } from '../client/answers.ts';
import { useDates } from '../parts/dates.ts';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { Under } from '../parts/Unbroken.tsx';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { words } from './words.ts';

const countOf = ({ nominationsByStage }: Round): number =>
  Object.values(nominationsByStage).reduce((sum, n) => sum + n, 0);

export function RoundsPage() {
  const say = useSay();
  const language = useLanguage();
  const { day } = useDates();
  const user = useUser();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const [filter] = useAddressFilters();
  const list = useList('/rounds', { limit: 50, sort: filter('sort') });
  return (
    <Page
      title={say(words.title)}
      acts={
        holds(user, 'office-reviewer', 'office-head') && (
          <Button component={RouterLink} to="/rounds/new" variant="contained" startIcon={<Add />}>
            {say(words.open)}
          </Button>
        )
      }
    >
      <ListTable
        list={list}
        label={say(words.title)}
        columns={[
          {
            label: say(common.round),
            cell: ({ id, name, movement }) => (
              <>
                <Link component={RouterLink} to={`/rounds/${id}`}>
                  {name}
                </Link>
                <Under text={movementTitle(movement)} />
              </>
            ),
          },
          { label: say(words.lead), cell: ({ leadBody }) => unitName(leadBody) },
          {
            label: say(common.state),
            cell: ({ state }) => (
              <StateChip
                label={stageName('award-round', state, language)}
                tone={state === 'open' ? 'info' : 'default'}
              />
            ),
          },
          { label: say(words.total), numeric: true, cell: countOf },
          {
            label: say(common.from),
            sortKey: 'opens',
            cell: ({ dates }) => day(dates.opens),
          },
          {
            label: say(common.due),
            sortKey: 'intakeCloses',
            cell: ({ dates }) => day(dates.intakeCloses),
          },
        ]}
      />
    </Page>
  );
}
