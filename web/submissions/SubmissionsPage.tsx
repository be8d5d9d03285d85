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
import { words } from './words.ts';

export function SubmissionsPage() {
  const say = useSay();
  const language = useLanguage();
  const { day } = useDates();
  const user = useUser();
  const unitName = useUnitName();
  const [filter] = useAddressFilters();
  const list = useList('/submissions', { limit: 50, state: filter('state'), sort: filter('sort') });
  return (
    <Page
      title={say(words.title)}
      acts={
        holds(user, 'office-reviewer', 'appraiser') && (
          <Button component={RouterLink} to="/submissions/new" variant="contained" startIcon={<Add />}>
            {say(words.write)}
          </Button>
        )
      }
    >
      <Filters>
        <StateFilter kind="submission" />
      </Filters>
      <ListTable
        list={list}
        label={say(words.title)}
        columns={[
          {
            label: say(words.number),
            sortKey: 'number',
            cell: ({ id, number }) => (
              <Link component={RouterLink} to={`/submissions/${id}`}>
                {number}
              </Link>
            ),
          },
          {
            label: say(words.signedOn),
            sortKey: 'signedOn',
            cell: ({ signedOn }) => day(signedOn),
          },
          { label: say(words.fromBody), cell: ({ sender }) => unitName(sender) },
          { label: say(words.toBody), cell: ({ toBody }) => unitName(toBody) },
          { label: say(words.count), numeric: true, cell: ({ nominations }) => nominations },
          {
            label: say(common.state),
            cell: ({ state }) => (
              <StateChip
                label={stageName('submission', state, language)}
                tone={state === 'finished' ? 'success' : 'info'}
              />
            ),
          },
        ]}
      />
    </Page>
  );
}
