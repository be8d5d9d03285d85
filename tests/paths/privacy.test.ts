import { afterAll, beforeAll, expect, it } from 'vitest';
import { searchAttributeKeys } from '../../domain/search-attributes.ts';
import { workflowIdOf } from '../../domain/path.ts';
import * as story from '../../scripts/demo/story.ts';
import { asJson, strangersIn, textOf } from '../../scripts/histories/contents.ts';
import { personalTexts } from '../../scripts/histories/personal-texts.ts';
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

it('what operators see of a path holds no name, address, text, reason or vote', async () => {
  const texts = await personalTexts(stack.deps.db);
  expect(texts).toEqual(
    expect.arrayContaining(['Nguyễn Thị Hà', expect.stringContaining('chưa có xác nhận')]),
  );
  for (const workflowId of workflowIds) {
    const handle = stack.deps.starting.client.workflow.getHandle(workflowId);
    const history = asJson(await handle.fetchHistory());
    const described = await handle.describe();
    const staticSummary = await described.staticSummary();
    const attributes = described.typedSearchAttributes
      .getAll()
      .filter(({ key }) => key.name in searchAttributeKeys && key.type === 'KEYWORD')
      .map(({ value }) => String(value));
    expect(attributes.length > 0).toBe(workflowId !== mailDispatcherWorkflowId);
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    const seen = [textOf(history), ...attributes, staticSummary, currentDetails].join('\n');
    expect(
      texts.filter((text) => seen.includes(text)),
      workflowId,
    ).toEqual([]);
    expect(strangersIn(history), workflowId).toEqual([]);
    for (const value of attributes) expect(value).toMatch(/^[\w:.-]*$/);
    if (workflowId !== mailDispatcherWorkflowId) expect(currentDetails).toContain('###');
  }
});
