import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { paper, roundFrom, todayOf } from '../support/steps.ts';

/** An act takes only uploads of who does it; somebody else's is as one that isn't there. */
let stack: Stack;
let roundId: string;
let office: ApiClient;
let head: ApiClient;
/** Handed in by a colleague of each. */
let foreign: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  office = await stack.as('office-reviewer', story.LEAD);
  head = await stack.as('unit-head', story.UNIT);
  foreign = await paper(await stack.as('unit-officer', story.UNIT), 'cua-nguoi-khac');
});
afterAll(() => stack.stop());

const submitted = async (): Promise<string> => {
  const { id } = await story.draft(stack.as, roundId, { kind: 'collective', award: 'bang-khen', name: 'Tổ' });
  await story.submit(stack.as, id);
  return id;
};
const unknown = (path: string) => ({
  status: 422,
  body: { code: 'invalid', errors: [{ path, message: 'Không có tệp này.' }] },
});
const reason = 'Có đơn phản ánh.';

test('holding and releasing', async () => {
  const id = await submitted();
  const act = (kind: string, document: string) =>
    office.post(`/nominations/${id}/actions/${kind}`, {
      document,
      reason,
      ...(kind === 'hold' ? { ground: 'complaint' } : {}),
    });
  expect(await act('hold', foreign)).toMatchObject(unknown('document'));
  expect(await stack.deps.db.transition.count({ where: { pathId: id, act: 'hold' } })).toBe(0);
  const own = await paper(office, 'don');
  expect(await act('hold', own)).toMatchObject({ status: 200 });
  expect(await act('release', foreign)).toMatchObject(unknown('document'));
  // One paper may stand for several acts.
  expect(await act('release', own)).toMatchObject({ status: 200 });
  expect(await stack.deps.db.upload.findUniqueOrThrow({ where: { id: own } })).not.toMatchObject({
    namedAt: null,
  });
});

test('withdrawing by a letter', async () => {
  const id = await submitted();
  const withdraw = (letter: string) => head.post(`/nominations/${id}/actions/withdraw`, { reason, letter });
  expect(await withdraw(foreign)).toMatchObject(unknown('letter'));
  expect(await withdraw(await paper(head, 'cong-van'))).toMatchObject({ status: 200 });
});

test('reading a dossier or a file from outside the unit stands in the trail, once a day for each, by ids; its own does not', async () => {
  const { db } = stack.deps;
  const { id } = await story.draft(stack.as, roundId, {
    kind: 'collective',
    award: 'bang-khen',
    name: 'Tổ hai',
  });
  const own = await stack.as('unit-officer', story.UNIT);
  const documents = await db.document.findMany({ where: { nominationId: id }, select: { id: true } });
  await story.submit(stack.as, id);
  const entries = () =>
    db.auditEntry.findMany({ where: { pathId: id, action: { in: ['dossier-read', 'file-read'] } } });
  story.good(await own.get(`/nominations/${id}`));
  story.good(await office.get('/nominations?limit=100'));
  expect(await entries()).toEqual([]);
  const auditor = await stack.as('auditor', 'so-khcn-hung-yen');
  for (const reader of [office, office, auditor])
    for (const address of ['', '/timeline', '/versions', `/documents/${documents[0]?.id}`])
      expect((await reader.get(`/nominations/${id}${address}`)).status).toBe(200);
  const found = await entries();
  expect(found.map(({ action }) => action).sort()).toEqual([
    'dossier-read',
    'dossier-read',
    'file-read',
    'file-read',
  ]);
  expect(new Set(found.map(({ personId }) => personId)).size).toBe(2);
  for (const { action, detail, at } of found) {
    expect(detail).toEqual(action === 'file-read' ? { documentId: documents[0]?.id } : {});
    // In the service's time, not in a server's zone.
    expect(Math.abs(at.getTime() - (await stack.deps.clock()).getTime())).toBeLessThan(3_600_000);
  }
  // On another day there is no key of this one.
  await db.reading.deleteMany();
  story.good(await office.get(`/nominations/${id}`));
  expect(await entries()).toHaveLength(5);
});
