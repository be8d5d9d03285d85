import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { Link as RouterLink } from 'react-router';
import { hooks } from '../client/client.ts';
import { isNotFound } from '../client/problem.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { Filters, FilterChoice } from '../parts/Filter.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { nameIn } from '../parts/plans.ts';
import { useAddressFilters } from '../parts/query.ts';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** Published ranks, by which criteria are judged. */
export function RankingsPage() {
  const say = useSay();
  const { moment } = useDates();
  const unitName = useUnitName();
  const user = useUser();
  const [filter, setFilter] = useAddressFilters();
  const movements =
    hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } }).data?.items ?? [];
  const movement = filter('movement');
  const plan = hooks.useQuery(
    'get',
    '/movements/{code}',
    { params: { path: { code: movement } } },
    { enabled: movement !== '' },
  ).data;
  const sets = (plan?.rankings ?? []) as { code: string; name: string }[];
  const set = filter('set') || (sets[0]?.code ?? '');
  const period = filter('period');
  const query = hooks.useQuery(
    'get',
    '/rankings/{set}/{period}',
    { params: { path: { set, period } } },
    { enabled: set !== '' && period !== '' },
  );
  return (
    <Page
      title={say(words.rankings)}
      acts={
        holds(user, 'index-owner') && (
          <Button
            variant="contained"
            component={RouterLink}
            to={`/rankings/publish?${new URLSearchParams({ movement, set, period })}`}
          >
            {say(words.publish)}
          </Button>
        )
      }
    >
      <Filters>
        <FilterChoice
          label={say(common.movement)}
          value={movement}
          options={movements.map(({ code, title }) => [code, title])}
          onChange={(value) => setFilter('movement', value)}
        />
        {sets.length > 0 && (
          <FilterChoice
            label={say(words.set)}
            value={set}
            options={sets.map(({ code, name }) => [code, name])}
            onChange={(value) => setFilter('set', value)}
          />
        )}
        <TextField
          label={say(words.year)}
          value={period}
          onChange={(event) => setFilter('period', event.target.value)}
        />
      </Filters>
      {set !== '' &&
        period !== '' &&
        (isNotFound(query.error) ? (
          say(words.noRanking)
        ) : (
          <Loaded query={query}>
            {({ groups }) => (
              <>
                {groups.length === 0 && say(words.noRanking)}
                {groups.map(({ group, version, publishedAt, entries }) => (
                  <Section
                    key={group}
                    title={`${nameIn(sets, set)} · ${say(words.group)} ${group} · ${say(common.version)} ${version}, ${moment(publishedAt)}`}
                    flush
                  >
                    <DataTable
                      label={group}
                      rows={entries}
                      keyOf={({ unit }) => unit}
                      columns={[
                        {
                          label: say(words.rank),
                          numeric: true,
                          width: 80,
                          sortBy: ({ rank }) => rank,
                          cell: ({ rank }) => rank,
                        },
                        {
                          label: say(common.unit),
                          sortBy: ({ unit }) => unitName(unit),
                          cell: ({ unit }) => unitName(unit),
                        },
                        {
                          label: say(words.score),
                          numeric: true,
                          sortBy: ({ score }) => score,
                          cell: ({ score, maximum }) => `${score}/${maximum}`,
                        },
                      ]}
                    />
                  </Section>
                ))}
              </>
            )}
          </Loaded>
        ))}
    </Page>
  );
}
