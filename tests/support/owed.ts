import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { waitingQuery } from '../../workflows/messages.ts';
import type { Stack } from './stack.ts';
import type { Refused } from './steps.ts';
import { refused } from './steps.ts';

/** Words for what is owed, beside those of the demo's story. */
export interface ObligationView {
  id: string;
  obligation: string;
  state: string;
  debtor: string;
  toBody: string;
  period: string;
  roundId: string | null;
  dueAt: string | null;
  overdue: boolean;
  version: number;
  reason: string | null;
  documents: { id: string; name: string }[];
  timeline: { act: string; to: string; onBehalf: unknown; reason: string | null }[];
  waiting: { code: string; for: { body: string; role: string } } | null;
  allowedActions: string[];
  workflow: { workflowId: string; runId: string | null };
}
interface Task {
  kind: string;
  resource: string;
  dueAt: string | null;
  overdue: boolean;
  actions: string[];
}

export const look = async (client: ApiClient, id: string) =>
  story.good(await client.get<ObligationView>(`/obligations/${id}`));
export const act = async (client: ApiClient, id: string, kind: string, body: unknown = {}) =>
  story.good(await client.post<ObligationView>(`/obligations/${id}/actions/${kind}`, body));
export const refusedStep = (
  client: ApiClient,
  id: string,
  kind: string,
  body: unknown = {},
): Promise<Refused> => refused(client, `/obligations/${id}/actions/${kind}`, body);
export const owedIn = (client: ApiClient, roundId: string) =>
  story.all<ObligationView>(client, '/obligations').then((all) => all.filter((o) => o.roundId === roundId));
export const handOver = async (client: ApiClient, id: string, name: string) => {
  const file = { name: `${name}.pdf`, bytes: story.pdf(name) };
  return story.good(await client.upload<{ id: string }>(`/obligations/${id}/documents`, file));
};
export const taskOf = async (client: ApiClient, id: string) => {
  const { items } = story.good(await client.get<{ items: Task[] }>('/tasks'));
  return items.find(({ resource }) => resource === `/obligations/${id}`);
};
export const ask = async (client: ApiClient, body: object) =>
  story.good(await client.post<ObligationView>('/obligations', body));
export const waitingIn = (stack: Stack, id: string) =>
  stack.deps.starting.client.workflow.getHandle(`obligation:${id}`).query(waitingQuery);
