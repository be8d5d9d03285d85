import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { ActButtons } from '../acts/ActButtons.tsx';
import type { Notification } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { useUnitName } from '../parts/units.ts';
import { useSay } from '../words/words.ts';
import { mailForms } from './forms.ts';
import { mailErrorName, words } from './words.ts';

/** Mail about a case that did not arrive: to whom, why, since when, and what may be done about it. */
export function MailAlert({ path }: { path: string }) {
  const say = useSay();
  const mails = hooks.useQuery('get', '/notifications', {
    params: { query: { path, open: '1', limit: 50 } },
  }).data;
  if (!mails || mails.total === 0) return null;
  const isMine = mails.items.some(({ actions }) => actions.length > 0);
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 2, color: 'text.primary' }}>
      {say(isMine ? words.notDelivered : words.othersSee, { n: mails.total })}
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
        {mails.items.map((mail) => (
          <li key={mail.id}>
            <Undelivered mail={mail} />
          </li>
        ))}
      </Box>
    </Alert>
  );
}

function Undelivered({ mail }: { mail: Notification }) {
  const say = useSay();
  const unitName = useUnitName();
  const { moment } = useDates();
  const { id, unit, address, subject, lastError, failedAt, createdAt, actions } = mail;
  const to = [unit && unitName(unit), address].filter(Boolean).join(', ');
  return (
    <Box sx={{ mb: 1 }}>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <strong>{to}</strong>: {subject}. {lastError && mailErrorName(lastError, say)},{' '}
        {say(words.since, { when: moment(failedAt ?? createdAt) })}
      </Box>
      {actions.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.5 }}>
          <ActButtons
            forms={mailForms(mail)}
            view={null}
            allowed={actions}
            asked={actions}
            resource={`/notifications/${id}`}
          />
        </Box>
      )}
    </Box>
  );
}
