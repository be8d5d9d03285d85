import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Cast, CastName } from '../support/cast.ts';
import { castNames, castOf, cellsOf, copyNomination } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import type { Refused } from '../support/steps.ts';
import { paper, pastCouncil, roundFrom, toAppraiser, todayOf } from '../support/steps.ts';

/**
 * Who is answered what, at each stage (contract: Roles; Nominations). A stage names who sees the case there, to all
 * others it is 404. An act names who may do it (200), or may, but not now (409); to the others it is 403. The reviewer
 * approved what has left the office's review, and from then on records no decision of it.
 */
const table = `
draft: officer head auditor
  submit                 200 officer head
  withdraw               200 officer head
  approve,return,reject
  hold,release,extend,reroute,decide

returned: officer head reviewer officeHead director auditor
  submit                 200 officer head
  withdraw               200 head
  approve,return,reject  409 reviewer officeHead
  hold                   200 reviewer officeHead
  release                409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 409 reviewer officeHead director

office-review: officer head reviewer officeHead director auditor
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  200 reviewer officeHead
  hold                   200 reviewer officeHead
  release                409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 409 reviewer officeHead director

on-hold: officer head reviewer officeHead director auditor
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  409 reviewer officeHead
  hold                   409 reviewer officeHead
  release                200 reviewer officeHead
  extend,reroute         409 officeHead
  decide                 409 reviewer officeHead director

council-vote: officer head reviewer officeHead secretary director auditor
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  409 reviewer officeHead
  hold                   200 reviewer officeHead
  release                409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 409 officeHead director

voting: officer head reviewer officeHead secretary member director auditor
  submit                 409 officer head
  withdraw               409 head
  approve,return,reject  409 reviewer officeHead
  hold,release           409 reviewer officeHead
  decide                 409 officeHead director

submission: officer head reviewer officeHead secretary director auditor
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  409 reviewer officeHead
  hold                   200 reviewer officeHead
  release                409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 409 officeHead director

appraisal: officer head reviewer officeHead secretary director auditor appraiser
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  200 appraiser
  hold                   200 reviewer officeHead
  release                409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 409 officeHead director

onward: officer head reviewer officeHead secretary director auditor appraiser
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  409 reviewer officeHead appraiser
  hold                   200 reviewer officeHead
  release                409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 409 officeHead director

decision-of-ubnd: officer head reviewer officeHead secretary director auditor appraiser
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  409 reviewer officeHead appraiser
  hold,release           409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 409 officeHead director

decision-of-head: officer head reviewer officeHead secretary director auditor
  submit                 409 officer head
  withdraw               200 head
  approve,return,reject  409 reviewer officeHead
  hold,release           409 reviewer officeHead
  extend,reroute         200 officeHead
  decide                 200 director officeHead

awarded-by-ubnd: officer head reviewer officeHead secretary director auditor appraiser
  submit                 409 officer head
  withdraw               409 head
  approve,return,reject  409 reviewer officeHead appraiser
  hold,release           409 reviewer officeHead
  extend,reroute         409 officeHead
  decide                 409 officeHead director

awarded-by-head: officer head reviewer officeHead secretary director auditor
  submit                 409 officer head
  withdraw               409 head
  approve,return,reject  409 reviewer officeHead
  hold,release           409 reviewer officeHead
  extend,reroute         409 officeHead
  decide                 409 officeHead director
`;
/** Both awards go these ways; the rest is a Bằng khen's or a Giấy khen's own. */
const stages: Record<'bang-khen' | 'giay-khen', string[]> = {
  'bang-khen': [
    ...['draft', 'returned', 'office-review', 'on-hold', 'council-vote', 'voting'],
    ...['submission', 'appraisal', 'onward', 'decision-of-ubnd', 'awarded-by-ubnd'],
  ],
  'giay-khen': ['draft', 'returned', 'office-review', 'council-vote', 'decision-of-head', 'awarded-by-head'],
};

let stack: Stack;
let cast: Cast;
let bodies: Record<string, object>;
/** A file of each person's own: an act takes no other's. */
const papers = new Map<CastName, string>();
/** The round in which copies lie. */
let copies: string;
/** A nomination for each award and stage. */
const cases = new Map<string, string>();

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  cast = await castOf(stack);
  const today = await todayOf(stack);
  for (const name of castNames) papers.set(name, await paper(cast[name], 'phieu-chuyen-don'));
  const reason = 'Theo công văn của Thanh tra Sở.';
  bodies = {
    submit: {},
    withdraw: { reason },
    approve: {},
    return: { reason, items: [] },
    reject: { reason },
    hold: { ground: 'complaint', reason },
    release: { reason },
    extend: { to: addDays(today, 300), reason },
    reroute: { body: story.LEAD, reason },
    decide: { outcome: 'award', number: '12/QĐ-SKHCN', decidedOn: today, signedBy: 'Trần Tùng Chuẩn' },
  };
  copies = (await story.openRound(stack.as, roundFrom(today))).id;
  await carry('bang-khen');
  await carry('giay-khen');
});
afterAll(() => stack.stop());

/** Carries one nomination from stage to stage and leaves a copy at each. */
async function carry(award: 'bang-khen' | 'giay-khen'): Promise<void> {
  const { as } = stack;
  const today = await todayOf(stack);
  const keep = async (at: string): Promise<void> => {
    cases.set(`${award} ${at}`, await copyNomination(stack, id, copies));
  };
  const keepAfter = async (act: string, at: string) => {
    await keep(at);
    await story.act(cast.reviewer, cases.get(`${award} ${at}`)!, act, bodyOf('reviewer', act));
  };
  const round = await story.openRound(as, roundFrom(today));
  const { id } = await story.draft(as, round.id, { kind: 'collective', award, name: award });
  await keep('draft');
  await story.submit(as, id);
  await checkAll(id);
  await keep('office-review');
  await keepAfter('return', 'returned');
  await keepAfter('hold', 'on-hold');
  await story.act(cast.reviewer, id, 'approve');
  await keep('council-vote');
  if (award === 'bang-khen') cases.set(`${award} voting`, await inOpenSession(id));
  await pastCouncil(stack, [id]);
  if (award === 'giay-khen') {
    await keep('decision-of-head');
    await story.act(cast.director, id, 'decide', { ...bodies.decide, number: '11/QĐ-SKHCN' });
    return keep('awarded-by-head');
  }
  await keep('submission');
  await toAppraiser(stack, round.id, [id]);
  await keep('appraisal');
  await story.act(cast.appraiser, id, 'approve');
  await keep('onward');
  const onward = [story.APPRAISER, story.PROVINCE] as [string, string];
  const { id: submission } = await story.sendOn(cast.appraiser, round.id, [id], onward, today);
  await story.arrive(cast.appraiser, id, (n) => n.stage === 'decision');
  await keep('decision-of-ubnd');
  const number = '1234/QĐ-UBND';
  const file = await story.signedPaper(cast.appraiser, number);
  const body = { number, decidedOn: today, signedBy: 'Chủ tịch', awarded: [id], refused: [], file };
  story.good(await cast.appraiser.post(`/submissions/${submission}/actions/record-decision`, body));
  await story.arrive(cast.appraiser, id, (n) => n.outcome !== null);
  await keep('awarded-by-ubnd');
}

/** Văn phòng finds every criterion met. */
async function checkAll(id: string): Promise<void> {
  const { checks, version } = await story.look(cast.reviewer, id);
  const met = { result: 'met', reason: 'Đã đối chiếu.' };
  for (const { criterion } of checks)
    story.good(await cast.reviewer.put(`/nominations/${id}/checks/${criterion}`, met, version));
}

/** A copy that the council is just voting on. */
async function inOpenSession(id: string): Promise<string> {
  const copy = await copyNomination(stack, id, copies);
  const { id: session, members } = story.good(
    await cast.secretary.post<story.SessionView>('/council-sessions', {
      body: story.COUNCIL,
      nominationIds: [copy],
      mode: 'meeting',
      scheduledAt: (await stack.deps.clock()).toISOString(),
      place: 'Phòng họp tầng 3',
      ballot: 'show-of-hands',
    }),
  );
  const present = members.map(({ memberId }) => memberId);
  story.good(await cast.secretary.post(`/council-sessions/${session}/actions/convene`));
  story.good(await cast.secretary.post(`/council-sessions/${session}/actions/open`, { present }));
  return copy;
}

const stateOf = (id: string) =>
  stack.deps.db.nomination.findUniqueOrThrow({
    where: { id },
    select: { version: true, stage: true, step: true, outcome: true, hold: true },
  });

/** What somebody sends for an act: a paper that it names is one of their own. */
function bodyOf(name: CastName, act: string): object {
  const paperOf: Record<string, object> = {
    hold: { document: papers.get(name) },
    release: { document: papers.get(name) },
    decide: name === 'director' ? {} : { file: papers.get(name) },
  };
  return { ...bodies[act], ...paperOf[act] };
}

async function attempt(name: CastName, id: string, act: string) {
  const { step } = await stateOf(id);
  const body = { ...bodyOf(name, act), ...(act === 'reroute' ? { step: Math.max(1, step) } : {}) };
  return cast[name].post<Refused>(`/nominations/${id}/actions/${act}`, body);
}

/** What one person is answered; a refusal by the state names what he may do, as his view does. */
async function answered(name: CastName, id: string, act: string): Promise<number> {
  const { status, body } = await attempt(name, id, act);
  if (status === 409) {
    const { allowedActions } = await story.look(cast[name], id);
    expect({ act, name, ...body }).toMatchObject({ act, name, allowedActions });
    if (body.code === 'not-in-this-state') expect(allowedActions).not.toContain(act);
  }
  return status;
}

const cells = cellsOf(table);

describe.each(['bang-khen', 'giay-khen'] as const)('of a %s', (award) => {
  test.each(stages[award])('at %s everybody may do what is his, and a refusal has no effect', async (at) => {
    const id = cases.get(`${award} ${at}`)!;
    const before = await stateOf(id);
    const here = cells.filter((cell) => cell.at === at);
    const seen: typeof here = [];
    for (const { act, expected } of here) {
      const answers = castNames.map(async (name) => {
        // Who may do it does it to a copy of his own.
        const mine = expected[name] === 200 ? await copyNomination(stack, id, copies) : id;
        return [name, await answered(name, mine, act)] as const;
      });
      seen.push({ at, act, expected: { ...expected, ...Object.fromEntries(await Promise.all(answers)) } });
    }
    expect(seen).toEqual(here);
    expect(await stateOf(id)).toEqual(before);
  });
});
