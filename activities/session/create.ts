import { dateOf } from '../../domain/dates.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import type { FieldError } from '../../domain/problems.ts';
import { Refusal } from '../../domain/problems.ts';
import type { BallotKind } from '../../domain/session.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, inForceOn, loadPlan } from '../context.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { Actor } from '../record.ts';
import { audit } from '../record.ts';
import { sessionRef, tellNomination } from './agenda.ts';
import { lockNominations } from './row.ts';

type Rule = NonNullable<Plan['voting']>;

export interface SessionRequest {
  body: string;
  nominationIds: string[];
  mode: 'meeting' | 'written';
  /** ISO instant. */
  scheduledAt: string;
  place: string;
  ballot: BallotKind;
  absenteeUntil?: string | undefined;
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
  const rules = await agendaRules(tx, request);

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
      items: {
        create: [...rules].map(([nominationId, rule], i) => ({ nominationId, position: i + 1, rule })),
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

/** What is wrong with the request by itself; forms of voting that the service doesn't have yet are said so. */
function formFaults({ mode, ballot, scheduledAt, absenteeUntil }: SessionRequest, at: string): FieldError[] {
  const faults: FieldError[] = [];
  if (mode === 'written')
    faults.push({ path: 'mode', message: 'Lấy ý kiến bằng văn bản chưa được hỗ trợ; hãy họp trực tiếp.' });
  if (ballot === 'secret')
    faults.push({
      path: 'ballot',
      message: 'Bỏ phiếu kín trên hệ thống chưa được hỗ trợ; hãy dùng phiếu giấy.',
    });
  if (absenteeUntil !== undefined)
    faults.push({ path: 'absenteeUntil', message: 'Ý kiến của người vắng mặt chưa được hỗ trợ.' });
  if (dateOf(new Date(scheduledAt)) < dateOf(new Date(at)))
    faults.push({ path: 'scheduledAt', message: 'Ngày họp đã qua.' });
  return faults;
}

/** The voting rule of each nomination's plan. @throws Refusal `invalid` where one can't be put before this council */
async function agendaRules(
  tx: Tx,
  { body, nominationIds, ballot }: SessionRequest,
): Promise<Map<string, Rule>> {
  // Two agendas must not take the same nomination.
  await lockNominations(tx, nominationIds);
  const nominations = await tx.nomination.findMany({
    where: { id: { in: nominationIds } },
    include: {
      round: true,
      agenda: { where: { state: { in: ['listed', 'passed', 'agreed'] }, session: { body } }, take: 1 },
    },
  });
  const faults: FieldError[] = [];
  const rules = new Map<string, Rule>();
  for (const [i, id] of nominationIds.entries()) {
    const wrong = (message: string): void => void faults.push({ path: `nominationIds.${i}`, message });
    const row = nominations.find((nomination) => nomination.id === id);
    if (!row) {
      wrong('Không có hồ sơ này.');
      continue;
    }
    const { stage, step, route, hold } = stateOfRow(row);
    const { voting } = await loadPlan(tx, row.movement, row.planVersion);
    if (stage !== 'council-vote' || route[step]?.body !== body)
      wrong('Hồ sơ không ở bước xét của Hội đồng này.');
    else if (hold) wrong('Hồ sơ đang tạm dừng.');
    else if (row.agenda.length > 0) wrong('Hồ sơ đã ở trong chương trình của một phiên họp.');
    else if (!voting) wrong('Kế hoạch không có quy định về biểu quyết.');
    else if (voting.chairMustAgree && ballot !== 'open')
      wrong('Kế hoạch cần ý kiến đồng ý của Chủ tịch Hội đồng: phải bỏ phiếu công khai trên hệ thống.');
    else rules.set(id, voting);
  }
  refuse(faults);
  return rules;
}
