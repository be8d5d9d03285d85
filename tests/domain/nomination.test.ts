import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../domain/calendar.ts';
import { dateOf } from '../../domain/dates.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import { begunNomination, move } from '../../domain/nomination.ts';
import { openActs } from '../../domain/open-acts.ts';
import { waitingOf } from '../../domain/nomination-waiting.ts';
import { ruleOf } from '../../domain/nomination-deadline.ts';
import type { Move, NominationContext, NominationState, RouteStep } from '../../domain/nomination.ts';
import type { PlanStep } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import { nominationActs, nominationNews } from '../../domain/stages.ts';

const calendar = calendarOf([], 1);
const step = (stage: PlanStep['stage'], body: string, workingDays: number): PlanStep => ({
  stage,
  body,
  deadline: {
    workingDays,
    remindBefore: [3, 1],
    whenPassed: [{ after: 0, do: 'escalate', to: 'body-head' }],
  },
});
const bangKhen: PlanStep[] = [
  step('office-review', 'lead', 10),
  step('council-vote', 'council', 15),
  step('submission', 'lead', 5),
  step('appraisal', 'tdkt', 20),
  step('submission', 'tdkt', 5),
  step('decision', 'province', 10),
];
const giayKhen: PlanStep[] = [
  step('office-review', 'lead', 10),
  step('council-vote', 'council', 15),
  step('decision', 'so', 5),
];
const holders: Record<string, string> = {
  lead: 'van-phong',
  council: 'hoi-dong',
  tdkt: 'so-noi-vu',
  province: 'ubnd',
  so: 'so-khcn',
};

const contextAt = (at: string, steps = bangKhen): NominationContext => ({
  plan: {
    proposal: {
      deadline: { roundDate: 'intakeCloses', remindBefore: [3], whenPassed: [{ after: 0, do: 'lapse' }] },
      amend: { workingDays: 5, remindBefore: [1], whenPassed: [{ after: 0, do: 'lapse' }] },
      returnsAtMost: 1,
    },
  },
  steps,
  roundDates: { intakeCloses: '2026-11-30' },
  takes: dateOf(new Date(at)) <= '2026-11-30',
  calendar,
  resolve: (fn) => holders[fn] ?? null,
  organizationOf: (unit) => unit,
  standing: (unit) => unit,
  at,
});
const MONDAY = '2026-11-02T02:00:00.000Z';
const routeOf = (steps: PlanStep[]): RouteStep[] => [
  { stage: 'unit-proposal', function: 'proposer', body: 'phong-a', resolvedOn: null },
  ...steps.map((s) => ({ stage: s.stage, function: s.body, body: null, resolvedOn: null })),
];
const draft = (steps = bangKhen): NominationState =>
  begunNomination({ route: routeOf(steps), enteredAt: MONDAY, deadline: null });
const after = (state: NominationState, moves: (Move['act'] | Move)[], steps = bangKhen, at = MONDAY) =>
  moves.reduce((s, m) => move(s, typeof m === 'string' ? { act: m } : m, contextAt(at, steps)), state);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (failure) {
    if (failure instanceof Refusal) return failure.code;
    throw failure;
  }
  return 'not refused';
};

describe('the path of a nomination', () => {
  it('carries a Bằng khen through every step to the decision of the province', () => {
    const seen: string[] = [];
    let state = draft();
    for (const act of [
      'submit',
      'approve',
      'passed',
      'agreed',
      'selected',
      'dispatched',
      'approve',
      'dispatched',
      'awarded',
    ] as const) {
      state = after(state, [act]);
      seen.push(`${state.stage}@${state.route[state.step]?.body ?? ''}`);
    }
    expect(seen).toEqual([
      'office-review@van-phong',
      'council-vote@hoi-dong',
      'council-vote@hoi-dong',
      'council-vote@hoi-dong',
      'submission@van-phong',
      'appraisal@so-noi-vu',
      'submission@so-noi-vu',
      'decision@ubnd',
      'closed@ubnd',
    ]);
    expect(state.outcome).toBe('awarded');
  });

  it('lets only the organization’s own head decide by an act: a province decides by its paper', () => {
    const ours = after(draft(giayKhen), ['submit', 'approve', 'passed', 'agreed', 'selected'], giayKhen);
    expect(openActs(ours)).toContain('decide');
    expect(after(ours, [{ act: 'decide', award: true }], giayKhen).outcome).toBe('awarded');
    expect(after(ours, [{ act: 'decide', award: false }], giayKhen).outcome).toBe('rejected');
    const theirs = after(draft(), [
      'submit',
      'approve',
      'passed',
      'agreed',
      'selected',
      'dispatched',
      'approve',
      'dispatched',
    ]);
    expect(theirs.stage).toBe('decision');
    expect(openActs(theirs)).not.toContain('decide');
  });

  it.each([1, 4])(
    'goes back to the step that returned it (step %i), with a period of its own to amend',
    (from) => {
      const there = after(
        draft(),
        from === 1 ? ['submit'] : ['submit', 'approve', 'passed', 'agreed', 'selected', 'dispatched'],
      );
      const returned = after(there, ['return']);
      expect(returned).toMatchObject({ stage: 'unit-proposal', step: 0, returnedFrom: from });
      expect(returned.deadline).toMatchObject({ due: '2026-11-09', by: 'period' });
      expect(after(returned, ['submit'])).toMatchObject({ step: from, returnedFrom: null });
    },
  );

  it('is returned no more often than the plan allows', () => {
    const again = after(draft(), ['submit', 'return', 'submit']);
    expect(refusal(() => after(again, ['return']))).toBe('returns-used');
  });

  it('is closed as a draft when intake closes, but what was returned keeps its own window', () => {
    const waiting = after(draft(), ['intake-closed']);
    expect(waiting).toMatchObject({ stage: 'unit-proposal', outcome: null, timeUp: '2026-11-02' });
    expect(waiting.deadline?.due).toBe('2026-11-09');
    expect(openActs(waiting)).toEqual(['withdraw']);
    expect(after(waiting, ['lapse']).outcome).toBe('lapsed');
    const returned = after(draft(), ['submit', 'return']);
    expect(after(returned, ['intake-closed'])).toEqual(returned);
    expect(after(returned, ['lapse']).outcome).toBe('lapsed');
  });

  it('comes back with more time as it was, and by its own date only where it was returned', () => {
    const contextOf = (at: string, intakeCloses: string, takes: boolean): NominationContext => ({
      ...contextAt(at),
      roundDates: { intakeCloses },
      takes,
    });
    const [night, morning] = ['2026-11-30T17:00:01.000Z', '2026-12-01T02:00:00.000Z'];
    const waiting = move(draft(), { act: 'time-up' }, contextAt(night));
    expect(waiting).toMatchObject({ timeUp: '2026-11-30', deadline: { due: '2026-12-07' } });
    // Another date of the round, or intake that is still closed to the unit, brings nothing back.
    expect(move(waiting, { act: 'dates-changed' }, contextOf(morning, '2026-11-30', false))).toEqual(waiting);
    expect(move(waiting, { act: 'dates-changed' }, contextOf(morning, '2026-12-04', false))).toEqual(waiting);
    const back = move(waiting, { act: 'dates-changed' }, contextOf(morning, '2026-12-04', true));
    expect(back).toMatchObject({ timeUp: null, deadline: { due: '2026-12-04', by: 'round' } });
    expect(openActs(back)).toContain('submit');

    const returned = after(draft(), ['submit', 'return']);
    const late = move(returned, { act: 'time-up' }, contextAt('2026-11-09T17:00:01.000Z'));
    expect(late).toMatchObject({ timeUp: '2026-11-09', deadline: { due: '2026-11-16' } });
    expect(openActs(late)).toEqual(['withdraw', 'extend']);
    const given = move(late, { act: 'extend', to: '2026-11-12' }, contextAt('2026-11-10T02:00:00.000Z'));
    expect(given).toMatchObject({ timeUp: null, deadline: { due: '2026-11-12', by: 'extension' } });
  });

  it('lapses at once where the plan lets nothing come back', () => {
    const context = contextAt(MONDAY);
    const proposal = { ...context.plan.proposal, reopensWithin: { workingDays: 0 } };
    const strict = { ...context, plan: { proposal } };
    expect(move(draft(), { act: 'intake-closed' }, strict).outcome).toBe('lapsed');
    expect(move(draft(), { act: 'round-cancelled' }, contextAt(MONDAY)).outcome).toBe('lapsed');
  });

  it.each([
    ['failed', 'rejected'],
    ['not-selected', 'not-selected'],
    ['refused', 'rejected'],
  ] as const)('ends at the council with %s as %s', (act, outcome) => {
    const before = act === 'failed' ? [] : (['passed'] as const);
    const state = after(draft(), ['submit', 'approve', ...before, act]);
    expect(state).toMatchObject({ stage: 'closed', outcome, deadline: null });
  });
});

describe('the clock of a nomination on hold', () => {
  const review = after(draft(), ['submit']);

  it('stands still in whole days: held on 5, released on 10 with 7 days left, due on 19 (design: Hold)', () => {
    expect(review.deadline?.due).toBe('2026-11-16');
    const held = after(review, [{ act: 'hold', ground: 'complaint' }], bangKhen, '2026-11-05T03:00:00.000Z');
    expect(held.hold).toMatchObject({ since: '2026-11-05', left: 7 });
    const released = after(held, ['release'], bangKhen, '2026-11-10T03:00:00.000Z');
    expect(released.deadline?.due).toBe('2026-11-19');
    expect(released.hold).toBeNull();
  });

  it('is unchanged by a hold that is released on the same day', () => {
    const held = after(review, [{ act: 'hold', ground: 'complaint' }], bangKhen, '2026-11-05T03:00:00.000Z');
    expect(after(held, ['release'], bangKhen, '2026-11-05T09:00:00.000Z').deadline?.due).toBe('2026-11-16');
  });

  it('admits release and withdrawal alone, and no second hold', () => {
    const held = after(review, [{ act: 'hold', ground: 'discipline' }]);
    expect(openActs(held)).toEqual(['withdraw', 'release']);
    expect(refusal(() => after(held, ['hold']))).toBe('on-hold');
    expect(refusal(() => after(held, ['approve']))).toBe('on-hold');
  });

  it('stays on hold where other paths carry it on, with the next step’s whole period left', () => {
    const agreed = after(draft(), ['submit', 'approve', 'passed', 'agreed']);
    const carried = after(after(agreed, [{ act: 'hold', ground: 'complaint' }]), ['selected']);
    expect(carried).toMatchObject({ stage: 'submission', hold: { left: 5 } });
  });
});

describe('due dates', () => {
  it('are the earlier of the step’s period and the round’s date', () => {
    const context = contextAt(MONDAY);
    const bound = bangKhen.map((s, i) =>
      i === 0 ? { ...s, deadline: { ...s.deadline, roundDate: 'reviewBy' as const } } : s,
    );
    const early = { ...context, steps: bound, roundDates: { reviewBy: '2026-11-10' } };
    const late = { ...context, steps: bound, roundDates: { reviewBy: '2026-12-10' } };
    expect(move(draft(), { act: 'submit' }, early).deadline).toMatchObject({
      due: '2026-11-10',
      by: 'round',
    });
    expect(move(draft(), { act: 'submit' }, late).deadline).toMatchObject({
      due: '2026-11-16',
      by: 'period',
    });
    // The round's dates move: what hangs on them moves along, what somebody set by hand stays.
    const submitted = move(draft(), { act: 'submit' }, early);
    expect(move(submitted, { act: 'dates-changed' }, late).deadline?.due).toBe('2026-11-16');
    const extended = move(submitted, { act: 'extend', to: '2026-11-20' }, early);
    expect(move(extended, { act: 'dates-changed' }, late).deadline?.due).toBe('2026-11-20');
  });

  /** Two, or four, working days from Friday 20 November, over the swap of the 23rd and the 28th (domain.md 6.3). */
  const swap = (status: CalendarDay['status'] | null) => {
    const source = 'đề xuất hoán đổi tháng 9/2026';
    const days: CalendarDay[] = [{ date: '2026-11-24', kind: 'off', status: 'confirmed', source }];
    if (status === null) return calendarOf(days, 2);
    return calendarOf(
      [
        ...days,
        { date: '2026-11-23', kind: 'off', status, source },
        { date: '2026-11-28', kind: 'working', status, source },
      ],
      2,
    );
  };
  const FRIDAY = '2026-11-20T02:00:00.000Z';
  const within = (n: number, status: CalendarDay['status'] | null, at = FRIDAY): NominationContext => ({
    ...contextAt(at, [step('office-review', 'lead', n), ...bangKhen.slice(1)]),
    calendar: swap(status),
  });

  it.each<[number, CalendarDay['status'] | null, CalendarDay['status'] | null, string, string, boolean]>([
    [2, 'proposed', 'confirmed', '2026-11-25', '2026-11-26', false],
    [4, 'proposed', 'confirmed', '2026-11-27', '2026-11-28', false],
    [2, 'proposed', 'withdrawn', '2026-11-25', '2026-11-25', false],
    [4, 'proposed', 'withdrawn', '2026-11-27', '2026-11-27', false],
    [2, 'confirmed', 'withdrawn', '2026-11-26', '2026-11-25', false],
    [4, 'confirmed', 'withdrawn', '2026-11-28', '2026-11-27', false],
    [2, 'provisional', 'confirmed', '2026-11-26', '2026-11-26', false],
    [2, null, 'proposed', '2026-11-25', '2026-11-25', true],
  ])('follow the calendar: %i days, the swap %s and then %s', (n, first, then, due, newDue, provisional) => {
    const submitted = move(draft(), { act: 'submit' }, within(n, first));
    expect(submitted.deadline?.due).toBe(due);
    const later = within(n, then, '2026-11-20T08:00:00.000Z');
    const told = move(submitted, { act: 'calendar-changed' }, later);
    expect(told.deadline).toMatchObject({ due: newDue, provisional, by: 'period' });
    // The same date was set when it was set; another one is set now, so that it is reminded of afresh.
    expect(told.deadline?.setAt).toBe(due === newDue ? FRIDAY : later.at);
    expect(move(told, { act: 'calendar-changed' }, later)).toEqual(told);
  });

  it('that somebody decided are not moved by the calendar; a mark that no open day bears out is taken away', () => {
    const submitted = move(draft(), { act: 'submit' }, within(4, 'proposed'));
    const extended = move(submitted, { act: 'extend', to: '2026-11-30' }, within(4, 'proposed'));
    expect(move(extended, { act: 'calendar-changed' }, within(4, 'confirmed'))).toEqual(extended);
    const held = move(submitted, { act: 'hold', ground: 'complaint' }, within(4, 'proposed'));
    expect(move(held, { act: 'calendar-changed' }, within(4, 'confirmed'))).toEqual(held);
    const saturday = '2026-11-21T02:00:00.000Z';
    const released = move(held, { act: 'release' }, within(4, 'proposed', saturday));
    const monday = move(held, { act: 'release' }, within(4, 'proposed', '2026-11-23T02:00:00.000Z'));
    expect(released.deadline).toMatchObject({ due: '2026-11-27', by: 'period', provisional: true });
    expect(monday.deadline).toMatchObject({ due: '2026-11-30', by: 'release', provisional: true });
    expect(move(monday, { act: 'calendar-changed' }, within(4, 'confirmed')).deadline).toMatchObject({
      due: '2026-11-30',
      by: 'release',
      provisional: false,
    });
  });

  it('catch up, when a hold ends, with what the calendar or the round moved meanwhile', () => {
    const submitted = move(draft(), { act: 'submit' }, within(4, 'proposed'));
    const held = move(submitted, { act: 'hold', ground: 'complaint' }, within(4, 'proposed'));
    const sameDay = move(held, { act: 'release' }, within(4, 'confirmed', '2026-11-20T08:00:00.000Z'));
    expect(sameDay.deadline).toMatchObject({ due: '2026-11-28', provisional: false, by: 'period' });
  });

  it('move only later by an extension, which also takes back that it was overdue', () => {
    const overdue = after(draft(), ['submit', 'overdue']);
    expect(overdue.overdue).toBe(true);
    expect(refusal(() => after(overdue, [{ act: 'extend', to: '2026-11-16' }]))).toBe('invalid');
    expect(after(overdue, [{ act: 'extend', to: '2026-11-17' }])).toMatchObject({
      overdue: false,
      deadline: { due: '2026-11-17', by: 'extension' },
    });
  });
});

describe('a step whose body is gone', () => {
  const context = { ...contextAt(MONDAY), resolve: () => null };
  const stuck = move(draft(), { act: 'submit' }, context);

  it('stops at a task for the office head and is never skipped', () => {
    expect(stuck.stage).toBe('office-review');
    expect(openActs(stuck)).toEqual(['withdraw', 'reroute']);
    const waiting = waitingOf(stuck, ruleOf(stuck, context), null, {
      leadBody: 'van-phong',
      organization: 'so-khcn',
      holder: (unit) => unit,
    });
    expect(waiting).toMatchObject({ why: 'body-missing', role: 'office-head', body: 'van-phong' });
  });

  it('goes on where it is rerouted to, with its period begun anew', () => {
    const later = contextAt('2026-11-09T02:00:00.000Z');
    const rerouted = move(stuck, { act: 'reroute', step: 1, body: 'phong-b' }, later);
    expect(rerouted.route[1]?.body).toBe('phong-b');
    expect(rerouted.deadline?.due).toBe('2026-11-23');
    expect(openActs(rerouted)).toContain('approve');
  });
});

describe('whatever happens, in whatever order', () => {
  const anyMove = fc
    .constantFrom(...nominationActs, ...nominationNews, 'lapse', 'overdue', 'remind')
    .map((act): Move => ({
      act,
      to: '2027-01-04',
      step: 1,
      body: 'phong-b',
      award: true,
      ground: 'complaint',
    }));

  it('a refusal changes nothing, a closed case stays closed, and its outcome is set exactly when it is closed', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), fc.boolean(), (moves, own) => {
        const steps = own ? giayKhen : bangKhen;
        let state = draft(steps);
        for (const m of moves) {
          const before = structuredClone(state);
          try {
            state = move(state, m, contextAt(MONDAY, steps));
          } catch (failure) {
            if (!(failure instanceof Refusal)) throw failure;
          }
          if (before.stage === 'closed') expect(state).toEqual(before);
          expect(state.outcome !== null).toBe(state.stage === 'closed');
          expect(state.step).toBeLessThan(state.route.length);
          if (state.stage !== 'closed') expect(state.route[state.step]?.stage).toBe(state.stage);
          // What the path says is open is what the rules then take, and nothing else.
          if (before.stage !== 'closed' && (nominationActs as readonly string[]).includes(m.act))
            expect(
              openActs(before).includes(m.act as never) || state === before || deepEqual(state, before),
            ).toBe(true);
        }
      }),
    );
  });
});

const deepEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
