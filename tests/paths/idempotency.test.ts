import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { endpointsOf } from '../../api/endpoints.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Answer, ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';

/** An act counts once (contract: Ground rules). */
let stack: Stack;
let roundId: string;
let officer: ApiClient;
let reviewer: ApiClient;

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  officer = await stack.as('unit-officer', story.UNIT);
  reviewer = await stack.as('office-reviewer', story.LEAD);
});
afterAll(() => stack.stop());

type Body = Record<string, unknown>;
const draftBody = (name: string) => story.draftOf(roundId, { kind: 'collective', award: 'bang-khen', name });
const newDraft = (name: string = randomUUID()) =>
  story.draft(stack.as, roundId, { kind: 'collective', award: 'bang-khen', name });
const actPath = (id: string, act: string) => `/nominations/${id}/actions/${act}`;
const timesRecorded = (pathId: string, act: string) =>
  stack.deps.db.transition.count({ where: { pathId, act } });
const tenTimes = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, work));

/** Answers that are all the first one. */
function expectSame(answers: Answer<Body>[], status: number): void {
  for (const { status: got, body } of answers)
    expect({ got, body }).toEqual({ got: status, body: answers[0]?.body });
}

describe('the same key and body, ten times at once', () => {
  test('creates one nomination', async () => {
    const name = randomUUID();
    const key = randomUUID();
    const answers = await tenTimes(() => officer.post<Body>('/nominations', draftBody(name), key));
    expectSame(answers, 201);
    expect(await stack.deps.db.nomination.count({ where: { subjectName: name } })).toBe(1);
  });

  test('submits once', async () => {
    const { id, version } = await newDraft();
    const key = randomUUID();
    const answers = await tenTimes(() => officer.post<Body>(actPath(id, 'submit'), {}, key));
    expectSame(answers, 200);
    expect(answers[0]?.body).toMatchObject({ stage: 'office-review', version: version + 1 });
    expect(await timesRecorded(id, 'submit')).toBe(1);
  });

  test('makes one token, and another key another', async () => {
    const key = randomUUID();
    const answers = await tenTimes(() => officer.post<Body>('/api-tokens', { name: 'máy', days: 1 }, key));
    expectSame(answers, 201);
    const another = await officer.post<Body>('/api-tokens', { name: 'máy', days: 1 });
    expect(another.body.token).not.toBe(answers[0]?.body.token);
  });
});

describe('a repeat', () => {
  test('has the first answer, though the case has long gone on', async () => {
    const { id } = await newDraft();
    const submit = randomUUID();
    const submitted = await officer.post<Body>(actPath(id, 'submit'), {}, submit);
    const { checks, version } = await story.look(reviewer, id);
    const met = { result: 'met', reason: 'Đã đối chiếu.' };
    for (const { criterion } of checks)
      story.good(await reviewer.put(`/nominations/${id}/checks/${criterion}`, met, version));
    const approve = randomUUID();
    const approved = await reviewer.post<Body>(actPath(id, 'approve'), {}, approve);
    expect(approved).toMatchObject({ status: 200, body: { stage: 'council-vote' } });
    expectSame([submitted, await officer.post<Body>(actPath(id, 'submit'), {}, submit)], 200);
    expectSame([approved, await reviewer.post<Body>(actPath(id, 'approve'), {}, approve)], 200);
    expect(await timesRecorded(id, 'approve')).toBe(1);
  });

  test('is answered where a crash lost the first answer', async () => {
    const { id, version } = await newDraft();
    const key = randomUUID();
    await officer.post(actPath(id, 'submit'), {}, key);
    await stack.deps.db.act.updateMany({ where: { key }, data: { answer: Prisma.DbNull } });
    const repeated = await officer.post<Body>(actPath(id, 'submit'), {}, key);
    expect(repeated).toMatchObject({ status: 200, body: { stage: 'office-review', version: version + 1 } });
    expect(await timesRecorded(id, 'submit')).toBe(1);
  });

  test('of a document after the submission adds none', async () => {
    const { id } = await newDraft();
    const key = randomUUID();
    const add = (text: string) =>
      officer.upload<Body>(
        `/nominations/${id}/documents`,
        { name: 'khac.pdf', bytes: story.pdf(text) },
        { kind: 'tai-lieu-khac' },
        key,
      );
    const first = await add('một');
    await story.submit(stack.as, id);
    expect(first.status).toBe(201);
    expectSame([first, await add('một')], 201);
    expect(await add('hai')).toMatchObject({ status: 422, body: { code: 'key-reused' } });
    expect(await stack.deps.db.document.count({ where: { nominationId: id, kind: 'tai-lieu-khac' } })).toBe(
      1,
    );
  });

  test('of a filed plan files no second version', async () => {
    const administrator = await stack.as('administrator', story.DEPARTMENT);
    const plan = parse(readFileSync(`movements/${story.MOVEMENT}.yaml`, 'utf8')) as Body;
    const key = randomUUID();
    const file = (title: string) => administrator.post<Body>('/movements', { ...plan, title }, key);
    const first = await file('Tên mới');
    expect(first).toMatchObject({ status: 201, body: { unchanged: false } });
    expectSame([first, await file('Tên mới')], 201);
    expect(await file('Tên khác')).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });

  test('while the worker is away is done once, when it is back', async () => {
    const { id } = await newDraft();
    const key = randomUUID();
    await stack.stopWorker();
    const unknown = await officer.post<Body>(actPath(id, 'submit'), {}, key);
    expect(unknown).toMatchObject({ status: 503, body: { code: 'outcome-unknown' } });
    expect(unknown.headers.get('retry-after')).toMatch(/^\d+$/);
    await stack.startWorker();
    const answers = await tenTimes(() => officer.post<Body>(actPath(id, 'submit'), {}, key));
    expectSame(answers, 200);
    expect(await timesRecorded(id, 'submit')).toBe(1);
  });
});

describe('a key', () => {
  test('is for one body', async () => {
    const key = randomUUID();
    const reused = { status: 422, body: { code: 'key-reused' } };
    story.good(await officer.post('/nominations', draftBody('Phòng A'), key));
    expect(await officer.post('/nominations', draftBody('Phòng B'), key)).toMatchObject(reused);
    const { id } = await newDraft();
    const head = await stack.as('unit-head', story.UNIT);
    const withdraw = randomUUID();
    story.good(await head.post(actPath(id, 'withdraw'), { reason: 'Một' }, withdraw));
    expect(await head.post(actPath(id, 'withdraw'), { reason: 'Hai' }, withdraw)).toMatchObject(reused);
    const token = randomUUID();
    story.good(await officer.post('/api-tokens', { name: 'Một', days: 1 }, token));
    expect(await officer.post('/api-tokens', { name: 'Hai', days: 1 }, token)).toMatchObject(reused);
  });

  test('does not mind in which order a body is written', async () => {
    const key = randomUUID();
    const { roundId: round, ...rest } = draftBody(randomUUID());
    const first = await officer.post<Body>('/nominations', { roundId: round, ...rest }, key);
    expectSame([first, await officer.post<Body>('/nominations', { ...rest, roundId: round }, key)], 201);
  });

  test('is for one person: another is judged for himself', async () => {
    const { id } = await newDraft();
    const key = randomUUID();
    story.good(await officer.post(actPath(id, 'submit'), {}, key));
    const head = await stack.as('unit-head', story.UNIT);
    expect(await head.post(actPath(id, 'submit'), {}, key)).toMatchObject({ status: 409 });
    expect(await reviewer.post(actPath(id, 'submit'), {}, key)).toMatchObject({ status: 403 });
  });

  test('is needed wherever something changes', async () => {
    const id = randomUUID();
    const keyed = endpointsOf({ rehearsal: true, demoLogin: true }).filter(({ spec }) => spec.idempotent);
    expect(keyed.length).toBeGreaterThan(30);
    for (const { spec } of keyed) {
      const path = spec.path.replace(/\{\w+\}/g, id);
      const answer = await officer.send(spec.method.toUpperCase(), path, {});
      expect({ path, ...answer }).toMatchObject({
        path,
        status: 400,
        body: { code: 'idempotency-key-required' },
      });
    }
  });

  test('of a refusal is judged afresh', async () => {
    const { id } = await newDraft();
    await story.submit(stack.as, id);
    const key = randomUUID();
    const refused = await reviewer.post<Body>(actPath(id, 'approve'), {}, key);
    expect(refused).toMatchObject({ status: 409, body: { code: 'checks-block' } });
    const { checks } = await story.look(reviewer, id);
    const overrides = checks.map(({ criterion }) => ({ criterion, reason: 'Đã xem tại phiên họp.' }));
    // Nothing is left of the refusal, so that the key is free for another body too.
    const approved = await reviewer.post<Body>(actPath(id, 'approve'), { overrides }, key);
    expect(approved).toMatchObject({ status: 200, body: { stage: 'council-vote' } });
  });
});

describe('an address is one, however it is spelled', () => {
  /** As no ordinary client writes it, and as Express takes it all the same. */
  const spellings: [string, (path: string) => string][] = [
    ['with a slash at the end', (path) => `${path}/`],
    ['with capitals', (path) => path.replace('/nominations/', '/NOMINATIONS/')],
    ['with an id in capitals', (path) => path.replace(/[0-9a-f-]{36}/, (id) => id.toUpperCase())],
    ['with percent signs', (path) => path.replace('-', '%2d')],
    ['with percent signs in capitals', (path) => path.replace('-', '%2D')],
    ['with a query', (path) => `${path}?x=1`],
  ];
  test.each(spellings)('the same key is the same act: %s', async (_how, spelled) => {
    const { id } = await newDraft();
    const key = randomUUID();
    const path = actPath(id, 'submit');
    const first = await officer.post<Body>(path, {}, key);
    const again = await officer.post<Body>(spelled(path), {}, key);
    expectSame([first, again], 200);
    expect(await stack.deps.db.act.count({ where: { key } })).toBe(1);
    expect(await timesRecorded(id, 'submit')).toBe(1);
  });

  test('a key of before, kept under what ordinary clients write, still answers', async () => {
    const { id } = await newDraft();
    const key = randomUUID();
    story.good(await officer.post(actPath(id, 'submit'), {}, key));
    const { route } = await stack.deps.db.act.findFirstOrThrow({ where: { key } });
    expect(route).toBe(`POST /api/v1${actPath(id, 'submit')}`);
  });
});

describe('what exists is changed only by who read it', () => {
  test('a draft', async () => {
    const { id, version } = await newDraft();
    const path = `/nominations/${id}`;
    const change = { achievement: { summary: 'Đã sửa.' } };
    expect(await officer.send('PATCH', path, change)).toMatchObject({ status: 428 });
    expect(await officer.patch(path, change, version - 1)).toMatchObject({ status: 412 });
    const changed = await officer.patch<Body>(path, change, version);
    expect(changed).toMatchObject({
      status: 200,
      body: { version: version + 1, achievement: change.achievement },
    });
    expect(await officer.patch(path, change, version)).toMatchObject({
      status: 412,
      body: { code: 'version-stale' },
    });
    // The path learns of the new version with its next act.
    expect(await story.submit(stack.as, id)).toMatchObject({ stage: 'office-review', version: version + 2 });
  });

  test('a check, by the version of its nomination, which it does not raise', async () => {
    const { id } = await newDraft();
    await story.submit(stack.as, id);
    const { version, checks } = await story.look(reviewer, id);
    const path = `/nominations/${id}/checks/${checks[0]?.criterion}`;
    const met = { result: 'met', reason: 'Đã đối chiếu.' };
    expect(await reviewer.send('PUT', path, met)).toMatchObject({ status: 428 });
    expect(await reviewer.put(path, met, version - 1)).toMatchObject({ status: 412 });
    expect(await reviewer.put(path, met, version)).toMatchObject({ status: 200, body: { version } });
    expect(await reviewer.send('PUT', path, met, { 'If-Match': String(version) })).toMatchObject({
      status: 200,
    });
  });
});
