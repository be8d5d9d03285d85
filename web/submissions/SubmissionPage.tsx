import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink, useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import { stageName } from '../../domain/texts.ts';
import type { Submission } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { MailAlert } from '../mail/MailAlert.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { SaveButton } from '../parts/SaveButton.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { formsOf } from './acts.ts';
import { itemStates, papers, words } from './words.ts';

export function SubmissionPage() {
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/submissions/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(submission) => <Shown submission={submission} />}</Loaded>;
}

function Shown({ submission }: { submission: Submission }) {
  const say = useSay();
  const language = useLanguage();
  const { day, moment } = useDates();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const { id, number, state, receipt, decision, items, roundId } = submission;
  const round = hooks.useQuery('get', '/rounds/{id}', { params: { path: { id: roundId } } }).data;
  return (
    <Page
      title={`${say(words.one)} ${number}`}
      under={
        <StateChip
          label={stageName('submission', state, language)}
          tone={state === 'finished' ? 'success' : 'info'}
        />
      }
      acts={
        <ActButtons
          forms={formsOf(submission)}
          view={submission}
          allowed={submission.allowedActions}
          asked={asked(submission.waiting)}
          resource={`/submissions/${id}`}
        />
      }
    >
      {submission.waiting && <WaitingBox waiting={submission.waiting} />}
      <MailAlert path={submission.id} />
      <Section title={say(words.one)}>
        <Facts
          rows={[
            [say(words.fromBody), unitName(submission.sender)],
            ...(submission.fromBody === submission.sender
              ? []
              : ([[say(words.writtenBy), unitName(submission.fromBody)]] as [string, string][])),
            [say(words.toBody), unitName(submission.toBody)],
            [say(words.signedOn), `${day(submission.signedOn)}, ${submission.signedBy}`],
            [
              say(common.round),
              <Link key="round" component={RouterLink} to={`/rounds/${roundId}`}>
                {round ? `${round.name} · ${movementTitle(round.movement)}` : '…'}
              </Link>,
            ],
            [say(words.dispatched), moment(submission.dispatchedAt)],
            [
              say(words.receipt),
              receipt ? say(words.numberOn, { number: receipt.number, date: day(receipt.receivedOn) }) : '—',
            ],
            [
              say(words.decision),
              decision
                ? `${say(words.numberOn, { number: decision.number, date: day(decision.decidedOn) })}, ${decision.signedBy}`
                : '—',
            ],
          ]}
        />
      </Section>
      <Section title={say(words.papers)}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {papers.map(([file, name, saved]) => (
            <SaveButton
              key={file}
              label={say(name)}
              path={`/submissions/${id}/${file}`}
              name={`${number.replace(/[^\p{L}\p{N}]+/gu, '-')}-${saved}`}
            />
          ))}
        </Box>
      </Section>
      <Section title={`${say(words.nominations)} (${items.length})`} flush>
        <DataTable
          label={say(words.nominations)}
          rows={items}
          keyOf={(item) => item.id}
          columns={[
            {
              label: say(common.name),
              sortBy: ({ subject }) => subject.name,
              cell: (item) => (
                <>
                  <Link component={RouterLink} to={`/nominations/${item.id}`}>
                    {item.subject.name}
                  </Link>
                  <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{item.code}</Box>
                </>
              ),
            },
            { label: say(common.unit), cell: ({ subject }) => unitName(subject.unit) },
            {
              label: say(common.state),
              cell: ({ state: itemState, reason }) => (
                <>
                  <StateChip
                    label={itemStates[itemState] ? say(itemStates[itemState]) : itemState}
                    tone={itemState === 'awarded' || itemState === 'approved' ? 'success' : 'default'}
                  />
                  {reason && <div>{reason}</div>}
                </>
              ),
            },
          ]}
        />
      </Section>
    </Page>
  );
}
