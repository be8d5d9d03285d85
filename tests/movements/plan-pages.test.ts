import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The pages that map the plans, sentence by sentence, to keys and tests. */
const folder = new URL('../../docs/plans/', import.meta.url);
const pages = readdirSync(folder).map((name): [string, string] => [
  name,
  readFileSync(new URL(name, folder), 'utf8'),
]);
const cellsOf = (line: string) =>
  line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim());

describe.each(pages)('%s', (_, text) => {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));

  it('has no empty row', () => {
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) for (const cell of cellsOf(row)) expect(cell, row).not.toMatch(/^(|-|–|—|\?|…)$/);
  });

  it('names only tests that there are, by their whole path', () => {
    for (const [, file = ''] of text.matchAll(/(tests\/[\w./-]+\.test\.ts)/g))
      expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true);
  });
});
