import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link as RouterLink } from 'react-router';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { Filters } from '../parts/Filter.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { useGroupName, useRankingChoice } from './ranking-choice.ts';
import { RankingFields } from './RankingFields.tsx';
import { words } from './words.ts';

/** Published ranks, by which criteria are judged. */
export function RankingsPage() {
  const say = useSay();
  const { moment } = useDates();
  const unitName = useUnitName();
  const user = useUser();
  const choice = useRankingChoice();
  const { movement, ranking, set, period, query, isUnpublished } = choice;
  const groupName = useGroupName();
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
        <RankingFields choice={choice} />
      </Filters>
      {(!ranking || period === '') && <Box sx={{ color: 'text.secondary' }}>{say(words.chooseRanking)}</Box>}
      {ranking &&
        period !== '' &&
        (isUnpublished ? (
          say(words.noRanking)
        ) : (
          <Loaded query={query}>
            {({ groups }) => (
              <>
                {groups.length === 0 && say(words.noRanking)}
                {groups.map(({ group, version, publishedAt, entries }) => (
                  <Section
                    key={group}
                    title={`${ranking.name} · ${groupName(ranking.groups, group)} · ${say(common.version)} ${version}, ${moment(publishedAt)}`}
                    flush
                  >
                    <DataTable
                      label={groupName(ranking.groups, group)}
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
