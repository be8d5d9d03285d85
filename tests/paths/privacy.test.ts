import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planSchema } from '../../domain/plan-schema.ts';
import { searchAttributeKeys } from '../../domain/search-attributes.ts';
import { workflowIdOf } from '../../domain/path.ts';
import * as story from '../../acceptance/demo/story.ts';
import { leaksIn } from '../../acceptance/histories/leaks.ts';
import { personalTexts } from '../../acceptance/histories/personal-texts.ts';
import { mailDispatcherWorkflowId } from '../../workflows/mail-dispatcher-id.ts';
import { carryToBangKhen } from '../support/bang-khen.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { todayOf } from '../support/steps.ts';

let stack: Stack;
let workflowIds: string[];
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  const paths = await carryToBangKhen(stack.as, await todayOf(stack), 'Phòng Quản lý khoa học');
  const roundId = paths[0]?.id ?? '';
  const subject = { kind: 'individual', award: 'giay-khen', name: 'Nguyễn Thị Hà' } as const;
  const { id } = await story.draft(stack.as, roundId, subject);
  await story.submit(stack.as, id);
  const office = await stack.as('office-reviewer', story.LEAD);
  await story.act(office, id, 'return', { reason: 'Báo cáo thành tích chưa có xác nhận của cấp trên.' });
  paths.push({ kind: 'nomination', id });
  const owed = await stack.deps.db.obligation.findFirstOrThrow({ where: { roundId } });
  paths.push({ kind: 'obligation', id: owed.id });
  workflowIds = [...paths.map(workflowIdOf), mailDispatcherWorkflowId];
});
afterAll(() => stack.stop());

/** Leaks, with logs of these lines. */
async function leaksWith(...lines: string[]): Promise<string[]> {
  const logs = mkdtempSync(path.join(os.tmpdir(), 'logs-'));
  try {
    writeFileSync(path.join(logs, 'api.log'), lines.join('\n'));
    return await leaksIn({ db: stack.deps.db, client: stack.deps.starting.client, logs });
  } finally {
    rmSync(logs, { recursive: true });
  }
}

it('what operators see of a path holds no name, address, text, reason or vote', async () => {
  const texts = await personalTexts(stack.deps.db);
  expect(texts).toEqual(
    expect.arrayContaining(['Nguyễn Thị Hà', expect.stringContaining('chưa có xác nhận')]),
  );
  expect(await leaksWith(JSON.stringify({ path: workflowIds[0], msg: 'request' }))).toEqual([]);
  for (const workflowId of workflowIds) {
    const handle = stack.deps.starting.client.workflow.getHandle(workflowId);
    const { typedSearchAttributes } = await handle.describe();
    const attributes = typedSearchAttributes
      .getAll()
      .filter(({ key }) => key.name in searchAttributeKeys && key.type === 'KEYWORD')
      .map(({ value }) => String(value));
    expect(attributes.length > 0).toBe(workflowId !== mailDispatcherWorkflowId);
    for (const value of attributes) expect(value).toMatch(/^[\w:.-]*$/);
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    if (workflowId !== mailDispatcherWorkflowId) expect(currentDetails).toContain('###');
  }
});

it('the words of a plan are everybody’s where they stand in its own phrase, and a person’s anywhere else', async () => {
  const { db } = stack.deps;
  const { plan } = await db.movementVersion.findFirstOrThrow({ where: { code: story.MOVEMENT } });
  const { title } = planSchema.parse(plan);
  // A dossier is often called by a part of what its plan is called.
  const words = title.split(' ').slice(1, -1).join(' ');
  const { id, achievementTitle } = await db.nomination.findFirstOrThrow();
  await db.nomination.update({ where: { id }, data: { achievementTitle: words } });
  try {
    expect(words.length).toBeGreaterThan(8);
    expect(await leaksWith(JSON.stringify({ msg: title }))).toEqual([]);
    const place = `api.log:1: ${words.slice(0, 3)}… (${words.length} characters)`;
    expect(await leaksWith(JSON.stringify({ msg: `Hồ sơ ${words} của ai` }))).toContain(place);
    // The phrase beside it takes nothing away from what stands by itself.
    expect(await leaksWith(JSON.stringify({ msg: `${title}: ${words}` }))).toContain(place);
  } finally {
    await db.nomination.update({ where: { id }, data: { achievementTitle } });
  }
});

it('and what would is found: in a history, a subject, a log', async () => {
  const { db, starting } = stack.deps;
  const [name, nomination] = [
    'Nguyễn Thị Hà',
    workflowIds.findLast((id) => id.startsWith('nomination:')) ?? '',
  ];
  await starting.client.workflow.getHandle(nomination).signal('look', name);
  const { id } = await db.notification.findFirstOrThrow();
  await db.notification.update({ where: { id }, data: { subject: `Hồ sơ của ${name}` } });
  const found = (await leaksWith('{"failure":"Nguy\\u1ec5n Thị Hà"}', `Key (name)=(${name})`)).join('\n');
  for (const place of [`${nomination} history`, `subject of mail ${id}`, 'api.log:1', 'api.log:2'])
    expect(found).toContain(`${place}: Ngu… (13 characters)`);
  expect(found).not.toContain(name);
});
