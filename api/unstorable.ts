import { Refusal } from '../domain/problems.ts';
import type { FieldError } from '../domain/problems.ts';

/** Deeper than anything we take: the plan's criteria are the deepest. */
const DEPTH_LIMIT = 60;
/** PostgreSQL keeps neither NUL nor half of a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/u;

/**
 * Refuses what would only fail in the database, whatever its schema allows.
 * @throws Refusal `invalid` with each path, or `malformed` for a body that is nested without end
 */
export function refuseUnstorable(value: unknown): void {
  const errors = [...faultsIn(value, [])];
  if (errors.length > 0) throw new Refusal('invalid', errors);
}

/** Whether no text of an address is of that kind. */
export const isStorable = (value: unknown): boolean => faultsIn(value, []).next().done === true;

function* faultsIn(value: unknown, at: string[]): Generator<FieldError> {
  if (at.length > DEPTH_LIMIT) throw new Refusal('malformed');
  if (typeof value === 'string' && unstorable.test(value))
    yield { path: at.join('.'), message: 'Văn bản có ký tự không hợp lệ.' };
  if (value === null || typeof value !== 'object') return;
  for (const [key, part] of Object.entries(value)) {
    if (unstorable.test(key)) yield { path: at.join('.'), message: 'Tên mục có ký tự không hợp lệ.' };
    yield* faultsIn(part, [...at, key]);
  }
}
