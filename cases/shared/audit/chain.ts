import { createHash } from 'node:crypto';

/** What a seal covers of an entry. */
export interface SealedEntry {
  id: bigint;
  organization: string;
  at: Date;
  personId: string | null;
  role: string | null;
  forId: string | null;
  action: string;
  pathKind: string | null;
  pathId: string | null;
  detail: unknown;
}

/** What it covers of a row that was written with the entry. */
export interface RowDigest {
  id: bigint;
  table: string;
  key: string;
  form: number;
  digest: string | null;
}

/** 1, before rows were sealed: the entry alone. 2: the entry and the rows that its transaction wrote. */
export type SealFormat = 1 | 2;

/** Before an organization's first entry. */
export const chainStart = '0'.repeat(64);

/**
 * The hash (SHA-256, hexadecimal) of an entry in its chain: of what it says, of the rows written with it in the order of
 * their ids, and of all before it.
 */
export function sealOf(
  previous: string,
  entry: SealedEntry,
  rows: readonly RowDigest[],
  format: SealFormat,
): string {
  const { id, organization, at, personId, role, forId, action, pathKind, pathId, detail } = entry;
  const said = [
    id.toString(),
    organization,
    at.toISOString(),
    personId,
    role,
    forId,
    action,
    pathKind,
    pathId,
    inOrder(detail),
  ];
  const hash = createHash('sha256').update(previous).update(JSON.stringify(said));
  if (format === 2) {
    hash.update('\n2');
    for (const row of rows)
      hash.update(`\n${JSON.stringify([row.id.toString(), row.table, row.key, row.form, row.digest])}`);
  }
  return hash.digest('hex');
}

/** The same text for the same value: PostgreSQL keeps a JSON object's keys in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, inner]) => [key, inOrder(inner)]);
}
