import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, endOfDay } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, toCouncil, todayOf } from '../support/steps.ts';

/** Each refusal says what, why, since when and by whom, and the way out, in both languages: the cases, on the real service. */
let stack: Stack;
let officer: ApiClient;
let unitHead: ApiClient;
let office: ApiClient;
let head: ApiClient;
let secretary: ApiClient;
let roundId: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  officer = await stack.as('unit-officer', story.UNIT);
  unitHead = await stack.as('unit-head', story.UNIT);
  office = await stack.as('office-reviewer', story.LEAD);
  head = await stack.as('head', story.DEPARTMENT);
  secretary = await stack.as('council-secretary', story.COUNCIL);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
});
afterAll(() => stack.stop());

interface Answered {
  code: string;
  cause?: string;
  title: string;
  detail: string;
  since?: string;
  until?: string;
  by?: { role: string; unit: string };
  waitsFor?: { role: string; unit: string };
  circumstances?: string;
  wayOut: string;
}
const titles = new Map<string, string>();

/** Refused by this reason, in a sentence of its own, with a way out. */
async function refusedBy(
  cause: string,
  client: ApiClient,
  path: string,
  body: object = {},
): Promise<Answered> {
  const answer = await client.post<Answered>(path, body);
  expect([answer.body.cause, answer.body.code, answer.status]).toEqual([
    cause,
    answer.body.code,
    answer.status,
  ]);
  return told(answer.body);
}
function told(answer: Answered): Answered {
  const { title, cause = '', wayOut, detail, circumstances = '' } = answer;
  titles.set(title, cause);
  expect(titles.get(title)).toBe(cause);
  expect(wayOut).toMatch(/\S.*\.$/);
  for (const part of [circumstances, wayOut]) expect(detail).toContain(part);
  return answer;
}
const onNomination = (id: string, act: string) => `/nominations/${id}/actions/${act}`;
const reason = { reason: 'Đơn vị xin rút.' };
const named = (name: string): story.Subject => ({ kind: 'collective', award: 'giay-khen', name });

describe('of a nomination', () => {
  it('submitted already: since when, and who has it', async () => {
    const { id } = await story.draft(stack.as, roundId, named('Tổ một'));
    await story.submit(stack.as, id);
    const answer = await refusedBy('nomination-submitted', officer, onNomination(id, 'submit'));
    const { submittedAt } = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id } });
    expect(answer).toMatchObject({
      code: 'not-in-this-state',
      since: submittedAt?.toISOString(),
      by: { role: 'unit-officer', unit: story.UNIT },
      waitsFor: { role: 'office-reviewer', unit: story.LEAD },
    });
    expect(answer.circumstances).toContain('Cán bộ thẩm tra, ');
    // Nor are its papers changed.
    const pdf = { name: 'bao-cao.pdf', bytes: story.pdf('bao-cao') };
    const paper = await officer.upload<Answered>(`/nominations/${id}/documents`, pdf, {
      kind: 'bao-cao-thanh-tich',
    });
    expect(told(paper.body)).toMatchObject({ cause: 'nomination-submitted' });
    // In English where that is asked for.
    const english = await officer.send<Answered>(
      'POST',
      `${onNomination(id, 'submit')}?lang=en`,
      {},
      {
        'Idempotency-Key': 'in-english',
      },
    );
    expect(english.body.detail).toMatch(
      /^The nomination has been submitted.* Since .* It waits for: Office reviewer/,
    );
  });

  it('returned: until when the unit amends it', async () => {
    const { id } = await story.draft(stack.as, roundId, named('Tổ hai'));
    await story.submit(stack.as, id);
    const { checks } = await story.look(office, id);
    const items = [{ criterion: checks[0]?.criterion, note: 'Thiếu minh chứng.' }];
    const returned = await story.act(office, id, 'return', { reason: 'Thiếu minh chứng.', items });
    const answer = await refusedBy('nomination-returned', office, onNomination(id, 'approve'));
    expect(answer).toMatchObject({
      until: returned.dueAt,
      by: { role: 'office-reviewer', unit: story.LEAD },
      waitsFor: { role: 'unit-officer', unit: story.UNIT },
    });
  });

  it('withdrawn, and rejected: a reason for each end', async () => {
    const { id: withdrawn } = await story.draft(stack.as, roundId, named('Tổ ba'));
    await story.submit(stack.as, withdrawn);
    await story.act(unitHead, withdrawn, 'withdraw', reason);
    const { closedAt } = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id: withdrawn } });
    const answer = await refusedBy('nomination-withdrawn', office, onNomination(withdrawn, 'approve'));
    expect(answer).toMatchObject({
      since: closedAt?.toISOString(),
      by: { role: 'unit-head', unit: story.UNIT },
    });
    const { id: rejected } = await story.draft(stack.as, roundId, named('Tổ bốn'));
    await story.submit(stack.as, rejected);
    await story.act(office, rejected, 'reject', { reason: 'Không đủ điều kiện.' });
    await refusedBy('nomination-rejected', unitHead, onNomination(rejected, 'withdraw'), reason);
  });

  it('with the council: approved before, and not on hold', async () => {
    const id = await toCouncil(stack, roundId, named('Tổ năm'));
    await refusedBy('nomination-at-council-vote', office, onNomination(id, 'approve'));
    const release = { document: await story.signedPaper(office, 'van-ban'), reason: 'Đã rõ.' };
    await refusedBy('nomination-not-on-hold', office, onNomination(id, 'release'), release);
    const { version, checks } = await story.look(office, id);
    const word = { result: 'met', reason: 'Đã đối chiếu.' };
    const check = await office.put<Answered>(
      `/nominations/${id}/checks/${checks[0]?.criterion ?? ''}`,
      word,
      version,
    );
    expect(told(check.body)).toMatchObject({ cause: 'nomination-at-council-vote' });
    await refusedBy('not-awarded', head, onNomination(id, 'revoke'), {
      ...{ number: '1/QĐ', decidedOn: await todayOf(stack), ground: 'later-finding', reason: 'Sai.' },
    });
  });

  it('of a round that takes no more, by its date, by the office’s word, and by its being called off', async () => {
    const today = await todayOf(stack);
    const { id: closed } = await story.openRound(stack.as, roundFrom(today));
    const { id: goesOn } = await story.draft(stack.as, closed, named('Tổ mười'));
    await story.submit(stack.as, goesOn);
    const drafted = story.draftOf(closed, named('Tổ sáu'));
    const nothing = await refusedBy('round-has-cases', office, `/rounds/${roundId}/actions/cancel`, reason);
    expect(nothing.code).toBe('not-in-this-state');
    story.good(await office.post(`/rounds/${closed}/actions/close-intake`, {}));
    const answer = await refusedBy('round-intake-closed', officer, '/nominations', drafted);
    expect(answer).toMatchObject({ waitsFor: { role: 'office-reviewer', unit: story.LEAD } });
    await refusedBy('round-intake-closed', office, `/rounds/${closed}/actions/close-intake`);
    const { id: cancelled } = await story.openRound(stack.as, roundFrom(today));
    story.good(await office.post(`/rounds/${cancelled}/actions/cancel`, reason));
    await refusedBy('round-cancelled', officer, '/nominations', story.draftOf(cancelled, named('Tổ bảy')));
    await refusedBy('round-cancelled', office, `/rounds/${cancelled}/actions/close-intake`);
  });
});

describe('of a vote', () => {
  const ballot = (nominationId: string) => ({
    votes: [{ nominationId, choice: 'approve', receipt: randomBytes(16).toString('base64url') }],
  });

  it('not begun, adjourned, over; by somebody without a seat, or marked absent; twice', async () => {
    const id = await toCouncil(stack, roundId, named('Tổ tám'));
    const now = await stack.deps.clock();
    const created = story.good(
      await secretary.post<story.SessionView>('/council-sessions', {
        ...{ body: story.COUNCIL, nominationIds: [id], mode: 'meeting', place: 'Phòng họp tầng 3' },
        ...{ ballot: 'secret', scheduledAt: now.toISOString() },
      }),
    );
    const session = `/council-sessions/${created.id}`;
    const step = async (kind: string, body: object = {}) =>
      story.good(await secretary.post<story.SessionView>(`${session}/actions/${kind}`, body));
    const voteOf = async (client: ApiClient) => {
      const { body } = await client.send<Answered>('POST', `${session}/ballots`, ballot(id));
      return told(body);
    };
    const [first, second] = [
      await stack.as('council-member', story.COUNCIL, 0),
      await stack.as('council-member', story.COUNCIL, 1),
    ];
    await refusedBy('session-draft', secretary, `${session}/actions/close`);
    await step('convene');
    expect(await voteOf(first)).toMatchObject({
      ...{ code: 'vote-closed', cause: 'vote-not-begun', until: now.toISOString() },
    });
    await refusedBy('session-convened', secretary, `${session}/actions/adjourn`, {
      ...{ to: addDays(await todayOf(stack), 1), reason: 'Chờ' },
    });
    await refusedBy('no-opinions-taken', secretary, `${session}/actions/extend`, {
      ...{ to: endOfDay(addDays(await todayOf(stack), 3)).toISOString(), reason: 'Chờ ý kiến.' },
    });
    const { username } = second.who;
    const { id: absent } = await stack.deps.db.person.findUniqueOrThrow({ where: { username } });
    const seats = await stack.deps.db.sessionMember.findMany({ where: { sessionId: created.id } });
    const present = seats.filter(({ personId }) => personId !== absent).map(({ memberId }) => memberId);
    await step('open', { present });
    expect(await voteOf(second)).toMatchObject({ code: 'not-entitled', cause: 'marked-absent' });
    expect(await voteOf(office)).toMatchObject({ code: 'not-entitled', cause: 'no-seat' });
    await refusedBy('counted-by-the-system', secretary, `${session}/actions/record-count`, {
      ...{ nominationId: id, issued: 7, collected: 7, valid: 7, approve: 7, disapprove: 0 },
    });
    await refusedBy('meeting-sits', secretary, `${session}/actions/cancel`, reason);
    story.good(await first.send('POST', `${session}/ballots`, ballot(id)));
    expect(await voteOf(first)).toMatchObject({ code: 'already-voted' });
    const minutes = await secretary.get<Answered>(`${session}/minutes.docx`);
    expect(told(minutes.body)).toMatchObject({ cause: 'vote-not-closed' });
    const to = addDays(await todayOf(stack), 2);
    await step('adjourn', { to, reason: 'Hết giờ.' });
    expect(await voteOf(first)).toMatchObject({ code: 'vote-closed', cause: 'vote-adjourned' });
    await refusedBy('session-adjourned', secretary, `${session}/actions/close`);
    await step('open', { present, earlyReason: 'Đủ thành viên sớm hơn.' });
    for (let nth = 2; nth < 6; nth += 1) {
      const member = await stack.as('council-member', story.COUNCIL, nth);
      await member.send('POST', `${session}/ballots`, ballot(id));
    }
    await step('close');
    expect(await voteOf(first)).toMatchObject({ code: 'vote-closed', cause: 'vote-over' });
    const closed = await refusedBy('session-closed', secretary, `${session}/actions/close`);
    expect(closed).toMatchObject({ by: { role: 'council-secretary', unit: story.COUNCIL } });
  });
});

it('no two of these reasons were told in one sentence', () => {
  expect(titles.size).toBeGreaterThan(20);
  expect(new Set(titles.values()).size).toBe(titles.size);
});
