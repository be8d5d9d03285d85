import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { Answer, ApiClient } from '../../acceptance/demo/client.ts';
import { Season } from '../../acceptance/demo/season.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { RowLock } from '../support/row-lock.ts';
import { startStack } from '../support/stack.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Stack } from '../support/stack.ts';
import type { Refused } from '../support/steps.ts';
import { paper, roundFrom, sceneOf, todayOf } from '../support/steps.ts';

/** Who acts is judged where the act is recorded: at the step that is open then, by the roles of that moment. */
const ASSOCIATION = 'hiep-hoi-dn-hung-yen';

let stack: Stack;
let roundId: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
});
afterAll(() => stack.stop());

const idOf = async (client: ApiClient) =>
  (await stack.deps.db.person.findUniqueOrThrow({ where: { username: client.who.username } })).id;
const pendingOn = (pathId: string) => stack.deps.db.act.count({ where: { pathId, state: 'pending' } });
const actsRecorded = async (pathId: string) =>
  stack.deps.db.transition.findMany({
    where: { pathId, personId: { not: null } },
    orderBy: { version: 'asc' },
  });

/** At the reviewer of Văn phòng, every criterion found met. */
async function underReview(): Promise<string> {
  const { id } = await story.draft(stack.as, roundId, {
    ...{ kind: 'individual', award: 'giay-khen', name: randomUUID() },
  });
  await story.submit(stack.as, id);
  await story.confirmChecks(stack.as, id);
  return id;
}

/** What is sent while the record of a case stands still, and what has changed before it goes on. */
async function meanwhile<T>(
  id: string,
  send: () => Promise<Answer<T>>[],
  change: () => Promise<unknown> = () => Promise.resolve(),
  table = 'Nomination',
): Promise<Answer<T>[]> {
  const held = await RowLock.on(stack, id, table);
  const answers = send();
  try {
    await vi.waitFor(async () => expect(await pendingOn(id)).toBe(answers.length), { timeout: 20_000 });
    await change();
  } finally {
    await held.release();
  }
  return Promise.all(answers);
}

const statuses = (answers: Answer<unknown>[]) => answers.map(({ status }) => status).sort();

it('two approvals at once by a selector of the Hiệp hội leave the Sở’s step to the Sở', async () => {
  const season = await Season.open(
    sceneOf(stack),
    'chuyen-doi-so-thai-binh-2023',
    'tong-ket-2025',
    'so-khcn-hung-yen',
  );
  const { id } = await season.propose({
    ...{ award: 'bang-khen', category: 'doanh-nghiep', name: 'Công ty Dệt may' },
    unit: 'cong-ty-det-may-thai-binh',
  });
  const selector = await stack.as('selector', ASSOCIATION);
  const { checks, version } = await story.look(selector, id);
  for (const { criterion } of checks.filter(({ result }) => result === 'unverified'))
    story.good(
      await selector.put(`/nominations/${id}/checks/${criterion}`, { result: 'met', reason: 'Có.' }, version),
    );
  const approve = () => selector.post<Refused>(`/nominations/${id}/actions/approve`);
  const answers = await meanwhile(id, () => [approve(), approve()]);
  expect(statuses(answers)).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('not-in-this-state');
  const approved = (await actsRecorded(id)).filter(({ act }) => act === 'approve');
  expect(approved.map(({ unit, fromStep }) => [unit, fromStep])).toEqual([[ASSOCIATION, 1]]);
  expect(await stack.deps.db.nomination.findUniqueOrThrow({ where: { id } })).toMatchObject({ step: 2 });
});

describe('whose right has ended before the act is recorded', () => {
  /** A reviewer of Văn phòng of this test's own. */
  const newReviewer = () => addPerson(stack, randomUUID(), { role: 'office-reviewer', unit: story.LEAD });

  const ended: [string, string, Prisma.PersonUpdateInput][] = [
    ['was disabled', 'account', { disabledAt: new Date() }],
    [
      'has lost the role',
      'role',
      { roles: { updateMany: { where: {}, data: { validTo: new Date('2021-12-31') } } } },
    ],
  ];
  it.each(ended)('who %s is told so, and nothing is written', async (_what, path, data) => {
    const reviewer = await newReviewer();
    const id = await underReview();
    const mail = await stack.deps.db.notification.count({ where: { pathId: id } });
    const [answer] = await meanwhile(
      id,
      () => [reviewer.post<Refused>(`/nominations/${id}/actions/reject`, { reason: 'Không đủ.' })],
      async () => stack.deps.db.person.update({ where: { id: await idOf(reviewer) }, data }),
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'right-ended', errors: [{ path }] } });
    expect((await actsRecorded(id)).map(({ act }) => act)).not.toContain('reject');
    expect(await pendingOn(id)).toBe(0);
    expect(await stack.deps.db.notification.count({ where: { pathId: id } })).toBe(mail);
    expect(await stack.deps.db.nomination.findUniqueOrThrow({ where: { id } })).toMatchObject({
      stage: 'office-review',
    });
  });

  it('what needs no path is judged where it is written as well: a note, a document', async () => {
    const id = await underReview();
    const { id: draft } = await story.draft(stack.as, roundId, {
      ...{ kind: 'individual', award: 'giay-khen', name: randomUUID() },
    });
    const reviewer = await newReviewer();
    const officer = await addPerson(stack, randomUUID(), { role: 'unit-officer', unit: story.UNIT });
    const data = { roles: { updateMany: { where: {}, data: { validTo: new Date('2021-12-31') } } } };
    const endRole = async (client: ApiClient) =>
      stack.deps.db.person.update({ where: { id: await idOf(client) }, data });
    const [note] = await meanwhile(
      id,
      () => [reviewer.post<Refused>(`/nominations/${id}/notes`, { text: 'Cần xem lại.' })],
      () => endRole(reviewer),
    );
    const file = { name: 'muon.pdf', bytes: story.pdf('muộn') };
    const [document] = await meanwhile(
      draft,
      () => [
        officer.upload<Refused>(`/nominations/${draft}/documents`, file, { kind: 'bao-cao-thanh-tich' }),
      ],
      () => endRole(officer),
    );
    for (const answer of [note, document])
      expect(answer).toMatchObject({
        status: 403,
        body: { code: 'right-ended', errors: [{ path: 'role' }] },
      });
    expect(await stack.deps.db.deskNote.count({ where: { nominationId: id } })).toBe(0);
    expect(await stack.deps.db.document.count({ where: { upload: { name: file.name } } })).toBe(0);
    expect((await pendingOn(id)) + (await pendingOn(draft))).toBe(0);
  });

  it('a delegation that is revoked lends nothing to what is on its way, nor to its repeat', async () => {
    const admin = await stack.as('administrator', story.DEPARTMENT);
    const [delegator, delegate] = [await newReviewer(), await addPerson(stack, randomUUID())];
    const today = await todayOf(stack);
    const lent = await stack.deps.db.delegation.create({
      data: {
        ...{ delegatorId: await idOf(delegator), delegateId: await idOf(delegate) },
        ...{
          role: 'office-reviewer',
          unit: story.LEAD,
          reason: 'Nghỉ phép',
          document: await paper(admin, 'uy-quyen'),
        },
        ...{ validFrom: new Date(today), validTo: new Date(addDays(today, 10)) },
        ...{ createdById: await idOf(admin), createdAt: new Date() },
      },
    });
    const id = await underReview();
    const key = randomUUID();
    const reject = () =>
      delegate.post<Refused>(`/nominations/${id}/actions/reject`, { reason: 'Không đủ.' }, key);
    const [answer] = await meanwhile(
      id,
      () => [reject()],
      () => stack.deps.db.delegation.update({ where: { id: lent.id }, data: { revokedAt: new Date() } }),
    );
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'right-ended', errors: [{ path: 'delegation' }] },
    });
    expect((await actsRecorded(id)).map(({ act }) => act)).not.toContain('reject');
  });

  it(
    'is not closed in their name after an outage, once the sweep repeats what nobody answered',
    { timeout: 200_000 },
    async () => {
      const reviewer = await newReviewer();
      const id = await underReview();
      await stack.stopWorker();
      const sent = reviewer.post<Refused>(`/nominations/${id}/actions/reject`, { reason: 'Không đủ.' });
      await vi.waitFor(async () => expect(await pendingOn(id)).toBe(1), { timeout: 20_000 });
      await stack.deps.db.person.update({
        where: { id: await idOf(reviewer) },
        data: { disabledAt: new Date() },
      });
      expect((await sent).status).toBe(503);
      await stack.startWorker();
      // By the path that still had it, or by the sweep that repeats what nobody answered: it is judged, and taken back.
      await vi.waitFor(async () => expect(await pendingOn(id)).toBe(0), { timeout: 100_000, interval: 500 });
      expect((await actsRecorded(id)).map(({ act }) => act)).toEqual(['draft', 'submit']);
    },
  );

  it('a repeat has the first answer all the same, also where the role is gone', async () => {
    const reviewer = await newReviewer();
    const id = await underReview();
    const key = randomUUID();
    const act = (note: string) => reviewer.post(`/nominations/${id}/actions/approve`, { note }, key);
    const first = await act('Đủ.');
    expect(first.status).toBe(200);
    const where = { id: await idOf(reviewer) };
    await stack.deps.db.person.update({ where, data: { roles: { deleteMany: {} } } });
    expect((await act('Đủ.')).body).toEqual(first.body);
    expect((await act('Khác.')).status).toBe(404);
  });

  it('the repeat of an upload has the first answer, wherever the case is and whatever has become of the role', async () => {
    const officer = await addPerson(stack, randomUUID(), { role: 'unit-officer', unit: story.UNIT });
    const { id } = await story.draft(stack.as, roundId, {
      ...{ kind: 'individual', award: 'giay-khen', name: randomUUID() },
    });
    const key = randomUUID();
    const name = `${randomUUID()}.pdf`;
    const add = (text: string) =>
      officer.upload(
        `/nominations/${id}/documents`,
        { name, bytes: story.pdf(text) },
        { kind: 'bao-cao-thanh-tich' },
        key,
      );
    const first = await add('một');
    expect(first.status).toBe(201);
    const where = { id: await idOf(officer) };
    await stack.deps.db.person.update({ where, data: { roles: { deleteMany: {} } } });
    expect(await add('một')).toMatchObject({ status: 201, body: first.body });
    expect((await add('hai')).status).toBe(404);
    expect(await stack.deps.db.document.count({ where: { upload: { name } } })).toBe(1);
  });
});

it('an answer beside its forwarding is not given by a body that was asked no more', async () => {
  const unit = await stack.as('unit-officer', story.UNIT);
  const office = await stack.as('office-reviewer', story.LEAD);
  const question = { movement: story.MOVEMENT, subject: 'Số liệu', text: 'Năm nào?' };
  const { id } = story.good(await unit.post<{ id: string }>('/enquiries', question));
  const forward = office.post.bind(office);
  const to = { to: story.APPRAISER, reason: 'Thuộc Sở Nội vụ.' };
  const answers = await meanwhile(
    id,
    () => [
      forward<Refused>(`/enquiries/${id}/actions/forward`, to),
      forward<Refused>(`/enquiries/${id}/actions/answer`, { text: 'Năm 2025.' }),
    ],
    undefined,
    'Enquiry',
  );
  expect(statuses(answers)).toEqual([200, 409]);
  expect((await actsRecorded(id)).filter(({ act }) => act !== 'ask')).toHaveLength(1);
});

it('two reviewers at one criterion: who spoke of what the other had not seen hears 412, and the first reason stays readable', async () => {
  const [one, two] = [
    await stack.as('office-reviewer', story.LEAD),
    await stack.as('office-head', story.LEAD),
  ];
  const { id } = await story.draft(stack.as, roundId, {
    ...{ kind: 'individual', award: 'giay-khen', name: randomUUID() },
  });
  await story.submit(stack.as, id);
  const { checks, version } = await story.look(one, id);
  const [first, second] = checks;
  const say = (client: ApiClient, criterion: string, result: string, tag: string) =>
    client.send<story.NominationView & Refused>(
      ...([
        'PUT',
        `/nominations/${id}/checks/${criterion}`,
        { result, reason: `Căn cứ: ${result}.` },
      ] as const),
      { 'If-Match': `"${tag}"` },
    );
  expect((await say(one, first!.criterion, 'unmet', `${version}.0`)).status).toBe(200);
  for (const tag of [`${version}.0`, String(version)])
    expect(await say(two, first!.criterion, 'met', tag)).toMatchObject({
      status: 412,
      body: { code: 'version-stale' },
    });
  // Another criterion is another check.
  expect((await say(two, second!.criterion, 'met', `${version}.0`)).status).toBe(200);
  const { body } = await say(two, first!.criterion, 'met', `${version}.1`);
  expect(body.checks.find(({ criterion }) => criterion === first!.criterion)).toMatchObject({
    ...{ result: 'met', version: 2, earlier: [{ result: 'unmet', reason: 'Căn cứ: unmet.' }] },
  });
});
