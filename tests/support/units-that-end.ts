import type { DateText } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from './cast.ts';
import type { Stack } from './stack.ts';

/** Units of a department that come and go in tests, each with an officer and a head of its own. */
export interface Division {
  code: string;
  officer: ApiClient;
  head: ApiClient;
}

export async function divisionOf(stack: Stack, code: string): Promise<Division> {
  const admin = await stack.as('administrator', story.DEPARTMENT);
  const name = `Phòng ${code}`;
  const place = { kind: 'division', parent: story.DEPARTMENT, organization: story.DEPARTMENT };
  const papers = { source: 'QĐ 1/QĐ-SKHCN', email: null, from: '2021-01-01' };
  story.good(await admin.post('/units', { code, name, shortName: name, ...place, ...papers }));
  const officer = await addPerson(stack, `${code}.officer`, { role: 'unit-officer', unit: code });
  const head = await addPerson(stack, `${code}.head`, { role: 'unit-head', unit: code });
  return { code, officer, head };
}

export interface Becoming {
  to: string | null;
  on: DateText;
  kind: 'merge' | 'rename' | 'split' | 'abolish';
  scope?: string;
}

/** What became of a unit, on record. */
export async function succeed(stack: Stack, from: string, becoming: Becoming): Promise<void> {
  const admin = await stack.as('administrator', story.DEPARTMENT);
  const paper = { citation: `QĐ 12/QĐ-SKHCN về ${from}` };
  story.good(await admin.post(`/units/${from}/successors`, { ...becoming, ...paper }));
}

/** A draft of a unit's own with its whole dossier. @returns its id */
export async function draftBy(
  { code, officer }: Division,
  roundId: string,
  kind: 'collective' | 'individual' = 'individual',
): Promise<string> {
  const name = kind === 'collective' ? `Tập thể ${code}` : 'Lê Thị Hoa';
  const body = story.draftOf(roundId, { kind, award: 'giay-khen', unit: code, name });
  const { id } = story.good(await officer.post<{ id: string }>('/nominations', body));
  for (const paper of story.dossier) {
    const file = { name: `${paper}.pdf`, bytes: story.pdf(paper) };
    story.good(await officer.upload(`/nominations/${id}/documents`, file, { kind: paper }));
  }
  return id;
}

/** What waits for a person, by where it is. */
export async function tasksOf(client: ApiClient): Promise<Map<string, { kind: string; actions: string[] }>> {
  const { items } = story.good(
    await client.get<{ items: { resource: string; kind: string; actions: string[] }[] }>('/tasks'),
  );
  return new Map(items.map(({ resource, ...task }) => [resource, task]));
}
