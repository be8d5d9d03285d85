import Add from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import { Filters, FilterText } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitNameInFull } from '../parts/units.ts';
import { roleName } from '../parts/WaitingBox.tsx';
import { holds, useUser } from '../session/session.ts';
import { useSay } from '../words/words.ts';
import { personForm } from './forms.ts';
import { words } from './words.ts';

export function PeoplePage() {
  const say = useSay();
  const unitName = useUnitNameInFull();
  const [filter, setFilter] = useAddressFilters();
  const [adding, setAdding] = useState(false);
  const list = useList('/people', { limit: 50, q: filter('q'), sort: filter('sort') });
  return (
    <Page
      title={say(words.people)}
      acts={
        holds(useUser(), 'administrator') && (
          <Button variant="contained" startIcon={<Add />} onClick={() => setAdding(true)}>
            {say(words.newPerson)}
          </Button>
        )
      }
    >
      <Filters>
        <FilterText
          label={say(words.searchFor)}
          value={filter('q')}
          onChange={(value) => setFilter('q', value)}
        />
      </Filters>
      <ListTable
        list={list}
        order="name"
        label={say(words.people)}
        columns={[
          {
            label: say(words.fullName),
            sortKey: 'name',
            cell: ({ id, displayName, disabled }) => (
              <>
                <Link component={RouterLink} to={`/people/${id}`}>
                  {displayName}
                </Link>{' '}
                {disabled && <StateChip label={say(words.disabled)} />}
              </>
            ),
          },
          {
            label: say(words.username),
            cell: ({ username }) => username ?? '—',
          },
          {
            label: say(words.roles),
            cell: ({ roles }) =>
              roles.map(({ role, unit }) => (
                <div key={`${role} ${unit}`}>{`${roleName(role, say)}, ${unitName(unit)}`}</div>
              )),
          },
        ]}
      />
      {adding && <ActDialog form={personForm} view={null} path="/people" onClose={() => setAdding(false)} />}
    </Page>
  );
}
