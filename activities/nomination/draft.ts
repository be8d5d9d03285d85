import { dateOf } from '../../domain/dates.ts';
import type { Units } from '../../domain/organization.ts';
import { isWithin } from '../../domain/organization.ts';
import { contradictionsIn } from '../../domain/contradictions.ts';
import { evidenceFaults } from '../../domain/criteria.ts';
import { criteriaOf, routeFor } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import { routeOf } from '../../domain/route.ts';
import { deadlineOf } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { asDate, loadCalendar, loadPlan } from '../context.ts';
import { audit } from '../record.ts';
import type { Actor } from '../record.ts';
import { keepHand, leaveOf, roundDatesFor } from './row.ts';
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

/**
 * Writes a draft with its resolved route. Its workflow starts right after.
 * @throws Refusal `invalid` naming each fault, `no-awards`, or `not-in-this-state` where intake is over
 */
export async function draftNomination(
  tx: Tx,
  { id, draft, by, at, units }: { id: string; draft: Draft; by: Actor; at: string; units: Units },
): Promise<{ id: string }> {
  const round = await tx.round.findUnique({ where: { id: draft.roundId } });
  if (!round) throw new Refusal('invalid', [{ path: 'roundId', message: 'Không có đợt xét này.' }]);
  const plan = await loadPlan(tx, round.movement, round.planVersion);
  refuseClosedIntake(round, draft, at);
  const faults = [
    ...faultsOf(plan, round, draft, by, units),
    ...(await subjectPersonFaults(tx, { person: undefined, ...draft.subject })),
  ];
  if (faults.length > 0) throw new Refusal('invalid', faults);
  const [{ next }] = await tx.$queryRaw<[{ next: bigint }]>`SELECT nextval('nomination_code_seq') AS next`;
  const award = plan.awards.find((a) => a.code === draft.award);
  const { subject, achievement } = draft;
  const deadline = deadlineOf(
    plan.proposal.deadline,
    dateOf(new Date(at)),
    roundDatesFor(round, draft.proposingUnit).intakeCloses ?? null,
    await loadCalendar(tx),
    at,
  );
  await tx.nomination.create({
    data: {
      id,
      code: `${plan.short}-${award?.short ?? 'KT'}-${String(next).padStart(4, '0')}`,
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
      createdAt: new Date(at),
      stage: 'unit-proposal',
      step: 0,
      route: routeOf(routeFor(plan, draft.award, subject.category), draft.proposingUnit).map((step) => ({
        ...step,
      })),
      enteredAt: new Date(at),
      ...(deadline ? { deadline: { ...deadline }, dueOn: asDate(deadline.due) } : {}),
    },
  });
  await keepHand(tx, id, by, 'drafted');
  const path = { kind: 'nomination', id } as const;
  await tx.transition.create({
    data: {
      pathKind: path.kind,
      pathId: id,
      version: 1,
      actId: `nomination:${id}:draft`,
      act: 'draft',
      fromStage: 'none',
      toStage: 'unit-proposal',
      toStep: 0,
      ...by,
      at: new Date(at),
    },
  });
  await audit(tx, round.organization, at, by, 'draft', path);
  return { id };
}

function refuseClosedIntake(round: Round, draft: Draft, at: string): void {
  const { intakeCloses } = roundDatesFor(round, draft.proposingUnit);
  const late = intakeCloses !== undefined && intakeCloses !== null && dateOf(new Date(at)) > intakeCloses;
  const byLeave = round.state === 'intake-closed' && leaveOf(round, draft.proposingUnit) !== null;
  if (late || (round.state !== 'open' && !byLeave)) throw new Refusal('not-in-this-state');
}

function faultsOf(plan: Plan, round: Round, draft: Draft, by: Actor, units: Units): FieldError[] {
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
