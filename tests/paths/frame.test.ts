import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endpointsOf } from '../../api/endpoints.ts';
import { openApiDocument } from '../../api/openapi.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { pastCouncil, roundFrom, toAppraiser, toCouncil, todayOf } from '../support/steps.ts';

/** What of the API's frame shows only where all parts are there; the rest is in tests/api. */
let stack: Stack;
let officer: ApiClient;
let office: ApiClient;
let roundId: string;

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  officer = await stack.as('unit-officer', story.UNIT);
  office = await stack.as('office-reviewer', story.LEAD);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
});
afterAll(() => stack.stop());

const newDraft = () =>
  officer.post<{ id: string }>(
    '/nominations',
    story.draftOf(roundId, { kind: 'collective', award: 'bang-khen' }),
  );

test('an error leads from the page to the log, and from there to the path and its act', async () => {
  const lines = vi.spyOn(stack.deps.logger, 'info');
  const subject = { kind: 'individual', award: 'giay-khen', name: 'Nguyễn Thị Hà' } as const;
  const { id } = await story.draft(stack.as, roundId, subject);
  const submitted = await officer.post(`/nominations/${id}/actions/submit`);
  const refused = await officer.post<{ instance: string }>(`/nominations/${id}/actions/approve`);
  const lineOf = (requestId: string | null) =>
    lines.mock.calls
      .map(([line]) => line as object)
      .find((line) => 'requestId' in line && line.requestId === requestId);
  expect(lineOf(refused.body.instance)).toMatchObject({
    ...{ status: 403, code: 'forbidden', route: 'POST /nominations/{id}/actions/approve' },
  });
  const line = lineOf(submitted.headers.get('x-request-id')) as { actId: string; path: string };
  const history = await stack.deps.starting.client.workflow.getHandle(line.path).fetchHistory();
  const updates = (history.events ?? []).map(
    (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId,
  );
  expect(updates).toContain(line.actId);
  const where = { pathId: id, actId: line.actId };
  expect(await stack.deps.db.transition.findFirst({ where })).toMatchObject({ act: 'submit' });
  expect(JSON.stringify(lines.mock.calls)).not.toContain(officer.who.username);
  lines.mockRestore();
});

describe('a document', () => {
  test('comes back byte for byte, as an attachment that no browser runs', async () => {
    const { id } = story.good(await newDraft());
    const bytes = story.pdf('Báo cáo');
    const file = { name: '../báo cáo.pdf', bytes };
    const kind = { kind: 'bao-cao-thanh-tich' };
    const added = story.good(
      await officer.upload<{ id: string; name: string }>(`/nominations/${id}/documents`, file, kind),
    );
    expect(added.name).toBe('báo cáo.pdf');
    const { headers, bytes: back } = await officer.download(`/nominations/${id}/documents/${added.id}`);
    expect(back.equals(bytes)).toBe(true);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('is one of so many, and of so much, as a case may hold', async () => {
    const { id } = story.good(await newDraft());
    const add = (name: string) => {
      const file = { name, bytes: story.pdf(name) };
      return officer.upload(`/nominations/${id}/documents`, file, { kind: 'tai-lieu-khac' });
    };
    const { limits } = stack.deps.settings;
    const full = { status: 413, body: { code: 'case-full' } };
    expect(await add('mot.pdf')).toMatchObject({ status: 201 });
    Object.assign(stack.deps.settings, { limits: { ...limits, caseFiles: 1 } });
    expect(await add('hai.pdf')).toMatchObject(full);
    Object.assign(stack.deps.settings, { limits: { ...limits, caseMegabytes: 0 } });
    expect(await add('hai.pdf')).toMatchObject(full);
    Object.assign(stack.deps.settings, { limits });
    expect(await add('hai.pdf')).toMatchObject({ status: 201 });
  });

  test('that is refused is in no dossier', async () => {
    const { id } = story.good(await newDraft());
    const add = (name: string, bytes: Buffer, kind: string) =>
      officer.upload(`/nominations/${id}/documents`, { name, bytes }, { kind });
    const uploads = await stack.deps.db.upload.count();
    expect(await add('trang.pdf', Buffer.from('<html><script>1</script>'), 'tai-lieu-khac')).toMatchObject({
      status: 415,
    });
    expect(await add('thu.pdf', story.pdf('thư'), 'thu-tinh')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'kind' }] },
    });
    expect(await stack.deps.db.document.count({ where: { nominationId: id } })).toBe(0);
    expect(await stack.deps.db.upload.count()).toBe(uploads);
  });
});

test('what is answered has the shape that the OpenAPI document promises', async () => {
  const id = await toCouncil(stack, roundId, { kind: 'collective', award: 'bang-khen' });
  await pastCouncil(stack, [id]);
  const submission = await toAppraiser(stack, roundId, [id]);
  const { db } = stack.deps;
  const session = await db.councilSession.findFirstOrThrow();
  const obligation = await db.obligation.findFirstOrThrow({ where: { roundId } });
  const question = { movement: story.MOVEMENT, subject: 'Mẫu báo cáo', text: 'Dùng mẫu nào?' };
  const enquiry = story.good(await officer.post<{ id: string }>('/enquiries', question));
  const person = await db.person.findFirstOrThrow();
  const idOf: Record<string, string> = {
    nominations: id,
    rounds: roundId,
    'council-sessions': session.id,
    submissions: submission,
    obligations: obligation.id,
    enquiries: enquiry.id,
    people: person.id,
  };
  const codeOf: Record<string, string> = { movements: story.MOVEMENT, units: story.UNIT };
  const endpoints = endpointsOf({ rehearsal: true, demoLogin: true });
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', ...openApiDocument(endpoints, stack.baseUrl) });
  const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');
  const faults: unknown[] = [];
  const asked: string[] = [];
  const unasked: string[] = [];
  for (const { spec } of endpoints.filter(({ spec: s }) => s.method === 'get' && 'schema' in s.answer)) {
    const resource = spec.path.split('/')[1] ?? '';
    const path = spec.path
      .replace('{id}', idOf[resource] ?? '{id}')
      .replace('{code}', codeOf[resource] ?? '{code}')
      .replace('{body}', story.COUNCIL);
    if (path.includes('{')) {
      unasked.push(spec.path);
      continue;
    }
    const [other] = spec.roles?.includes('office-reviewer') === false ? spec.roles : [];
    // Only who drafts for the unit may copy its cases.
    const client = spec.path.endsWith('/copies') ? officer : other ? await stack.as(other) : office;
    const { status, body } = await client.get(path);
    const pointer = `#/paths/${escaped(spec.path)}/get/responses/200/content/application~1json/schema`;
    const fits = ajv.compile({ $ref: `api${pointer}` });
    if (status !== 200 || !fits(body)) faults.push({ path, status, errors: fits.errors });
    asked.push(spec.path);
  }
  expect(faults).toEqual([]);
  expect(asked.length).toBeGreaterThan(15);
  // What this story has none of: a new kind of resource belongs into it, or here.
  expect(unasked).toEqual([
    ...['/pending-changes/{id}', '/rankings/{set}/{period}', '/nominee-lists/{id}', '/revocations/{id}'],
  ]);
});

describe('ready', () => {
  const ready = async () => {
    const response = await fetch(`${stack.baseUrl}/health/ready`);
    return { status: response.status, body: (await response.json()) as object };
  };

  test('when every part has been reached; afterwards mail may be away', async () => {
    expect(await ready()).toEqual({ status: 200, body: { status: 'ready' } });
    await stack.mailbox.stop();
    expect(await ready()).toEqual({ status: 200, body: { status: 'ready', degraded: ['smtp'] } });
  });

  test('also without Temporal and worker, as degraded: what is recorded is still read', async () => {
    await stack.deps.probe.close();
    const degraded = ['smtp', 'temporal', 'worker'];
    expect(await ready()).toEqual({ status: 200, body: { status: 'ready', degraded } });
    expect((await officer.get('/nominations')).status).toBe(200);
  });
});
