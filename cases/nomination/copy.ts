import { randomUUID } from 'node:crypto';
import { evidenceFaults } from '../../domain/criteria.ts';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { Hand } from '../../domain/hands.ts';
import type { Units } from '../../domain/organization.ts';
import { criteriaOf } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Document, Round } from '../../prisma/generated/client.ts';
import { dateText, loadPlan } from '../context.ts';
import { audit } from '../record.ts';
import type { Actor } from '../record.ts';
import { draftFaults, draftNomination } from './draft.ts';
import type { Draft } from './draft.ts';
import type { NominationRow } from './row.ts';
import { handsOf, takesFrom } from './row.ts';

/** Where a draft was copied from, with whose work is in it, and what the plan of its round has no place for. */
export interface CopiedFrom {
  id: string;
  code: string;
  hands: Hand[];
  leftOut: { evidence: string[]; documents: string[] };
}

type Evidence = Record<string, Record<string, unknown>>;
interface Copy {
  draft: Draft;
  from: CopiedFrom;
  documents: { id: string; kind: string; uploadId: string }[];
}

/**
 * A case as a draft of another round: subject, achievement, evidence and documents, as far as that round's plan has a
 * place for them. Its checks, and what reviewers said, are not copied: they are made anew.
 * @param unit that proposes it now
 */
function copyOf(
  row: NominationRow,
  documents: readonly Document[],
  plan: Plan,
  roundId: string,
  unit: string,
): Copy {
  const criteria = criteriaOf(plan, row.category);
  const kept = documents
    .filter(({ kind }) => plan.documents.some(({ code }) => code === kind))
    .map((document) => ({
      before: document.id,
      id: randomUUID(),
      kind: document.kind,
      uploadId: document.uploadId,
    }));
  const stated = row.evidence as Evidence;
  const fits = (code: string, value: unknown) => evidenceFaults(criteria, { [code]: value }).length === 0;
  const evidence = Object.fromEntries(
    Object.entries(stated)
      .filter(([code, value]) => fits(code, value))
      .map(([code, { documentId, ...value }]) => {
        // Evidence names a document of its own dossier.
        const copied = kept.find(({ before }) => before === documentId);
        return [code, copied ? { ...value, documentId: copied.id } : value];
      }),
  );
  const missing = (all: readonly string[], there: readonly string[]) =>
    all.filter((one) => !there.includes(one));
  return {
    draft: { ...subjectAndAchievement(row), roundId, proposingUnit: unit, evidence },
    from: {
      ...{ id: row.id, code: row.code, hands: handsOf(row) },
      leftOut: {
        evidence: missing(Object.keys(stated), Object.keys(evidence)),
        documents: missing(
          documents.map(({ kind }) => kind),
          kept.map(({ kind }) => kind),
        ),
      },
    },
    documents: kept.map(({ id, kind, uploadId }) => ({ id, kind, uploadId })),
  };
}

const subjectAndAchievement = (
  row: NominationRow,
): Pick<Draft, 'award' | 'subject' | 'achievement' | 'outsideProposer'> => ({
  award: row.award,
  subject: {
    kind: row.subjectKind === 'individual' ? 'individual' : 'collective',
    ...{ category: row.category, name: row.subjectName, unit: row.subjectUnit },
    person: row.subjectPersonId ?? undefined,
    gender: row.gender ?? undefined,
    position: row.position ?? undefined,
    headcount: row.headcount ?? undefined,
    femaleCount: row.femaleCount ?? undefined,
  },
  achievement: {
    ...{ title: row.achievementTitle, summary: row.summary },
    ...{ from: dateText(row.achievementFrom), to: dateText(row.achievementTo) },
  },
  outsideProposer: (row.outsideProposer as Record<string, unknown> | null) ?? undefined,
});

const documentsOf = (tx: Tx, row: NominationRow): Promise<Document[]> =>
  tx.document.findMany({ where: { nominationId: row.id, replacedAt: null }, orderBy: { addedAt: 'asc' } });

/** Who copies, when, and for which unit. */
interface Copying {
  by: Actor;
  unit: string;
  at: string;
  units: Units;
}

/**
 * Writes a case anew as a draft of another round; files are not written again, since uploads name bytes.
 * @param row held by its lock: two copies at once would not see each other
 * @throws Refusal `invalid` for no such round, or with what does not fit it; `intake-over`, `no-awards`, or
 * `copied-already` while a copy of it is open there, or it is open there itself
 */
export async function copyNomination(
  tx: Tx,
  row: NominationRow,
  { id, roundId, by, unit, at, units }: Copying & { id: string; roundId: string },
): Promise<{ id: string }> {
  const round = await tx.round.findUnique({ where: { id: roundId } });
  if (!round) throw new Refusal('invalid', [{ path: 'roundId', message: 'Không có đợt xét này.' }]);
  if (!takesFrom(round, unit, dateOf(new Date(at)))) throw new Refusal('intake-over');
  const open = { roundId, outcome: null, OR: [{ id: row.id }, { copiedFromId: row.id }] };
  const there = await tx.nomination.findFirst({ where: open, select: { code: true } });
  if (there) throw new Refusal('copied-already', [{ path: 'roundId', message: `Hồ sơ ${there.code}.` }]);
  const plan = await loadPlan(tx, round.movement, round.planVersion);
  const { draft, from, documents } = copyOf(row, await documentsOf(tx, row), plan, roundId, unit);
  await draftNomination(tx, { id, draft, from, by, at, units });
  await tx.document.createMany({
    data: documents.map((document) => ({ ...document, nominationId: id, addedAt: new Date(at) })),
  });
  const source = { kind: 'nomination', id: row.id } as const;
  await audit(tx, row.organization, at, by, 'nomination-copied', source, { to: id });
  return { id };
}

/** A round into which a case may be copied. */
export interface RoundToCopyInto {
  roundId: string;
  movement: string;
  movementTitle: string;
  name: string;
  intakeCloses: DateText;
}

/** The rounds that take what the unit proposes today, and that the case fits. */
export async function roundsToCopyInto(
  tx: Tx,
  row: NominationRow,
  { by, unit, at, units }: Copying,
): Promise<RoundToCopyInto[]> {
  const rounds = await tx.round.findMany({
    where: { state: { in: ['open', 'intake-closed'] } },
    orderBy: [{ intakeCloses: 'asc' }, { id: 'asc' }],
  });
  const documents = await documentsOf(tx, row);
  const found: RoundToCopyInto[] = [];
  for (const round of rounds.filter((one) => takesFrom(one, unit, dateOf(new Date(at))))) {
    const plan = await loadPlan(tx, round.movement, round.planVersion);
    const inRound = plan.rounds.find(({ code }) => code === round.code);
    if (!inRound || inRound.awards.length === 0) continue;
    const { draft } = copyOf(row, documents, plan, round.id, unit);
    if (draftFaults(plan, round, draft, by, units).length > 0) continue;
    found.push(roundFound(round, plan, inRound.name));
  }
  return found;
}

const roundFound = (round: Round, plan: Plan, name: string): RoundToCopyInto => ({
  ...{ roundId: round.id, movement: round.movement, movementTitle: plan.title, name },
  intakeCloses: dateText(round.intakeCloses),
});
