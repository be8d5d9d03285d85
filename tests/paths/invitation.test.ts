import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { eachDeliveredOnce, roundFrom, todayOf } from '../support/steps.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

test('a new colleague is invited by mail, sets a password, proposes, and is out when he is disabled', async () => {
  const admin = await stack.as('administrator', story.DEPARTMENT);
  const roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  const newcomer = {
    username: 'dong-nghiep-moi',
    displayName: 'Vũ Thị Mới',
    email: 'moi@skhcn.example',
    roles: [{ role: 'unit-officer', unit: story.UNIT }],
  };
  const made = story.good(await admin.post<{ id: string; version: number }>('/people', newcomer));

  const arrived = () => stack.mailbox.received.find(({ address }) => address === newcomer.email)?.mail.text;
  await expect.poll(arrived, { timeout: 20_000 }).toContain('/invitations/');
  const token = /\/invitations\/([\w-]+)/.exec(arrived() ?? '')?.[1] ?? '';
  const password = 'một mật khẩu của riêng tôi';
  const client = new ApiClient(stack.baseUrl, { username: newcomer.username, password });
  await expect(client.login()).rejects.toThrow('401');
  expect(await client.send('POST', '/session/password', { token, password })).toMatchObject({ status: 200 });
  await client.login();

  const { id } = await story.draft(() => Promise.resolve(client), roundId, {
    kind: 'collective',
    award: 'bang-khen',
    name: 'Phòng của tôi',
  });
  await eachDeliveredOnce(stack);
  // What was delivered is no longer in the record.
  const [mail] = await stack.deps.db.notification.findMany({
    where: { personId: made.id, event: 'invited' },
  });
  expect(mail).toMatchObject({ state: 'sent', text: '', html: '' });

  story.good(await admin.patch(`/people/${made.id}`, { disabled: true }, made.version));
  expect(await client.post(`/nominations/${id}/actions/submit`)).toMatchObject({ status: 401 });
  expect(await client.get('/session')).toMatchObject({ status: 401 });
});
