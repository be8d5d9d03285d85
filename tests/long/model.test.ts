import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadUnits } from '../../cases/shared/accounts.ts';
import type { NominationRow } from '../../cases/nomination/row.ts';
import { contextOf, stateOfRow } from '../../cases/nomination/row.ts';
import { partiesOf } from '../../cases/nomination/rights.ts';
import { addDays } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { move } from '../../domain/nomination.ts';
import { openActs } from '../../domain/open-acts.ts';
import type { Move, NominationState } from '../../domain/nomination.ts';
import { mayAct } from '../../domain/permissions.ts';
import type { Holder } from '../../domain/permissions.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Role, RoleAt } from '../../domain/roles.ts';
import { nominationActs } from '../../domain/stages.ts';
import type { NominationAct } from '../../domain/stages.ts';
import { standingOf } from '../../acceptance/chaos/prediction.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { inTurns } from '../../temporal/in-turns.ts';
import { waitingQuery } from '../../workflows/messages.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { paper, pastCouncil, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

const AT_ONCE = 6;
/** Where sequences begin, and how many from each. */
const beginnings = { draft: 25, council: 6, decision: 5 };
const reason = 'Theo quy định.';

/** One thing that somebody tries. `days`, `ahead`: of an extension, of the step that is given another body. */
const attempt = fc.record({
  act: fc.constantFrom<NominationAct>(...nominationActs, 'submit', 'approve', 'hold', 'release'),
  days: fc.integer({ min: -3, max: 20 }),
  ahead: fc.integer({ min: 0, max: 3 }),
  award: fc.boolean(),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;
const sequences = fc.sample(fc.array(attempt, { minLength: 4, maxLength: 8 }), {
  seed: 20_261_127,
  numRuns: 36,
});

/** Who tries it: somebody whose it is at some stage. */
const posts: Record<NominationAct, [Role, string]> = {
  submit: ['unit-officer', story.UNIT],
  withdraw: ['unit-head', story.UNIT],
  approve: ['office-reviewer', story.LEAD],
  return: ['office-reviewer', story.LEAD],
  reject: ['office-reviewer', story.LEAD],
  hold: ['office-reviewer', story.LEAD],
  release: ['office-reviewer', story.LEAD],
  extend: ['office-head', story.LEAD],
  reroute: ['office-head', story.LEAD],
  decide: ['head', story.DEPARTMENT],
};

let stack: Stack;
let document: string;
let today: DateText;
let starts: string[];
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  today = await todayOf(stack);
  const { id: round } = await story.openRound(stack.as, roundFrom(today));
  document = await paper(await stack.as('office-reviewer', story.LEAD), 'don');
  let people = 0;
  const subject = (): story.Subject => ({
    kind: 'individual',
    award: 'giay-khen',
    name: `Nguyễn Văn ${++people}`,
  });
  const some = (count: number, make: () => Promise<string>) =>
    inTurns(Array.from({ length: count }), AT_ONCE, make);
  const drafts = await some(beginnings.draft, async () => (await story.draft(stack.as, round, subject())).id);
  const atCouncil = await some(beginnings.council, () => toCouncil(stack, round, subject()));
  // A round of their own, and no more than its quota.
  const { id: another } = await story.openRound(stack.as, roundFrom(today));
  const decided = await some(beginnings.decision, () => toCouncil(stack, another, subject()));
  await pastCouncil(stack, decided);
  starts = [...drafts, ...atCouncil, ...decided];
}, 300_000);
afterAll(() => stack.stop());

const rowOf = (id: string): Promise<NominationRow> =>
  stack.deps.db.nomination.findUniqueOrThrow({ where: { id }, include: { round: true } });

/** What is asked for, and what that means to the rules. */
function asked({ act, days, ahead, award }: Attempt, state: NominationState, id: string, nth: number) {
  const to = addDays(state.deadline?.due ?? '2027-06-01', days);
  const step = state.step + ahead;
  const bodies: Record<NominationAct, { body: object; how?: Partial<Move> }> = {
    submit: { body: {} },
    withdraw: { body: { reason } },
    approve: { body: { overrides: criteria.map((criterion) => ({ criterion, reason })) } },
    return: { body: { reason, items: [] } },
    reject: { body: { reason } },
    hold: { body: { ground: 'complaint', document, reason }, how: { ground: 'complaint' } },
    release: { body: { document, reason } },
    extend: { body: { to, reason }, how: { to } },
    reroute: {
      body: { step: Math.max(1, step), body: story.LEAD, reason },
      how: { step: Math.max(1, step), body: story.LEAD },
    },
    decide: {
      body: {
        outcome: award ? 'award' : 'refuse',
        ...{
          number: `${id.slice(0, 8)}-${nth}`,
          decidedOn: today,
          signedBy: 'Trần Tùng Chuẩn',
          reason,
        },
      },
      how: { award },
    },
  };
  const { body, how = {} } = bodies[act];
  return { body, move: { act, ...how } };
}
const criteria = ['sang-kien-duoc-cong-nhan', 'xep-loai', 'ky-luat-hanh-chinh', 'khong-vi-pham'];

async function holderOf({ who }: ApiClient): Promise<Holder> {
  const person = await stack.deps.db.person.findUniqueOrThrow({
    where: { username: who.username },
    include: { roles: true },
  });
  return {
    id: person.id,
    roles: person.roles.map(({ role, unit }): RoleAt => ({ role: role as Role, unit })),
  };
}

/** What the rules alone say to it: the state after it, or the code of their refusal. */
async function predicted(
  row: NominationRow,
  state: NominationState,
  what: Move,
  holder: Holder,
  seen: boolean,
) {
  const act = what.act as NominationAct;
  // Before it has reached the office nobody there knows of it.
  if (!seen) return 'not-found';
  const { db, clock } = stack.deps;
  const right = mayAct(act, holder, partiesOf(row), await loadUnits(db, await clock()));
  if (typeof right === 'string') return openActs(state).includes(act) ? right : 'not-in-this-state';
  try {
    const at = (await stack.deps.clock()).toISOString();
    return move(state, what, await contextOf(db, row, at));
  } catch (failure) {
    if (failure instanceof Refusal) return failure.code;
    throw failure;
  }
}

/** Tries one thing after another, on the model and on the service. @returns what both came to, a line for each step */
async function follow(
  id: string,
  attempts: readonly Attempt[],
): Promise<{ model: string[]; service: string[] }> {
  const lines = { model: [] as string[], service: [] as string[] };
  let row = await rowOf(id);
  let state = stateOfRow(row);
  for (const [nth, one] of attempts.entries()) {
    const client = await stack.as(...posts[one.act]);
    const { body, move: what } = asked(one, state, id, nth);
    const ofTheUnit = posts[one.act][1] === story.UNIT;
    const expected = await predicted(
      row,
      state,
      what,
      await holderOf(client),
      ofTheUnit || row.submittedAt !== null,
    );
    const answer = await client.post<{ code?: string }>(`/nominations/${id}/actions/${one.act}`, body);
    row = await rowOf(id);
    if (typeof expected !== 'string') state = expected;
    const path = stack.deps.starting.client.workflow.getHandle(`nomination:${id}`);
    const { stage } = await path.query(waitingQuery);
    lines.model.push(
      describeStep(one.act, typeof expected === 'string' ? expected : 'done', state, state.stage),
    );
    lines.service.push(
      describeStep(
        one.act,
        answer.status === 200 ? 'done' : (answer.body.code ?? ''),
        stateOfRow(row),
        stage,
      ),
    );
  }
  return lines;
}

const describeStep = (act: string, answer: string, state: NominationState, workflow: string): string =>
  `${act}: ${answer}; ${JSON.stringify(standingOf(state))}; ${workflow}`;

describe('random sequences of acts', () => {
  it('come to the same states and the same refusals on the service as by the pure rules', async () => {
    const pairs = sequences.map((attempts, i) => ({ attempts, id: starts[i]! }));
    const both = await inTurns(pairs, AT_ONCE, ({ attempts, id }) => follow(id, attempts));
    for (const { model, service } of both) expect(service).toEqual(model);
    const answers = both.flatMap(({ service }) => service.map((line) => line.split(';')[0]));
    // They are worth something only where they come to acts of every kind, and to refusals.
    for (const act of nominationActs) expect(answers).toContain(`${act}: done`);
    for (const code of ['not-in-this-state', 'on-hold', 'invalid', 'not-found'])
      expect(answers.some((answer) => answer?.endsWith(code))).toBe(true);
  }, 300_000);
});
