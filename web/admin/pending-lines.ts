import type { PendingChange } from '../client/answers.ts';

interface Naming {
  unitName: (code: string) => string;
  roleName: (role: string) => string;
  day: (date: string) => string;
}

const order = ['role', 'unit', 'body', 'from', 'to'];
const placeOf = (name: string): number => order.indexOf(name);

/** What a holding, a delegation or another change says, in the order in which people say it; the record has its own. */
export const inOrder = (value: object): [string, unknown][] =>
  Object.entries(value).toSorted(([a], [b]) => placeOf(a) - placeOf(b));

/** What a change would make so, or what is so, in one line: each part by what people call it. */
export function changeLines(change: Record<string, unknown>, naming: Naming): string {
  return partsOf(change, naming).join('; ');
}

/**
 * What holds of the same before it is confirmed, '' where that is nothing: of roles those that the person holds, of an
 * address the one there is. What the record compares besides is not what the change is about.
 */
export function linesBefore({ kind, change, before, holds }: PendingChange, naming: Naming): string {
  switch (kind) {
    case 'give-roles':
      return partsOf(holds, naming).join('; ');
    case 'extend-role':
      return changeLines({ role: change.role, unit: change.unit, to: before.to }, naming);
    case 'change-address':
      return changeLines({ email: before.email }, naming);
    case 'reset-password':
    case 'delegate':
    case 'seat-council':
      return '';
  }
}

function partsOf(value: unknown, naming: Naming): string[] {
  if (Array.isArray(value)) return value.map((one) => partsOf(one, naming).join(', '));
  if (typeof value !== 'object' || value === null) return [];
  return inOrder(value).flatMap(([name, part]): string[] => {
    if (Array.isArray(part)) return partsOf(part, naming);
    // Ids say nothing to people, and who it is stands beside it.
    if (part === null || typeof part === 'boolean' || /(^id|Id|^holding|^document)$/.test(name)) return [];
    if (typeof part !== 'string' && typeof part !== 'number') return partsOf(part, naming);
    const text = String(part);
    if (name === 'role') return [naming.roleName(text)];
    if (name === 'unit' || name === 'body') return [naming.unitName(text)];
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return [`${name === 'to' ? '→ ' : ''}${naming.day(text)}`];
    return [text];
  });
}
