import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { Obligation } from '../client/answers.ts';
import { Due } from '../parts/Due.tsx';
import { FilterChoice, Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { StateFilter } from '../parts/StateFilter.tsx';
import { Page } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { useAddressFilters } from '../parts/query.ts';
import { Under } from '../parts/Unbroken.tsx';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { askForm } from './AskPart.tsx';
import { ObligationState } from './ObligationState.tsx';
import { words } from './words.ts';

export function ObligationsPage() {
  const say = useSay();
  const user = useUser();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const [filter, setFilter] = useAddressFilters();
  const list = useList('/obligations', {
    limit: 50,
    state: filter('state'),
    overdue: filter('overdue'),
    sort: filter('sort'),
  });
  return (
    <Page
      title={say(words.title)}
      acts={
        holds(user, 'office-reviewer', 'office-head') && (
          <Button variant="contained" onClick={() => setAsking(true)}>
            {say(words.ask)}
          </Button>
        )
      }
    >
      <Filters>
        <StateFilter kind="obligation" />
        <FilterChoice
          label={say(common.overdue)}
          value={filter('overdue')}
          options={[['true', say(common.overdue)]]}
          onChange={(value) => setFilter('overdue', value)}
        />
      </Filters>
      <ListTable
        list={list}
        label={say(words.title)}
        sheet="van-ban-phai-gui"
        columns={[
          {
            label: say(words.what),
            cell: ({ id, name, movement, decision }) => (
              <>
                <Link component={RouterLink} to={`/obligations/${id}`}>
                  {name}
                </Link>
                <Under
                  text={
                    decision ? `${decision.number} · ${movementTitle(movement)}` : movementTitle(movement)
                  }
                />
              </>
            ),
          },
          {
            label: say(words.debtor),
            sortKey: 'debtor',
            cell: ({ debtor }) => unitName(debtor),
          },
          { label: say(words.toBody), cell: ({ toBody, decision }) => (decision ? '—' : unitName(toBody)) },
          {
            label: say(common.state),
            cell: (row) => <ObligationState of={row} />,
          },
          {
            label: say(common.due),
            width: 170,
            sortKey: 'dueAt',
            cell: ({ dueAt, overdue }) => <Due date={dueAt} overdue={overdue} />,
          },
        ]}
      />
      {asking && (
        <ActDialog
          form={askForm}
          view={null}
          path="/obligations"
          onClose={() => setAsking(false)}
          then={(answer) => void go(`/obligations/${(answer as Obligation).id}`)}
        />
      )}
    </Page>
  );
}
