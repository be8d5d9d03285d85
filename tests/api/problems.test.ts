import { describe, expect, test } from 'vitest';
import { problems, Refusal } from '../../domain/problems.ts';

const entries = Object.entries(problems);
/** Every status that the contract names for a refusal, and 405 and 500, which every HTTP service has. */
const statuses = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503, 507];

describe('the table of problems', () => {
  test.each(entries)('%s is complete in both languages', (code, problem) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(statuses).toContain(problem.status);
    for (const text of [problem.vi, problem.en, problem.when, problem.recover])
      expect(text).toMatch(/\S.*\.$/);
    expect(problem.vi).toBe(problem.vi.normalize('NFC'));
    expect(problem.vi).toMatch(/[à-ỹđ]/i);
    expect(problem.en).not.toMatch(/[àảãạăâđêôơưỳỵ]/i);
  });

  test('says that waiting helps for whatever has a Retry-After in the contract', () => {
    for (const [, { status, retryable }] of entries)
      if (status === 429 || status >= 500) expect(retryable).toBe(true);
  });

  test('a refusal keeps what the answer shows', () => {
    const refusal = new Refusal('not-in-this-state', [{ path: 'a.b', message: 'x' }], ['submit']);
    expect(refusal).toMatchObject({ code: 'not-in-this-state', allowedActions: ['submit'] });
    expect(refusal.errors).toEqual([{ path: 'a.b', message: 'x' }]);
  });
});
