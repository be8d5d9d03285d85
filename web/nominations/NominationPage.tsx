import Edit from '@mui/icons-material/EditOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import { decidedBy } from '../acts/decided.ts';
import type { Nomination } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { MailAlert } from '../mail/MailAlert.tsx';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { SaveButton } from '../parts/SaveButton.tsx';
import { nameIn, useMovementTitle, usePlan } from '../parts/plans.ts';
import { Story } from '../parts/Story.tsx';
import { useUnitName } from '../parts/units.ts';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { nominationActs } from './acts.ts';
import { BallotsSection } from './BallotsSection.tsx';
import { CopyButton } from './CopyButton.tsx';
import { CriteriaSection } from './CriteriaSection.tsx';
import { DeskSection } from './DeskSection.tsx';
import { DocumentsSection } from './DocumentsSection.tsx';
import { FindingsSection } from './FindingsSection.tsx';
import { NominationState } from './NominationState.tsx';
import { NomineeAlert } from './NomineeAlert.tsx';
import { RouteDrawn } from './RouteDrawn.tsx';
import { VersionsSection } from './VersionsSection.tsx';
import { ToAmend } from './ToAmend.tsx';
import { words } from './words.ts';

export function NominationPage() {
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/nominations/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(nomination) => <Shown nomination={nomination} />}</Loaded>;
}

function Shown({ nomination }: { nomination: Nomination }) {
  const say = useSay();
  const user = useUser();
  const { day } = useDates();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const { id, code, subject, achievement, award, movement, roundId } = nomination;
  const round = hooks.useQuery('get', '/rounds/{id}', { params: { path: { id: roundId } } }).data;
  const plan = usePlan(round && movement, round?.planVersion);
  const story = hooks.useQuery('get', '/nominations/{id}/timeline', { params: { path: { id } } });
  const mayEdit = nomination.allowedActions.includes('submit');
  const lacksSomething =
    nomination.missingDocuments.length > 0 || nomination.findings.some(({ result }) => result === 'refuse');
  return (
    <Page
      title={subject.name}
      under={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <span>{code}</span>
          <NominationState of={nomination} />
          <span>{nameIn(plan?.awards, award)}</span>
        </Box>
      }
      acts={
        <>
          {mayEdit && (
            <Button
              component={RouterLink}
              to={`/nominations/${id}/edit`}
              variant={lacksSomething ? 'contained' : 'outlined'}
              startIcon={<Edit />}
            >
              {say(words.editDraft)}
            </Button>
          )}
          <ActButtons
            forms={{ ...nominationActs, decide: decidedBy<Nomination>(user, nominationActs.decide) }}
            view={nomination}
            allowed={nomination.allowedActions}
            // What would be refused is not the first thing to press.
            asked={mayEdit && lacksSomething ? [] : asked(nomination.waiting)}
            resource={`/nominations/${id}`}
          />
          {nomination.mayCopy && <CopyButton nomination={nomination} />}
        </>
      }
    >
      {nomination.waiting && <WaitingBox waiting={nomination.waiting} stepPeriod={nomination.stepPeriod} />}
      <MailAlert path={id} />
      {nomination.timeUp && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {say(nomination.returned ? words.amendingOver : words.intakeOver, {
            on: day(nomination.timeUp.on),
            until: day(nomination.timeUp.reopensUntil),
          })}
        </Alert>
      )}
      <ToAmend nomination={nomination} plan={plan} />
      {nomination.hold && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {say(words.holdSince, { since: day(nomination.hold.since) })}
        </Alert>
      )}
      {nomination.nominees.map((found) => (
        <NomineeAlert key={found.personId} nominationId={id} found={found} />
      ))}
      <Outcome nomination={nomination} />
      <RouteDrawn nomination={nomination} />
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 5fr) minmax(0, 3fr)' },
        }}
      >
        <Box>
          <Section title={say(words.who)}>
            <Facts
              rows={[
                [say(words.kind), say(common[subject.kind])],
                [say(words.category), nameIn(plan?.categories, subject.category)],
                [say(words.itsUnit), unitName(subject.unit)],
                ...(subject.kind === 'individual'
                  ? ([
                      [say(words.position), subject.position ?? '—'],
                      [say(words.gender), subject.gender ? say(words[subject.gender]) : '—'],
                    ] as [string, string][])
                  : ([
                      [
                        say(words.headcount),
                        `${subject.headcount ?? '—'} (${say(words.femaleCount)}: ${subject.femaleCount ?? '—'})`,
                      ],
                    ] as [string, string][])),
                [say(words.proposedBy), unitName(nomination.proposingUnit)],
                ...(nomination.heldBy === nomination.proposingUnit || nomination.outcome !== null
                  ? []
                  : ([
                      [
                        say(words.heldBy),
                        nomination.heldBy === null ? say(words.heldByNobody) : unitName(nomination.heldBy),
                      ],
                    ] as [string, string][])),
                [
                  say(common.round),
                  <Link key="round" component={RouterLink} to={`/rounds/${roundId}`}>
                    {round?.name ?? ''} · {movementTitle(movement)}
                  </Link>,
                ],
                ...(nomination.copiedFrom
                  ? ([
                      [
                        say(words.copiedFrom),
                        <Link
                          key="source"
                          component={RouterLink}
                          to={`/nominations/${nomination.copiedFrom.id}`}
                        >
                          {nomination.copiedFrom.code}
                        </Link>,
                      ],
                    ] as [string, ReactNode][])
                  : []),
                [say(words.achievement), achievement.title],
                [
                  say(words.achievementFrom),
                  `${day(achievement.from)} ${say(words.achievementTo)} ${day(achievement.to)}`,
                ],
                [say(words.summary), achievement.summary],
              ]}
            />
          </Section>
          <CriteriaSection nomination={nomination} plan={plan} />
          <DocumentsSection nomination={nomination} plan={plan} />
          <VersionsSection nomination={nomination} plan={plan} />
        </Box>
        <Box>
          {nomination.desk && <DeskSection nomination={nomination} desk={nomination.desk} />}
          <FindingsSection nomination={nomination} plan={plan} />
          <BallotsSection ballots={nomination.ballots} />
          <Section title={say(words.story)}>
            <Loaded query={story}>{({ items }) => <Story kind="nomination" items={items} />}</Loaded>
          </Section>
        </Box>
      </Box>
    </Page>
  );
}

function Outcome({
  nomination: { id, outcome, outcomeReason, decision, sessionId, submissionId },
}: {
  nomination: Nomination;
}) {
  const say = useSay();
  const { day } = useDates();
  const links: [string, string | null][] = [
    [say(words.session), sessionId && `/council-sessions/${sessionId}`],
    [say(words.submission), submissionId && `/submissions/${submissionId}`],
  ];
  const there = links.filter((link): link is [string, string] => link[1] !== null);
  if (outcome === null && there.length === 0) return null;
  return (
    <Alert severity={outcome === 'awarded' ? 'success' : 'info'} sx={{ mb: 2 }}>
      {decision &&
        `${say(words.decided, { number: decision.number, date: day(decision.decidedOn), signer: decision.signedBy })}. `}
      {outcomeReason}
      {there.map(([name, to]) => (
        <Link key={to} component={RouterLink} to={to} sx={{ mr: 2, color: 'inherit' }}>
          {name}
        </Link>
      ))}
      {decision?.file && (
        <SaveButton
          label={say(words.decisionCopy)}
          path={`/nominations/${id}/decision`}
          name={decision.file}
        />
      )}
    </Alert>
  );
}
