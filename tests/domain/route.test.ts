import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodiesOf } from '../../domain/bodies.ts';
import type { Bodies } from '../../domain/bodies.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { begunNomination, move } from '../../domain/nomination.ts';
import { openActs } from '../../domain/open-acts.ts';
import { ruleOf } from '../../domain/nomination-deadline.ts';
import { waitingOf } from '../../domain/nomination-waiting.ts';
import type { Move, NominationContext, NominationState } from '../../domain/nomination.ts';
import type { Plan, PlanStep } from '../../domain/plan-schema.ts';
import {
  begin,
  goOn,
  lacksBody,
  newlyPassedOver,
  routeOf,
  routeOn,
  standingBefore,
} from '../../domain/route.ts';
import type { RouteStep } from '../../domain/route.ts';
import { organization } from '../support/plans.ts';

const deadline: PlanStep['deadline'] = { workingDays: 5, remindBefore: [], whenPassed: [] };
const step = (stage: PlanStep['stage'], body: string, to?: string): PlanStep => ({
  stage,
  body,
  ...(to === undefined ? {} : { to }),
  deadline,
});
const named = (bodies: Record<string, { unit?: string; function?: string }>): Plan['bodies'] =>
  Object.fromEntries(Object.entries(bodies).map(([code, body]) => [code, { name: code, ...body }]));

const hungYen = named({
  qlcn: { unit: 'phong-qlcn-so-khcn-hung-yen' },
  office: { unit: 'van-phong-so-khcn-hung-yen' },
  council: { unit: 'hoi-dong-tdkt-so-khcn-hung-yen' },
  so: { unit: 'so-khcn-hung-yen' },
  cds: { function: 'chuyen-doi-so-hung-yen' },
  tdkt: { function: 'thi-dua-khen-thuong-hung-yen' },
  appraiser: {},
  ubnd: { unit: 'ubnd-tinh-hung-yen' },
});
const thaiBinh = named({
  association: { function: 'hiep-hoi-doanh-nghiep-thai-binh' },
  cds: { function: 'chuyen-doi-so-thai-binh' },
  tdkt: { function: 'thi-dua-khen-thuong-thai-binh' },
  ubnd: { function: 'ubnd-thai-binh' },
});
const appraisedAndDecided = (body: string): PlanStep[] => [
  step('appraisal', body),
  step('submission', body, 'ubnd'),
  step('decision', 'ubnd'),
];
const plan000 = [
  step('office-review', 'qlcn'),
  step('council-vote', 'council'),
  step('submission', 'qlcn', 'cds'),
  step('appraisal', 'cds'),
  step('submission', 'cds', 'appraiser'),
  ...appraisedAndDecided('appraiser'),
];
const plan001 = [
  step('office-review', 'office'),
  step('council-vote', 'council'),
  step('submission', 'office', 'appraiser'),
  ...appraisedAndDecided('appraiser'),
];
const plan002 = [
  step('office-review', 'office'),
  step('council-vote', 'council'),
  step('submission', 'office', 'tdkt'),
  ...appraisedAndDecided('tdkt'),
];
const agency = [step('selection', 'cds'), ...appraisedAndDecided('tdkt')];
const enterprise = [step('selection', 'association'), ...agency];

/** Each step as `stage@body`, in brackets what falls away, with an arrow where its receiver is still to be named. */
const asText = (route: RouteStep[]): string[] =>
  route
    .slice(1)
    .map((s) =>
      s.passedOver
        ? `(${s.stage}@${s.passedOver.body})`
        : `${s.stage}@${s.body ?? '?'}${s.receiverMissing ? ' → ?' : ''}`,
    );
const onDay = (steps: PlanStep[], bodies: Plan['bodies'], on: string) =>
  asText(routeOn(steps, 'don-vi-de-nghi', bodiesOf(bodies, organization), on));

describe('the routes of the plans on their days', () => {
  const sameEveryDay = ['2022-06-01', '2025-03-01', '2025-10-01'];

  it('take 000 past Sở TT&TT while there was one, and stop for a name where the plan has none', () => {
    const before = [
      'office-review@phong-qlcn-so-khcn-hung-yen',
      'council-vote@hoi-dong-tdkt-so-khcn-hung-yen',
      'submission@phong-qlcn-so-khcn-hung-yen',
      'appraisal@so-tttt-hung-yen',
      'submission@so-tttt-hung-yen → ?',
      'appraisal@?',
      'submission@?',
      'decision@ubnd-tinh-hung-yen',
    ];
    expect(onDay(plan000, hungYen, '2022-06-01')).toEqual(before);
    expect(onDay(plan000, hungYen, '2025-02-28')).toEqual(before);
  });

  it.each(['2025-03-01', '2025-10-01'])(
    'let the tờ trình of 000 to the Sở itself fall away since 1/3/2025, with the appraisal it led to (%s)',
    (on) => {
      expect(onDay(plan000, hungYen, on)).toEqual([
        'office-review@phong-qlcn-so-khcn-hung-yen',
        'council-vote@hoi-dong-tdkt-so-khcn-hung-yen',
        '(submission@so-khcn-hung-yen)',
        '(appraisal@so-khcn-hung-yen)',
        'submission@so-khcn-hung-yen → ?',
        'appraisal@?',
        'submission@?',
        'decision@ubnd-tinh-hung-yen',
      ]);
    },
  );

  it.each(sameEveryDay)('stop 001 for a name before the tờ trình goes, whenever it is (%s)', (on) => {
    expect(onDay(plan001, hungYen, on)).toEqual([
      'office-review@van-phong-so-khcn-hung-yen',
      'council-vote@hoi-dong-tdkt-so-khcn-hung-yen',
      'submission@van-phong-so-khcn-hung-yen → ?',
      'appraisal@?',
      'submission@?',
      'decision@ubnd-tinh-hung-yen',
    ]);
  });

  it.each(sameEveryDay)('take 002 to the same bodies whenever it is (%s)', (on) => {
    expect(onDay(plan002, hungYen, on)).toEqual([
      'office-review@van-phong-so-khcn-hung-yen',
      'council-vote@hoi-dong-tdkt-so-khcn-hung-yen',
      'submission@van-phong-so-khcn-hung-yen',
      'appraisal@so-noi-vu-hung-yen',
      'submission@so-noi-vu-hung-yen',
      'decision@ubnd-tinh-hung-yen',
    ]);
  });

  const tdktThaiBinh = 'ban-tdkt-so-noi-vu-thai-binh';
  it.each([
    ['2024-11-01', 'hiep-hoi-dn-thai-binh', 'so-tttt-thai-binh', tdktThaiBinh, 'ubnd-tinh-thai-binh'],
    ['2025-02-28', 'hiep-hoi-dn-thai-binh', 'so-tttt-thai-binh', tdktThaiBinh, 'ubnd-tinh-thai-binh'],
    ['2025-03-01', 'hiep-hoi-dn-thai-binh', 'so-khcn-thai-binh', tdktThaiBinh, 'ubnd-tinh-thai-binh'],
    ['2025-04-01', 'hiep-hoi-dn-thai-binh', 'so-khcn-thai-binh', tdktThaiBinh, 'ubnd-tinh-thai-binh'],
    ['2025-06-30', 'hiep-hoi-dn-thai-binh', 'so-khcn-thai-binh', tdktThaiBinh, 'ubnd-tinh-thai-binh'],
    ['2025-07-01', 'hiep-hoi-dn-hung-yen', 'so-khcn-hung-yen', 'so-noi-vu-hung-yen', 'ubnd-tinh-hung-yen'],
    ['2025-10-01', 'hiep-hoi-dn-hung-yen', 'so-khcn-hung-yen', 'so-noi-vu-hung-yen', 'ubnd-tinh-hung-yen'],
  ])('take 003 on %s to %s, %s, %s, %s', (on, association, cds, tdkt, ubnd) => {
    const ofAnAgency = [`selection@${cds}`, `appraisal@${tdkt}`, `submission@${tdkt}`, `decision@${ubnd}`];
    expect(onDay(agency, thaiBinh, on)).toEqual(ofAnAgency);
    expect(onDay(enterprise, thaiBinh, on)).toEqual([`selection@${association}`, ...ofAnAgency]);
  });
});

const X: Bodies = {
  resolve: (body) => (body === 'open' ? null : body),
  organizationOf: (unit) => unit.replace(/^.* of /, ''),
  standing: (unit) => unit,
};
const on = '2026-11-02';
const routed = (...steps: PlanStep[]) => asText(routeOn(steps, 'proposer', X, on));

describe('what falls away on a route', () => {
  it('is a forwarding step at exactly the unit that has just had the case, however many there are', () => {
    expect(
      routed(
        step('selection', 'a'),
        step('office-review', 'a'),
        step('appraisal', 'a'),
        step('decision', 'b'),
      ),
    ).toEqual(['selection@a', '(office-review@a)', '(appraisal@a)', 'decision@b']);
  });

  it.each<[string, PlanStep[]]>([
    ['a unit of the same organization', [step('selection', 'x of a'), step('office-review', 'a')]],
    [
      'a unit that had it before another one',
      [step('selection', 'a'), step('appraisal', 'b'), step('appraisal', 'a')],
    ],
    ['the proposing unit', [step('office-review', 'proposer')]],
    [
      'two bodies that are both still to be named',
      [step('selection', 'open'), step('office-review', 'open')],
    ],
    ['the council', [step('office-review', 'a'), step('council-vote', 'a')]],
    ['the head', [step('appraisal', 'a'), step('decision', 'a')]],
    [
      'a review behind the council',
      [step('office-review', 'a'), step('council-vote', 'a'), step('appraisal', 'a')],
    ],
    ['a submission to another body', [step('submission', 'a', 'b'), step('appraisal', 'b')]],
    [
      'a submission to another part of the house',
      [step('submission', 'x of a', 'y of a'), step('appraisal', 'y of a')],
    ],
    [
      'a submission whose receiver nobody knows',
      [step('submission', 'a', 'open'), step('appraisal', 'open')],
    ],
  ])('is not %s', (_, steps) => {
    expect(routed(...steps).filter((text) => text.startsWith('('))).toEqual([]);
  });

  it.each(['a', 'x of a'])(
    'is a tờ trình by %s to a, with the appraisal it leads to but not a decision',
    (sender) => {
      expect(
        routed(
          step('submission', sender, 'a'),
          step('appraisal', 'a'),
          step('submission', 'a', 'b'),
          step('decision', 'b'),
        ),
      ).toEqual(['(submission@a)', '(appraisal@a)', 'submission@a', 'decision@b']);
      expect(routed(step('submission', sender, 'a'), step('decision', 'a'))).toEqual([
        '(submission@a)',
        'decision@a',
      ]);
    },
  );

  it('makes way for the step behind it: what stood before is then next to it', () => {
    expect(
      routed(
        step('selection', 'a'),
        step('submission', 'a', 'a'),
        step('appraisal', 'a'),
        step('office-review', 'a'),
        step('decision', 'b'),
      ),
    ).toEqual(['selection@a', '(submission@a)', '(appraisal@a)', '(office-review@a)', 'decision@b']);
  });

  it('is never what a person named by hand', () => {
    const route = routeOf(
      [step('selection', 'a'), step('appraisal', 'open'), step('decision', 'b')],
      'proposer',
    );
    const begun = begin(route, 1, X, on).map((s, i) => (i === 2 ? { ...s, body: 'a', rerouted: true } : s));
    expect(goOn(begun, 1, X, on).step).toBe(2);
    const self = routeOf(
      [step('submission', 'a', 'a'), step('appraisal', 'a'), step('decision', 'b')],
      'proposer',
    );
    expect(
      goOn(
        self.map((s, i) => (i === 2 ? { ...s, body: 'c', rerouted: true } : s)),
        0,
        X,
        on,
      ).step,
    ).toBe(1);
  });

  it('counts as no body reached, and the step before it stays the one before', () => {
    const route = routeOn(
      [step('selection', 'a'), step('appraisal', 'a'), step('decision', 'b')],
      'proposer',
      X,
      on,
    );
    expect(route[2]).toMatchObject({
      body: null,
      resolvedOn: null,
      passedOver: { reason: 'same-body', body: 'a', on },
    });
    expect(standingBefore(route, 3)).toMatchObject({ stage: 'selection' });
  });
});

describe('a body that the plan leaves open', () => {
  const route = routeOf(plan001, 'don-vi-de-nghi');
  const bodies = bodiesOf(hungYen, organization);

  it('stops the tờ trình that goes to it until it is named, and its later steps are then known too', () => {
    const stopped = begin(route, 3, bodies, on);
    expect(lacksBody(stopped[3])).toBe(true);
    const rerouted = stopped.map((s, i) =>
      i === 4 ? { ...s, body: 'so-noi-vu-hung-yen', rerouted: true } : s,
    );
    const going = begin(rerouted, 3, bodies, on);
    expect(lacksBody(going[3])).toBe(false);
    expect(begin(begin(going, 4, bodies, on), 5, bodies, on).slice(4, 6)).toMatchObject([
      { stage: 'appraisal', body: 'so-noi-vu-hung-yen' },
      { stage: 'submission', body: 'so-noi-vu-hung-yen', receiverMissing: false },
    ]);
  });
});

describe('a nomination on such a route', () => {
  const steps = plan000;
  const contextOn = (day: string): NominationContext => ({
    ...bodiesOf(hungYen, organization),
    plan: { proposal: { deadline, amend: deadline, returnsAtMost: 1 } },
    steps,
    roundDates: {},
    takes: true,
    calendar: calendarOf([], 1),
    at: `${day}T02:00:00.000Z`,
  });
  const draft = begunNomination({
    route: routeOf(steps, 'don-vi-de-nghi'),
    enteredAt: '2025-02-03T02:00:00.000Z',
    deadline: null,
  });
  const after = (state: NominationState, day: string, ...moves: (Move | Move['act'])[]) =>
    moves.reduce((s, m) => move(s, typeof m === 'string' ? { act: m } : m, contextOn(day)), state);
  const waiting = (state: NominationState) =>
    waitingOf(state, ruleOf(state, contextOn('2025-03-03')), null, {
      leadBody: 'phong-qlcn-so-khcn-hung-yen',
      organization: 'so-khcn-hung-yen',
      holder: (unit) => unit,
    });
  const atCouncil = after(draft, '2025-02-03', 'submit', 'approve', 'passed', 'agreed');

  it('goes on by the day a step starts: on 28/2/2025 to Sở TT&TT, on 3/3/2025 past it to a task for the office head', () => {
    expect(after(atCouncil, '2025-02-28', 'selected')).toMatchObject({ stage: 'submission', step: 3 });
    const past = after(atCouncil, '2025-03-03', 'selected');
    expect(past).toMatchObject({ stage: 'submission', step: 5, council: null });
    expect(past.route).toHaveLength(steps.length + 1);
    expect(newlyPassedOver(atCouncil.route, past.route)).toEqual([
      { step: 3, stage: 'submission', reason: 'same-body', body: 'so-khcn-hung-yen' },
      { step: 4, stage: 'appraisal', reason: 'same-body', body: 'so-khcn-hung-yen' },
    ]);
    expect(openActs(past)).toEqual(['withdraw', 'reroute']);
    expect(waiting(past)).toMatchObject({
      why: 'body-missing',
      body: 'phong-qlcn-so-khcn-hung-yen',
      role: 'office-head',
    });
  });

  it('then begins its tờ trình anew, for the lead’s office to write, once the office head has named who appraises', () => {
    const past = after(atCouncil, '2025-03-03', 'selected');
    const named = after(past, '2025-03-05', { act: 'reroute', step: 6, body: 'so-noi-vu-hung-yen' });
    expect(named).toMatchObject({ stage: 'submission', step: 5, deadline: { due: '2025-03-12' } });
    expect(waiting(named)).toMatchObject({ why: 'submission-to-write', role: 'office-reviewer' });
    const onward = after(named, '2025-03-05', 'dispatched', 'approve');
    expect(onward).toMatchObject({ stage: 'submission', step: 7 });
    expect(onward.route[7]).toMatchObject({ body: 'so-noi-vu-hung-yen' });
    expect(waiting(onward)).toMatchObject({ why: 'submission-to-write', role: 'appraiser' });
  });

  it('comes back after an amendment to the step that asked for it, though it would now fall away', () => {
    const atTttt = after(atCouncil, '2025-02-24', 'selected', 'dispatched', 'return');
    expect(atTttt).toMatchObject({ stage: 'unit-proposal', returnedFrom: 4 });
    expect(after(atTttt, '2025-03-03', 'submit')).toMatchObject({ stage: 'appraisal', step: 4 });
  });
});

describe('any route on any day', () => {
  const stage = fc.constantFrom<PlanStep['stage']>(
    'selection',
    'office-review',
    'council-vote',
    'appraisal',
    'submission',
    'decision',
  );
  const unit = fc.constantFrom('a', 'b', 'x of a', 'open');
  const steps = fc.array(
    fc
      .record({ stage, body: unit, to: unit })
      .map(({ stage: s, body, to }) => step(s, body, s === 'submission' ? to : undefined)),
    { maxLength: 12 },
  );

  it('keeps the numbers of its steps, and never passes over a council, a decision or a step without a body', () => {
    fc.assert(
      fc.property(steps, (of) => {
        const route = routeOn(of, 'proposer', X, on);
        expect(route.slice(1).map((s) => [s.stage, s.function])).toEqual(of.map((s) => [s.stage, s.body]));
        for (const s of route.slice(1)) {
          if (s.passedOver) expect(['council-vote', 'decision']).not.toContain(s.stage);
          if (s.function === 'open') expect([s.body, s.passedOver]).toEqual([null, undefined]);
          expect(s.body !== null && s.passedOver !== undefined).toBe(false);
        }
      }),
    );
  });
});
