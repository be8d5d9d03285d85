import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { Link as RouterLink, useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import { isCountedByHand } from '../../domain/ballots.ts';
import { dateOf } from '../../domain/dates.ts';
import { stageName } from '../../domain/texts.ts';
import type { CouncilSession } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { MailAlert } from '../mail/MailAlert.tsx';
import { mailErrorName, words as mailWords } from '../mail/words.ts';
import { NomineeAlert } from '../nominations/NomineeAlert.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useAwardName } from '../parts/plans.ts';
import { SaveButton } from '../parts/SaveButton.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { Under } from '../parts/Unbroken.tsx';
import { useUnitName } from '../parts/units.ts';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { sessionActs } from './acts.ts';
import { BallotPaper } from './BallotPaper.tsx';
import { QuorumBar } from './QuorumBar.tsx';
import { Receipts } from './Receipts.tsx';
import { RecountSection } from './RecountSection.tsx';
import { useSession } from './session.ts';
import { ballotNames, choices, councilRoleNames, itemName, itemTone, modeNames, words } from './words.ts';

type Member = CouncilSession['members'][number];
type Item = CouncilSession['items'][number];

export function SessionPage() {
  const { id = '' } = useParams();
  const query = useSession(id, { watched: false });
  return <Loaded query={query}>{(session) => <Shown session={session} />}</Loaded>;
}

function Shown({ session }: { session: CouncilSession }) {
  const say = useSay();
  const language = useLanguage();
  const { moment } = useDates();
  const unitName = useUnitName();
  const { id, code, state, toVote, members, quorum, ballot, mode } = session;
  const named = (names: typeof ballotNames, key: string) => (names[key] ? say(names[key]) : key);
  const isClosed = ['closed', 'concluded'].includes(state);
  const seatsToSettle = session.ended.length > 0 && session.allowedActions.includes('settle-seat');
  // Of an open ballot, whoever must remind the slow ones sees who they are; of a secret one, who has voted once it is closed.
  const showsRoll =
    !isCountedByHand(ballot) &&
    (ballot === 'secret' ? isClosed : state === 'open') &&
    session.items.some((i) => i.voted !== null);
  const votesOf = ({ memberId, attendance: there }: Member) => {
    const asked = session.items.filter(
      (item) =>
        item.voted !== null && !item.setAside.includes(memberId) && (isClosed || item.state === 'listed'),
    );
    const owed = asked.filter(({ voted }) => voted?.includes(memberId) === false).length;
    if (asked.length === 0 || (owed > 0 && there === 'absent' && mode !== 'written')) return '—';
    if (owed === 0) return say(words.hasVoted);
    return say(isClosed ? words.notAllVoted : words.votesOwed, { n: owed });
  };
  return (
    <Page
      title={`${unitName(session.body)} · ${code}`}
      under={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <StateChip
            label={stageName('council-session', state, language)}
            tone={state === 'open' ? 'info' : 'default'}
          />
          <span>
            {moment(session.scheduledAt)}, {session.place} · {named(modeNames, mode)} ·{' '}
            {named(ballotNames, ballot)}
          </span>
        </Box>
      }
      acts={
        <>
          <Button component={RouterLink} to={`/council-sessions/${id}/screen`} variant="outlined">
            {say(words.screen)}
          </Button>
          {isClosed && (
            <SaveButton
              label={say(words.minutes)}
              path={`/council-sessions/${id}/minutes.docx`}
              name={`bien-ban-${code}.docx`}
            />
          )}
          <ActButtons
            forms={sessionActs}
            view={session}
            allowed={session.allowedActions}
            asked={seatsToSettle ? ['settle-seat'] : asked(session.waiting)}
            resource={`/council-sessions/${id}`}
          />
        </>
      }
    >
      {toVote.length > 0 && <BallotPaper session={session} />}
      <Receipts session={session} />
      {session.waiting && <WaitingBox waiting={session.waiting} />}
      <MailAlert path={id} />
      {session.ended.length > 0 && !isClosed && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {say(words.seatsEnded, {
            names: members
              .filter(({ memberId }) => session.ended.some((seat) => seat.memberId === memberId))
              .map(({ name }) => name)
              .join(', '),
          })}
        </Alert>
      )}
      {session.items.flatMap(({ nominationId, name, nominees }) =>
        nominees.map((found) => (
          <NomineeAlert
            key={`${nominationId} ${found.memberId} ${found.displayName}`}
            nominationId={nominationId}
            item={name}
            found={found}
          />
        )),
      )}
      <Agenda session={session} />
      {isClosed && <RecountSection session={session} />}
      <Section title={`${say(words.members)} (${members.length})`} flush>
        <Box sx={{ px: 2, pb: 1.5 }}>
          <QuorumBar members={quorum.members} needed={quorum.needed} have={quorum.have} />
        </Box>
        <DataTable
          label={say(words.members)}
          rows={members}
          keyOf={({ memberId }) => memberId}
          columns={[
            {
              label: say(words.member),
              sortBy: ({ name }) => name.split(' ').at(-1) ?? name,
              cell: ({ name, position, unreached }) => (
                <>
                  <Box sx={{ fontWeight: 600 }}>{name}</Box>
                  {position}
                  {unreached && (
                    <Box sx={{ color: 'error.main' }}>
                      {say(mailWords.unreached, {
                        why: unreached.error === null ? '' : mailErrorName(unreached.error, say),
                      })}
                    </Box>
                  )}
                </>
              ),
            },
            { label: say(words.seat), cell: ({ councilRole }) => named(councilRoleNames, councilRole) },
            {
              label: say(words.attendance),
              cell: (member) => <Attended session={session} member={member} />,
            },
            ...(showsRoll ? [{ label: say(words.votes), cell: votesOf }] : []),
          ]}
        />
      </Section>
    </Page>
  );
}

/** How a member attended: of a session that was adjourned, at each of its sittings. */
function Attended({ session: { state, sittings }, member }: { session: CouncilSession; member: Member }) {
  const say = useSay();
  const { day } = useDates();
  const textOf = ({ attendance, substitute }: Pick<Member, 'attendance' | 'substitute'>) => {
    const isCalled = !['draft', 'convened'].includes(state);
    const there = attendance !== 'absent' ? words.present : isCalled ? words.absent : words.notCalled;
    return `${say(there)}${substitute ? ` · ${say(words.substitute, { name: substitute.name })}` : ''}`;
  };
  if (sittings.length < 2) return textOf(member);
  return sittings.map(({ number, openedAt, seats }) => {
    const seat = seats.find(({ memberId }) => memberId === member.memberId);
    return (
      seat && (
        <div key={number}>
          {say(words.atSitting, { n: number, day: day(dateOf(new Date(openedAt))), there: textOf(seat) })}
        </div>
      )
    );
  });
}

/** Who does not vote on an item, whose vote was taken back, and which ballots on it were annulled. */
function SetAside({ session: { members }, item }: { session: CouncilSession; item: Item }) {
  const say = useSay();
  const { setAside, takenBack, annulled } = item;
  const namesOf = (ids: string[]) =>
    members.flatMap(({ memberId, name }) => (ids.includes(memberId) ? name : [])).join(', ');
  return (
    <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
      {setAside.length > 0 && <div>{say(words.setAsideFor, { names: namesOf(setAside) })}</div>}
      {takenBack.length > 0 && <div>{say(words.takenBack, { names: namesOf(takenBack) })}</div>}
      {annulled.map(({ ballot, cast, reason }) => (
        <div key={ballot}>{say(words.annulled, { n: ballot, cast, reason })}</div>
      ))}
    </Box>
  );
}

/** The agenda, with what each nomination got once the box is closed. */
function Agenda({ session }: { session: CouncilSession }) {
  const { id, items, state } = session;
  const say = useSay();
  const unitName = useUnitName();
  const awardName = useAwardName();
  const closed = ['closed', 'concluded'].includes(state);
  const results = hooks.useQuery(
    'get',
    '/council-sessions/{id}/results',
    { params: { path: { id } } },
    { enabled: closed },
  ).data?.items;
  const votesOf = ({ nominationId }: Item) =>
    results?.find((item) => item.nominationId === nominationId)?.openVotes ?? [];
  return (
    <Section title={`${say(words.agenda)} (${items.length})`} flush>
      <DataTable<Item>
        label={say(words.agenda)}
        rows={items}
        keyOf={({ nominationId }) => nominationId}
        columns={[
          {
            label: say(words.nomination),
            sortBy: ({ name }) => name,
            cell: ({ nominationId, name, code }) => (
              <>
                <Link component={RouterLink} to={`/nominations/${nominationId}`}>
                  {name}
                </Link>
                <Under text={code} />
              </>
            ),
          },
          {
            label: say(common.award),
            sortBy: ({ movement, award }) => awardName(movement, award),
            cell: ({ movement, award }) => awardName(movement, award),
          },
          {
            label: say(common.unit),
            sortBy: ({ unit }) => unitName(unit),
            cell: ({ unit }) => unitName(unit),
          },
          {
            label: say(words.result),
            cell: (item) => {
              const { state: itemState, count, needed, base, reason } = item;
              const votes = votesOf(item);
              return (
                <>
                  <StateChip label={say(itemName(itemState))} tone={itemTone(itemState)} />
                  {state === 'open' && !count && (
                    <Box sx={{ mt: 0.5 }}>{say(words.castOf, { cast: item.cast, all: item.voters })}</Box>
                  )}
                  {count && (
                    <Box sx={{ mt: 0.5 }}>
                      {say(words.count, {
                        approve: count.approve,
                        disapprove: count.disapprove,
                        valid: count.valid,
                      })}
                    </Box>
                  )}
                  {needed !== null && base !== null && (
                    <Box sx={{ color: 'text.secondary' }}>{say(words.needed, { needed, base })}</Box>
                  )}
                  {reason}
                  <SetAside session={session} item={item} />
                  {votes.length > 0 && (
                    <details>
                      <summary>{say(words.votesOpen)}</summary>
                      {votes.map(({ memberId, member, choice }) => (
                        <div key={memberId}>
                          {member}: {say(choices[choice])}
                        </div>
                      ))}
                    </details>
                  )}
                </>
              );
            },
          },
        ]}
      />
    </Section>
  );
}
