import { randomUUID } from 'node:crypto';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { answerDue, answererRoles } from '../../domain/enquiry.ts';
import type { EnquiryKind } from '../../domain/enquiry.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate } from '../context.ts';
import { loadBodies, loadCalendar } from '../reference.ts';
import { receiversAt } from '../obligation/begin.ts';
import type { Actor, RecordEnv } from '../record.ts';
import { audit } from '../record.ts';
import type { Lead } from '../round/lead.ts';
import { mailForEnquiry } from './mail.ts';
import { pathOf } from './row.ts';

interface Enquired {
  lead: Pick<Lead, 'movement' | 'planVersion' | 'leadBody' | 'organization'> & { plan: Plan };
  by: Actor;
  at: string;
}
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
  { question, ...enquired }: Enquired & { question: Question },
): Promise<{ id: string }> {
  const { lead, by, at } = enquired;
  const { plan, leadBody } = lead;
  const today = dateOf(new Date(at));
  const contact = plan.contact && (await loadBodies(tx, plan)).resolve(plan.contact.body, today);
  const toBody = contact ?? leadBody;
  if (toBody === by.unit)
    throw new Refusal('invalid', [{ path: 'unit', message: 'Đơn vị này chính là nơi trả lời.' }]);
  const dueOn = answerDue(plan, today, await loadCalendar(tx));
  return send(tx, env, { ...enquired, ...question, kind: 'difficulty', fromUnit: by.unit, toBody, dueOn });
}

interface Letter extends Enquired, Question {
  kind: EnquiryKind;
  fromUnit: string;
  toBody: string;
  dueOn: DateText;
}

/** Writes it down and to the body that is to answer. Its path starts right after. */
export async function send(tx: Tx, env: RecordEnv, letter: Letter): Promise<{ id: string }> {
  const { lead, by, at, kind, fromUnit, toBody, dueOn, roundId, nominationId, subject, text } = letter;
  const { plan, movement, planVersion, leadBody, organization } = lead;
  const receivers = await receiversAt(tx, [{ toBody }], asDate(dateOf(new Date(at))), answererRoles(kind));
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`enquiry:${movement}`}, 0))`;
  const number = (await tx.enquiry.count({ where: { movement, kind } })) + 1;
  const series = kind === 'opinion' ? 'YK' : 'VM';
  const row = await tx.enquiry.create({
    data: {
      id: randomUUID(),
      code: `${plan.short}-${series}-${String(number).padStart(4, '0')}`,
      ...{ movement, planVersion, organization, leadBody, roundId, nominationId, kind, fromUnit, toBody },
      toRole: receivers(toBody),
      reached: [toBody],
      subject: subject.normalize('NFC'),
      text: text.normalize('NFC'),
      dueOn: asDate(dueOn),
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
      ...{ fromStage: 'none', toStage: 'asked', ...by, at: new Date(at) },
      detail: { to: toBody, due: dueOn },
    },
  });
  await audit(tx, organization, at, by, 'ask', path, { to: toBody });
  await mailForEnquiry(tx, env, row, { at, entry: null, actId, version: 1 }, 'enquiry-asked');
  return { id: row.id };
}
