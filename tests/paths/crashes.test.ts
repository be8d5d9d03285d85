import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sweep } from '../../activities/caretaker.ts';
import { createPathActivities } from '../../activities/index.ts';
import { tell } from '../../activities/record.ts';
import { tellOne } from '../../activities/tell.ts';
import { addDays, dateOf, endOfDay } from '../../domain/dates.ts';
import type { PathRef } from '../../domain/path.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { ApiClient } from '../../scripts/demo/client.ts';
import * as story from '../../scripts/demo/story.ts';
import { mailDispatcherWorkflowId } from '../../workflows/mail-dispatcher-id.ts';
import { restartSignal, waitingQuery } from '../../workflows/messages.ts';
import { apiWithoutTemporal } from '../support/api-without-temporal.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { paper, pastCouncil, refusedAct, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

let stack: Stack;
let roundId: string;
let office: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  office = await stack.as('office-reviewer', story.LEAD);
});
afterAll(() => stack.stop());

const nomination = (id: string): PathRef => ({ kind: 'nomination', id });
const handleOf = (id: string) =>
  stack.deps.starting.client.workflow.getHandle(workflowIdOf(nomination(id)));
const waitingOf = async (id: string) => (await handleOf(id).query(waitingQuery)).waiting?.why;
const transitionsOf = (id: string) =>
  stack.deps.db.transition.findMany({ where: { pathId: id }, orderBy: { version: 'asc' } });

let people = 0;
/** Submitted for a Giấy khen: at Văn phòng. */
async function submitted(): Promise<string> {
  people += 1;
  const name = `Nguyễn Văn ${people}`;
  const { id } = await story.draft(stack.as, roundId, { kind: 'individual', award: 'giay-khen', name });
  await story.submit(stack.as, id);
  return id;
}

it('a nomination whose workflow could not be started is started by the sweep', async () => {
  const api = await apiWithoutTemporal(stack);
  try {
    const { who } = await stack.as('unit-officer', story.UNIT);
    const officer = await new ApiClient(api.baseUrl, who).login();
    const s = Date.now();
    const draft = story.draftOf(roundId, { kind: 'individual', award: 'giay-khen', name: 'Lê Văn Tám' });
    const { id } = story.good(await officer.post<story.NominationView>('/nominations', draft));
    console.log('took', Date.now() - s);
    const row = () => stack.deps.db.nomination.findUniqueOrThrow({ where: { id } });
    await sweep(stack.deps.db, stack.deps.starting);
    await vi.waitUntil(async () => (await row()).started);
    await vi.waitFor(async () => expect(await waitingOf(id)).toBe('unit-drafts'), { timeout: 10_000 });
  } finally {
    await api.stop();
  }
});
