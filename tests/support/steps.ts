import { expect } from 'vitest';
import { loadCalendar } from '../../cases/reference.ts';
import { addWorkingDays, workingDaysBack } from '../../domain/calendar.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { addDays, dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import type { Scene } from '../../acceptance/demo/season.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Stack } from './stack.ts';

/** Words that several whole-path tests share, beside those of the demo's story. */

/** A refusal as the API gives it. */
export interface Refused {
  status: number;
  code: string;
  errors?: { path: string; message: string }[];
  allowedActions?: string[];
}

/** An act that has to be refused. @throws Error where it was not */
export async function refused(client: ApiClient, path: string, body: unknown = {}): Promise<Refused> {
  const answer = await client.post<Refused>(path, body);
  if (answer.status < 400) throw new Error(`not refused but answered ${answer.status}`);
  return { ...answer.body, status: answer.status };
}

export const refusedAct = (
  client: ApiClient,
  id: string,
  act: string,
  body: unknown = {},
): Promise<Refused> => refused(client, `/nominations/${id}/actions/${act}`, body);

/** Today on the service's clock. */
export const todayOf = async (stack: Stack): Promise<DateText> => dateOf(await stack.deps.clock());

/** Where a season's people meet the service. */
export const sceneOf = ({ as, deps: { clock }, until }: Stack): Scene => ({
  ...{ as, clock },
  until: async (instant) => {
    if (instant > (await clock())) await until(instant);
  },
});

/** Dates of a round that leave every step its time. */
export const roundFrom = (today: DateText): Record<string, DateText> => ({
  opens: today,
  intakeCloses: addDays(today, 40),
  reviewBy: addDays(today, 80),
  councilBy: addDays(today, 100),
  submitBy: addDays(today, 120),
  decisionBy: addDays(today, 200),
});

/** The calendar of the service, with what tests ask of it. */
export async function calendarOf(stack: Stack) {
  const calendar: Calendar = await loadCalendar(stack.deps.db);
  return {
    calendar,
    after: (date: DateText, n: number): DateText => addWorkingDays(calendar, date, n).date,
    before: (date: DateText, n: number): DateText => workingDaysBack(calendar, date, n),
  };
}

/** A nomination that Văn phòng has approved: it waits for the council. */
export async function toCouncil(stack: Stack, roundId: string, subject: story.Subject): Promise<string> {
  const { id } = await story.draft(stack.as, roundId, subject);
  await story.submit(stack.as, id, subject.unit);
  await story.review(stack.as, id);
  return id;
}

/** Past the council and the cut: they wait for their tờ trình, or for the head's decision. */
export async function pastCouncil(stack: Stack, ids: string[]): Promise<void> {
  const session = await story.meet(stack.as, ids, (await stack.deps.clock()).toISOString());
  await story.conclude(stack.as, session.id, ids);
  const office = await stack.as('office-reviewer', story.LEAD);
  for (const id of ids)
    await story.arrive(office, id, (n) => n.stage === 'submission' || n.stage === 'decision');
}

/** With a tờ trình at Sở Nội vụ. @returns its id */
export async function toAppraiser(stack: Stack, roundId: string, ids: string[]): Promise<string> {
  const office = await stack.as('office-reviewer', story.LEAD);
  const bodies: [string, string] = [story.LEAD, story.APPRAISER];
  const { id: submission } = await story.sendOn(office, roundId, ids, bodies, await todayOf(stack));
  for (const id of ids) await story.arrive(office, id, (n) => n.stage === 'appraisal');
  return submission;
}

/** A paper handed in. @returns its id */
export async function paper(client: ApiClient, name: string): Promise<string> {
  const file = { name: `${name}.pdf`, bytes: story.pdf(name) };
  return story.good(await client.upload<{ id: string }>('/files', file)).id;
}

/** Addresses an event of a path was written to, in order. */
export async function writtenTo(stack: Stack, pathId: string, event: string): Promise<string[]> {
  const rows = await stack.deps.db.notification.findMany({ where: { pathId, event } });
  return rows.map((row) => row.address).sort();
}

/** What an account is written to at. */
export function emailOf(stack: Stack, role: string, unit: string): string[] {
  return stack.accounts
    .filter((account) => account.roles.some((held) => held.role === role && held.unit === unit))
    .map((account) => account.email)
    .sort();
}

/** Waits until nothing is left to send; then each mail lies once in its mailbox, and nowhere else. */
export async function eachDeliveredOnce(stack: Stack, within = 20_000): Promise<void> {
  const { notification } = stack.deps.db;
  await expect.poll(() => notification.count({ where: { state: 'waiting' } }), { timeout: within }).toBe(0);
  const sent = await notification.findMany({ where: { state: 'sent' } });
  const name = (messageId: string | undefined, address: string) => `${messageId} ${address}`;
  expect(stack.mailbox.received.map(({ mail, address }) => name(mail.messageId, address)).sort()).toEqual(
    sent.map(({ messageId, address }) => name(messageId, address)).sort(),
  );
  expect(sent.every(({ accepted }) => accepted === 1)).toBe(true);
}
