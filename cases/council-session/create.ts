import type { BallotKind, SessionMode } from '../../domain/ballots.ts';
import { dateOf } from '../../domain/dates.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import type { FieldError } from '../../domain/problems.ts';
import { isHeldBy } from '../../domain/organization.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadUnits } from '../shared/accounts.ts';
import { asDate, inForceOn, loadPlan } from '../context.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { Actor } from '../record.ts';
import { audit } from '../record.ts';
import { sessionRef, tellNomination } from './agenda.ts';
import { lockNominations } from './row.ts';
import { ballotFault } from './way-to-vote.ts';

type Rule = NonNullable<Plan['voting']>;

export interface SessionRequest {
  body: string;
  nominationIds: string[];
  mode: SessionMode;
  /** ISO instant. */
  scheduledAt: string;
  place: string;
  ballot: BallotKind;
  /** ISO instant until which absent members, or in a written round all, answer in writing. */
  absenteeUntil?: string | undefined;
  /** They may speak and have no vote. */
  invitees?: { name: string; title?: string | undefined; person?: string | undefined }[] | undefined;
}

/**
 * Writes a session with its agenda; who sits on the council on that day, and the voting rule of each nomination's
 * plan, are pinned. Its workflow starts right after.
 * @throws Refusal `invalid` naming each fault
 */
export async function createSession(
  tx: Tx,
  { id, request, by, at }: { id: string; request: SessionRequest; by: Actor; at: string },
): Promise<{ id: string }> {
  refuse(formFaults(request, at));
  const { body, nominationIds, scheduledAt } = request;
  const unit = await tx.unit.findUnique({ where: { code: body } });
  if (!unit) throw new Refusal('invalid', [{ path: 'body', message: 'Không có Hội đồng này.' }]);
  const day = asDate(dateOf(new Date(scheduledAt)));
  const seats = await tx.councilSeat.findMany({
    where: { body, ...inForceOn(day) },
    orderBy: { id: 'asc' },
  });
  if (seats.length === 0)
    throw new Refusal('invalid', [{ path: 'body', message: 'Hội đồng không có thành viên vào ngày họp.' }]);
  refuse(await inviteeFaults(tx, request, seats));
  const rules = await agendaRules(tx, request, at);

  const [{ next }] = await tx.$queryRaw<
    [{ next: bigint }]
  >`SELECT nextval('council_session_code_seq') AS next`;
  await tx.councilSession.create({
    data: {
      id,
      code: `PH-${dateOf(new Date(scheduledAt)).slice(0, 4)}-${String(next).padStart(4, '0')}`,
      body,
      organization: unit.organization,
      mode: request.mode,
      ballot: request.ballot,
      absenteeUntil: request.absenteeUntil === undefined ? null : new Date(request.absenteeUntil),
      scheduledAt: new Date(scheduledAt),
      place: request.place.normalize('NFC'),
      state: 'draft',
      enteredAt: new Date(at),
      createdById: by.personId,
      createdAt: new Date(at),
      members: {
        create: seats.map(({ id: memberId, personId, name, councilRole, position }) => ({
          memberId,
          personId,
          name,
          councilRole,
          position,
        })),
      },
      invitees: {
        create: (request.invitees ?? []).map(({ name, title, person }, i) => ({
          position: i + 1,
          name: name.normalize('NFC'),
          title: title?.normalize('NFC') ?? null,
          personId: person ?? null,
        })),
      },
      items: {
        create: [...rules].map(([nominationId, { voting, ballot, annulled }], i) => ({
          nominationId,
          position: i + 1,
          rule: voting,
          ballot,
          annulled,
        })),
      },
    },
  });
  for (const nominationId of nominationIds)
    await tellNomination(tx, { id }, nominationId, 'scheduled', 'scheduled');
  const path = sessionRef(id);
  await tx.transition.create({
    data: {
      pathKind: path.kind,
      pathId: id,
      version: 1,
      actId: `session:${id}:create`,
      act: 'create',
      fromStage: 'none',
      toStage: 'draft',
      ...by,
      at: new Date(at),
    },
  });
  await audit(tx, unit.organization, at, by, 'session-created', path, {
    items: nominationIds.length,
    members: seats.length,
  });
  return { id };
}

const refuse = (faults: FieldError[]): void => {
  if (faults.length > 0) throw new Refusal('invalid', faults);
};

/** What is wrong with the request by itself. */
function formFaults({ mode, scheduledAt, absenteeUntil }: SessionRequest, at: string): FieldError[] {
  const faults: FieldError[] = [];
  if (mode === 'written' && absenteeUntil === undefined)
    faults.push({ path: 'absenteeUntil', message: 'Lấy ý kiến bằng văn bản phải ghi hạn gửi ý kiến.' });
  if (absenteeUntil !== undefined && new Date(absenteeUntil) <= new Date(at))
    faults.push({ path: 'absenteeUntil', message: 'Hạn gửi ý kiến đã qua.' });
  if (dateOf(new Date(scheduledAt)) < dateOf(new Date(at)))
    faults.push({ path: 'scheduledAt', message: 'Ngày họp đã qua.' });
  return faults;
}

/** Invitees with an account must be there, and sit nowhere on the council. */
async function inviteeFaults(
  tx: Tx,
  { invitees = [] }: SessionRequest,
  seats: { personId: string | null }[],
): Promise<FieldError[]> {
  const ids = invitees.flatMap(({ person }) => person ?? []);
  const known = await tx.person.findMany({
    where: { id: { in: ids }, disabledAt: null },
    select: { id: true },
  });
  return invitees.flatMap(({ person }, i) => {
    if (person === undefined) return [];
    const path = `invitees.${i}.person`;
    if (!known.some(({ id }) => id === person)) return [{ path, message: 'Không có tài khoản này.' }];
    if (seats.some(({ personId }) => personId === person))
      return [{ path, message: 'Là thành viên Hội đồng, không phải khách mời.' }];
    return [];
  });
}

/** The voting rule of each nomination's plan. @throws Refusal `invalid` where one can't be put before this council */
async function agendaRules(
  tx: Tx,
  { body, nominationIds, mode, ballot, absenteeUntil }: SessionRequest,
  at: string,
): Promise<Map<string, { voting: Rule; ballot: number; annulled: number }>> {
  // Two agendas must not take the same nomination.
  await lockNominations(tx, nominationIds);
  const nominations = await tx.nomination.findMany({
    where: { id: { in: nominationIds } },
    include: {
      round: true,
      _count: { select: { results: true, annulledBallots: true } },
      agenda: {
        where: { state: { in: ['listed', 'passed', 'failed', 'agreed'] }, session: { body } },
        take: 1,
      },
    },
  });
  const units = await loadUnits(tx, new Date(at));
  const faults: FieldError[] = [];
  const rules = new Map<string, { voting: Rule; ballot: number; annulled: number }>();
  for (const [i, id] of nominationIds.entries()) {
    const wrong = (message: string): void => void faults.push({ path: `nominationIds.${i}`, message });
    const row = nominations.find((nomination) => nomination.id === id);
    if (!row) {
      wrong('Không có hồ sơ này.');
      continue;
    }
    const { stage, step, route, hold } = stateOfRow(row);
    const { voting } = await loadPlan(tx, row.movement, row.planVersion);
    if (stage !== 'council-vote' || !isHeldBy(units, route[step]?.body ?? '', body))
      wrong('Hồ sơ không ở bước xét của Hội đồng này.');
    else if (hold) wrong('Hồ sơ đang tạm dừng.');
    else if (row.agenda.length > 0) wrong('Hồ sơ đã ở trong chương trình của một phiên họp.');
    else if (!voting) wrong('Kế hoạch không có quy định về biểu quyết.');
    else if (mode === 'meeting' && absenteeUntil !== undefined && voting.absentees !== 'written-opinion')
      wrong('Quy định của kế hoạch không lấy ý kiến bằng văn bản của thành viên vắng mặt.');
    else {
      const fault = ballotFault(voting, mode, ballot);
      if (fault === null) {
        const annulled = row._count.annulledBallots;
        rules.set(id, { voting, ballot: row._count.results + annulled + 1, annulled });
      } else wrong(fault);
    }
  }
  refuse(faults);
  return rules;
}
