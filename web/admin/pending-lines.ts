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
