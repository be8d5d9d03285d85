import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { excessRights } from '../../prisma/roles.ts';
import * as story from '../../acceptance/demo/story.ts';
import { apiBeside } from '../support/api-beside.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
}, 120_000);
afterAll(() => stack.stop());

describe('a database without room', () => {
  /** As PostgreSQL says it, for every row that would be added to the table. */
  const fill = async (table: string) => {
    await stack.owner.$executeRawUnsafe(
      `CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`,
    );
    await stack.owner.$executeRawUnsafe(
      `CREATE TRIGGER no_room BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION no_room()`,
    );
  };
  const empty = (table: string) => stack.owner.$executeRawUnsafe(`DROP TRIGGER no_room ON "${table}"`);
  const upload = async () => {
    const officer = await stack.as('unit-officer');
    const { status } = await officer.upload('/files', { name: 'a.pdf', bytes: story.pdf('complaint') });
    return status;
  };
  const told = () =>
    stack.mailbox.received
      .filter(({ mail }) => mail.subject === 'Hết dung lượng cơ sở dữ liệu')
      .map(({ address }) => address)
      .sort();
  const administrators = () =>
    stack.accounts
      .filter(({ roles }) => roles.some(({ role }) => role === 'administrator'))
      .map(({ email }) => email)
      .sort();

  test('is told to the administrators once, however often it refuses, past an outbox that has no room either', async () => {
    expect(administrators().length).toBeGreaterThan(0);
    await fill('Upload');
    await fill('Notification');
    expect([await upload(), await upload(), await upload()]).toEqual([503, 503, 503]);
    await stack.deps.fullDisks.settled();
    expect(told()).toEqual(administrators());
    await empty('Notification');
    expect(await upload()).toBe(503);
    await stack.deps.fullDisks.settled();
    expect(await stack.deps.db.notification.count({ where: { event: 'disk-full' } })).toBe(0);
    expect(told()).toEqual(administrators());
  });

  test('is told by the outbox where that has room, by two API processes once', async () => {
    stack.mailbox.clear();
    const others = [await apiBeside(stack, (settings) => settings), await apiBeside(stack, (s) => s)];
    try {
      for (const { deps } of others) deps.fullDisks.alarm('database-full', 'a-request');
      for (const { deps } of others) await deps.fullDisks.settled();
      await vi.waitFor(() => expect(told()).toEqual(administrators()), 20_000);
      expect(await stack.deps.db.notification.count({ where: { event: 'disk-full' } })).toBe(
        administrators().length,
      );
    } finally {
      await empty('Upload');
      for (const other of others) await other.stop();
    }
    expect(await upload()).toBe(201);
  });
});

describe('a database role that may do more than it should', () => {
  const ready = async (nodeEnv: 'production' | 'test') => {
    const api = await apiBeside(stack, (settings) => ({ ...settings, nodeEnv }));
    try {
      const response = await fetch(`${api.baseUrl}/health/ready`);
      return { status: response.status, body: (await response.json()) as object };
    } finally {
      await api.stop();
    }
  };
  const sound = { status: 200, body: { status: 'ready' } };

  test.each([
    ['change what is append-only', 'UPDATE ON "AuditSeal"'],
    ['change a column of it', 'UPDATE (hash) ON "AuditSeal"'],
    ['change what it may only add and delete, but for one column', 'UPDATE (name) ON "Upload"'],
    ['empty a table', 'TRUNCATE ON "Person"'],
  ])('that may %s is a warning in production, and the service goes on', async (_what, right) => {
    expect(await ready('production')).toEqual(sound);
    await stack.owner.$executeRawUnsafe(`GRANT ${right} TO thi_dua_app`);
    try {
      const degraded = ['database-role'];
      expect(await ready('production')).toEqual({ status: 200, body: { status: 'ready', degraded } });
      expect(await ready('test')).toEqual(sound);
    } finally {
      await stack.owner.$executeRawUnsafe(`REVOKE ${right} FROM thi_dua_app`);
    }
  });

  test('is also one that owns the tables', async () => {
    const rights = await excessRights(stack.owner);
    expect(rights).toContainEqual({ table: 'AuditEntry', right: 'UPDATE' });
    expect(rights).toContainEqual({ table: 'Nomination', right: 'DELETE' });
    expect(await excessRights(stack.deps.db)).toEqual([]);
  });
});
