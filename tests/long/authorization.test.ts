import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint } from '../../api/endpoint.ts';
import { endpointsOf } from '../../api/endpoints.ts';
import { addDays } from '../../domain/dates.ts';
import { roles } from '../../domain/roles.ts';
import type { Role } from '../../domain/roles.ts';
import { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { paper, pastCouncil, roundFrom, toAppraiser, toCouncil, todayOf } from '../support/steps.ts';

/**
 * Who gets through at every endpoint there is, of those who hold one role each where a nomination of Phòng Quản lý
 * khoa học comes by: to all others it is 401, 403 or 404. `everybody` is whoever has logged in, `anybody` a stranger
 * too. `neighbour` works at another unit of the same organization, `elsewhere` holds every role at another one.
 * A machine with a token may what its owner may, but for what is marked `in-person`.
 * What each act is answered at each stage is in rights.test.ts and rights-of-bodies.test.ts.
 */
const table = `
POST /session                                              anybody
GET /session                                               everybody
DELETE /session                                            everybody
POST /session/confirm                                      everybody in-person
GET /session/demo                                          anybody
POST /session/demo                                         anybody
POST /session/password                                     anybody
PUT /session/password                                      everybody in-person
GET /sessions                                              everybody
DELETE /sessions/{id}                                      unit-officer in-person

POST /api-tokens                                           everybody in-person
GET /api-tokens                                            everybody
DELETE /api-tokens/{id}                                    unit-officer

POST /files                                                everybody

GET /movements                                             everybody
GET /movements/{code}                                      everybody
GET /movements/{code}/source                               administrator auditor elsewhere
POST /movements                                            administrator elsewhere
PUT /movements/{code}                                      administrator elsewhere

GET /schemas/movement.json                                 anybody

GET /units                                                 everybody
GET /units/{code}                                          everybody
POST /units                                                administrator elsewhere
PATCH /units/{code}                                        administrator
POST /units/{code}/successors                              administrator
GET /units/{code}/open-cases                               administrator

GET /people                                                everybody
GET /people/{id}                                           everybody
POST /people                                               administrator elsewhere
PATCH /people/{id}                                         administrator
POST /people/{id}/invitations                              administrator
POST /people/{id}/roles                                    administrator elsewhere
PATCH /people/{id}/roles/{holding}                         administrator elsewhere

GET /delegations                                           everybody
POST /delegations                                          unit-officer unit-head selector office-reviewer office-head council-chair council-secretary head appraiser index-owner administrator neighbour elsewhere
POST /delegations/{id}/actions/revoke                      office-head administrator

GET /pending-changes                                       everybody
GET /pending-changes/{id}                                  unit-officer council-chair head administrator auditor
POST /pending-changes/{id}/actions/confirm                 council-chair head in-person
POST /pending-changes/{id}/actions/refuse                  council-chair head in-person
POST /pending-changes/{id}/actions/withdraw                administrator

GET /councils/{body}                                       everybody
PUT /councils/{body}                                       administrator

GET /calendar                                              everybody
PUT /calendar/{date}                                       administrator elsewhere

GET /rankings/{set}/{period}                               everybody
PUT /rankings/{set}/{period}                               index-owner

POST /rounds                                               office-reviewer office-head
GET /rounds                                                everybody
GET /rounds/{id}                                           everybody
POST /rounds/{id}/actions/extend                           office-reviewer office-head
POST /rounds/{id}/actions/close-intake                     office-reviewer office-head
POST /rounds/{id}/actions/admit-late                       office-reviewer office-head
POST /rounds/{id}/actions/rank-and-cut                     office-reviewer office-head
POST /rounds/{id}/actions/release                          office-reviewer office-head
POST /rounds/{id}/actions/confirm-decision                 council-chair head
POST /rounds/{id}/actions/contest-decision                 council-chair head
POST /rounds/{id}/actions/cancel                           office-reviewer office-head
POST /rounds/{id}/actions/reopen                           office-head
GET /rounds/{id}/timeline                                  everybody
GET /rounds/{id}/report.xlsx                               office-reviewer office-head council-chair head auditor
GET /rounds/{id}/nominee-list-template.xlsx                everybody
GET /rounds/{id}/decision-draft.docx                       office-reviewer office-head council-chair head auditor

POST /nominations                                          unit-officer unit-head
GET /nominations                                           everybody
GET /nominations.xlsx                                      everybody
GET /nominations/{id}                                      unit-officer unit-head selector office-reviewer office-head council-member council-chair council-secretary head appraiser auditor
PATCH /nominations/{id}                                    unit-officer unit-head
POST /nominations/{id}/copies                              unit-officer unit-head
GET /nominations/{id}/copies                               unit-officer unit-head
POST /nominations/{id}/actions/submit                      unit-officer unit-head
POST /nominations/{id}/actions/withdraw                    unit-head
POST /nominations/{id}/actions/approve                     office-reviewer office-head appraiser
POST /nominations/{id}/actions/return                      office-reviewer office-head appraiser
POST /nominations/{id}/actions/reject                      office-reviewer office-head appraiser
POST /nominations/{id}/actions/hold                        office-reviewer office-head
POST /nominations/{id}/actions/release                     office-reviewer office-head
POST /nominations/{id}/actions/extend                      office-head
POST /nominations/{id}/actions/reroute                     office-head
POST /nominations/{id}/actions/decide                      office-head council-chair head
POST /nominations/{id}/documents                           unit-officer unit-head
DELETE /nominations/{id}/documents/{documentId}            unit-officer unit-head
GET /nominations/{id}/documents/{documentId}               unit-officer unit-head selector office-reviewer office-head council-member council-chair council-secretary head appraiser auditor
GET /nominations/{id}/decision                             unit-officer unit-head selector office-reviewer office-head council-member council-chair council-secretary head auditor
PUT /nominations/{id}/checks/{criterion}                   appraiser
PUT /nominations/{id}/nominees/{personId}                  office-reviewer office-head council-chair council-secretary head appraiser
GET /nominations/{id}/timeline                             unit-officer unit-head selector office-reviewer office-head council-member council-chair council-secretary head appraiser auditor
PUT /nominations/{id}/namesakes/{otherId}                  office-reviewer office-head appraiser
POST /nominations/{id}/assignment                          appraiser
POST /nominations/{id}/notes                               office-reviewer office-head appraiser
POST /nominations/{id}/opinions                            appraiser
GET /nominations/{id}/versions                             unit-officer unit-head selector office-reviewer office-head council-member council-chair council-secretary head appraiser auditor

POST /nominee-lists                                        unit-officer unit-head neighbour elsewhere
GET /nominee-lists/{id}                                    unit-officer
GET /nominee-lists/{id}/marked.xlsx                        unit-officer
POST /nominee-lists/{id}/actions/take                      unit-officer

POST /council-sessions                                     council-secretary
GET /council-sessions                                      everybody
GET /council-sessions/{id}                                 office-reviewer office-head council-member council-chair council-secretary head auditor
POST /council-sessions/{id}/actions/convene                council-chair council-secretary head
POST /council-sessions/{id}/actions/open                   council-chair council-secretary head
POST /council-sessions/{id}/actions/recuse                 council-chair council-secretary head
POST /council-sessions/{id}/actions/settle-seat            council-chair council-secretary head
POST /council-sessions/{id}/actions/remove-item            council-chair council-secretary head
POST /council-sessions/{id}/actions/annul-ballot           council-chair council-secretary head
POST /council-sessions/{id}/actions/switch-ballot          council-chair head
POST /council-sessions/{id}/actions/appoint-tellers        council-chair council-secretary head
POST /council-sessions/{id}/actions/record-count           council-chair council-secretary head
POST /council-sessions/{id}/actions/extend                 council-chair council-secretary head
POST /council-sessions/{id}/actions/adjourn                council-chair council-secretary head
POST /council-sessions/{id}/actions/close                  council-chair council-secretary head
POST /council-sessions/{id}/actions/conclude               council-chair head
POST /council-sessions/{id}/actions/reballot               council-chair council-secretary head
POST /council-sessions/{id}/actions/cancel                 council-chair council-secretary head
POST /council-sessions/{id}/actions/break-tie              council-chair head
POST /council-sessions/{id}/ballots                        council-member council-chair council-secretary head in-person
GET /council-sessions/{id}/results                         office-reviewer office-head council-member council-chair council-secretary head auditor
GET /council-sessions/{id}/receipts                        office-reviewer office-head council-member council-chair council-secretary head auditor
GET /council-sessions/{id}/recount                         office-reviewer office-head council-member council-chair council-secretary head auditor
GET /council-sessions/{id}/minutes.docx                    office-reviewer office-head council-member council-chair council-secretary head auditor
GET /council-sessions/{id}/tally.docx                      office-reviewer office-head council-member council-chair council-secretary head auditor

POST /submissions                                          office-reviewer office-head
GET /submissions                                           everybody
GET /submissions/{id}                                      office-reviewer office-head council-chair head appraiser auditor
GET /submissions/{id}/proposal.docx                        office-reviewer office-head council-chair head appraiser auditor
GET /submissions/{id}/list.docx                            office-reviewer office-head council-chair head appraiser auditor
GET /submissions/{id}/list.xlsx                            office-reviewer office-head council-chair head appraiser auditor
GET /submissions/{id}/summary.docx                         office-reviewer office-head council-chair head appraiser auditor
GET /submissions/{id}/decision-draft.docx                  office-reviewer office-head council-chair head appraiser auditor
POST /submissions/{id}/actions/dispatch                    office-reviewer office-head
POST /submissions/{id}/actions/record-receipt              office-reviewer office-head appraiser
POST /submissions/{id}/actions/record-answer               
POST /submissions/{id}/actions/record-decision             office-reviewer office-head

POST /decisions                                            office-head council-chair head elsewhere
GET /decisions/{id}/file                                   

GET /awards                                                everybody
GET /awards.xlsx                                           everybody

POST /nominations/{id}/actions/revoke                      council-chair head

GET /revocations                                           everybody
GET /revocations/{id}                                      unit-officer unit-head selector office-reviewer office-head council-member council-chair council-secretary head auditor
POST /revocations/{id}/actions/record-return               office-reviewer office-head

POST /obligations                                          office-reviewer office-head
GET /obligations                                           everybody
GET /obligations.xlsx                                      everybody
GET /obligations/{id}                                      unit-officer unit-head office-reviewer office-head council-chair head auditor
POST /obligations/{id}/actions/submit                      unit-officer unit-head
POST /obligations/{id}/actions/accept                      office-reviewer office-head
POST /obligations/{id}/actions/return                      office-reviewer office-head
POST /obligations/{id}/actions/waive                       office-head
POST /obligations/{id}/documents                           unit-officer unit-head
DELETE /obligations/{id}/documents/{documentId}            unit-officer unit-head
GET /obligations/{id}/documents/{documentId}               unit-officer unit-head

POST /enquiries                                            unit-officer unit-head neighbour
GET /enquiries                                             everybody
GET /enquiries.xlsx                                        everybody
GET /enquiries/{id}                                        unit-officer unit-head office-reviewer office-head council-chair head auditor
POST /enquiries/{id}/actions/answer                        office-reviewer office-head
POST /enquiries/{id}/actions/forward                       office-reviewer office-head
POST /enquiries/{id}/actions/close                         unit-officer unit-head

GET /tasks                                                 everybody

GET /events                                                everybody

GET /audit                                                 auditor elsewhere
GET /audit/state                                           auditor elsewhere

GET /notifications                                         everybody
POST /notifications/{id}/actions/resend                    office-reviewer office-head administrator
POST /notifications/{id}/actions/tell-otherwise            office-reviewer office-head administrator

POST /rehearsal/clock                                      administrator elsewhere
`;

/** Where the one who holds a role works: at the bodies that a nomination of Phòng Quản lý khoa học comes by. */
const unitOf: Record<Role, string> = {
  'unit-officer': story.UNIT,
  'unit-head': story.UNIT,
  selector: story.LEAD,
  'office-reviewer': story.LEAD,
  'office-head': story.LEAD,
  'council-member': story.COUNCIL,
  'council-chair': story.COUNCIL,
  'council-secretary': story.COUNCIL,
  head: story.DEPARTMENT,
  appraiser: story.APPRAISER,
  'index-owner': story.DEPARTMENT,
  administrator: story.DEPARTMENT,
  auditor: story.DEPARTMENT,
};
const NEIGHBOUR = 'chi-cuc-tdc-so-khcn-hung-yen';
const ELSEWHERE = 'so-tai-chinh-hung-yen';
const names = [...roles, 'neighbour', 'elsewhere'] as const;
type Name = (typeof names)[number];

let stack: Stack;
/** With what each shows who he is: by a session, and by a machine's token. */
const sessions = new Map<Name, Record<string, string>>();
const tokens = new Map<Name, Record<string, string>>();
/** What stands for the parameters of an address, by it or by the resource that it begins with. */
let params: Record<string, Record<string, string>>;
/** What an address needs to be asked at all. */
const queries: Record<string, string> = { 'GET /rounds/{id}/decision-draft.docx': '?award=giay-khen' };
/** What is sent where the answer hangs on it; elsewhere it is what no endpoint takes, so that nothing is changed. */
let bodies: Record<string, object>;

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  await stack.deps.db.unit.create({
    data: {
      code: ELSEWHERE,
      name: 'Sở Tài chính tỉnh Hưng Yên',
      shortName: 'Sở Tài chính',
      kind: 'department',
      parentCode: story.PROVINCE,
      organization: ELSEWHERE,
      validFrom: new Date('2021-01-01'),
    },
  });
  for (const role of roles) await introduce(role, await holderOf(role));
  const around = (unit: string, held: readonly Role[]) => held.map((role) => ({ role, unit }));
  await introduce(
    'neighbour',
    await addPerson(stack, 'neighbour', ...around(NEIGHBOUR, ['unit-officer', 'unit-head'])),
  );
  await introduce('elsewhere', await addPerson(stack, 'elsewhere', ...around(ELSEWHERE, roles)));
  await tellStory();
});
afterAll(() => stack.stop());

async function holderOf(role: Role): Promise<ApiClient> {
  const unit = unitOf[role];
  const known = stack.accounts.some((account) =>
    account.roles.some((r) => r.role === role && r.unit === unit),
  );
  // The first member is the secretary as well.
  if (known) return stack.as(role, unit, role === 'council-member' ? 1 : 0);
  return addPerson(stack, `${role}-only`, { role, unit });
}

async function introduce(name: Name, client: ApiClient): Promise<void> {
  const { username, password } = client.who;
  // Without the client's cookie: logging in anew would end the session that he works with.
  const stranger = new ApiClient(stack.baseUrl, client.who);
  const { headers } = await stranger.send('POST', '/session', { username, password });
  sessions.set(name, { cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '' });
  const { token } = story.good(await client.post<{ token: string }>('/api-tokens', { name }));
  tokens.set(name, { authorization: `Bearer ${token}` });
}

/**
 * Two nominations go their ways, one to Sở Nội vụ and one to an award that is taken back; what is asked for is asked
 * of the first, and of what belongs to it.
 */
async function tellStory(): Promise<void> {
  const { as, deps } = stack;
  const { db } = deps;
  const [officer, head] = [await as('unit-officer', story.UNIT), await as('head', story.DEPARTMENT)];
  const today = await todayOf(stack);
  const made = async (client: ApiClient, address: string, body: object) =>
    story.good(await client.post<{ id: string }>(address, body)).id;
  const round = (await story.openRound(as, roundFrom(today))).id;
  const id = await toCouncil(stack, round, { kind: 'collective', award: 'bang-khen' });
  const taken = await toCouncil(stack, round, { kind: 'individual', award: 'giay-khen' });
  await pastCouncil(stack, [id, taken]);
  const submission = await toAppraiser(stack, round, [id]);
  const paperOf = { number: '11/QĐ-SKHCN', decidedOn: today };
  await story.act(head, taken, 'decide', { ...paperOf, outcome: 'award', signedBy: 'Trần Tùng Chuẩn' });
  const ground = { ground: 'false-achievement', reason: 'Kê khai số liệu không đúng.' };
  await story.act(head, taken, 'revoke', { ...paperOf, ...ground, number: '12/QĐ-SKHCN' });
  const document = await db.document.findFirstOrThrow({ where: { nominationId: id } });
  await db.decision.updateMany({
    where: { number: paperOf.number },
    data: { uploadId: document.uploadId },
  });
  const session = await db.councilSession.findFirstOrThrow();
  const obligation = await db.obligation.findFirstOrThrow({ where: { roundId: round, debtor: story.UNIT } });
  const report = story.good(
    await officer.upload<{ id: string }>(`/obligations/${obligation.id}/documents`, {
      name: 'ke-hoach.pdf',
      bytes: story.pdf('Kế hoạch'),
    }),
  );
  const question = { movement: story.MOVEMENT, subject: 'Mẫu báo cáo', text: 'Dùng mẫu nào?' };
  const leader = await as('office-head', story.LEAD);
  const leave = {
    delegator: await idOf(leader),
    delegate: await idOf(await as('office-reviewer', story.LEAD, 1)),
    ...{ role: 'office-head', unit: story.LEAD, from: addDays(today, 30), to: addDays(today, 40) },
    ...{ document: await paper(leader, 'giay-uy-quyen'), reason: 'Nghỉ phép.' },
  };
  const delegation = await made(leader, '/delegations', leave);
  const { pending } = story.good(
    await (
      await as('administrator')
    ).post<{ pending: { id: string }[] }>(`/people/${await idOf(officer)}/roles`, {
      role: 'selector',
      unit: story.DEPARTMENT,
    }),
    202,
  );
  const [asked] = pending;
  const holding = await db.roleHolding.findFirstOrThrow({
    where: { role: 'unit-officer', unit: story.UNIT },
  });
  const letter = await db.notification.findFirstOrThrow({ where: { pathId: id } });
  const revocation = await db.revocation.findFirstOrThrow();
  const [set, period] = ['bo-chi-so-chuyen-doi-so', '2025'];
  const ranks = {
    ...{ group: 'xa-phuong-thi-tran', version: 1 },
    entries: [{ unit: 'xa-dong-quan', rank: 1, score: 940, maximum: 1000 }],
  };
  const owner = await as('index-owner', story.DEPARTMENT);
  story.good(await owner.send('PUT', `/rankings/${set}/${period}`, ranks, { 'If-None-Match': '*' }));
  const spare = {
    ...{ personId: await idOf(officer), tokenHash: 'of another desk' },
    expiresAt: new Date(Date.now() + 3_600_000),
  };
  const list = story.good(
    await officer.upload<{ id: string }>('/nominee-lists', {
      name: 'good.xlsx',
      bytes: readFileSync('tests/files/lists/good.xlsx'),
    }),
  );
  const chosen = { roundId: round, proposingUnit: story.UNIT };
  for (const address of ['GET /nominee-lists/{id}', 'GET /nominee-lists/{id}/marked.xlsx'])
    queries[address] = `?${new URLSearchParams(chosen).toString()}`;
  params = {
    'nominee-lists': { id: list.id },
    nominations: {
      id,
      documentId: document.id,
      criterion: 'khong-vi-pham',
      personId: randomUUID(),
      otherId: randomUUID(),
    },
    'GET /nominations/{id}/decision': { id: taken },
    rounds: { id: round },
    'council-sessions': { id: session.id },
    submissions: { id: submission },
    revocations: { id: revocation.id },
    obligations: { id: obligation.id, documentId: report.id },
    enquiries: { id: await made(officer, '/enquiries', question) },
    people: { id: holding.personId, holding: holding.id },
    delegations: { id: delegation },
    'pending-changes': { id: asked?.id ?? '' },
    notifications: { id: letter.id },
    movements: { code: story.MOVEMENT },
    units: { code: story.UNIT },
    councils: { body: story.COUNCIL },
    calendar: { date: '2027-01-01' },
    rankings: { set, period },
    sessions: { id: (await db.loginSession.create({ data: spare })).id },
    'api-tokens': { id: await made(officer, '/api-tokens', { name: 'để thu hồi' }) },
  };
  bodies = {
    'POST /rounds/{id}/actions/confirm-decision': { decisionId: randomUUID() },
    'POST /rounds/{id}/actions/contest-decision': {
      decisionId: randomUUID(),
      reason: 'Không phải tôi quyết định.',
    },
    'POST /rounds': {
      ...{ movement: story.MOVEMENT, round: 'tong-ket-2025', dates: roundFrom(today), dryRun: true },
      reason: 'Tổng kết phong trào theo hướng dẫn của Sở Nội vụ',
    },
    'POST /nominee-lists/{id}/actions/take': { ...chosen, digest: '0'.repeat(64), rows: [2], whole: true },
    'POST /nominations': story.draftOf(round, { kind: 'collective', award: 'bang-khen' }),
    'POST /council-sessions': {
      ...{ body: story.COUNCIL, nominationIds: [id], mode: 'meeting', place: 'Phòng họp tầng 3' },
      ...{ scheduledAt: (await deps.clock()).toISOString(), ballot: 'show-of-hands' },
    },
    'POST /submissions': {
      ...{ roundId: round, award: 'bang-khen', fromBody: story.LEAD, toBody: story.APPRAISER },
      ...{ nominationIds: [id], number: '9/TTr', signedBy: 'Trần Tùng Chuẩn', signedOn: today },
    },
    'POST /decisions': { ...paperOf, signedBy: 'Trần Tùng Chuẩn', awarded: [taken] },
    'POST /enquiries': question,
    'POST /obligations': { movement: story.MOVEMENT, obligation: 'khong-co' },
  };
}

const idOf = async ({ who: { username } }: ApiClient): Promise<string> =>
  (await stack.deps.db.person.findUniqueOrThrow({ where: { username } })).id;

const addressOf = ({ spec }: Endpoint): string => `${spec.method.toUpperCase()} ${spec.path}`;

/** Whether somebody gets through. Of an answer that does not end, its head is enough. */
async function getsThrough(endpoint: Endpoint, who: Record<string, string>): Promise<boolean> {
  const { spec } = endpoint;
  const address = addressOf(endpoint);
  const of = params[address] ?? params[spec.path.split('/')[1] ?? ''] ?? {};
  const path = spec.path.replace(/\{(\w+)\}/g, (hole, name: string) => of[name] ?? hole);
  const body = bodies[address] ?? { unexpected: true };
  const answer = await fetch(`${stack.baseUrl}/api/v1${path}${queries[address] ?? ''}`, {
    method: spec.method.toUpperCase(),
    headers: {
      ...who,
      'idempotency-key': randomUUID(),
      'if-match': '"0"',
      ...(spec.body === 'multipart'
        ? {}
        : { 'content-type': spec.body === 'yaml' ? 'application/yaml' : 'application/json' }),
    },
    body: spec.body === undefined ? null : spec.body === 'multipart' ? new FormData() : JSON.stringify(body),
  });
  await answer.body?.cancel();
  expect(answer.status).toBeLessThan(500);
  return ![401, 403, 404].includes(answer.status);
}

async function through(endpoint: Endpoint, by: Map<Name, Record<string, string>>): Promise<Name[]> {
  const passed = await Promise.all(
    [...by].map(async ([name, who]) => ((await getsThrough(endpoint, who)) ? [name] : [])),
  );
  return passed.flat();
}

/** Who gets through, in the words of the table. */
async function found(endpoint: Endpoint): Promise<string> {
  const people = await through(endpoint, sessions);
  const machines = await through(endpoint, new Map([...tokens].filter(([name]) => people.includes(name))));
  const stranger = await getsThrough(endpoint, {});
  const said = people.length < names.length ? people.join(' ') : stranger ? 'anybody' : 'everybody';
  if (machines.length === people.length) return said;
  return `${said} ${machines.length === 0 ? 'in-person' : `machines: ${machines.join(' ')}`}`;
}

const lines = new Map(
  table.split('\n').flatMap((line) => {
    const [, address, who] = /^(\S+ \S+)\s*(.*)$/.exec(line) ?? [];
    return address === undefined ? [] : [[address, who] as const];
  }),
);
const last = 'DELETE /session';
const endpoints = endpointsOf({ rehearsal: true, demoLogin: true }).toSorted(
  (a, b) => Number(addressOf(a) === last) - Number(addressOf(b) === last),
);

test('the table has a line for every endpoint, and no other', () => {
  expect([...lines.keys()].sort()).toEqual(endpoints.map(addressOf).sort());
});

test.each(endpoints.map((endpoint) => [addressOf(endpoint), endpoint] as const))(
  '%s is for those who are named',
  async (address, endpoint) => {
    expect(await found(endpoint)).toBe(lines.get(address));
  },
);
