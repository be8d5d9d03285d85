import Box from '@mui/material/Box';
import { ActButtons } from '../acts/ActButtons.tsx';
import type { Notification } from '../client/answers.ts';
import { mailForms } from '../mail/forms.ts';
import { mailErrorName, words as mailWords } from '../mail/words.ts';
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
import { mailStates, recipientNames, words } from './words.ts';

const tones: Record<string, 'success' | 'error' | 'warning'> = {
  sent: 'success',
  failed: 'error',
  waiting: 'warning',
};

/** Mail that was sent, waits, or did not arrive; from a task, what did not reach one recipient. */
export function NotificationsPage() {
  const say = useSay();
  const { moment } = useDates();
  const unitName = useUnitName();
  const recipientName = (kind: string) => (recipientNames[kind] ? say(recipientNames[kind]) : kind);
  const [filter, setFilter] = useAddressFilters();
  const recipient = filter('recipient');
  const list = useList('/notifications', {
    limit: 50,
    state: filter('state'),
    open: filter('open'),
    recipient,
    sort: filter('sort'),
  });
  return (
    <Page title={say(words.notifications)}>
      <Filters>
        <FilterChoice
          label={say(common.state)}
          value={filter('state')}
          options={Object.entries(mailStates).map(([state, name]) => [state, say(name)])}
          onChange={(value) => setFilter('state', value)}
        />
        <FilterChoice
          label={say(words.seenTo)}
          value={filter('open')}
          options={[['1', say(words.openFailures)]]}
          onChange={(value) => setFilter('open', value)}
        />
        {recipient !== '' && (
          <FilterChoice
            label={say(words.recipient)}
            value={recipient}
            options={[[recipient, unitName(recipient)]]}
            onChange={(value) => setFilter('recipient', value)}
          />
        )}
      </Filters>
      <ListTable
        list={list}
        label={say(words.notifications)}
        columns={[
          {
            label: say(words.subject),
            cell: ({ subject }) => subject,
          },
          {
            label: say(words.recipient),
            cell: ({ recipient, unit, address }) => (
              <>
                {recipientName(recipient)}
                {unit && <div>{unitName(unit)}</div>}
                <Box sx={{ color: 'text.secondary', overflowWrap: 'break-word' }}>{address}</Box>
              </>
            ),
          },
          { label: say(common.state), cell: (mail) => <State mail={mail} /> },
          {
            label: say(words.sentAt),
            whole: true,
            sortKey: 'createdAt',
            cell: ({ sentAt }) => moment(sentAt),
          },
          { label: say(words.attempts), numeric: true, cell: ({ attempts }) => attempts },
          {
            label: say(common.actions),
            toPress: true,
            cell: (mail) =>
              mail.actions.length > 0 && (
                <ActButtons
                  forms={mailForms(mail)}
                  view={null}
                  allowed={mail.actions}
                  asked={mail.actions}
                  resource={`/notifications/${mail.id}`}
                />
              ),
          },
        ]}
      />
    </Page>
  );
}

/** What became of a mail: why it did not arrive and since when, and what somebody did about it. */
function State({ mail }: { mail: Notification }) {
  const say = useSay();
  const { moment } = useDates();
  const { state, lastError, failedAt, settledAt, told, insteadOf } = mail;
  return (
    <>
      <StateChip
        label={mailStates[state] ? say(mailStates[state]) : state}
        tone={settledAt === null ? (tones[state] ?? 'default') : 'default'}
      />
      {lastError && (
        <div>
          {mailErrorName(lastError, say)}
          {failedAt && `, ${say(mailWords.since, { when: moment(failedAt) })}`}
        </div>
      )}
      {settledAt && <div>{say(mailWords.settled, { when: moment(settledAt) })}</div>}
      {told && <div>{told}</div>}
      {insteadOf && <div>{say(mailWords.instead)}</div>}
    </>
  );
}
