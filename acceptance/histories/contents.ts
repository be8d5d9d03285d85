import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { History } from '@temporalio/common/lib/proto-utils';

/** A history as JSON, its payloads decoded: what an operator can read of it in the Temporal UI. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** @param history as the client fetches it */
export const asJson = (history: History): Json => JSON.parse(historyToJSON(history)) as Json;

/** One value of a payload, and where it stands. */
export interface Leaf {
  where: string;
  value: null | boolean | number | string;
}

/** Every value that travelled: inputs, results, details of failures, and what is shown to operators beside them. */
function payloadLeaves(history: Json): Leaf[] {
  return leavesOf(history, '', (value, where) => {
    const data = payloadData(value);
    return data === undefined ? null : leavesOf(data, where, () => null);
  }).filter(({ where }) => where.includes(MARK));
}

/** The whole text of a history, payloads decoded. */
export const textOf = (history: Json): string =>
  leavesOf(history, '', (value, where) => {
    const data = payloadData(value);
    return data === undefined ? null : leavesOf(data, where, () => null);
  })
    .map(({ value }) => String(value))
    .join('\n');

/** Where a payload begins in a place's name. */
const MARK = '⟩';

function leavesOf(
  value: Json,
  where: string,
  inside: (value: { [key: string]: Json }, where: string) => Leaf[] | null,
): Leaf[] {
  if (value === null || typeof value !== 'object') return [{ where, value }];
  if (!Array.isArray(value)) {
    const found = inside(value, `${where}${MARK}`);
    if (found) return found;
  }
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, `${where}.${key}`, inside));
}

function payloadData({ metadata, data }: { [key: string]: Json }): Json | undefined {
  if (metadata === null || typeof metadata !== 'object' || !('encoding' in metadata)) return undefined;
  if (typeof data !== 'string') return null;
  const text = Buffer.from(data, 'base64').toString('utf8');
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Ids, codes, dates and instants: ASCII without a space. */
const code = /^[\w:.+-]*$/;
/**
 * The words of the Temporal UI (summaries, details) and of refusals are ours, and looked through for what is personal; the SDK
 * notes times.
 */
const isForOperators = (where: string): boolean =>
  where.includes('.userMetadata') ||
  /\.errors\.\d+\.message$/.test(where) ||
  where.includes('.markerRecordedEventAttributes.details.data.');
const counted = new Set(['version', 'step', 'steps', 'entryVersion', 'accepted', 'refused', 'later']);

/** What should not have travelled: texts, and numbers that are neither a version nor a step. */
export function strangersIn(history: Json): string[] {
  return payloadLeaves(history)
    .filter(({ where }) => !isForOperators(where))
    .filter(({ where, value }) => {
      if (typeof value === 'number') return !counted.has(where.slice(where.lastIndexOf('.') + 1));
      return typeof value === 'string' && !code.test(value);
    })
    .map(({ where, value }) => `${where}: ${String(value)}`);
}

/** Which of these texts a history shows. */
export function textsIn(history: Json, texts: string[]): string[] {
  const whole = textOf(history);
  return texts.filter((text) => whole.includes(text));
}
