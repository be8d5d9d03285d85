import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { endOfDay } from '../../domain/dates.ts';
import { afterDecision } from '../../organization/after-decision.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  emailOf,
  paper,
  pastCouncil,
  refused,
  refusedAct,
  roundFrom,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

interface Awaiting {
  decisionId: string;
  number: string;
  until: string;
  nominations: { id: string; outcome: string }[];
}
interface Round {
  state: string;
  allowedActions: string[];
  awaitingHead: Awaiting[];
}

let stack: Stack;
let roundId: string;
let reviewer: ApiClient;
let colleague: ApiClient;
let head: ApiClient;
let officer: ApiClient;
let today: string;
let ids: string[];
const subjects: story.Subject[] = [
  { kind: 'collective', award: 'giay-khen', name: 'Phòng Một' },
  { kind: 'collective', award: 'giay-khen', name: 'Phòng Hai' },
  ...['Lan', 'Minh', 'Nga'].map((name) => ({
    kind: 'individual' as const,
    award: 'giay-khen' as const,
    name,
  })),
];
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  today = await todayOf(stack);
  reviewer = await stack.as('office-reviewer', story.LEAD);
  colleague = await addPerson(stack, 'colleague', { role: 'office-reviewer', unit: story.LEAD });
  head = await stack.as('head', story.DEPARTMENT);
  officer = await stack.as('unit-officer', story.UNIT);
  roundId = (await story.openRound(stack.as, roundFrom(today))).id;
  headsMail = emailOf(stack, 'head', story.DEPARTMENT);
  ids = [];
  for (const subject of subjects) ids.push(await toCouncil(stack, roundId, subject));
  await pastCouncil(stack, ids);
});
afterAll(() => stack.stop());

const patience = { timeout: 20_000, interval: 50 };
let headsMail: string[];
const paperOf = (number: string) => ({ number, decidedOn: today, signedBy: 'Trần Tùng Chuẩn' });
const look = async (client: ApiClient) => story.good(await client.get<Round>(`/rounds/${roundId}`));
const answer = (client: ApiClient, act: string, body: object) =>
  client.post<Round>(`/rounds/${roundId}/actions/${act}`, body);
const told = async (id: string) => (await writtenTo(stack, id, 'awarded')).length > 0;
/** The decision of a number, once its round has heard of it. */
const waitingOf = (number: string) =>
  vi.waitFor(async () => {
    const found = (await look(head)).awaitingHead.find((one) => one.number === number);
    expect(await writtenTo(stack, roundId, 'decision-to-confirm')).toContain(headsMail[0]);
    return found!;
  }, patience);

it('is recorded only with the signed paper, handed in by who records it', async () => {
  const [id = ''] = ids;
  const decide = { ...paperOf('1/QĐ-SKHCN'), outcome: 'award' };
  const without = { status: 422, errors: [{ path: 'file' }] };
  expect(await refusedAct(colleague, id, 'decide', decide)).toMatchObject(without);
  expect(await refused(colleague, '/decisions', { ...paperOf('1/QĐ-SKHCN'), awarded: [id] })).toMatchObject(
    without,
  );
  const foreign = await paper(reviewer, 'quyet-dinh');
  expect(await refusedAct(colleague, id, 'decide', { ...decide, file: foreign })).toMatchObject(without);
  expect(await story.look(head, id)).toMatchObject({ stage: 'decision', outcome: null });
});

it('is not recorded by who approved the dossier, whatever their paper', async () => {
  const [id = ''] = ids;
  const decide = { ...paperOf('1/QĐ-SKHCN'), outcome: 'award', file: await paper(reviewer, 'quyet-dinh') };
  const barred = { status: 403, code: 'approved-by-recorder' };
  expect(await refusedAct(reviewer, id, 'decide', decide)).toMatchObject(barred);
  const many = { ...paperOf('1/QĐ-SKHCN'), awarded: [id], file: decide.file };
  expect(await refused(reviewer, '/decisions', many)).toMatchObject(barred);
  expect((await story.look(reviewer, id)).allowedActions).not.toContain('decide');
  expect((await story.look(colleague, id)).allowedActions).toContain('decide');
});

it('is told to the head at once and to no unit; confirmed by the head alone, the units hear', async () => {
  const [id = ''] = ids;
  const file = await paper(colleague, 'quyet-dinh');
  const after = await story.act(colleague, id, 'decide', {
    ...paperOf('2/QĐ-SKHCN'),
    outcome: 'award',
    file,
  });
  expect(after).toMatchObject({ stage: 'decision', outcome: null, decision: null });
  const { decisionId, nominations } = await waitingOf('2/QĐ-SKHCN');
  expect(nominations).toMatchObject([{ id, outcome: 'awarded' }]);
  expect(await writtenTo(stack, roundId, 'decision-to-confirm')).toEqual(headsMail);
  const { items: tasks } = story.good(await head.get<{ items: { kind: string; title: string }[] }>('/tasks'));
  expect(tasks).toContainEqual(expect.objectContaining({ kind: 'decision-to-confirm', title: '2/QĐ-SKHCN' }));
  expect((await head.download(`/decisions/${decisionId}/file`)).status).toBe(200);

  // The unit neither hears nor reads what is to become of it.
  expect(await told(id)).toBe(false);
  const seen = story.good(await officer.get<{ items: object[] }>(`/nominations/${id}/timeline`));
  expect(JSON.stringify(seen)).not.toContain('2/QĐ-SKHCN');
  expect((await look(officer)).awaitingHead).toEqual([]);
  expect((await officer.get(`/decisions/${decisionId}/file`)).status).toBe(404);

  for (const client of [colleague, officer, reviewer])
    expect((await answer(client, 'confirm-decision', { decisionId })).status).toBe(403);
  story.good(await answer(head, 'confirm-decision', { decisionId }));
  await story.arrive(head, id, ({ outcome }) => outcome === 'awarded');
  expect(await told(id)).toBe(true);
  expect((await answer(head, 'confirm-decision', { decisionId })).status).toBe(409);
});

it('that the head contests is undone with the reason, and the number is free for the paper as it is', async () => {
  const [, id = ''] = ids;
  const file = await paper(colleague, 'quyet-dinh');
  const invented = { ...paperOf('3/QĐ-SKHCN'), signedBy: 'Người không có thật', awarded: [id], file };
  const recorded = story.good(
    await colleague.post<{ id: string; awaitsHead: boolean }>('/decisions', invented),
  );
  expect(recorded).toMatchObject({ awaitsHead: true });
  const { decisionId } = await waitingOf('3/QĐ-SKHCN');
  const nothing = await refused(head, `/rounds/${roundId}/actions/contest-decision`, { decisionId });
  expect(nothing).toMatchObject({ status: 422, errors: [{ path: 'reason' }] });
  story.good(await answer(head, 'contest-decision', { decisionId, reason: 'Tôi không ký quyết định này.' }));
  const acts = async () =>
    story
      .good(await head.get<{ items: { act: string }[] }>(`/nominations/${id}/timeline`))
      .items.map(({ act }) => act);
  await vi.waitFor(async () => expect(await acts()).toContain('decision-contested'), patience);
  expect(await story.look(head, id)).toMatchObject({ stage: 'decision', outcome: null });
  expect(await told(id)).toBe(false);
  const office = await writtenTo(stack, roundId, 'decision-contested');
  expect(office).toContain('colleague@demo.example');
  story.good(await head.post('/decisions', { ...paperOf('3/QĐ-SKHCN'), awarded: [id] }));
  await story.arrive(head, id, ({ outcome }) => outcome === 'awarded');
  expect((await story.look(head, id)).decision).toMatchObject({ number: '3/QĐ-SKHCN' });
  // However the number is spelled, it is this paper's.
  const respelled = { ...paperOf('03 /qđ-skhcn'), signedBy: 'Người khác', awarded: [ids[2]] };
  expect(await refused(head, '/decisions', respelled)).toMatchObject({
    status: 422,
    errors: [{ path: 'signedBy' }],
  });
});

it('stays untold with a release of the round, until the head has confirmed it', async () => {
  const [, , id = ''] = ids;
  const file = await paper(colleague, 'quyet-dinh');
  const later = { ...paperOf('4/QĐ-SKHCN'), awarded: [id], file, prepared: true };
  const { id: decisionId } = story.good(await colleague.post<{ id: string }>('/decisions', later));
  const release = `/rounds/${roundId}/actions/release`;
  expect(await refused(colleague, release)).toMatchObject({ status: 409, code: 'decision-awaits-head' });
  story.good(await answer(head, 'confirm-decision', { decisionId }));
  expect(await told(id)).toBe(false);
  story.good(await colleague.post(release, {}));
  await story.arrive(head, id, ({ outcome }) => outcome === 'awarded');
});

it('of a head who worked on the dossier is not confirmed by them', async () => {
  const [, , , id = ''] = ids;
  const file = await paper(colleague, 'quyet-dinh');
  const body = { ...paperOf('5/QĐ-SKHCN'), refused: [{ id, reason: 'Chưa đủ điều kiện.' }], file };
  const { id: decisionId } = story.good(await colleague.post<{ id: string }>('/decisions', body));
  const { username } = stack.accounts.find((a) => a.roles.some((r) => r.role === 'head'))!;
  const { id: personId } = await stack.deps.db.person.findUniqueOrThrow({ where: { username } });
  await stack.deps.db.nomination.update({ where: { id }, data: { hands: [{ personId, did: 'edited' }] } });
  const confirm = `/rounds/${roundId}/actions/confirm-decision`;
  expect(await refused(head, confirm, { decisionId })).toMatchObject({ status: 403, code: 'own-proposal' });
  const contested = { decisionId, reason: 'Đề nghị giao Phó Giám đốc quyết định.' };
  story.good(await answer(head, 'contest-decision', contested));
});

it('that nobody contests in time stands, and the units hear', async () => {
  const [, , , , id = ''] = ids;
  const file = await paper(colleague, 'quyet-dinh');
  story.good(await colleague.post('/decisions', { ...paperOf('6/QĐ-SKHCN'), awarded: [id], file }));
  const { until } = await waitingOf('6/QĐ-SKHCN');
  const { workingDays } = afterDecision().contestDecision;
  expect(until).toBe((await calendarOf(stack)).after(today, workingDays));
  await stack.until(new Date(endOfDay(until).getTime() - 60_000));
  expect(await told(id)).toBe(false);
  await stack.until(new Date(endOfDay(until).getTime() + 60_000));
  await story.arrive(head, id, ({ outcome }) => outcome === 'awarded');
  expect(await told(id)).toBe(true);
});
