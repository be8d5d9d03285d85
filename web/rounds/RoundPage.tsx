import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { Link as RouterLink, useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import { stageName } from '../../domain/texts.ts';
import { vietnameseOrder } from '../../domain/vietnamese-order.ts';
import type { Round } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { MailAlert } from '../mail/MailAlert.tsx';
import { today, useDates } from '../parts/dates.ts';
import { Due } from '../parts/Due.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { nameIn, useMovementTitle, usePlan } from '../parts/plans.ts';
import { QuotaBar } from '../parts/QuotaBar.tsx';
import { SaveButton } from '../parts/SaveButton.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { Story } from '../parts/Story.tsx';
import { Under } from '../parts/Unbroken.tsx';
import { useUnitName, useUnitNameInFull } from '../parts/units.ts';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { NominationState } from '../nominations/NominationState.tsx';
import { holds, unitsOf, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { roundActs } from './acts.ts';
import { AwaitingSection, isAnswer } from './AwaitingSection.tsx';
import { BatchSection } from './BatchSection.tsx';
import { DatesDrawn } from './DatesDrawn.tsx';
import { Funnel } from './Funnel.tsx';
import { words } from './words.ts';

/** A round at a glance. */
export function RoundPage() {
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/rounds/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(round) => <Shown round={round} />}</Loaded>;
}

function Shown({ round }: { round: Round }) {
  const say = useSay();
  const language = useLanguage();
  const unitName = useUnitName();
  const unitNameInFull = useUnitNameInFull();
  const user = useUser();
  const movementTitle = useMovementTitle();
  const plan = usePlan(round.movement, round.planVersion);
  const story = hooks.useQuery('get', '/rounds/{id}/timeline', { params: { path: { id: round.id } } });
  const half = {
    display: 'grid',
    columnGap: 2,
    alignItems: 'start',
    gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
  };
  return (
    <Page
      title={`${round.name} · ${movementTitle(round.movement)}`}
      under={
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
          <StateChip
            label={stageName('award-round', round.state, language)}
            tone={round.state === 'open' ? 'info' : 'default'}
          />
          <span>
            {say(words.lead)}: {unitName(round.leadBody)}
          </span>
        </Box>
      }
      acts={
        <>
          {holds(user, 'office-reviewer', 'office-head', 'head', 'auditor') && (
            <SaveButton
              label={say(words.report)}
              path={`/rounds/${round.id}/report.xlsx`}
              name={`bao-cao-${round.round}.xlsx`}
            />
          )}
          {unitsOf(user, 'unit-officer', 'unit-head').map((unit) => (
            <SaveButton
              key={unit}
              label={say(words.reportOf, { unit: unitName(unit) })}
              path={`/rounds/${round.id}/report.xlsx?unit=${unit}`}
              name={`bao-cao-${round.round}-${unit}.xlsx`}
            />
          ))}
          {round.mayPropose.length > 0 && (
            <Button component={RouterLink} to={`/nominations/new?round=${round.id}`} variant="contained">
              {say(words.propose)}
            </Button>
          )}
          <ActButtons
            forms={roundActs}
            view={round}
            // A cut of nothing is nothing to offer.
            allowed={round.allowedActions.filter(
              (act) =>
                !isAnswer(act) &&
                (act !== 'rank-and-cut' || (round.nominationsByStage['council-vote'] ?? 0) > 0),
            )}
            asked={asked(round.waiting)}
            resource={`/rounds/${round.id}`}
          />
        </>
      }
    >
      {round.waiting && <WaitingBox waiting={round.waiting} />}
      <MailAlert path={round.id} />
      {round.warnings.length > 0 && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {round.warnings.join(' ')} {round.reason}
        </Alert>
      )}
      <Reopening round={round} />
      <AwaitingSection round={round} />
      <DatesDrawn dates={round.dates} />
      <Box sx={half}>
        <Box>
          <Section title={say(words.funnel)}>
            <Funnel round={round} />
          </Section>
          <Ageing roundId={round.id} />
        </Box>
        <Box>
          <Section title={say(words.quota)}>
            {round.quota.length === 0 && say(words.noQuota)}
            {round.quota.map(({ award, kinds, ...use }) => (
              <Box
                key={`${award} ${kinds.join()}`}
                className="whole"
                sx={{ '&:not(:last-child)': { mb: 1.5 } }}
              >
                <Box sx={{ fontWeight: 600, mb: 0.5 }}>
                  {nameIn(plan?.awards, award)} ·{' '}
                  {kinds
                    .map((kind) =>
                      kind === 'collective' || kind === 'individual' ? say(common[kind]) : kind,
                    )
                    .join(', ')}
                </Box>
                <QuotaBar {...use} />
              </Box>
            ))}
          </Section>
          <Section title={`${say(words.silent)} (${round.unitsWithoutProposal.length})`}>
            {round.unitsWithoutProposal.length === 0 ? (
              say(words.allProposed)
            ) : (
              <Box
                component="ul"
                sx={{ m: 0, pl: 2.5, maxHeight: 260, overflowY: 'auto' }}
                tabIndex={0}
                aria-label={say(words.silent)}
              >
                {[...round.unitsWithoutProposal]
                  .map(unitNameInFull)
                  .sort(vietnameseOrder.compare)
                  .map((name) => (
                    <li key={name}>{name}</li>
                  ))}
              </Box>
            )}
          </Section>
        </Box>
      </Box>
      <BatchSection round={round} />
      <Section title={say(words.story)}>
        <Loaded query={story}>{({ items }) => <Story kind="award-round" items={items} />}</Loaded>
      </Section>
    </Page>
  );
}

/** After the end of intake: until when more time brings back what was not submitted. */
function Reopening({ round: { reopensUntil, awaitingTime } }: { round: Round }) {
  const say = useSay();
  const { day } = useDates();
  if (reopensUntil === null || (reopensUntil < today() && awaitingTime === 0)) return null;
  const until = day(reopensUntil);
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      {awaitingTime > 0
        ? say(words.awaitingTime, { n: awaitingTime, until })
        : say(words.stillExtendable, { until })}
    </Alert>
  );
}

/** As many as are shown of those that have waited longest. */
const LONGEST = 6;

/** What has been at its step longest, among all that is still open. */
function Ageing({ roundId }: { roundId: string }) {
  const say = useSay();
  const { day } = useDates();
  const query = hooks.useQuery('get', '/nominations', {
    params: { query: { round: roundId, open: 'true', sort: 'enteredAt', limit: LONGEST } },
  });
  return (
    <Section title={say(words.ageing)}>
      <Loaded query={query}>
        {({ items, total }) => {
          if (items.length === 0) return <>{say(common.nothing)}</>;
          return (
            <>
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {items.map((row) => (
                  <Box
                    component="li"
                    key={row.id}
                    sx={{
                      display: 'grid',
                      gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) 150px' },
                      columnGap: 1,
                      py: 0.75,
                      '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' },
                      alignItems: 'center',
                      justifyItems: 'start',
                    }}
                  >
                    <div>
                      <Link component={RouterLink} to={`/nominations/${row.id}`}>
                        {row.subject.name}
                      </Link>
                      <div>
                        <NominationState of={row} />
                      </div>
                      <Under text={say(words.waitingSince, { day: day(row.enteredAt) })} />
                    </div>
                    <Due date={row.dueAt} overdue={row.overdue} />
                  </Box>
                ))}
              </Box>
              {total > items.length && (
                <Box sx={{ pt: 1, color: 'text.secondary' }}>
                  {say(common.shown, { shown: items.length, total })}
                </Box>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
