import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';

const OTHER_UNIT = 'chi-cuc-tdc-so-khcn-hung-yen';
const OTHER_ORGANIZATION = 'so-khcn-ha-tinh';
const subject = { kind: 'collective', award: 'giay-khen' } as const;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

/** A page that looks on: what it is told, and when its stream has ended. */
async function lookOn(client: ApiClient) {
  const hangUp = new AbortController();
  const told: string[] = [];
  const lines = client.events('/events', hangUp.signal);
  // The first line comes once the service listens.
  expect((await lines.next()).value).toBe('retry: 2000');
  const ended = (async () => {
    for await (const line of lines) told.push(line);
  })();
  return { told, ended, hangUp };
}

it('tells of a change those who may see it, and nobody who is no longer logged in', async () => {
  const [officer, stranger] = [
    await stack.as('unit-officer', story.UNIT),
    await stack.as('unit-officer', OTHER_UNIT),
  ];
  const leaving = await stack.as('unit-head', story.UNIT);
  const own = await lookOn(officer);
  const foreign = await lookOn(stranger);
  const left = await lookOn(leaving);
  await leaving.send('DELETE', '/session');

  const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
  const { id } = await story.draft(stack.as, round.id, subject);

  const draft = JSON.stringify({ kind: 'nomination', id });
  const opened = JSON.stringify({ kind: 'award-round', id: round.id });
  await expect.poll(() => own.told.join('\n')).toContain(draft);
  // Everybody reads rounds: that the other unit has heard of this one shows that it would have heard of the draft.
  await expect.poll(() => foreign.told.join('\n')).toContain(opened);
  await left.ended;
  const other = await story.draft(stack.as, round.id, { ...subject, unit: OTHER_UNIT });
  await expect.poll(() => foreign.told.join('\n')).toContain(other.id);
  expect(foreign.told.join('\n')).not.toContain(id);
  expect(own.told.join('\n')).not.toContain(other.id);
  expect(left.told.join('\n')).not.toContain(id);
  // Of the organization everybody hears that it changed, and nothing else.
  const administrator = await stack.as('administrator', 'so-khcn-hung-yen');
  const { version } = await stack.deps.db.unit.findUniqueOrThrow({ where: { code: OTHER_UNIT } });
  const heard = own.told.length;
  story.good(await administrator.patch(`/units/${OTHER_UNIT}`, { shortName: 'Chi cục TĐC' }, version));
  await expect.poll(() => foreign.told).toContain('event: organization');
  await expect
    .poll(() => own.told.slice(heard).filter((line) => line !== ':'))
    .toEqual(['event: organization', 'data: {}']);
  for (const { hangUp, ended } of [own, foreign]) {
    hangUp.abort();
    await expect(ended).rejects.toThrow('abort');
  }
}, 60_000);

it('shows the trail to the auditors of the organization alone, each entry with its link in the chain', async () => {
  interface Trail {
    items: {
      action: string;
      pathId: string;
      object: { code: string | null };
      person: { displayName: string } | null;
      seal: { position: number } | null;
    }[];
    nextCursor: string | null;
    total: number;
  }
  const [auditor, officer] = [
    await stack.as('auditor', 'so-khcn-hung-yen'),
    await stack.as('unit-officer', story.UNIT),
  ];
  const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
  const { id } = await story.draft(stack.as, round.id, { ...subject, name: 'Tổ Ánh Nguyệt' });
  const trail = async (query: string) => story.good(await auditor.get<Trail>(`/audit?${query}`));

  await expect
    .poll(async () => (await trail(`path=${id}`)).items.at(-1)?.seal, { timeout: 15_000 })
    .not.toBeNull();
  const ofDraft = await trail(`path=${id}&limit=2`);
  const rest = await trail(`path=${id}&limit=2&cursor=${ofDraft.nextCursor ?? ''}`);
  const all = [...ofDraft.items, ...rest.items];
  expect(all.map(({ action }) => action)).toEqual([
    'document-added',
    'document-added',
    'document-added',
    'draft',
  ]);
  expect(all.map(({ person }) => person?.displayName)).toEqual(all.map((): unknown => expect.any(String)));
  expect(ofDraft.total).toBe(all.length);
  const code = all[0]?.object.code ?? '';
  expect(code).toMatch(/^[A-Z]+-[A-Z]+-\d{4}$/);
  for (const called of [code.toLowerCase(), 'nguyet anh to']) {
    const { items } = await trail(`q=${encodeURIComponent(called)}`);
    expect(items.map(({ pathId }) => pathId)).toEqual(all.map(() => id));
  }
  expect((await trail('q=CCHC-BK-9999')).total).toBe(0);
  expect((await trail('from=2000-01-01&to=2000-01-02')).total).toBe(0);
  expect(await refusedGet(officer, '/audit')).toBe(403);
  const elsewhere = await stack.as('auditor', OTHER_ORGANIZATION);
  expect(story.good(await elsewhere.get<Trail>(`/audit?path=${id}`)).total).toBe(0);
});

const refusedGet = async (client: ApiClient, path: string) => (await client.get(path)).status;
