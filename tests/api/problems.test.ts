import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { causes, isSplit, problems, Refusal } from '../../domain/problems.ts';
import type { Cause } from '../../domain/problems.ts';

const entries = Object.entries(problems);
const reasons = Object.entries(causes);
/** Every status that the contract names for a refusal, and 405 and 500, which every HTTP service has. */
const statuses = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503, 507];

/** A sentence for people, in Vietnamese and in English. */
function checkWords({ vi, en }: { vi: string; en: string }): void {
  for (const text of [vi, en]) expect(text).toMatch(/\S.*\.$/);
  expect(vi).toBe(vi.normalize('NFC'));
  expect(vi).toMatch(/[à-ỹđ]/i);
  expect(en).not.toMatch(/[àảãạăâđêôơưỳỵ]/i);
}

describe('the table of problems', () => {
  test.each(entries)('%s is complete in both languages', (code, problem) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(statuses).toContain(problem.status);
    expect(problem.when).toMatch(/\S.*\.$/);
    checkWords(problem);
    checkWords(problem.wayOut);
  });

  test.each(reasons)('%s is a reason of a split code, complete in both languages', (cause, reason) => {
    expect(cause).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(isSplit(reason.of)).toBe(true);
    checkWords(reason);
    checkWords(reason.wayOut);
  });

  test('has no sentence that serves for two', () => {
    const said = [...entries, ...reasons].flatMap(([name, { vi, en }]) => [
      { name, text: vi },
      { name, text: en },
    ]);
    const texts = said.map(({ text }) => text.toLowerCase());
    expect(said.filter((_, i) => texts.indexOf(texts[i] ?? '') !== i)).toEqual([]);
  });

  test('says that waiting helps for whatever has a Retry-After in the contract', () => {
    for (const [, { status, retryable }] of entries)
      if (status === 429 || status >= 500) expect(retryable).toBe(true);
  });

  test('a refusal keeps what the answer shows, and its code is that of its reason', () => {
    const because = { cause: 'session-draft', since: '2026-11-30' } as const;
    const refusal = new Refusal(because, [{ path: 'a.b', message: 'x' }], ['submit']);
    expect(refusal).toMatchObject({ code: 'not-in-this-state', because, allowedActions: ['submit'] });
    expect(refusal.errors).toEqual([{ path: 'a.b', message: 'x' }]);
    expect(refusal.allowing(['convene'])).toMatchObject({ because, allowedActions: ['convene'] });
    expect(new Refusal('forbidden')).toMatchObject({ code: 'forbidden', because: undefined });
  });
});

describe('the places that refuse', () => {
  const sources = ['domain', 'cases', 'activities', 'api', 'files', 'sheets'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('problems/'))
      .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') })),
  );
  const namedIn = (word: string) =>
    sources.filter(({ text }) => new RegExp(`['"\`]${word}['"\`]`).test(text)).map(({ name }) => name);

  /** Where reasons are given: by name, or by a table of them. */
  const tables = [
    /: Record<[^;={]*\bCause> = \{[^}]*\}/g,
    /= \{[^}]*\} as const satisfies Record<[^;{]*\bCause>/g,
  ];
  const given = sources.map(({ name, text }) => ({
    name,
    text: [...text.matchAll(/^.*\bcause\b.*$/gm), ...tables.flatMap((table) => [...text.matchAll(table)])]
      .map(([found]) => found)
      .join('\n'),
  }));
  const givenIn = (cause: string) =>
    given.filter(({ text }) => text.includes(`'${cause}'`)).map(({ name }) => name);

  /** What means the same wherever it is said: all others have one place. */
  const inSeveral: Partial<Record<Cause, string>> = {
    'case-moved': 'what was asked of another stay, or told too late',
    'no-such-act': 'what a kind of case does not know',
    'vote-not-closed': 'whatever is read or said of a result',
    'account-disabled': 'an invitation that was asked for, and one that was confirmed',
    'no-seat': 'said before a ballot is looked at, and by the rule',
    'round-intake-closed': 'of a round, and of a draft for it',
    'nomination-not-on-hold': 'the rule, and the clock that it stops',
    'not-awarded': 'asked before the lock, and under it',
    'revocation-begun': 'asked before the lock, and under it',
    'nomination-submitted': 'the rule, and the record that says since when',
  };
  test.each(reasons.map(([cause]) => cause))('%s is given in one place', (cause) => {
    if (inSeveral[cause as Cause] === undefined) expect(givenIn(cause)).toHaveLength(1);
    else expect(givenIn(cause).length).toBeGreaterThan(1);
  });

  test.each(entries.map(([code]) => code).filter((code) => code !== 'not-in-this-state'))(
    'the code %s is used',
    (code) => {
      expect(namedIn(code)).not.toEqual([]);
    },
  );
});
