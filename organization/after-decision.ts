import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Duty, Period } from '../domain/after-decision.ts';
import { deadlineSchema } from '../domain/plan-schema.ts';

/** A period in working days alone, always with its source. */
const period = deadlineSchema.omit({ roundDate: true }).required({ workingDays: true, source: true });
const afterDecisionSchema = z.strictObject({
  contestDecision: period,
  sendDecision: period,
  handOverAward: period,
  returnAfterRevocation: period,
});
export type AfterDecision = Record<keyof z.infer<typeof afterDecisionSchema>, Period>;

let read: AfterDecision | undefined;

/** The periods of `after-decision.yaml`, read once. @throws Error that names everything that is wrong */
export function afterDecision(): AfterDecision {
  read ??= parseAfterDecision(readFileSync(new URL('after-decision.yaml', import.meta.url), 'utf8'));
  return read;
}

/** Those of what the office owes after a decision. */
export function dutyPeriods(): Record<Duty, Period> {
  const { sendDecision, handOverAward } = afterDecision();
  return { 'send-decision': sendDecision, 'hand-over-award': handOverAward };
}

export function parseAfterDecision(text: string): AfterDecision {
  const result = afterDecisionSchema.safeParse(parse(text));
  if (!result.success) throw new Error(`after-decision.yaml:\n${z.prettifyError(result.error)}`);
  return result.data;
}
