import { randomUUID } from 'node:crypto';
import { dateOf } from '../../domain/dates.ts';
import { answerDue } from '../../domain/enquiry.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, loadBodies, loadCalendar } from '../context.ts';
import { receiversAt } from '../obligation/begin.ts';
import type { Actor, RecordEnv } from '../record.ts';
import { audit } from '../record.ts';
import type { Lead } from '../round/lead.ts';
import { mailForEnquiry } from './mail.ts';
import { pathOf } from './row.ts';

export interface Question {
  roundId: string | null;
  nominationId: string | null;
  subject: string;
  text: string;
}

/** Raises a difficulty to the plan's contact; to the office that leads, where the plan names none or it is gone. */
export async function ask(
  tx: Tx,
  env: RecordEnv,
  { lead, question, by, at }: { lead: Lead; question: Question; by: Actor; at: string },
): Promise<{ id: string }> {
  const { plan, movement, planVersion, leadBody, organization } = lead;
  const today = dateOf(new Date(at));
  const contact = plan.contact && (await loadBodies(tx, plan)).resolve(plan.contact.body, today);
  const toBody = contact ?? leadBody;
  if (toBody === by.unit)
    throw new Refusal('invalid', [{ path: 'unit', message: 'Đơn vị này chính là nơi trả lời.' }]);
  const due = answerDue(plan, today, await loadCalendar(tx));
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`enquiry:${movement}`}, 0))`;
  const number = (await tx.enquiry.count({ where: { movement } })) + 1;
  const row = await tx.enquiry.create({
    data: {
      id: randomUUID(),
      code: `${plan.short}-VM-${String(number).padStart(4, '0')}`,
      ...{ movement, planVersion, organization, leadBody },
      ...{ roundId: question.roundId, nominationId: question.nominationId },
      fromUnit: by.unit,
      toBody,
      toRole: (await receiversAt(tx, [{ toBody }], asDate(today)))(toBody),
      reached: [toBody],
      subject: question.subject.normalize('NFC'),
      text: question.text.normalize('NFC'),
      dueOn: asDate(due),
      state: 'asked',
      enteredAt: new Date(at),
      createdById: by.personId,
      createdForId: by.forId ?? null,
      createdAt: new Date(at),
    },
  });
  const path = pathOf(row);
  const actId = `enquiry:${row.id}:ask`;
  await tx.transition.create({
    data: {
      ...{ pathKind: path.kind, pathId: path.id, version: 1, actId, act: 'ask' },
      ...{ fromStage: 'none', toStage: 'asked', ...by, detail: { to: toBody, due }, at: new Date(at) },
    },
  });
  await audit(tx, organization, at, by, 'ask', path, { to: toBody });
  await mailForEnquiry(tx, env, row, { at, entry: null, actId, version: 1 }, 'enquiry-asked');
  return { id: row.id };
}
