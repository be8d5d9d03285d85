import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const entry = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  optional: z.boolean().optional(),
});
const lock = z
  .object({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
/** The project's own parts; what they ask of one another is no package of others. */
const parts = ['', 'web/', 'embedded/', 'scripts/setup/'];
const declared = z.looseObject({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
/** Packages of others: what npm fetches. */
const locked = Object.entries(lock.packages).filter(
  ([name, { link }]) => name.includes('node_modules/') && link !== true,
);

describe('the lockfile', () => {
  test('says of every package by what its content is known', () => {
    expect(locked.length).toBeGreaterThan(300);
    const without = locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    // What was completed for platforms that the registry at hand had no build for (scripts/complete-lockfile.mjs): never installed here.
    expect(without.filter(([, { optional }]) => optional !== true).map(([name]) => name)).toEqual([]);
  });

  test('names no registry: an address would be asked, whatever npm is set to', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([]);
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(
      /"(https?|git\+\w+|git|ssh):\/\/[^"]*\.tgz/,
    );
  });

  test.each(parts)('holds what %spackage.json asks for, to the version', (part) => {
    const asked = declared.parse(JSON.parse(readFileSync(`${part}package.json`, 'utf8')));
    const all = { ...asked.dependencies, ...asked.devDependencies, ...asked.optionalDependencies };
    for (const [name, version] of Object.entries(all).filter(([one]) => !one.startsWith('@thi-dua/'))) {
      expect(`${name}@${version}`).toMatch(/@\d+\.\d+\.\d+(-[\w.]+)?$/);
      const own = lock.packages[`${part}node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
      expect(`${name}@${own?.version}`).toBe(`${name}@${version}`);
    }
  });
});
