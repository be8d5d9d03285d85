import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import type { Nomination } from '../client/answers.ts';
import { useDates } from '../parts/dates.ts';
import type { Plan } from '../parts/plans.ts';
import { nameIn } from '../parts/plans.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** What a nomination was given back for: the reason, and each criterion or document that is to be amended. */
export function ToAmend({ nomination, plan }: { nomination: Nomination; plan: Plan | undefined }) {
  const say = useSay();
  const { moment } = useDates();
  const { toAmend, subject } = nomination;
  if (!toAmend) return null;
  const criteria = plan?.criteriaByCategory[subject.category]?.map(({ code, text }) => ({
    code,
    name: text,
  }));
  return (
    <Alert severity="warning" sx={{ mb: 2, whiteSpace: 'pre-line' }}>
      <AlertTitle>{say(words.toAmend, { at: moment(toAmend.at) })}</AlertTitle>
      {toAmend.reason}
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
        {toAmend.items.map(({ criterion, document, note }, i) => (
          <li key={i}>
            <strong>
              {criterion ? nameIn(criteria, criterion) : document ? nameIn(plan?.documents, document) : ''}
            </strong>
            : {note}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
