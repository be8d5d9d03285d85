import type { OnBehalf } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { numberKey } from '../../domain/identity.ts';
import { dayFaults } from '../../domain/paper-days.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import { receiverAt } from '../../domain/route.ts';
import { receivingStage, senderCodes } from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { loadUnits } from '../shared/accounts.ts';
import { asDate, dateText, loadPlan } from '../context.ts';
import { loadBodies } from '../reference.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { NominationRow } from '../nomination/row.ts';
import { audit, tell } from '../record.ts';
import type { Actor } from '../record.ts';
import type { Bundle } from './ready.ts';
import { notInRound, notToThisBody, whyNotReady } from './ready.ts';
import { lockNominations, pathOf } from './row.ts';

export interface SubmissionDraft {
  roundId: string;
  award: string;
  fromBody: string;
  toBody: string;
  nominationIds: string[];
  number: string;
  signedBy: string;
  signedOn: DateText;
  onBehalf?: OnBehalf | undefined;
}

/**
 * Writes the draft of a tờ trình and tells its nominations. Its workflow starts right after.
 * @throws Refusal `invalid` naming each fault
 */
export async function draftSubmission(
  tx: Tx,
  { id, draft, by, at }: { id: string; draft: SubmissionDraft; by: Actor; at: string },
): Promise<{ id: string }> {
  const round = await tx.round.findUnique({ where: { id: draft.roundId } });
  if (!round) throw new Refusal('invalid', [{ path: 'roundId', message: 'Không có đợt xét này.' }]);
  const plan = await loadPlan(tx, round.movement, round.planVersion);
  const units = await loadUnits(tx, new Date(at));
  const senders = senderCodes(draft.fromBody, round, units);
  const number = draft.number.normalize('NFC');
  const year = Number(draft.signedOn.slice(0, 4));
  const today = dateOf(new Date(at));
  const faults = [
    ...dayFaults('signedOn', draft.signedOn, today),
    ...(draft.onBehalf ? dayFaults('onBehalf.date', draft.onBehalf.date, today) : []),
    ...(await paperFaults(tx, draft, senders, number, year)),
    ...(await nominationFaults(tx, draft, round, plan, senders, today)),
  ];
  if (faults.length > 0) throw new Refusal('invalid', faults);

  await tx.submission.create({
    data: {
      id,
      roundId: round.id,
      organization: round.organization,
      award: draft.award,
      fromBody: draft.fromBody,
      fromLead: senders.includes(round.leadBody),
      toBody: draft.toBody,
      number,
      year,
      signedBy: draft.signedBy.normalize('NFC'),
      signedOn: asDate(draft.signedOn),
      state: 'draft',
      ...(draft.onBehalf ? { onBehalf: draft.onBehalf } : {}),
      enteredAt: new Date(at),
      createdById: by.personId,
      createdAt: new Date(at),
      items: {
        create: draft.nominationIds.map((nominationId, i) => ({ nominationId, position: i + 1 })),
      },
    },
  });
  const path = pathOf({ id });
  await tx.transition.create({
    data: {
      pathKind: path.kind,
      pathId: id,
      version: 1,
      actId: `submission:${id}:draft`,
      act: 'draft',
      fromStage: 'none',
      toStage: 'draft',
      ...by,
      ...(draft.onBehalf ? { onBehalf: draft.onBehalf } : {}),
      detail: { nominations: draft.nominationIds.length },
      at: new Date(at),
    },
  });
  await audit(tx, round.organization, at, by, 'draft', path);
  for (const nominationId of draft.nominationIds)
    await tell(tx, path, { kind: 'nomination', id: nominationId }, `submission:${id}:drafted`, 'drafted', {
      submissionId: id,
    });
  return { id };
}

/** Both bodies are in office on the paper's date, and its number is the sender's only one of that year. */
async function paperFaults(
  tx: Tx,
  { fromBody, toBody, signedOn }: SubmissionDraft,
  senders: string[],
  number: string,
  year: number,
): Promise<FieldError[]> {
  // The sender's own row is the lock on its numbers: a unique index knows only one of its two codes.
  await tx.$queryRaw`SELECT 1 FROM "Unit" WHERE code = ANY(${senders}) ORDER BY code FOR NO KEY UPDATE`;
  const [units, taken] = await Promise.all([
    tx.unit.findMany({ where: { code: { in: [fromBody, toBody] } } }),
    tx.submission.count({ where: { fromBody: { in: senders }, year, numberKey: numberKey(number) } }),
  ]);
  const inOffice = (code: string) =>
    units.some(
      (unit) =>
        unit.code === code &&
        dateText(unit.validFrom) <= signedOn &&
        (unit.validTo === null || signedOn <= dateText(unit.validTo)),
    );
  const notInOffice = 'Không có cơ quan này vào ngày ký tờ trình.';
  return [
    ...(inOffice(fromBody) ? [] : [{ path: 'fromBody', message: notInOffice }]),
    ...(inOffice(toBody) ? [] : [{ path: 'toBody', message: notInOffice }]),
    ...(taken > 0 ? [{ path: 'number', message: 'Số tờ trình này đã dùng trong năm.' }] : []),
  ];
}

/** Each nomination stands at this sender's tờ trình to this body today, and lies in no other one. */
async function nominationFaults(
  tx: Tx,
  { roundId, award, toBody, nominationIds }: SubmissionDraft,
  round: Round,
  plan: Plan,
  senders: string[],
  today: DateText,
): Promise<FieldError[]> {
  const bundle: Bundle = { roundId: round.id, award, senders, toBody };
  const rows = await lockNominations(tx, nominationIds);
  const bodies = await loadBodies(tx, plan);
  const elsewhere = await tx.submissionItem.findMany({
    where: {
      nominationId: { in: nominationIds },
      state: { in: ['listed', 'sent'] },
      submission: { roundId, fromBody: { in: senders }, toBody },
    },
    select: { nominationId: true },
  });
  const receiverOf = (row: NominationRow) => receiverAt(stateOfRow(row).route, row.step, bodies, today);
  const receivers = await tx.unit.findMany({
    where: { code: { in: rows.flatMap((row) => receiverOf(row) ?? []) } },
    select: { code: true, name: true },
  });
  /** Who chose another body is told which one it is. */
  const named = (row: NominationRow, why: string | null): string | null => {
    const receiver = receivers.find(({ code }) => code === receiverOf(row));
    return why === notToThisBody && receiver
      ? `Theo trình tự của kế hoạch, hồ sơ này trình đến ${receiver.name}.`
      : why;
  };
  const stages = new Map(rows.map((row) => [row.id, receivingStage(stateOfRow(row).route, senders)]));
  const first = stages.get(nominationIds[0] ?? '');
  return nominationIds.flatMap((id, i) => {
    const row = rows.find((n) => n.id === id);
    const message = !row
      ? notInRound
      : nominationIds.indexOf(id) !== i
        ? 'Hồ sơ được nêu hai lần.'
        : (named(row, whyNotReady(row, bundle, bodies, today)) ??
          (elsewhere.some((item) => item.nominationId === id)
            ? 'Hồ sơ đã nằm trong một tờ trình khác.'
            : stages.get(id) !== first
              ? 'Nơi nhận thẩm định hồ sơ này nhưng quyết định hồ sơ kia; cần tờ trình riêng.'
              : null));
    return message === null ? [] : [{ path: `nominationIds.${i}`, message }];
  });
}
