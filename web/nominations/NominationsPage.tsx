import Add from '@mui/icons-material/Add';
import TableView from '@mui/icons-material/TableViewOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { outcomes, stages } from '../../domain/stages.ts';
import { outcomeNames, stageName } from '../../domain/texts.ts';
import { Due } from '../parts/Due.tsx';
import { FilterChoice, Filters, FilterText } from '../parts/Filter.tsx';
import { useList, useWholeList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAwardName, useMovementTitle } from '../parts/plans.ts';
import { useAddressFilters } from '../parts/query.ts';
import { Under } from '../parts/Unbroken.tsx';
import { UnitField } from '../parts/UnitField.tsx';
import { useUnitName } from '../parts/units.ts';
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
  const [filter, setFilter] = useAddressFilters();
  const movementTitle = useMovementTitle();
  const awardName = useAwardName();
  const rounds = useWholeList('/rounds', { limit: 100 }).data?.items ?? [];
  const list = useList('/nominations', {
    limit: 50,
    round: filter('round'),
    stage: filter('stage'),
    outcome: filter('outcome'),
    unit: filter('unit'),
    overdue: filter('overdue'),
    q: filter('q'),
    sort: filter('sort'),
  });
  const atOnce =
    filter('round') !== '' &&
    batchStagesOf(user).some((stage) => stage === filter('stage')) &&
    (list.data?.total ?? 0) > 1;
  const choice = (name: string) => ({
    value: filter(name),
    onChange: (value: string) => setFilter(name, value),
  });
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
        <UnitField label={say(words.proposedBy)} among={() => true} {...choice('unit')} />
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
        sheet="ho-so-de-nghi"
        empty={say(words.none)}
        columns={[
          {
            label: say(words.subject),
            width: 215,
            sortKey: 'name',
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
            cell: ({ movement, award }) => awardName(movement, award),
          },
          {
            label: say(words.proposedBy),
            sortKey: 'unit',
            cell: ({ proposingUnit }) => unitName(proposingUnit),
          },
          {
            label: say(words.stage),
            width: 190,
            cell: (row) => <NominationState of={row} />,
          },
          {
            label: say(common.due),
            width: 170,
            sortKey: 'dueAt',
            cell: ({ dueAt, overdue, outcome }) =>
              outcome === null ? <Due date={dueAt} overdue={overdue} /> : '—',
          },
        ]}
      />
    </Page>
  );
}
