import { afterAll, beforeAll, expect, test } from 'vitest';
import * as story from '../../acceptance/demo/story.ts';
import { confirmed } from '../support/two-people.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

interface Unit {
  kind: string;
  parent: string;
  organization: string;
  functions: { function: string; to: string | null }[];
}

test('a draft that is under way goes to the office that Văn phòng became, and to whoever holds the role there', async () => {
  const admin = await stack.as('administrator', story.DEPARTMENT);
  const roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  const subject = { kind: 'collective', award: 'bang-khen' } as const;
  const { id } = await story.draft(stack.as, roundId, { ...subject, name: 'Phòng Quản lý khoa học' });

  const { body: old } = await admin.get<Unit>(`/units/${story.LEAD}`);
  const code = 'van-phong-moi';
  const { kind, parent, organization } = old;
  const names = { code, name: 'Văn phòng mới', shortName: 'Văn phòng mới', source: 'QĐ 1' };
  story.good(await admin.post('/units', { ...names, kind, parent, organization, from: '2021-01-01' }));
  const on = await todayOf(stack);
  const functions = old.functions.filter(({ to }) => to === null).map((row) => row.function);
  story.good(
    await admin.post(`/units/${story.LEAD}/successors`, {
      ...{ to: code, on, kind: 'rename', citation: 'QĐ 1', functions },
    }),
  );
  await story.submit(stack.as, id);
  const office = await stack.as('office-reviewer', story.LEAD);
  const { waiting } = await story.look(await stack.as('unit-officer', story.UNIT), id);
  expect(waiting).toMatchObject({ for: { body: code, role: 'office-reviewer' } });

  const { username } = office.who;
  const { id: personId } = await stack.deps.db.person.findUniqueOrThrow({ where: { username } });
  expect(await office.post(`/nominations/${id}/actions/approve`)).not.toMatchObject({ status: 200 });
  const asked = await admin.post<{ pending: { id: string }[] }>(`/people/${personId}/roles`, {
    role: 'office-reviewer',
    unit: code,
  });
  await confirmed(await stack.as('head', story.DEPARTMENT), asked);
  const { allowedActions } = await story.look(office, id);
  expect(allowedActions).toEqual(expect.arrayContaining(['approve', 'return', 'reject']));
});
