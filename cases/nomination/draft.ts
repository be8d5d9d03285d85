import { z } from 'zod';
import type { Calendar } from '../../domain/calendar.ts';
import { addDays, dateOf } from '../../domain/dates.ts';
import { withHand } from '../../domain/hands.ts';
import type { Units } from '../../domain/organization.ts';
import { isHeldBy, isWithin } from '../../domain/organization.ts';
import { contradictionsIn } from '../../domain/contradictions.ts';
import { evidenceFaults } from '../../domain/criteria.ts';
import { criteriaOf, routeFor } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import { roundStates } from '../../domain/round.ts';
import { routeOf } from '../../domain/route.ts';
import { roundStanding } from '../../domain/standing.ts';
import { deadlineOf } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { asDate, loadPlan } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { auditEach } from '../record.ts';
import type { Actor } from '../record.ts';
import type { CopiedFrom } from './copy.ts';
import { roundDatesFor, takesFrom } from './row.ts';
import { subjectPersonFaults } from './subject-person.ts';

export interface Draft {
  roundId: string;
  award: string;
  subject: {
    kind: 'collective' | 'individual';
    category: string;
    name: string;
    unit: string;
    /** The nominee's own account, where they have one. */
    person?: string | undefined;
    gender?: string | undefined;
    position?: string | undefined;
    headcount?: number | undefined;
    femaleCount?: number | undefined;
  };
  achievement: { title: string; from: string; to: string; summary: string };
  proposingUnit: string;
  outsideProposer?: Record<string, unknown> | undefined;
  evidence: Record<string, Record<string, unknown>>;
}

/** A draft to be written under an id; `from`: the case that it is a copy of. */
interface Written {
  id: string;
  draft: Draft;
  from?: CopiedFrom | undefined;
}

/** Who drafts, when, and among which units. */
interface Drafting {
  by: Actor;
  at: string;
  units: Units;
}

/**
 * Writes a draft with its resolved route. Its workflow starts right after.
 * @throws Refusal `invalid` naming each fault, `no-awards`, or `not-in-this-state` where intake is over
 */
export async function draftNomination(
  tx: Tx,
  { id, draft, from, ...drafting }: Written & Drafting,
): Promise<{ id: string }> {
  const { wrong } = await draftNominations(tx, draft.roundId, [{ id, draft, from }], drafting);
  const [{ faults } = { faults: [] }] = wrong;
  if (faults.length > 0) throw new Refusal('invalid', faults);
  return { id };
}

/**
 * Writes drafts of one round, by as many statements for a thousand as for one.
 * @returns those that were written, and of the others what is wrong: nothing is written of them
 * @throws Refusal `invalid` for no such round, `no-awards`, or `not-in-this-state` where intake is over
 */
export async function draftNominations(
  tx: Tx,
  roundId: string,
  drafts: Written[],
  { by, at, units }: Drafting,
): Promise<{ made: { id: string; code: string }[]; wrong: { id: string; faults: FieldError[] }[] }> {
  const round = await tx.round.findUnique({ where: { id: roundId } });
  if (!round) throw new Refusal('invalid', [{ path: 'roundId', message: 'Không có đợt xét này.' }]);
  const plan = await loadPlan(tx, round.movement, round.planVersion);
  for (const { draft } of drafts) refuseClosedIntake(round, draft, at);
  const judged: (Written & { faults: FieldError[] })[] = [];
  for (const each of drafts) {
    const named = await subjectPersonFaults(tx, { person: undefined, ...each.draft.subject });
    judged.push({ ...each, faults: [...draftFaults(plan, round, each.draft, by, units), ...named] });
  }
  const right = judged.filter(({ faults }) => faults.length === 0);
  const wrong = judged.filter(({ faults }) => faults.length > 0).map(({ id, faults }) => ({ id, faults }));
  if (right.length === 0) return { made: [], wrong };
  const numbers = await tx.$queryRaw<{ next: bigint }[]>`
    SELECT nextval('nomination_code_seq') AS next FROM generate_series(1, ${right.length}::int)`;
  const calendar = await loadCalendar(tx);
  const made = right.map(({ id, draft, from }, n) => {
    const award = plan.awards.find((a) => a.code === draft.award);
    const code = `${plan.short}-${award?.short ?? 'KT'}-${String(numbers[n]?.next).padStart(4, '0')}`;
    return { id, code, draft, from };
  });
  await tx.nomination.createMany({
    data: made.map(({ id, code, draft, from }) => ({
      ...{ id, code },
      ...rowOf({ plan, round, calendar, draft, from, by, at }),
    })),
  });
  await tx.transition.createMany({
    data: made.map(({ id, from }) => ({
      pathKind: 'nomination',
      pathId: id,
      version: 1,
      actId: `nomination:${id}:draft`,
      act: 'draft',
      fromStage: 'none',
      toStage: 'unit-proposal',
      toStep: 0,
      ...by,
      ...(from ? { detail: { copiedFrom: from.code, leftOut: from.leftOut } } : {}),
      at: new Date(at),
    })),
  });
  const paths = made.map(({ id }) => ({ kind: 'nomination', id }) as const);
  await auditEach(
    tx,
    round.organization,
    at,
    by,
    'draft',
    paths.map((path) => ({ path })),
  );
  return { made: made.map(({ id, code }) => ({ id, code })), wrong };
}

/** A draft as the record keeps it. */
function rowOf({
  plan,
  round,
  calendar,
  draft,
  from,
  by,
  at,
}: {
  plan: Plan;
  round: Round;
  calendar: Calendar;
  draft: Draft;
  from: CopiedFrom | undefined;
  by: Actor;
  at: string;
}) {
  const { subject, achievement } = draft;
  const deadline = deadlineOf(
    plan.proposal.deadline,
    dateOf(new Date(at)),
    roundDatesFor(round, draft.proposingUnit).intakeCloses ?? null,
    calendar,
    at,
  );
  return {
    roundId: round.id,
    movement: round.movement,
    planVersion: round.planVersion,
    organization: round.organization,
    award: draft.award,
    subjectKind: subject.kind,
    category: subject.category,
    subjectName: subject.name.normalize('NFC'),
    subjectUnit: subject.unit,
    subjectPersonId: subject.person ?? null,
    gender: subject.gender ?? null,
    position: subject.position?.normalize('NFC') ?? null,
    headcount: subject.headcount ?? null,
    femaleCount: subject.femaleCount ?? null,
    achievementTitle: achievement.title.normalize('NFC'),
    achievementFrom: asDate(achievement.from),
    achievementTo: asDate(achievement.to),
    summary: achievement.summary.normalize('NFC'),
    proposingUnit: draft.proposingUnit,
    ...(draft.outsideProposer ? { outsideProposer: draft.outsideProposer as Prisma.InputJsonObject } : {}),
    evidence: draft.evidence as Prisma.InputJsonObject,
    createdById: by.personId,
    ...(by.forId === undefined ? {} : { proposedForIds: [by.forId] }),
    // Whose work was copied is a party to the copy.
    hands: withHand(from?.hands ?? [], by, 'drafted').map((hand) => ({ ...hand })),
    copiedFromId: from?.id ?? null,
    createdAt: new Date(at),
    stage: 'unit-proposal',
    step: 0,
    route: routeOf(routeFor(plan, draft.award, subject.category), draft.proposingUnit).map((step) => ({
      ...step,
    })),
    enteredAt: new Date(at),
    ...(deadline ? { deadline: { ...deadline }, dueOn: asDate(deadline.due) } : {}),
  };
}

function refuseClosedIntake(round: Round, { proposingUnit }: Draft, at: string): void {
  const today = dateOf(new Date(at));
  if (takesFrom(round, proposingUnit, today)) return;
  const { intakeCloses } = roundDatesFor(round, proposingUnit);
  const late = intakeCloses !== undefined && intakeCloses !== null && today > intakeCloses;
  const state = z.enum(roundStates).parse(round.state);
  const cause = state === 'open' ? 'round-intake-closed' : roundStanding[state];
  // By its date, or before it by the office's word.
  const since = late ? { since: addDays(intakeCloses, 1) } : {};
  throw new Refusal({ cause, ...since, waitsFor: { role: 'office-reviewer', unit: round.leadBody } });
}

/** What is wrong with a draft by the plan of its round. @throws Refusal `no-awards` */
export function draftFaults(
  plan: Plan,
  round: Round,
  draft: Draft,
  by: Pick<Actor, 'unit'>,
  units: Units,
): FieldError[] {
  const inRound = plan.rounds.find((r) => r.code === round.code)?.awards ?? [];
  if (inRound.length === 0) throw new Refusal('no-awards');
  const award = plan.awards.find((a) => a.code === draft.award);
  const category = plan.categories.find((c) => c.code === draft.subject.category);
  const { subject, achievement } = draft;
  const fault = (path: string, message: string, wrong: boolean): FieldError[] =>
    wrong ? [{ path, message }] : [];
  return [
    ...fault(
      'award',
      `Hình thức phải là một trong: ${inRound.join(', ')}.`,
      !award || !inRound.includes(award.code),
    ),
    ...fault('subject.category', 'Kế hoạch không có đối tượng này.', !category),
    ...fault(
      'subject.kind',
      'Loại đối tượng không khớp với nhóm đối tượng.',
      !!category && category.kind !== subject.kind,
    ),
    ...fault(
      'subject.category',
      'Hình thức khen thưởng này không dành cho đối tượng này.',
      !!category && !!award && !award.categories.includes(category.code),
    ),
    ...fault('subject.unit', 'Không có đơn vị này.', !units.has(subject.unit)),
    ...fault('proposingUnit', 'Không có đơn vị này.', !units.has(draft.proposingUnit)),
    ...fault(
      'proposingUnit',
      'Đơn vị đã kết thúc hoạt động; đơn vị kế thừa đề nghị.',
      !isHeldBy(units, draft.proposingUnit, draft.proposingUnit),
    ),
    ...fault(
      'subject.unit',
      'Đơn vị đề nghị chỉ đề nghị cho tập thể, cá nhân thuộc mình.',
      !draft.outsideProposer && units.has(subject.unit) && !isWithin(units, subject.unit, by.unit),
    ),
    ...fault(
      'proposingUnit',
      'Đối tượng này do chính cơ quan đề nghị, không phải đơn vị bên trong.',
      category?.proposer === 'organization' &&
        units.get(draft.proposingUnit)?.organization !== draft.proposingUnit,
    ),
    ...evidenceFaults(criteriaOf(plan, subject.category), draft.evidence),
    ...contradictionsIn({ ...subject, ...achievement }),
  ];
}
