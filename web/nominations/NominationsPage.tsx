import Add from '@mui/icons-material/Add';
import TableView from '@mui/icons-material/TableViewOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { outcomes, stages } from '../../domain/stages.ts';
import { outcomeNames, stageName } from '../../domain/texts.ts';
import { hooks } from '../client/client.ts';
import { Due } from '../parts/Due.tsx';
import { FilterChoice, Filters, FilterText } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAwardName, useMovementTitle } from '../parts/plans.ts';
import { useAddressFilters } from '../parts/query.ts';
import { Under } from '../parts/Unbroken.tsx';
import { useUnitName, useUnits } from '../parts/units.ts';
import { batchStagesOf } from '../rounds/batch-stages.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { NominationState } from './NominationState.tsx';
import { words } from './words.ts';

/** The nominations that a person may see, by filters that stay in the address. */
export function NominationsPage() {
  const say = useSay();
  const language = useLanguage();
  const user = useUser();
  const unitName = useUnitName();
  const { data: units } = useUnits();
  const [filter, setFilter] = useAddressFilters();
  const movementTitle = useMovementTitle();
  const awardName = useAwardName();
  const rounds = hooks.useQuery('get', '/rounds', { params: { query: { limit: 100 } } }).data?.items ?? [];
  const list = useList('/nominations', {
    limit: 50,
    round: filter('round'),
    stage: filter('stage'),
    outcome: filter('outcome'),
    unit: filter('unit'),
    overdue: filter('overdue'),
    q: filter('q'),
  });
  const atOnce =
    filter('round') !== '' &&
    batchStagesOf(user).some((stage) => stage === filter('stage')) &&
    (list.data?.total ?? 0) > 1;
  const choice = (name: string) => ({
    value: filter(name),
    onChange: (value: string) => setFilter(name, value),
  });
  const unitsSeen = [
    ...new Set([filter('unit'), ...(list.data?.items ?? []).map(({ proposingUnit }) => proposingUnit)]),
  ];
  return (
    <Page
      title={say(words.title)}
      acts={
        holds(user, 'unit-officer', 'unit-head', 'office-reviewer', 'office-head') && (
          <>
            <Button
              component={RouterLink}
              to="/nominations/import"
              variant="outlined"
              startIcon={<TableView />}
            >
              {say(words.fromExcel)}
            </Button>
            <Button component={RouterLink} to="/nominations/new" variant="contained" startIcon={<Add />}>
              {say(words.propose)}
            </Button>
          </>
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
          label={say(common.round)}
          {...choice('round')}
          options={rounds.map(({ id, name, movement }) => [id, `${name} · ${movementTitle(movement)}`])}
        />
        <FilterChoice
          label={say(words.stage)}
          {...choice('stage')}
          options={stages.map((code) => [code, stageName('nomination', code, language)])}
        />
        <FilterChoice
          label={say(words.outcome)}
          {...choice('outcome')}
          options={outcomes.map((code) => [code, say(outcomeNames[code])])}
        />
        <FilterChoice
          label={say(words.proposedBy)}
          {...choice('unit')}
          options={unitsSeen.filter((code) => units?.has(code)).map((code) => [code, unitName(code)])}
        />
        <FilterChoice
          label={say(common.overdue)}
          {...choice('overdue')}
          options={[['true', say(words.overdueOnly)]]}
        />
      </Filters>
      {atOnce && (
        <Alert severity="info" sx={{ mb: 1.5 }} className="no-print">
          {say(words.atOnce)}{' '}
          <Link
            component={RouterLink}
            to={`/rounds/${filter('round')}?${new URLSearchParams({ batch: filter('stage') })}`}
          >
            {say(words.toBatch)}
          </Link>
        </Alert>
      )}
      <ListTable
        list={list}
        label={say(words.title)}
        sheet={{
          name: 'ho-so-de-nghi',
          columns: [
            [say(common.code), ({ code }) => code],
            [say(words.subject), ({ subject }) => subject.name],
            [say(words.kind), ({ subject }) => say(common[subject.kind])],
            [say(common.award), ({ movement, award }) => awardName(movement, award)],
            [say(words.itsUnit), ({ subject }) => unitName(subject.unit)],
            [say(words.proposedBy), ({ proposingUnit }) => unitName(proposingUnit)],
            [say(common.movement), ({ movement }) => movementTitle(movement)],
            [say(words.stage), ({ stage }) => stageName('nomination', stage, language)],
            [
              say(words.outcome),
              ({ outcome }) =>
                outcomes.filter((known) => known === outcome).map((known) => say(outcomeNames[known]))[0] ??
                null,
            ],
            [say(common.due), ({ dueAt }) => dueAt],
            [say(common.overdue), ({ overdue }) => say(overdue ? common.yes : common.no)],
          ],
        }}
        empty={say(words.none)}
        columns={[
          {
            label: say(words.subject),
            width: 215,
            sortBy: ({ subject }) => subject.name,
            cell: ({ id, code, subject }) => (
              <>
                <Link component={RouterLink} to={`/nominations/${id}`}>
                  {subject.name}
                </Link>
                <Under text={`${code} · ${say(common[subject.kind])}`} />
              </>
            ),
          },
          {
            label: say(common.award),
            sortBy: ({ movement, award }) => awardName(movement, award),
            cell: ({ movement, award }) => awardName(movement, award),
          },
          {
            label: say(words.proposedBy),
            sortBy: ({ proposingUnit }) => unitName(proposingUnit),
            cell: ({ proposingUnit }) => unitName(proposingUnit),
          },
          {
            label: say(words.stage),
            width: 190,
            sortBy: ({ stage }) => stages.findIndex((known) => known === stage),
            cell: (row) => <NominationState of={row} />,
          },
          {
            label: say(common.due),
            width: 170,
            sortBy: ({ dueAt }) => dueAt,
            cell: ({ dueAt, overdue, outcome }) =>
              outcome === null ? <Due date={dueAt} overdue={overdue} /> : '—',
          },
        ]}
      />
    </Page>
  );
}
