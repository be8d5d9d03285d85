import Add from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { hasWords, wordsOf } from '../../domain/search-text.ts';
import { ActDialog } from '../acts/ActDialog.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { today, useDates } from '../parts/dates.ts';
import { FilterChoice, Filters, FilterText } from '../parts/Filter.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { useUnitName, useUnits } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { unitForm } from './forms.ts';
import { unitKinds, words } from './words.ts';

export function UnitsPage() {
  const say = useSay();
  const { day } = useDates();
  const user = useUser();
  const unitName = useUnitName();
  const units = useUnits();
  const [filter, setFilter] = useAddressFilters();
  const [adding, setAdding] = useState(false);
  const kindName = (kind: string) => (unitKinds[kind] ? say(unitKinds[kind]) : kind);
  return (
    <Page
      title={say(words.units)}
      acts={
        holds(user, 'administrator') && (
          <Button variant="contained" startIcon={<Add />} onClick={() => setAdding(true)}>
            {say(words.newUnit)}
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
        <FilterChoice
          label={say(words.kind)}
          value={filter('kind')}
          options={Object.keys(unitKinds).map((kind) => [kind, kindName(kind)])}
          onChange={(value) => setFilter('kind', value)}
        />
        <FilterChoice
          label={say(words.validity)}
          value={filter('ended')}
          options={[['no', say(words.today)]]}
          onChange={(value) => setFilter('ended', value)}
        />
      </Filters>
      <Paper>
        <Loaded query={units}>
          {(all) => (
            <DataTable
              label={say(words.units)}
              rows={[...all.values()].filter(
                ({ name, code, kind, validTo }) =>
                  hasWords(`${name} ${code}`, wordsOf(filter('q'))) &&
                  (filter('kind') === '' || kind === filter('kind')) &&
                  (filter('ended') === '' || validTo === null || validTo >= today()),
              )}
              keyOf={({ code }) => code}
              columns={[
                {
                  label: say(common.name),
                  sortBy: ({ name }) => name,
                  cell: ({ code, name }) => (
                    <Link component={RouterLink} to={`/units/${code}`}>
                      {name}
                    </Link>
                  ),
                },
                {
                  label: say(words.kind),
                  sortBy: ({ kind }) => kindName(kind),
                  cell: ({ kind }) => kindName(kind),
                },
                {
                  label: say(words.parent),
                  sortBy: ({ parent }) => unitName(parent),
                  cell: ({ parent }) => unitName(parent),
                },
                {
                  label: say(words.validity),
                  sortBy: ({ validTo }) => validTo,
                  cell: ({ validFrom, validTo }) =>
                    validTo
                      ? say(words.until, { date: day(validTo) })
                      : say(words.sinceDay, { date: day(validFrom) }),
                },
              ]}
            />
          )}
        </Loaded>
      </Paper>
      {adding && <ActDialog form={unitForm} view={null} path="/units" onClose={() => setAdding(false)} />}
    </Page>
  );
}
