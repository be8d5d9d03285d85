import pg from 'pg';
import { vi } from 'vitest';

/** What this process says to PostgreSQL from now on. */
export function listenToStatements() {
  const said = vi.spyOn(pg.Client.prototype, 'query');
  return {
    /** The statements of each transaction that was committed and has written a row of a table. */
    writing(table: string): string[][] {
      const open = new Map<unknown, string[]>();
      const committed: string[][] = [];
      for (const [i, [asked]] of said.mock.calls.entries()) {
        const client: unknown = said.mock.contexts[i];
        const text = textOf(asked);
        if (text === 'BEGIN') open.set(client, []);
        else if (text === 'COMMIT') committed.push(open.get(client) ?? []);
        else open.get(client)?.push(text);
      }
      return committed.filter((texts) => texts.some((text) => text.includes(`INTO "public"."${table}"`)));
    },
    all: (): string[] => said.mock.calls.map(([asked]) => textOf(asked)),
    /** All that was asked, each with its values. */
    asked: (): Statement[] =>
      said.mock.calls
        .map(([asked, given]) => ({ text: textOf(asked), values: valuesOf(asked) ?? asArray(given) }))
        .filter(({ text }) => text !== ''),
    forget: () => void said.mockClear(),
    stop: () => said.mockRestore(),
  };
}

export interface Statement {
  text: string;
  values: unknown[];
}
const asArray = (given: unknown): unknown[] => (Array.isArray(given) ? given : []);
const valuesOf = (asked: unknown): unknown[] | undefined =>
  typeof asked === 'object' && asked !== null && 'values' in asked ? asArray(asked.values) : undefined;

const textOf = (asked: unknown): string =>
  typeof asked === 'string'
    ? asked
    : typeof asked === 'object' && asked !== null && 'text' in asked
      ? String(asked.text)
      : '';
