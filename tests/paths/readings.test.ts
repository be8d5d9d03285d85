import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PathKind, PathRef } from '../../domain/path.ts';
import * as story from '../../acceptance/demo/story.ts';
import { carryToBangKhen } from '../support/bang-khen.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { todayOf } from '../support/steps.ts';

/** What is read of a case that went all the way: the copy of its decision, and papers drawn from it and others. */
let stack: Stack;
let paths: PathRef[];
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  paths = await carryToBangKhen(stack.as, await todayOf(stack), 'Phòng Quản lý khoa học');
}, 180_000);
afterAll(() => stack.stop());

const idOf = (kind: PathKind) => paths.find((path) => path.kind === kind)?.id ?? expect.fail(`no ${kind}`);
const entriesOf = async (pathId: string) =>
  (
    await stack.deps.db.auditEntry.findMany({
      where: { pathId, action: { in: ['file-read', 'paper-read'] } },
      orderBy: { id: 'asc' },
    })
  ).map(({ action, detail, organization }) => ({ action, detail, organization }));

it('the copy of a decision that somebody outside the unit opens is in the trail, once a day; its own unit’s reading is not', async () => {
  const id = idOf('nomination');
  const [own, office] = [
    await stack.as('unit-officer', story.UNIT),
    await stack.as('office-head', story.LEAD),
  ];
  for (const reader of [own, office, office])
    expect((await reader.get(`/nominations/${id}/decision`)).status).toBe(200);
  const { decisionId } = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id } });
  const decision = await stack.deps.db.decision.findUniqueOrThrow({ where: { id: decisionId ?? '' } });
  expect(await entriesOf(id)).toEqual([
    { action: 'file-read', detail: { documentId: decision.uploadId }, organization: story.DEPARTMENT },
  ]);
});

it.each([
  ['award-round', '/rounds', ['report.xlsx']],
  ['council-session', '/council-sessions', ['minutes.docx', 'tally.docx']],
  ['submission', '/submissions', ['proposal.docx', 'list.docx', 'list.xlsx', 'summary.docx']],
] as const)(
  'what is drawn from the dossiers of a %s is in the trail by its name, once a day for each',
  async (kind, address, papers) => {
    const id = idOf(kind);
    const office = await stack.as('office-reviewer', story.LEAD);
    for (const paper of [...papers, ...papers])
      expect([paper, (await office.get(`${address}/${id}/${paper}`)).status]).toEqual([paper, 200]);
    expect(await entriesOf(id)).toEqual(
      papers.map((paper) => ({ action: 'paper-read', detail: { paper }, organization: story.DEPARTMENT })),
    );
  },
);

it('a unit that draws the report of its own cases is not in the trail, an office that draws it is', async () => {
  const id = idOf('award-round');
  const report = `/rounds/${id}/report.xlsx?unit=${story.UNIT}`;
  const before = await entriesOf(id);
  const [own, office] = [
    await stack.as('unit-head', story.UNIT),
    await stack.as('office-reviewer', story.LEAD),
  ];
  for (const reader of [own, office]) expect((await reader.get(report)).status).toBe(200);
  expect((await entriesOf(id)).slice(before.length)).toEqual([
    {
      action: 'paper-read',
      detail: { paper: 'report.xlsx', unit: story.UNIT },
      organization: story.DEPARTMENT,
    },
  ]);
});

it('a paper that is refused was read by nobody', async () => {
  const id = idOf('award-round');
  const before = await entriesOf(id);
  const office = await stack.as('office-reviewer', story.LEAD);
  const draft = await office.get(`/rounds/${id}/decision-draft.docx?award=giay-khen`);
  expect(draft.status).toBe(409);
  expect(await entriesOf(id)).toEqual(before);
});
