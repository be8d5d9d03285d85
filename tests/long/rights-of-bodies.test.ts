import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Cast } from '../support/cast.ts';
import { castNames, castOf, cellsOf, copyRound, copySession, copySubmission } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import type { Refused } from '../support/steps.ts';
import { pastCouncil, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

/**
 * Who is answered what by rounds, council sessions and tờ trình, in each of their states (contract: Rounds; The
 * council; Submission). The line of a state names who sees it: to all others it is 404. The line of an act names who
 * may do it (200), or may, but not now (409): to the others it is 403.
 */
const everybody = castNames.join(' ');
const rounds = `
open: ${everybody}
  extend,close-intake,admit-late,rank-and-cut,cancel  200 reviewer officeHead

intake-closed: ${everybody}
  extend,admit-late,rank-and-cut,cancel  200 reviewer officeHead
  close-intake                           409 reviewer officeHead
  reopen                                 409 officeHead

finished: ${everybody}
  extend,close-intake,admit-late,rank-and-cut,cancel  409 reviewer officeHead
  reopen                                              200 officeHead

cancelled: ${everybody}
  extend,close-intake,admit-late,rank-and-cut,cancel  409 reviewer officeHead
  reopen                                              409 officeHead
`;
const sessions = `
draft: secretary director reviewer officeHead auditor
  convene,recuse,remove-item,cancel  200 secretary director
  open,record-count,close,reballot   409 secretary director
  adjourn,extend,appoint-tellers     409 secretary director
  switch-ballot                      200 director
  conclude,break-tie                 409 director

convened: secretary director reviewer officeHead auditor member
  open,recuse,remove-item,cancel     200 secretary director
  convene,record-count,close         409 secretary director
  adjourn,extend,appoint-tellers     409 secretary director
  switch-ballot                      200 director
  conclude,break-tie                 409 director

voting: secretary director reviewer officeHead auditor member
  record-count,recuse,remove-item    200 secretary director
  adjourn,appoint-tellers            200 secretary director
  convene,open,cancel,close          409 secretary director
  reballot,extend                    409 secretary director
  switch-ballot                      200 director
  conclude,break-tie                 409 director

counted: secretary director reviewer officeHead auditor member
  annul-ballot,recuse                200 secretary director
  close                              200 secretary director
  switch-ballot                      409 director

adjourned: secretary director reviewer officeHead auditor member
  open,recuse,remove-item,cancel     200 secretary director
  record-count,close,adjourn         409 secretary director
  switch-ballot,conclude             409 director

closed: secretary director reviewer officeHead auditor member
  conclude                           200 director
  convene,open,record-count,close    409 secretary director
  recuse,remove-item,cancel          409 secretary director
  adjourn,extend,appoint-tellers     409 secretary director
  annul-ballot                       409 secretary director
  switch-ballot                      409 director

concluded: secretary director reviewer officeHead auditor member
  conclude                           409 director
  convene,open,record-count,close    409 secretary director
  recuse,remove-item,cancel          409 secretary director
`;
/**
 * What goes to a body with accounts is answered there, nomination by nomination: its paper is nobody's to record. Who
 * approved a dossier at the review (`reviewer`) records no decision of it.
 */
const submissions = `
draft: reviewer officeHead director auditor
  dispatch                        200 reviewer officeHead
  record-receipt                  409 reviewer officeHead
  record-decision                 409 officeHead
  record-answer

dispatched: reviewer officeHead director auditor appraiser
  record-receipt                  200 reviewer officeHead appraiser
  dispatch                        409 reviewer officeHead
  record-decision                 409 officeHead
  record-answer

onward-draft: reviewer officeHead director auditor appraiser
  dispatch                        200 appraiser
  record-receipt,record-decision  409 appraiser
  record-answer                   409 appraiser

onward: reviewer officeHead director auditor appraiser
  record-receipt,record-decision  200 appraiser
  dispatch,record-answer          409 appraiser

received: reviewer officeHead director auditor appraiser
  record-decision                 200 appraiser
  dispatch,record-receipt         409 appraiser
  record-answer                   409 appraiser

finished: reviewer officeHead director auditor appraiser
  dispatch,record-receipt         409 appraiser
  record-answer,record-decision   409 appraiser
`;

let stack: Stack;
let cast: Cast;
let today: string;
/** A round, session or tờ trình in each state. */
const cases = new Map<string, string>();
/** A nomination for each award that waits for the council. */
let passed: Record<'bang-khen' | 'giay-khen', string>;
/** Where copies lie. */
let copies: string;
const reason = 'Theo kết luận của lãnh đạo Sở.';

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  cast = await castOf(stack);
  today = await todayOf(stack);
  copies = (await story.openRound(stack.as, roundFrom(today))).id;
  passed = { 'bang-khen': await nominee('bang-khen'), 'giay-khen': await nominee('giay-khen') };
  await openRounds();
  await holdSession();
  await sendOn();
});
afterAll(() => stack.stop());

const newRound = async () => (await story.openRound(stack.as, roundFrom(today))).id;
const nominee = async (award: 'bang-khen' | 'giay-khen') =>
  toCouncil(stack, await newRound(), { kind: 'collective', award, name: award });
const did = async (client: ApiClient, path: string, body: object = {}) =>
  story.good(await client.post<{ id: string }>(path, body));

async function openRounds(): Promise<void> {
  for (const state of ['open', 'intake-closed', 'finished', 'cancelled'])
    cases.set(`rounds ${state}`, await newRound());
  const closed = cases.get('rounds intake-closed')!;
  await did(cast.reviewer, `/rounds/${closed}/actions/close-intake`);
  await did(cast.reviewer, `/rounds/${cases.get('rounds cancelled')!}/actions/cancel`, { reason });
  // It is over only days after its intake: longer than these tests live through.
  const id = cases.get('rounds finished')!;
  await stack.deps.db.round.update({ where: { id }, data: { state: 'finished' } });
}

/** Carries a session from state to state and leaves a copy at each. */
async function holdSession(): Promise<void> {
  const { id } = await did(cast.secretary, '/council-sessions', {
    body: story.COUNCIL,
    nominationIds: [passed['giay-khen']],
    mode: 'meeting',
    scheduledAt: (await stack.deps.clock()).toISOString(),
    place: 'Phòng họp tầng 3',
    ballot: 'show-of-hands',
  });
  const steps = {
    draft: '',
    convened: 'convene',
    voting: 'open',
    adjourned: 'adjourn',
    resumed: 'open',
    counted: 'record-count',
    closed: 'close',
    concluded: 'conclude',
  };
  for (const [state, act] of Object.entries(steps)) {
    if (act)
      await did(
        cast.director,
        `/council-sessions/${id}/actions/${act}`,
        await bodyOf('council-sessions', id, act),
      );
    cases.set(`council-sessions ${state}`, await copySession(stack, id, copies));
  }
}

/** One tờ trình to Sở Nội vụ, and one from there to UBND, in each state. */
async function sendOn(): Promise<void> {
  const carry = async (
    from: string,
    to: string,
    client: ApiClient,
    steps: Record<string, string>,
    id: string,
  ) => {
    const { roundId } = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id } });
    const { id: submission } = await did(client, '/submissions', letter(roundId, from, to, id));
    for (const [state, act] of Object.entries(steps)) {
      if (act)
        await did(client, `/submissions/${submission}/actions/${act}`, {
          ...(await bodyOf('submissions', submission, act)),
          ...(act === 'record-decision' ? { file: await story.signedPaper(client, '1/QĐ') } : {}),
        });
      if (act === 'dispatch') await story.arrive(client, id, (n) => n.stage !== 'submission');
      cases.set(`submissions ${state}`, await copySubmission(stack, submission, copies));
    }
  };
  const id = passed['bang-khen'];
  await pastCouncil(stack, [id]);
  await carry(story.LEAD, story.APPRAISER, cast.reviewer, { draft: '', dispatched: 'dispatch' }, id);
  await story.act(cast.appraiser, id, 'approve');
  const onward = {
    'onward-draft': '',
    onward: 'dispatch',
    received: 'record-receipt',
    finished: 'record-decision',
  };
  await carry(story.APPRAISER, story.PROVINCE, cast.appraiser, onward, id);
}

const letter = (roundId: string, fromBody: string, toBody: string, id: string) => ({
  ...{ roundId, award: 'bang-khen', fromBody, toBody, nominationIds: [id] },
  ...{ number: randomUUID(), signedBy: 'Trần Tùng Chuẩn', signedOn: today },
});

type Kind = 'rounds' | 'council-sessions' | 'submissions';

/** A body with which the act succeeds where it may be done. */
async function bodyOf(kind: Kind, id: string, act: string): Promise<object> {
  if (kind === 'rounds')
    return (
      {
        extend: { deadline: 'decisionBy', to: addDays(today, 300), reason },
        'admit-late': { unit: story.UNIT, until: addDays(today, 60), reason },
        'rank-and-cut': { award: 'giay-khen' },
        reopen: { to: addDays(today, 60), reason },
        cancel: { reason },
      }[act] ?? {}
    );
  if (kind === 'submissions') {
    const items = await stack.deps.db.submissionItem.findMany({ where: { submissionId: id } });
    const ids = items.map((item) => item.nominationId);
    return (
      {
        'record-receipt': { number: '15/CV', receivedOn: today },
        'record-answer': {
          ...{
            items: ids.map((item) => ({ id: item, outcome: 'approve' })),
            documentNumber: '1/CV',
            date: today,
          },
          document: randomUUID(),
        },
        'record-decision': { number: randomUUID(), decidedOn: today, signedBy: 'Chủ tịch', awarded: ids },
      }[act] ?? {}
    );
  }
  const where = { sessionId: id };
  const items = await stack.deps.db.agendaItem.findMany({ where });
  const members = await stack.deps.db.sessionMember.findMany({ where });
  const nominationId = items[0]?.nominationId;
  const all = members.length;
  return (
    {
      open: { present: members.map(({ memberId }) => memberId), earlyReason: reason },
      recuse: { memberId: members[0]?.memberId, nominationId, reason },
      'remove-item': { nominationId, reason },
      'annul-ballot': { nominationId, reason },
      'switch-ballot': { ballot: 'paper' },
      'appoint-tellers': { tellers: [{ name: 'Nguyễn Thị Kiểm' }] },
      adjourn: { to: addDays(today, 2), reason },
      extend: { to: `${addDays(today, 2)}T10:00:00+07:00`, reason },
      reballot: { nominationIds: [nominationId] },
      'break-tie': { nominationId, choice: 'approve' },
      'record-count': { nominationId, issued: all, collected: all, valid: all, approve: all, disapprove: 0 },
      conclude: { agreed: [nominationId] },
      cancel: { reason },
    }[act] ?? {}
  );
}

const copyOf = (kind: Kind, id: string): Promise<string> =>
  kind === 'rounds'
    ? copyRound(stack, id)
    : { 'council-sessions': copySession, submissions: copySubmission }[kind](stack, id, copies);

async function versionOf(kind: Kind, id: string): Promise<number> {
  const { version } = story.good(await cast.reviewer.get<{ version: number }>(`/${kind}/${id}`));
  return version;
}

const tables = { rounds, 'council-sessions': sessions, submissions };
const statesOf = (Object.keys(tables) as Kind[]).flatMap((kind) =>
  [...new Set(cellsOf(tables[kind]).map(({ at }) => at))].map((at) => [kind, at] as const),
);

test.each(statesOf)(
  'of %s in state %s everybody may do what is his, and a refusal has no effect',
  async (kind, at) => {
    const id = cases.get(`${kind} ${at}`)!;
    const before = await versionOf(kind, id);
    const here = cellsOf(tables[kind]).filter((cell) => cell.at === at);
    const seen: typeof here = [];
    for (const { act, expected } of here) {
      const answers = castNames.map(async (name) => {
        // Who may do it does it to a copy of his own.
        const mine = expected[name] === 200 ? await copyOf(kind, id) : id;
        const signed =
          act === 'record-decision' && expected[name] === 200
            ? { file: await story.signedPaper(cast[name], '1/QĐ') }
            : {};
        const body = { ...(await bodyOf(kind, mine, act)), ...signed };
        const answer = await cast[name].post<Refused>(`/${kind}/${mine}/actions/${act}`, body);
        if (answer.status === 409) {
          const view = await cast[name].get<{ allowedActions: string[] }>(`/${kind}/${mine}`);
          expect(answer.body.allowedActions).toEqual(view.body.allowedActions);
        }
        return [name, answer.status] as const;
      });
      seen.push({ at, act, expected: { ...expected, ...Object.fromEntries(await Promise.all(answers)) } });
    }
    expect(seen).toEqual(here);
    expect(await versionOf(kind, id)).toBe(before);
  },
);
