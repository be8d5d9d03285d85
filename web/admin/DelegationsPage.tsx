import Button from '@mui/material/Button';
import { useState } from 'react';
import { ActDialog } from '../acts/ActDialog.tsx';
import { useDates } from '../parts/dates.ts';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { roleName } from '../parts/WaitingBox.tsx';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { delegationForm, revokeForm } from './forms.ts';
import { delegationStates, words } from './words.ts';

/** Who stands in for whom, in which role, until when. */
export function DelegationsPage() {
  const say = useSay();
  const { day } = useDates();
  const unitName = useUnitName();
  const admin = holds(useUser(), 'administrator');
  const [asked, setAsked] = useState<string | null>(null);
  const [filter] = useAddressFilters();
  const list = useList('/delegations', { limit: 50, sort: filter('sort') });
  return (
    <Page
      title={say(words.delegations)}
      acts={
        admin && (
          <Button variant="contained" onClick={() => setAsked('')}>
            {say(words.delegateNew)}
          </Button>
        )
      }
    >
      <ListTable
        list={list}
        label={say(words.delegations)}
        columns={[
          {
            label: say(words.delegator),
            cell: ({ delegator }) => delegator.displayName,
          },
          {
            label: say(words.delegate),
            cell: ({ delegate }) => delegate.displayName,
          },
          {
            label: say(common.role),
            cell: ({ role, unit }) => `${roleName(role, say)}, ${unitName(unit)}`,
          },
          { label: say(common.from), sortKey: 'from', cell: ({ from }) => day(from) },
          { label: say(common.to), sortKey: 'to', cell: ({ to }) => day(to) },
          {
            label: say(common.state),
            cell: ({ state }) => (
              <StateChip
                label={delegationStates[state] ? say(delegationStates[state]) : state}
                tone={state === 'in-force' ? 'success' : 'default'}
              />
            ),
          },
          {
            label: say(common.actions),
            toPress: true,
            cell: ({ id, state }) =>
              (state === 'in-force' || state === 'to-come') &&
              admin && <Button onClick={() => setAsked(id)}>{say(words.revoke)}</Button>,
          },
        ]}
      />
      {asked === '' && (
        <ActDialog form={delegationForm} view={null} path="/delegations" onClose={() => setAsked(null)} />
      )}
      {asked && (
        <ActDialog
          form={revokeForm}
          view={null}
          path={`/delegations/${asked}/actions/revoke`}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}
