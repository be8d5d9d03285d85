import { z } from 'zod';
import { votingRuleSchema } from '../../domain/plan-schema.ts';
import { ballotKinds, sessionModes } from '../../domain/ballots.ts';
import type { BallotKind, SessionMode } from '../../domain/ballots.ts';
import { dateOf } from '../../domain/dates.ts';
import type { ItemParties, ItemVote, RollEntry, Seat } from '../../domain/session.ts';
import { sessionStates } from '../../domain/session-acts.ts';
import type { SessionForm, SessionState } from '../../domain/session-acts.ts';
import type { SessionDates } from '../../domain/session-timetable.ts';
import { vietnameseOrder } from '../../domain/vietnamese-order.ts';
import type { VotingRule } from '../../domain/voting.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { proposersOf } from '../nomination/row.ts';

/** A session with all that its rules look at. */
export const sessionInclude = {
  members: { orderBy: { memberId: 'asc' } },
  invitees: { orderBy: { position: 'asc' } },
  tellers: { orderBy: { position: 'asc' } },
  items: {
    orderBy: { position: 'asc' },
    include: {
      recusals: true,
      nomination: {
        select: {
          code: true,
          subjectName: true,
          subjectKind: true,
          subjectUnit: true,
          award: true,
          roundId: true,
          movement: true,
          planVersion: true,
          createdById: true,
          submittedById: true,
          proposedForIds: true,
          hands: true,
          subjectPersonId: true,
          nomineeWords: true,
          round: { select: { code: true, leadBody: true } },
        },
      },
    },
  },
} satisfies Prisma.CouncilSessionInclude;
export type SessionRow = Prisma.CouncilSessionGetPayload<{ include: typeof sessionInclude }>;
export type ItemRow = SessionRow['items'][number];

/** Reads a session's row and holds it until the transaction ends. */
export async function lockSession(tx: Tx, id: string): Promise<SessionRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "CouncilSession" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.councilSession.findUnique({ where: { id }, include: sessionInclude });
}

/** Holds nominations, always in the same order, until the transaction ends. */
export async function lockNominations(tx: Tx, ids: string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Nomination" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

/**
 * Whoever changes what is being voted on takes the box for himself; ballots share it among them. Unlike row locks
 * this doesn't let closing starve under a stream of ballots (docs/architecture.md).
 */
export async function lockBox(tx: Tx, sessionId: string, how: 'shared' | 'exclusive'): Promise<void> {
  const name = `council-session:${sessionId}`;
  if (how === 'shared')
    await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`;
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

export const attendances = z.enum(['absent', 'present', 'substituted']);
export const stateOf = (row: { state: string }): SessionState => z.enum(sessionStates).parse(row.state);
export const ballotOf = (row: { ballot: string }): BallotKind => z.enum(ballotKinds).parse(row.ballot);
export const modeOf = (row: { mode: string }): SessionMode => z.enum(sessionModes).parse(row.mode);
export const formOf = (row: SessionRow): SessionForm => ({
  state: stateOf(row),
  mode: modeOf(row),
  ballot: ballotOf(row),
  takesOpinions: row.absenteeUntil !== null,
});
export const datesOf = (row: SessionRow): SessionDates => ({
  mode: modeOf(row),
  scheduledOn: dateOf(row.scheduledAt),
  resumesOn: row.resumesAt && dateOf(row.resumesAt),
  opinionsUntil: row.absenteeUntil?.toISOString() ?? null,
  since: row.enteredAt.toISOString(),
});
export const seatsOf = (row: Pick<SessionRow, 'members'>): Seat[] =>
  row.members.map(({ memberId, personId, attendance, substituteId }) => ({
    memberId,
    personId,
    substituteId,
    attendance: attendances.parse(attendance),
  }));

/** The voting rule that was in force when the item was put on the agenda. */
export const ruleOf = (item: Pick<ItemRow, 'rule'>): VotingRule => votingRuleSchema.parse(item.rule);

export const itemParties = ({
  recusals,
  nomination,
}: Pick<ItemRow, 'recusals' | 'nomination'>): ItemParties => ({
  recusals: recusals.map(({ memberId }) => memberId),
  proposers: proposersOf(nomination),
});

export const itemKey = ({ id }: Pick<SessionRow, 'id'>, { nominationId }: Pick<ItemRow, 'nominationId'>) => ({
  sessionId_nominationId: { sessionId: id, nominationId },
});

/** The present ballot on an item, as far as the roll tells it. */
export const voteOf = (row: SessionRow, item: ItemRow, roll: readonly RollEntry[]): ItemVote => ({
  seats: seatsOf(row),
  mode: modeOf(row),
  parties: itemParties(item),
  roll,
});

const ranks = ['chair', 'deputy', 'standing', 'secretary', 'member'];
/** The members as papers list them: by office, then by name. */
export const membersByRank = ({ members }: SessionRow): SessionRow['members'] => {
  const rank = (councilRole: string): number =>
    ranks.includes(councilRole) ? ranks.indexOf(councilRole) : ranks.length;
  return [...members].sort(
    (a, b) => rank(a.councilRole) - rank(b.councilRole) || vietnameseOrder.compare(a.name, b.name),
  );
};

export const itemsIn = (row: SessionRow, ...states: string[]): ItemRow[] =>
  row.items.filter((item) => states.includes(item.state));

/** What an act changes beside the state, and what the timeline says of it. */
export interface Effect {
  /** Somebody hears of it beside those whom the act itself tells. */
  also?: MailEvent;
  /** The one item that its mail is about; that of a whole session names its agenda. */
  about?: string;
  columns?: Prisma.CouncilSessionUncheckedUpdateInput;
  reason?: string;
  detail?: Prisma.InputJsonObject;
}
