import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink, useParams } from 'react-router';
import { outcomeNames } from '../../domain/texts.ts';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import { AddFile } from '../acts/AddFile.tsx';
import { RemoveFile } from '../acts/RemoveFile.tsx';
import type { Obligation } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { MailAlert } from '../mail/MailAlert.tsx';
import { useDates } from '../parts/dates.ts';
import { sizeText } from '../parts/files.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { SaveButton } from '../parts/SaveButton.tsx';
import { Story } from '../parts/Story.tsx';
import { useUnitName, useUnitNameInFull } from '../parts/units.ts';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { dutyActs, obligationActs } from './acts.ts';
import { ObligationState } from './ObligationState.tsx';
import { words } from './words.ts';

export function ObligationPage() {
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/obligations/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(obligation) => <Shown obligation={obligation} />}</Loaded>;
}

function Shown({ obligation }: { obligation: Obligation }) {
  const say = useSay();
  const { day, moment } = useDates();
  const unitName = useUnitName();
  const unitNameInFull = useUnitNameInFull();
  const movementTitle = useMovementTitle();
  const { id, name, decision, nominations, documents } = obligation;
  const isReturned = obligation.waiting?.code === 'obligation-returned';
  const mayHandIn = obligation.allowedActions.includes('submit');
  const rows: [label: string, value: string | null][] = [
    [say(decision ? words.doer : words.debtor), unitName(obligation.debtor)],
    [say(words.toBody), decision ? null : unitName(obligation.toBody)],
    [say(common.movement), movementTitle(obligation.movement)],
    [
      say(words.decision),
      decision && say(words.decisionOn, { number: decision.number, date: day(decision.decidedOn) }),
    ],
    [say(words.when), obligation.when],
    [say(words.request), obligation.request],
    [say(common.reason), isReturned ? null : obligation.reason],
  ];
  return (
    <Page
      title={name}
      under={<ObligationState of={obligation} />}
      acts={
        <ActButtons
          forms={decision ? dutyActs : obligationActs}
          view={obligation}
          allowed={obligation.allowedActions}
          asked={asked(obligation.waiting)}
          resource={`/obligations/${id}`}
        />
      }
    >
      {obligation.waiting && <WaitingBox waiting={obligation.waiting} />}
      <MailAlert path={obligation.id} />
      {isReturned && (
        <Alert severity="warning" sx={{ mb: 2, whiteSpace: 'pre-line' }}>
          {say(words.returned, { reason: obligation.reason ?? '' })}
        </Alert>
      )}
      <Section title={say(decision ? words.duty : words.what)}>
        <Facts rows={rows.filter((row): row is [string, string] => Boolean(row[1]))} />
      </Section>
      {decision && (
        <Section title={`${say(words.whom)} (${nominations.length})`}>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {nominations.map(({ id: nomination, code, name: whom, unit, outcome }) => (
              <li key={nomination}>
                <Link component={RouterLink} to={`/nominations/${nomination}`}>
                  {whom}
                </Link>{' '}
                · {unitNameInFull(unit)} · {code} · {outcome && say(outcomeNames[outcome])}
              </li>
            ))}
          </Box>
        </Section>
      )}
      <Section title={`${say(words.documents)} (${documents.length})`}>
        {documents.length === 0 && <Box sx={{ color: 'text.secondary', mb: 1 }}>{say(common.nothing)}</Box>}
        {documents.map((document) => (
          <Box
            key={document.id}
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', py: 0.5 }}
          >
            <Box sx={{ flex: '1 1 200px', overflowWrap: 'anywhere' }}>
              {document.name} · {sizeText(document.size)} · {moment(document.addedAt)}
            </Box>
            <SaveButton
              label={say(common.download)}
              path={`/obligations/${id}/documents/${document.id}`}
              name={document.name}
            />
            {mayHandIn && document.handedInAt === null && (
              <RemoveFile name={document.name} path={`/obligations/${id}/documents/${document.id}`} />
            )}
          </Box>
        ))}
        {mayHandIn && <AddFile label={say(words.add)} path={`/obligations/${id}/documents`} />}
      </Section>
      <Section title={say(words.story)}>
        <Story
          kind="obligation"
          items={obligation.timeline.map((step, i, all) => ({
            ...step,
            by: step.role === null ? null : { name: step.name ?? '', role: step.role, unit: step.unit },
            // A duty waits to be done, and for nothing to be sent.
            from: { stage: all[i - 1]?.to ?? (decision ? step.to : '') },
            to: { stage: step.to },
            mail: [],
          }))}
        />
      </Section>
    </Page>
  );
}
