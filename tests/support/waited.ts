import { expect } from 'vitest';
import type { Role } from '../../domain/roles.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Stack } from './stack.ts';

interface Task {
  kind: string;
  resource: string;
  title: string;
  dueAt: string | null;
  overdue: boolean;
  actions: string[];
}
export const tasksOf = async (client: ApiClient): Promise<Task[]> =>
  story.good(await client.get<{ items: Task[] }>('/tasks')).items;

/** The task by which somebody sees that a case waits for him, or why `waiting` names him for nothing. */
export async function taskOfWhomItWaitsFor(
  stack: Stack,
  waiting: story.NominationView['waiting'],
  resource: string,
): Promise<Task & { code: string; role: string }> {
  const { body, role } = waiting!.for;
  const tasks = await tasksOf(await stack.as(role as Role, body ?? ''));
  const task = tasks.find((one) => one.resource === resource);
  expect(task, `${role} at ${body}, of ${tasks.map((one) => one.resource).join(', ')}`).toBeDefined();
  return { ...task!, code: waiting!.code, role };
}
