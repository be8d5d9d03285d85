import type { CutEntry } from '../../domain/cut.ts';
import { cut, femalePriority } from '../../domain/cut.ts';
import type { PathRef } from '../../domain/path.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { subjectKindSchema } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import { quotaFor } from '../../domain/quota.ts';
import type { CutFacts, CutPool, CutStanding, Settlement } from '../../domain/settlement.ts';
import { cutStanding, settle } from '../../domain/settlement.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { loadPlan } from '../context.ts';
import { routeSchema } from '../nomination/row.ts';
import { tell } from '../record.ts';

/** The cut where it can be made at once; what cannot be cut yet stays in the council (contract: `conclude`). */
export const cutIfSettled = (tx: Tx, from: PathRef, roundId: string, award: string): Promise<Settlement> =>
  makeCut(tx, from, roundId, award, { force: false });

/**
 * Makes the cut by quota for a round and award, pool by pool, and tells each nomination that is cut. What ties at
 * the line is told nothing. By `force` (rank-and-cut) nothing is told at all where any pool has a tie.
 * @throws Refusal `sessions-to-come` by force, before anything is written
 */
export async function makeCut(
  tx: Tx,
  from: PathRef,
  roundId: string,
  award: string,
  { force }: { force: boolean },
): Promise<Settlement> {
  const round = await tx.round.findUnique({ where: { id: roundId } });
  if (!round) throw new Refusal('not-found');
  // One cut at a time for an award of a movement: quotas may be shared by all its rounds.
  const lock = `cut:${round.movement}:${award}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
  const settled = (await poolsOf(tx, round, award)).map((pool) => settle(pool, force));
  const all = (of: keyof Settlement): string[] => settled.flatMap((settlement) => settlement[of]);
  const result = {
    selected: all('selected'),
    notSelected: all('notSelected'),
    tied: all('tied'),
    waiting: all('waiting'),
  };
  if (force && result.tied.length > 0) return result;
  const actId = `round:${roundId}:cut:${award}`;
  for (const id of result.selected) await tell(tx, from, { kind: 'nomination', id }, actId, 'selected');
  for (const id of result.notSelected)
    await tell(tx, from, { kind: 'nomination', id }, actId, 'not-selected');
  return result;
}

/**
 * Nominations that tie for the last places as things stand: agreed to, or passed and to be concluded, and neither
 * votes nor NĐ 152/2025 Đ4.6 nor a word given before decides between them.
 */
export async function tiesAtTheCut(tx: Tx, roundId: string, award: string): Promise<Set<string>> {
  const round = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
  const pools = await poolsOf(tx, round, award);
  return new Set(
    pools.flatMap(({ candidates, toCome, taken, max }) => {
      const passed = toCome.filter((nomination) => nomination.passed);
      return cut([...candidates, ...passed], max === null ? null : Math.max(0, max - taken)).tied;
    }),
  );
}

/** A pool with all that is known of who competes in it. */
type Competing = Omit<CutPool, 'candidates' | 'toCome'> & Record<'candidates' | 'toCome', Competitor[]>;

/** A round's nominations for an award by the quota they share, as the cut looks at them. */
async function poolsOf(
  tx: Tx,
  round: { id: string; movement: string; planVersion: number },
  award: string,
): Promise<Competing[]> {
  const plan = await loadPlan(tx, round.movement, round.planVersion);
  const pools = groupByPool(plan, await loadCompetitors(tx, round.movement, award));
  return pools.map(({ max, perPeriod, nominations }) => {
    const ofRound = nominations.filter((n) => n.roundId === round.id);
    const standing = (among: Competitor[], what: CutStanding) => among.filter((n) => n.standing === what);
    return {
      candidates: standing(ofRound, 'candidate'),
      taken: standing(perPeriod ? nominations : ofRound, 'taken').length,
      toCome: standing(ofRound, 'to-come'),
      max,
    };
  });
}

/** A nomination for the award in any round of the movement, and where it stands. */
interface Competitor extends CutEntry {
  award: string;
  roundId: string;
  kind: 'collective' | 'individual';
  category: string;
  proposingUnit: string;
  unitKind: string | null;
  standing: CutStanding;
  onHold: boolean;
  /** Passed, and not yet concluded. */
  passed: boolean;
}

interface Pool {
  max: number | null;
  perPeriod: boolean;
  nominations: Competitor[];
}

/** Those who share a quota of the plan, a unit's own where it has one for itself; the rest without limit. */
function groupByPool(plan: Plan, nominations: Competitor[]): Pool[] {
  const pools = new Map<string, Pool>();
  for (const nomination of nominations) {
    const quota = quotaFor(plan.quotas, nomination.award, nomination.kind, nomination);
    const index = quota ? plan.quotas.indexOf(quota) : -1;
    const key = quota?.perProposingUnit ? `${index}:${nomination.proposingUnit}` : String(index);
    const pool = pools.get(key) ?? {
      max: quota?.max ?? null,
      perPeriod: quota?.per === 'period',
      nominations: [],
    };
    pool.nominations.push(nomination);
    pools.set(key, pool);
  }
  return [...pools.values()];
}

const councilResults = ['passed', 'failed', 'agreed', 'refused'] as const;
const include = {
  agenda: {
    where: { state: { in: [...councilResults] } },
    include: { session: { select: { closedAt: true } } },
  },
} satisfies Prisma.NominationInclude;
type CompetitorRow = Prisma.NominationGetPayload<{ include: typeof include }>;

async function loadCompetitors(tx: Tx, movement: string, award: string): Promise<Competitor[]> {
  const rows = await tx.nomination.findMany({ where: { movement, award }, include, orderBy: { id: 'asc' } });
  const units = await tx.unit.findMany({
    where: { code: { in: rows.map((row) => row.proposingUnit) } },
    select: { code: true, kind: true },
  });
  const unitKinds = new Map(units.map(({ code, kind }) => [code, kind]));
  // Told, though perhaps not recorded by the nomination yet.
  const told = await tx.wake.findMany({
    where: {
      pathKind: 'nomination',
      pathId: { in: rows.map((row) => row.id) },
      act: { in: ['selected', 'not-selected', 'failed'] },
    },
    select: { pathId: true, act: true },
  });
  const lastTold = new Map(told.map(({ pathId, act }) => [pathId, act]));
  const words = await tieWords(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...competitorOf(row, unitKinds.get(row.proposingUnit) ?? null, lastTold.get(row.id)),
    ...words.get(row.id),
  }));
}

/** The words that were given to break ties: the chair's, and the head's. */
async function tieWords(
  tx: Tx,
  ids: string[],
): Promise<Map<string, Pick<CutEntry, 'chairChoice' | 'headChoice'>>> {
  const words = new Map<string, Pick<CutEntry, 'chairChoice' | 'headChoice'>>();
  for (const { nominationId, role, choice } of await tx.tieWord.findMany({
    where: { nominationId: { in: ids } },
  }))
    words.set(nominationId, {
      ...words.get(nominationId),
      [role === 'head' ? 'headChoice' : 'chairChoice']: choice === 'approve',
    });
  return words;
}

function competitorOf(row: CompetitorRow, unitKind: string | null, told: string | undefined): Competitor {
  const last = lastResult(row);
  // What failed may be voted on again, as long as it has not been told.
  const result = last?.state === 'failed' && told !== 'failed' ? undefined : last;
  const kind = subjectKindSchema.parse(row.subjectKind);
  return {
    id: row.id,
    award: row.award,
    roundId: row.roundId,
    kind,
    category: row.category,
    proposingUnit: row.proposingUnit,
    unitKind,
    approve: result?.approve ?? 0,
    femalePriority: femalePriority({
      kind,
      gender: row.gender,
      headcount: row.headcount,
      femaleCount: row.femaleCount,
    }),
    onHold: row.hold !== null,
    passed: result?.state === 'passed',
    standing: cutStanding({
      submitted: row.submittedAt !== null,
      outcome: row.outcome,
      result: result?.state ?? null,
      cut: told === 'selected' || told === 'not-selected' ? told : null,
      pastCouncil: isPastCouncil(row),
    }),
  };
}

/** The result of the last session that voted on it. */
function lastResult({
  agenda,
}: CompetitorRow): { state: CutFacts['result']; approve: number | null } | undefined {
  const when = (item: CompetitorRow['agenda'][number]): number => item.session.closedAt?.getTime() ?? 0;
  const last = [...agenda].sort((a, b) => when(b) - when(a))[0];
  const state = councilResults.find((name) => name === last?.state);
  return last && state ? { state, approve: last.approve } : undefined;
}

/** Whether its route has gone on from the council; what came back to be amended is where it was returned from. */
function isPastCouncil({ route, step, returnedFrom }: CompetitorRow): boolean {
  const council = routeSchema.parse(route).findLastIndex(({ stage }) => stage === 'council-vote');
  return (returnedFrom ?? step) > council;
}
