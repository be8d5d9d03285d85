import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { ActDialog } from '../acts/ActDialog.tsx';
import { useDates } from '../parts/dates.ts';
import { FilterChoice, Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { resendForm } from './forms.ts';
import { mailErrorName, mailStates, recipientNames, words } from './words.ts';

const tones: Record<string, 'success' | 'error' | 'warning'> = {
  sent: 'success',
  failed: 'error',
  waiting: 'warning',
};

/** Mail that was sent, waits, or could not be sent. */
export function NotificationsPage() {
  const say = useSay();
  const { moment } = useDates();
  const unitName = useUnitName();
  const recipientName = (kind: string) => (recipientNames[kind] ? say(recipientNames[kind]) : kind);
  const [filter, setFilter] = useAddressFilters();
  const [asked, setAsked] = useState<string | null>(null);
  const list = useList('/notifications', { limit: 50, state: filter('state') });
  return (
    <Page title={say(words.notifications)}>
      <Filters>
        <FilterChoice
          label={say(common.state)}
          value={filter('state')}
          options={Object.entries(mailStates).map(([state, name]) => [state, say(name)])}
          onChange={(value) => setFilter('state', value)}
        />
      </Filters>
      <ListTable
        list={list}
        label={say(words.notifications)}
        columns={[
          {
            label: say(words.subject),
            sortBy: ({ subject }) => subject,
            cell: ({ subject }) => subject,
          },
          {
            label: say(words.recipient),
            sortBy: ({ recipient }) => recipientName(recipient),
            cell: ({ recipient, unit, address }) => (
              <>
                {recipientName(recipient)}
                {unit && <div>{unitName(unit)}</div>}
                <Box sx={{ color: 'text.secondary', overflowWrap: 'break-word' }}>{address}</Box>
              </>
            ),
          },
          {
            label: say(common.state),
            cell: ({ state, lastError }) => (
              <>
                <StateChip
                  label={mailStates[state] ? say(mailStates[state]) : state}
                  tone={tones[state] ?? 'default'}
                />
                {lastError && <div>{mailErrorName(lastError, say)}</div>}
              </>
            ),
          },
          {
            label: say(words.sentAt),
            whole: true,
            sortBy: ({ sentAt }) => sentAt,
            cell: ({ sentAt }) => moment(sentAt),
          },
          { label: say(words.attempts), numeric: true, cell: ({ attempts }) => attempts },
          {
            label: say(common.actions),
            toPress: true,
            cell: ({ id, state }) =>
              state === 'failed' && <Button onClick={() => setAsked(id)}>{say(words.resend)}</Button>,
          },
        ]}
      />
      {asked && (
        <ActDialog
          form={resendForm}
          view={null}
          path={`/notifications/${asked}/actions/resend`}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}
