import Add from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import { stageName } from '../../domain/texts.ts';
import { useDates } from '../parts/dates.ts';
import { Due } from '../parts/Due.tsx';
import { Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { StateFilter } from '../parts/StateFilter.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { Under } from '../parts/Unbroken.tsx';
import { useUnitName } from '../parts/units.ts';
import { unitsOf, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { askForm } from './acts.ts';
import { words } from './words.ts';

export function EnquiriesPage() {
  const say = useSay();
  const language = useLanguage();
  const { moment } = useDates();
  const unitName = useUnitName();
  const [filter] = useAddressFilters();
  const own = unitsOf(useUser(), 'unit-officer', 'unit-head');
  const [asking, setAsking] = useState(false);
  const list = useList('/enquiries', { limit: 50, state: filter('state'), sort: filter('sort') });
  return (
    <Page
      title={say(words.title)}
      acts={
        <Button variant="contained" startIcon={<Add />} onClick={() => setAsking(true)}>
          {say(words.ask)}
        </Button>
      }
    >
      <Filters>
        <StateFilter kind="enquiry" />
      </Filters>
      <ListTable
        list={list}
        label={say(words.title)}
        sheet="vuong-mac"
        columns={[
          {
            label: say(words.subject),
            cell: ({ id, subject, code }) => (
              <>
                <Link component={RouterLink} to={`/enquiries/${id}`}>
                  {subject}
                </Link>
                <Under text={code} />
              </>
            ),
          },
          { label: say(words.from), cell: ({ fromUnit }) => unitName(fromUnit) },
          { label: say(words.to), cell: ({ toBody }) => unitName(toBody) },
          {
            label: say(words.asked),
            whole: true,
            sortKey: 'createdAt',
            cell: ({ askedAt }) => moment(askedAt),
          },
          {
            label: say(common.state),
            cell: ({ state }) => (
              <StateChip
                label={stageName('enquiry', state, language)}
                tone={state === 'asked' ? 'info' : 'success'}
              />
            ),
          },
          {
            label: say(common.due),
            width: 170,
            sortKey: 'dueAt',
            cell: ({ dueAt, overdue }) => <Due date={dueAt} overdue={overdue} />,
          },
        ]}
      />
      {asking && <ActDialog form={askForm} view={own} path="/enquiries" onClose={() => setAsking(false)} />}
    </Page>
  );
}
