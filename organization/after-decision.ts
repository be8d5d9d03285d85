import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { deadlineSchema } from '../domain/plan-schema.ts';
import type { DeadlineRule } from '../domain/plan-schema.ts';

/** A period in working days alone, always with its source. */
const period = deadlineSchema.omit({ roundDate: true }).required({ workingDays: true, source: true });
const afterDecisionSchema = z.strictObject({ returnAfterRevocation: period });
export type AfterDecision = Record<
  keyof z.infer<typeof afterDecisionSchema>,
  DeadlineRule & { workingDays: number }
>;

let read: AfterDecision | undefined;

/** The periods of `after-decision.yaml`, read once. @throws Error that names everything that is wrong */
export function afterDecision(): AfterDecision {
  read ??= parseAfterDecision(readFileSync(new URL('after-decision.yaml', import.meta.url), 'utf8'));
  return read;
}

export function parseAfterDecision(text: string): AfterDecision {
  const result = afterDecisionSchema.safeParse(parse(text));
  if (!result.success) throw new Error(`after-decision.yaml:\n${z.prettifyError(result.error)}`);
  return result.data;
}
