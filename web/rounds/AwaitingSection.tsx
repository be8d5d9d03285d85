import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { formatDateVi } from '../../domain/dates.ts';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import type { Round } from '../client/answers.ts';
import { Section } from '../parts/Page.tsx';
import { SaveButton } from '../parts/SaveButton.tsx';
import { useSay } from '../words/words.ts';
import { roundActs } from './acts.ts';
import { words } from './words.ts';

type Awaiting = Round['awaitingHead'][number];
type Answer = 'confirm-decision' | 'contest-decision';
const answers: readonly Answer[] = ['confirm-decision', 'contest-decision'];

/** What is answered beside the decision itself, and by no button of the page's. */
export const isAnswer = (act: string): boolean => answers.some((answer) => answer === act);

/** What the office recorded for its head: whom it names, by what paper, and the head's two answers. */
export function AwaitingSection({ round }: { round: Round }) {
  const say = useSay();
  if (round.awaitingHead.length === 0) return null;
  return (
    <Section title={say(words.awaitingHead)}>
      {round.awaitingHead.map((decision) => (
        <Shown key={decision.decisionId} round={round} decision={decision} />
      ))}
    </Section>
  );
}

function Shown({ round, decision }: { round: Round; decision: Awaiting }) {
  const say = useSay();
  const [open, setOpen] = useState<Answer | null>(null);
  const { decisionId, number, decidedOn, signedBy, until, nominations } = decision;
  const mine = answers.filter((act) => round.allowedActions.includes(act));
  return (
    <Box sx={{ '&:not(:last-child)': { mb: 2 } }}>
      <Box sx={{ fontWeight: 600 }}>{number}</Box>
      <Box>
        {say(words.awaitingUntil, {
          day: formatDateVi(decidedOn),
          signer: signedBy,
          until: formatDateVi(until),
        })}
      </Box>
      <Box component="ul" sx={{ my: 1, pl: 2.5 }}>
        {nominations.map(({ id, code, name, outcome, reason }) => (
          <li key={id}>
            <Link component={RouterLink} to={`/nominations/${id}`}>
              {name}
            </Link>{' '}
            ({code}) · {say(outcome === 'awarded' ? words.toAward : words.toRefuse)}
            {reason === null ? '' : `: ${reason}`}
          </li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {mine.map((act) => (
          <Button
            key={act}
            variant={act === 'confirm-decision' ? 'contained' : 'outlined'}
            color={act === 'confirm-decision' ? 'primary' : 'error'}
            onClick={() => setOpen(act)}
          >
            {say(roundActs[act].label)}
          </Button>
        ))}
        {decision.file && (
          <SaveButton
            label={say(words.signedCopy)}
            path={`/decisions/${decisionId}/file`}
            name={`quyet-dinh-${number.replace(/[^\p{L}\p{N}]+/gu, '-')}.pdf`}
          />
        )}
      </Box>
      {open && (
        <ActDialog<Round>
          form={{ ...formOf(open), body: (values) => ({ ...values, decisionId }) }}
          view={round}
          path={`/rounds/${round.id}/actions/${open}`}
          onClose={() => setOpen(null)}
        />
      )}
    </Box>
  );
}

const formOf = (act: Answer): ActForm<Round> => roundActs[act];
