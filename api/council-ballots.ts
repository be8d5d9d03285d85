import { z } from 'zod';
import { refuseDisabled } from '../cases/rights.ts';
import { castBallots } from '../cases/council-session/ballots.ts';
import { boxKey } from '../cases/council-session/commitment.ts';
import { choiceOf, choices } from '../cases/council-session/contents.ts';
import { ballotFaults, recount } from '../cases/council-session/recount.ts';
import type { ItemRow, SessionRow } from '../cases/council-session/row.ts';
import { itemsIn } from '../cases/council-session/row.ts';
import { takenBackIn } from '../cases/council-session/taken-back.ts';
import { Refusal } from '../domain/problems.ts';
import type { Db, Tx } from '../prisma/db.ts';
import { endpoint } from './endpoint.ts';
import { loadUnits } from './sight.ts';
import { earlierResults, resultSchema } from './views/ballot-results.ts';
import { itemSchema } from './views/session-schema.ts';
import { findVisibleSession, itemView, sessionsVisibleTo } from './views/session.ts';

const params = z.object({ id: z.uuid() });
const tag = 'council-sessions';

/** 128 random bits that the client made: 32 hexadecimal digits, or 22 characters of base64url. */
const receipt = z
  .string()
  .regex(/^(?:[0-9a-f]{32}|[A-Za-z0-9_-]{22})$/, '128 bit ngẫu nhiên (hex hoặc base64url)');
const distinct = (values: string[]): boolean => new Set(values).size === values.length;
const ballotsRequest = z.strictObject({
  votes: z
    .array(z.strictObject({ nominationId: z.uuid(), choice: z.enum(choices), receipt }))
    .min(1)
    .max(500)
    .refine((votes) => distinct(votes.map((vote) => vote.nominationId)), 'Một hồ sơ chỉ bỏ một phiếu.')
    .refine((votes) => distinct(votes.map((vote) => vote.receipt)), 'Mỗi phiếu có mã biên nhận riêng.'),
});
const receiptSchema = z.object({ nominationId: z.uuid(), receiptHash: z.string() });
const openVote = z.object({ memberId: z.uuid(), member: z.string(), choice: z.enum(choices) });

const choiceCount = z.object({
  approve: z.number().int(),
  disapprove: z.number().int(),
  abstain: z.number().int(),
});
const recountAnswer = z.object({
  boxes: z.array(
    z.object({
      nominationId: z.uuid(),
      ballot: z.number().int(),
      method: z.enum(['open', 'secret']),
      /** So many were committed to. */
      ballots: z.number().int(),
      /** What lies in the box. */
      choices: choiceCount,
      /** What the commitment says was cast; null where it can't be told any more. */
      committed: choiceCount.nullable(),
      closed: z.boolean(),
      /** With what lies in the box they give the commitment again (docs/council.md). */
      nonce: z.string(),
      root: z.string(),
    }),
  ),
  /** The trail's newest commitment to these boxes; null where nobody voted in the system. */
  commitment: z.object({ entry: z.number().int(), ballots: z.number().int(), hash: z.string() }).nullable(),
  /** Ballots cast under a release that committed to none. */
  carriedOver: z.number().int(),
  faults: z.array(
    z.object({
      fault: z.enum(ballotFaults),
      nominationId: z.uuid().nullable(),
      ballot: z.number().int().nullable(),
    }),
  ),
});

export const councilBallotEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/council-sessions/{id}/ballots',
      tag,
      summary: 'Vote, also in writing; a repeat is known by its receipt, no Idempotency-Key is taken',
      login: true,
      confirmed: true,
      params,
      body: ballotsRequest,
      answer: { status: 200, schema: z.object({ receipts: z.array(receiptSchema) }) },
      refusals: [
        'not-found',
        'forbidden',
        'already-voted',
        'vote-closed',
        'not-entitled',
        'recused',
        'own-proposal',
        'own-nomination',
        'box-mismatch',
        'right-ended',
      ],
    },
    async (call) => {
      const { deps, person } = call;
      const { id } = call.params;
      const where = { AND: [{ id }, sessionsVisibleTo(person, await loadUnits(deps))] };
      const row = await deps.db.councilSession.findFirst({ where, select: { members: true } });
      if (!row) throw new Refusal('not-found');
      // A token is a machine's: it never votes (contract: Ground rules). Nor does who administers the whole deployment.
      if (person.viaToken || person.ofDeployment) throw new Refusal('forbidden');
      if (!maySit(row, person.id)) throw new Refusal({ cause: 'no-seat' });
      const { votes } = call.body;
      const at = await deps.clock();
      const receipts = await deps.db.$transaction(
        async (tx) => {
          const cast = await castBallots(tx, id, person.id, votes, at);
          // Last, so that whoever locks a member out waits for the writing alone, and not for the line before the box.
          await refuseDisabled(tx, person.id);
          return cast;
        },
        // A crowd votes at once, and of a secret ballot one at a time: whoever waits is not turned away.
        { timeout: 30_000, maxWait: 30_000 },
      );
      return { receipts };
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/council-sessions/{id}/results',
      tag,
      summary: 'The outcome, once the vote is closed; of an open ballot with who voted what',
      login: true,
      params,
      answer: {
        status: 200,
        schema: z.object({
          state: z.string(),
          items: z.array(
            itemSchema.extend({
              passed: z.boolean(),
              openVotes: z.array(openVote).nullable(),
              /** What earlier ballots on it came to, in this session and before. */
              earlier: z.array(resultSchema),
            }),
          ),
        }),
      },
      refusals: ['not-found', 'not-in-this-state'],
    },
    async ({ deps, person, params: { id } }) => {
      const row = await findVisibleSession(deps.db, id, person, await loadUnits(deps));
      const items = itemsVoted(row);
      const votes = await openVotesOf(deps.db, row);
      const earlier = await earlierResults(deps.db, items);
      return {
        state: row.state,
        items: items.map((item) => ({
          ...itemView(item),
          passed: item.state !== 'failed',
          openVotes: votes?.get(item.nominationId) ?? null,
          earlier: earlier.get(item.nominationId) ?? [],
        })),
      };
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/council-sessions/{id}/receipts',
      tag,
      summary:
        'The hashes of the receipts in the box, so that voters find their own; of a secret ballot once it is closed',
      login: true,
      params,
      answer: { status: 200, schema: z.object({ items: z.array(receiptSchema) }) },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id } }) => {
      const row = await findVisibleSession(deps.db, id, person, await loadUnits(deps));
      // By hash: the order in which they came would tell who came when.
      const hashes = {
        where: { sessionId: row.id },
        select: { nominationId: true, receiptHash: true },
        orderBy: { receiptHash: 'asc' },
      } as const;
      const open = await deps.db.openBallot.findMany(hashes);
      // While a secret ballot runs, whoever asked again and again would see whose receipt came when.
      const closed = await closedBoxes(deps.db, row.id);
      const secret = await deps.db.boxedReceipt.findMany({
        ...hashes,
        select: { ...hashes.select, ballot: true },
      });
      const published = secret.filter((one) => closed.has(boxKey(one)));
      return {
        items: [
          ...open,
          ...published.map(({ nominationId, receiptHash }) => ({ nominationId, receiptHash })),
        ],
      };
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/council-sessions/{id}/recount',
      tag,
      summary:
        'The ballots counted again and held against what the audit trail committed to as they were cast',
      login: true,
      params,
      answer: { status: 200, schema: recountAnswer },
      refusals: ['not-found', 'not-in-this-state'],
    },
    async ({ deps, person, params: { id } }) => {
      const row = await findVisibleSession(deps.db, id, person, await loadUnits(deps));
      if (row.state !== 'closed' && row.state !== 'concluded')
        throw new Refusal({ cause: 'vote-not-closed' });
      return deps.db.$transaction(
        async (tx) => {
          const { boxes, newest, carriedOver, faults } = await recount(tx, id);
          return {
            // What was taken off the agenda in the middle of the vote was never counted, and is not now.
            boxes: boxes.filter(({ closed }) => closed),
            commitment: newest && {
              entry: Number(newest.entryId),
              ballots: newest.ballots,
              hash: newest.box,
            },
            carriedOver,
            faults,
          };
        },
        { isolationLevel: 'RepeatableRead' },
      );
    },
  ),
];

/** The ballots of a session that are closed and counted, by `boxKey`. */
async function closedBoxes(db: Tx, sessionId: string): Promise<Set<string>> {
  const results = await db.ballotResult.findMany({
    where: { sessionId },
    select: { nominationId: true, ballot: true },
  });
  return new Set(results.map(boxKey));
}

/** Whether a person holds a seat in the session, or stands in for one who does. */
const maySit = ({ members }: Pick<SessionRow, 'members'>, personId: string): boolean =>
  members.some((member) => member.personId === personId || member.substituteId === personId);

/** The items that were put to the vote. @throws Refusal `not-in-this-state` before the vote is closed */
export function itemsVoted(row: SessionRow): ItemRow[] {
  if (row.state !== 'closed' && row.state !== 'concluded') throw new Refusal({ cause: 'vote-not-closed' });
  return itemsIn(row, 'passed', 'failed', 'agreed', 'refused');
}

/** Who voted what, by nomination, without what was taken back; null for any ballot but an open one. A substitute's vote is the member's. */
export async function openVotesOf(
  db: Db,
  row: SessionRow,
): Promise<Map<string, z.infer<typeof openVote>[]> | null> {
  if (row.ballot !== 'open') return null;
  const ballots = await db.openBallot.findMany({
    where: { sessionId: row.id },
    orderBy: { memberId: 'asc' },
  });
  const items = new Map(row.items.map((item) => [item.nominationId, item]));
  const names = new Map(row.members.map(({ memberId, name }) => [memberId, name]));
  const votes = new Map<string, z.infer<typeof openVote>[]>();
  for (const { nominationId, ballot, memberId, choice } of ballots) {
    const item = items.get(nominationId);
    if (item?.ballot === ballot && !takenBackIn(item.recusals, item).has(memberId))
      votes.set(nominationId, [
        ...(votes.get(nominationId) ?? []),
        { memberId, member: names.get(memberId) ?? '', choice: choiceOf(choice) },
      ]);
  }
  return votes;
}
