import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Cast } from '../support/cast.ts';
import { castNames, castOf } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { pastCouncil, roundFrom, toAppraiser, todayOf } from '../support/steps.ts';

/**
 * Who may read, make and change what else there is, for everybody: the statuses with those who get them, then what
 * the rest gets. A 422 is from one who may, with a body that can't be right: so nothing comes of it.
 */
const table = `
GET  /nominations/CASE                     | 200 officer head reviewer officeHead director auditor | 404
GET  /nominations/CASE/timeline            | 200 officer head reviewer officeHead director auditor | 404
GET  /nominations/CASE/documents/DOCUMENT  | 200 officer head reviewer officeHead director auditor | 404
DELETE /nominations/CASE/documents/DOCUMENT | 409 officer head | 403 reviewer officeHead director auditor | 404
PATCH /nominations/CASE                    | 409 officer head | 403 reviewer officeHead director auditor | 404
PUT  /nominations/CASE/checks/CRITERION    | 422 reviewer officeHead | 403 officer head director auditor | 404
PATCH /nominations/DRAFT                   | 412 officer head | 403 auditor | 404
PUT  /nominations/DRAFT/checks/CRITERION   | 403 officer head auditor | 404
GET  /nominations/DRAFT                    | 200 officer head auditor | 404
GET  /nominations                          | 200
GET  /nominations.xlsx                    | 200
POST /nominations                          | 422 officer head | 403
GET  /rounds                               | 200
GET  /rounds/ROUND                         | 200
POST /rounds                               | 200 reviewer officeHead | 403
GET  /rounds/ROUND/report.xlsx             | 200 reviewer officeHead director auditor | 403
GET  /rounds/ROUND/decision-draft.docx?award=giay-khen | 409 reviewer officeHead director auditor | 403
GET  /council-sessions                     | 200
GET  /council-sessions/NOWHERE             | 404
POST /council-sessions                     | 422 secretary | 403
GET  /submissions                          | 200
GET  /submissions/NOWHERE                  | 404
POST /submissions                          | 422 reviewer officeHead | 403
POST /decisions                            | 422 reviewer officeHead director elsewhere | 403
GET  /awards                               | 200
GET  /awards.xlsx                         | 200
GET  /revocations                          | 200
GET  /revocations/NOWHERE                  | 404
POST /revocations/NOWHERE/actions/record-return | 404
POST /nominations/CASE/actions/revoke      | 409 director | 403 officer head reviewer officeHead auditor | 404
GET  /obligations                          | 200
GET  /obligations/OWED                     | 200 officer head reviewer officeHead director auditor | 404
GET  /obligations/OWED/documents/NOWHERE   | 404
POST /obligations                          | 422 reviewer officeHead | 403
POST /obligations/OWED/documents           | 415 officer head | 403 reviewer officeHead director auditor | 404
DELETE /obligations/OWED/documents/NOWHERE | 403 reviewer officeHead director auditor | 404
POST /obligations/OWED/actions/submit      | 422 officer head | 403 reviewer officeHead director auditor | 404
POST /obligations/OWED/actions/accept      | 409 reviewer officeHead | 403 officer head director auditor | 404
POST /obligations/OWED/actions/return      | 409 reviewer officeHead | 403 officer head director auditor | 404
POST /obligations/OWED/actions/waive       | 422 officeHead | 403 officer head reviewer director auditor | 404
GET  /movements                            | 200
POST /movements                            | 422 admin | 403
PUT  /movements/MOVEMENT                   | 412 admin | 403
GET  /units                                | 200
GET  /units/UNIT                           | 200
POST /units                                | 422 admin | 403
PATCH /units/UNIT                          | 412 admin | 403
POST /units/UNIT/successors                | 422 admin | 403
GET  /people                               | 200
GET  /people/PERSON                        | 200
POST /people                               | 422 admin | 403
PATCH /people/PERSON                       | 412 admin | 403
POST /people/PERSON/roles                  | 422 admin | 403
PATCH /people/PERSON/roles/NOWHERE         | 404 admin | 403
POST /people/NOWHERE/invitations           | 404 admin | 403
GET  /calendar                             | 200
GET  /councils/COUNCIL                     | 200
PUT  /councils/COUNCIL                     | 412 admin | 403
GET  /tasks                                | 200
GET  /notifications                        | 200
POST /rehearsal/clock                      | 422 admin | 403
POST /notifications/NOWHERE/actions/resend | 404
POST /api-tokens                           | 201
GET  /api-tokens                           | 200
`;

let stack: Stack;
let cast: Cast;
let roundId: string;
let draft: string;
let underReview: string;
let names: Record<string, string>;
let bodies: Record<string, object>;
const reason = 'Thiếu minh chứng.';

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  cast = await castOf(stack);
  const today = await todayOf(stack);
  roundId = (await story.openRound(stack.as, roundFrom(today))).id;
  const subject = { kind: 'collective', award: 'bang-khen' } as const;
  draft = (await story.draft(stack.as, roundId, { ...subject, name: 'Nháp' })).id;
  underReview = (await story.draft(stack.as, roundId, { ...subject, name: 'Đã gửi' })).id;
  await story.submit(stack.as, underReview);
  const { checks } = await story.look(cast.reviewer, underReview);
  const document = await stack.deps.db.document.findFirstOrThrow({ where: { nominationId: underReview } });
  const owed = await stack.deps.db.obligation.findFirstOrThrow({
    where: { roundId, code: 'ke-hoach-cua-don-vi', debtor: story.UNIT },
  });
  names = {
    CASE: underReview,
    DRAFT: draft,
    ROUND: roundId,
    DOCUMENT: document.id,
    CRITERION: checks[0]?.criterion ?? '',
    NOWHERE: randomUUID(),
    MOVEMENT: story.MOVEMENT,
    COUNCIL: story.COUNCIL,
    UNIT: story.UNIT,
    PERSON: (await stack.deps.db.person.findUniqueOrThrow({ where: { username: cast.officer.who.username } }))
      .id,
    OWED: owed.id,
  };
  const nominationIds = [randomUUID()];
  const bodiesOfLetter = {
    fromBody: story.LEAD,
    toBody: story.APPRAISER,
    number: '1/TTr',
    signedBy: 'A',
    signedOn: today,
  };
  bodies = {
    'PATCH /nominations/CASE': {},
    'PATCH /nominations/DRAFT': {},
    'PUT /nominations/CASE/checks/CRITERION': { result: 'met' },
    'PUT /nominations/DRAFT/checks/CRITERION': { result: 'met' },
    'POST /nominations': { ...story.draftOf(roundId, subject), award: 'huan-chuong' },
    'POST /rounds': {
      movement: story.MOVEMENT,
      round: 'tong-ket-2025',
      dates: roundFrom(today),
      reason,
      dryRun: true,
    },
    'POST /council-sessions': {
      ...{ body: story.COUNCIL, nominationIds, mode: 'meeting', scheduledAt: `${today}T23:59:00+07:00` },
      ...{ place: 'Phòng họp', ballot: 'open' },
    },
    'POST /submissions': { roundId, award: 'bang-khen', nominationIds, ...bodiesOfLetter },
    'POST /decisions': {},
    'POST /revocations/NOWHERE/actions/record-return': { what: 'items', on: today },
    'POST /nominations/CASE/actions/revoke': {
      ...{ number: '9/QĐ', decidedOn: today, ground: 'later-finding', reason },
    },
    'POST /obligations': { movement: story.MOVEMENT, obligation: 'khac' },
    'POST /obligations/OWED/actions/submit': {},
    'POST /obligations/OWED/actions/accept': {},
    'POST /obligations/OWED/actions/return': { reason },
    'POST /obligations/OWED/actions/waive': {},
    'POST /movements': {},
    'POST /units': {},
    'PATCH /units/UNIT': {},
    'POST /units/UNIT/successors': {},
    'POST /people': {},
    'PATCH /people/PERSON': {},
    'POST /people/PERSON/roles': {},
    'PATCH /people/PERSON/roles/NOWHERE': { to: null },
    'POST /people/NOWHERE/invitations': {},
    'PUT /councils/COUNCIL': {},
    'PUT /movements/MOVEMENT': {},
    'POST /rehearsal/clock': { to: '2020-01-01T00:00:00Z' },
    'POST /notifications/NOWHERE/actions/resend': {},
    'POST /api-tokens': { name: 'máy', days: 1 },
  };
});
afterAll(() => stack.stop());

const headers = () => ({ 'Idempotency-Key': randomUUID(), 'If-Match': '"0"' });
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((part) => part.trim()));

test.each(rows)('%s', async (request = '', ...cells) => {
  const [method = '', address = ''] = request.split(/\s+/);
  const path = address.replace(/[A-Z]{4,}/g, (name) => names[name] ?? name);
  const rest = Number(cells.at(-1));
  const expected = castNames.map((name) => {
    const cell = cells.find((text) => text.split(' ').includes(name));
    return [name, cell ? Number(cell.split(' ')[0]) : rest];
  });
  const seen = castNames.map(async (name) => {
    const answer = await cast[name].send(method, path, bodies[`${method} ${address}`], headers());
    return [name, answer.status];
  });
  expect(await Promise.all(seen)).toEqual(expected);
});

test('lists hold what one may see, and nothing else', async () => {
  const all = await stack.deps.db.nomination.findMany({ select: { id: true } });
  for (const name of castNames) {
    const { body: list } = await cast[name].get<{ items: { id: string }[]; total: number }>('/nominations');
    const looks = await Promise.all(all.map(({ id }) => cast[name].get(`/nominations/${id}`)));
    const visible = all.filter((_n, i) => looks[i]?.status === 200).map(({ id }) => id);
    expect({ name, ids: list.items.map(({ id }) => id).sort() }).toEqual({ name, ids: visible.sort() });
    expect(list.total).toBe(visible.length);
  }
});

test('refusals come in the order 401, 404, 403, 422, 409', async () => {
  const wrong = { wrong: true };
  const reject = (client: ApiClient, body: object) =>
    client
      .send('POST', `/nominations/${underReview}/actions/reject`, body, headers())
      .then(({ status }) => status);
  const nobody = await fetch(`${stack.baseUrl}/api/v1/nominations/${underReview}/actions/reject`, {
    method: 'POST',
  });
  expect(nobody.status).toBe(401);
  expect(await reject(cast.otherOfficer, wrong)).toBe(404);
  expect(await reject(cast.officer, wrong)).toBe(403);
  expect(await reject(cast.reviewer, wrong)).toBe(422);
  const release = (body: object) =>
    cast.reviewer.send('POST', `/nominations/${underReview}/actions/release`, body, headers());
  expect(await release(wrong)).toMatchObject({ status: 422 });
  expect(await release({ document: randomUUID(), reason })).toMatchObject({ status: 409 });
});

describe('nobody reviews, votes on or decides what he proposed', () => {
  const own = { status: 403, body: { code: 'own-proposal' } };
  /** Everybody of the bodies may propose for Phòng Quản lý khoa học too. */
  const alsoProposes = async (...people: ApiClient[]) => {
    for (const { who } of people) {
      const { id: personId } = await stack.deps.db.person.findUniqueOrThrow({
        where: { username: who.username },
      });
      const held = { personId, role: 'unit-officer', unit: story.UNIT, validFrom: new Date('2021-01-01') };
      await stack.deps.db.roleHolding.create({ data: held });
    }
  };
  /** Drafted by one, submitted by another: both proposed it. */
  const proposedBy = async (award: 'bang-khen' | 'giay-khen', drafter: ApiClient, submitter: ApiClient) => {
    const as: story.As = () => Promise.resolve(drafter);
    const round = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
    const { id } = await story.draft(as, round, { kind: 'collective', award, name: randomUUID() });
    await story.act(submitter, id, 'submit');
    return { id, round };
  };

  test('not Văn phòng, nor the appraiser', async () => {
    await alsoProposes(cast.appraiser, cast.reviewer);
    const { id, round } = await proposedBy('bang-khen', cast.appraiser, cast.reviewer);
    const { allowedActions, checks, version } = await story.look(cast.reviewer, id);
    expect(allowedActions).not.toContain('approve');
    for (const act of ['approve', 'return', 'reject'])
      expect(await cast.reviewer.post(`/nominations/${id}/actions/${act}`, { reason })).toMatchObject(own);
    const check = `/nominations/${id}/checks/${checks[0]?.criterion}`;
    expect(await cast.reviewer.put(check, { result: 'met', reason }, version)).toMatchObject(own);
    expect(await story.look(cast.reviewer, id)).toMatchObject({ version, checks });
    // A colleague may.
    const colleague = await stack.as('office-reviewer', story.LEAD, 1);
    await story.review(() => Promise.resolve(colleague), id);
    await pastCouncil(stack, [id]);
    await toAppraiser(stack, round, [id]);
    expect(await cast.appraiser.post(`/nominations/${id}/actions/approve`)).toMatchObject(own);
    const other = await stack.as('appraiser', story.APPRAISER, 1);
    expect(await story.act(other, id, 'approve')).toMatchObject({ stage: 'submission' });
  });

  test('not the council, nor the head', async () => {
    await alsoProposes(cast.director);
    const { id } = await proposedBy('giay-khen', cast.director, cast.director);
    await story.review(stack.as, id);
    const meeting = {
      body: story.COUNCIL,
      nominationIds: [id],
      mode: 'meeting',
      place: 'P3',
      ballot: 'open',
    };
    const scheduledAt = (await stack.deps.clock()).toISOString();
    const session = story.good(
      await cast.secretary.post<story.SessionView>('/council-sessions', { ...meeting, scheduledAt }),
    );
    const path = `/council-sessions/${session.id}`;
    const step = (client: ApiClient, act: string, body: object = {}) =>
      client.post<story.SessionView>(`${path}/actions/${act}`, body);
    story.good(await step(cast.secretary, 'convene'));
    story.good(await step(cast.secretary, 'open', { present: session.members.map((m) => m.memberId) }));
    const vote = (client: ApiClient) =>
      client.send('POST', `${path}/ballots`, {
        votes: [{ nominationId: id, choice: 'approve', receipt: randomBytes(16).toString('base64url') }],
      });
    expect(await vote(cast.director)).toMatchObject(own);
    expect(await vote(cast.reviewer)).toMatchObject({ status: 403, body: { code: 'not-entitled' } });
    expect(await vote(cast.officer)).toMatchObject({ status: 404 });
    for (let nth = 0; nth < 6; nth += 1)
      expect(await vote(await stack.as('council-member', story.COUNCIL, nth))).toMatchObject({ status: 200 });
    // Six of seven are 80% of all seats and more: it is for the head to agree, but it is his own.
    const closed = story.good(await step(cast.secretary, 'close'));
    expect(closed.items).toMatchObject([{ nominationId: id, state: 'passed' }]);
    expect(await step(cast.director, 'conclude', { agreed: [id] })).toMatchObject(own);
  });
});
