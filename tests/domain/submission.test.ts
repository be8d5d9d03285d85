import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubmissionAct } from '../../domain/act-bodies.ts';
import { calendarOf } from '../../domain/calendar.ts';
import type { RouteStep } from '../../domain/nomination.ts';
import type { UnitNode, Units } from '../../domain/organization.ts';
import type { RoleAt } from '../../domain/roles.ts';
import type {
  Receiver,
  SubmissionItemState,
  SubmissionParties,
  SubmissionSituation,
  SubmissionState,
} from '../../domain/submission.ts';
import {
  afterItems,
  isSubmissionOver,
  isTaskOfSubmission,
  mayActOnSubmission,
  openSubmissionActs,
  receivingStage,
  roleOnBehalf,
  senderCodes,
  senderRoleOf,
  submissionItemStates,
  submissionSight,
  submissionStates,
  submissionTimetable,
  submissionWaiting,
} from '../../domain/submission.ts';
import { timerActId } from '../../domain/timetable.ts';

const appraiser = { toIsAppraiser: true, toHasAccounts: false };
const appraiserInSystem = { toIsAppraiser: true, toHasAccounts: true };
const decider = { toIsAppraiser: false, toHasAccounts: false };
const deciderInSystem = { toIsAppraiser: false, toHasAccounts: true };

const units: Units = new Map(
  [
    { code: 'so-khcn', parent: null, organization: 'so-khcn' },
    { code: 'van-phong', parent: 'so-khcn', organization: 'so-khcn' },
    { code: 'phong-ql', parent: 'so-khcn', organization: 'so-khcn' },
    { code: 'so-noi-vu', parent: null, organization: 'so-noi-vu' },
    { code: 'ban-tdkt', parent: 'so-noi-vu', organization: 'so-noi-vu' },
    { code: 'ubnd-tinh', parent: null, organization: 'ubnd-tinh' },
  ].map((unit): [string, UnitNode] => [unit.code, unit]),
);
const person = (...roles: [RoleAt['role'], string][]) => ({
  id: 'p',
  roles: roles.map(([role, unit]) => ({ role, unit })),
});
const reviewer = person(['office-reviewer', 'van-phong']);
const outsideAppraiser = person(['appraiser', 'ban-tdkt']);

describe('the acts open on a tờ trình', () => {
  const table: [SubmissionState, Receiver, SubmissionAct[]][] = [
    ['draft', appraiser, ['dispatch']],
    ['draft', decider, ['dispatch']],
    ['dispatched', appraiser, ['record-receipt', 'record-answer']],
    ['dispatched', appraiserInSystem, ['record-receipt']],
    ['dispatched', decider, ['record-receipt', 'record-decision']],
    ['dispatched', deciderInSystem, ['record-receipt', 'record-decision']],
    ['received', appraiser, ['record-answer']],
    ['received', appraiserInSystem, []],
    ['received', decider, ['record-decision']],
    ['received', deciderInSystem, ['record-decision']],
    ['finished', appraiser, []],
    ['finished', decider, []],
  ];
  it.each(table)('%s, to %o: %o', (state, receiver, acts) => {
    expect(openSubmissionActs(state, receiver)).toEqual(acts);
  });
});

describe('a tờ trình is finished', () => {
  const table: [string, SubmissionState, SubmissionItemState[], SubmissionState][] = [
    ['not while one item waits for its answer', 'received', ['awarded', 'sent'], 'received'],
    ['not while its draft holds a nomination', 'draft', ['withdrawn', 'listed'], 'draft'],
    ['once each has its answer', 'received', ['approved', 'returned', 'rejected'], 'finished'],
    ['once each has its decision, without a receipt', 'dispatched', ['awarded', 'refused'], 'finished'],
    ['also where the last left by itself', 'dispatched', ['left-out', 'approved', 'withdrawn'], 'finished'],
    ['also as a draft that all have left', 'draft', ['withdrawn'], 'finished'],
  ];
  it.each(table)('%s', (_, state, items, after) => {
    expect(afterItems(state, items)).toBe(after);
  });

  it('exactly when nothing in it is open, and then nothing can be done to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...submissionStates),
        fc.array(fc.constantFrom(...submissionItemStates), { minLength: 1 }),
        fc.record({ toIsAppraiser: fc.boolean(), toHasAccounts: fc.boolean() }),
        (state, items, receiver) => {
          const open = items.includes('listed') || items.includes('sent');
          const after = afterItems(state, items);
          expect(after).toBe(open ? state : 'finished');
          expect(isSubmissionOver(after)).toBe(after === 'finished');
          if (!open) expect(openSubmissionActs(after, receiver)).toEqual([]);
        },
      ),
    );
  });
});

describe('who sends it and who receives it', () => {
  const lead = { leadBody: 'van-phong', organization: 'so-khcn' };
  it("the lead's office and its organization are one sender, another body is itself alone", () => {
    expect(senderCodes('van-phong', lead, units)).toEqual(['van-phong', 'so-khcn']);
    expect(senderCodes('so-khcn', lead, units)).toEqual(['van-phong', 'so-khcn']);
    expect(senderCodes('so-noi-vu', lead, units)).toEqual(['so-noi-vu']);
    expect(senderCodes('so-tttt', { leadBody: 'so-tttt', organization: 'so-tttt' }, units)).toEqual([
      'so-tttt',
    ]);
  });

  const step = (stage: RouteStep['stage'], body: string | null): RouteStep => ({
    stage,
    body,
    function: 'any',
    resolvedOn: null,
  });
  const route = [
    step('unit-proposal', 'phong-ql'),
    step('council-vote', 'so-khcn'),
    step('submission', 'van-phong'),
    step('appraisal', 'so-noi-vu'),
    step('submission', 'so-noi-vu'),
    step('decision', null),
  ];
  it("the route's next step says whether the receiver appraises or decides", () => {
    expect(receivingStage(route, senderCodes('so-khcn', lead, units))).toBe('appraisal');
    expect(receivingStage(route, ['so-noi-vu'])).toBe('decision');
  });
  it('nothing is said of a sender that the route does not know', () => {
    expect(receivingStage(route, ['ubnd-tinh'])).toBeNull();
    expect(receivingStage([step('submission', null), step('decision', null)], ['so-noi-vu'])).toBeNull();
  });
});

describe('what a tờ trình waits for', () => {
  // Friday 13 February 2026; Tết is from 16 to 20 February (domain: working days).
  const tet = ['16', '17', '18', '19', '20'].map((day) => ({
    date: `2026-02-${day}`,
    kind: 'off' as const,
    status: 'confirmed' as const,
    source: 'TB 9441/TB-BNV',
  }));
  const situation = (more: Partial<SubmissionSituation>): SubmissionSituation => ({
    state: 'dispatched',
    entryVersion: 2,
    enteredAt: '2026-02-13T03:00:00.000Z',
    fromBody: 'so-khcn',
    toBody: 'so-noi-vu',
    senderRole: 'office-reviewer',
    toIsAppraiser: true,
    decisionBy: '2026-03-31',
    calendar: calendarOf(tet, 1),
    ...more,
  });
  const toDecide = { toIsAppraiser: false, toBody: 'ubnd-tinh' };
  const none = new Set<string>();
  const firstMinute = '2026-02-13T03:00:00.000Z';
  const entries = (more: Partial<SubmissionSituation>, recorded = none, now = firstMinute) =>
    submissionTimetable(situation(more), recorded, now).map(({ kind, at }) => `${kind} ${at}`);

  it('a draft waits for its sender, without a date of its own', () => {
    expect(submissionWaiting(situation({ state: 'draft' }), none)).toEqual({
      why: 'submission-drafted',
      body: 'so-khcn',
      role: 'office-reviewer',
      since: firstMinute,
      until: null,
      provisional: false,
      overdue: false,
      then: 'nothing',
    });
    expect(entries({ state: 'draft' })).toEqual([]);
  });
  it('once dispatched for the receiver, three working days for the receipt', () => {
    expect(submissionWaiting(situation({}), none)).toMatchObject({
      why: 'submission-to-be-received',
      body: 'so-noi-vu',
      role: 'appraiser',
      until: '2026-02-25',
      then: 'remind',
    });
  });
  it('once received for its answer, until the date of the round', () => {
    const received = situation({ ...toDecide, state: 'received' });
    expect(submissionWaiting(received, none)).toMatchObject({
      why: 'submission-to-be-answered',
      body: 'ubnd-tinh',
      role: 'head',
      until: '2026-03-31',
    });
  });
  it('for nothing once it is finished', () => {
    expect(submissionWaiting(situation({ state: 'finished' }), none)).toBeNull();
    expect(entries({ state: 'finished' })).toEqual([]);
  });

  it('reminds of the receipt and of the decision, though no receipt ever comes', () => {
    expect(entries(toDecide)).toEqual([
      'overdue 2026-02-25T17:00:00.000Z',
      'remind-late-3 2026-03-02T17:00:00.000Z',
      'remind-5 2026-03-24T01:00:00.000Z',
      'overdue 2026-03-31T17:00:00.000Z',
      'remind-late-5 2026-04-07T17:00:00.000Z',
    ]);
  });
  it('in order of time, where the two dates cross', () => {
    expect(entries({ ...toDecide, decisionBy: '2026-02-27' }).map((entry) => entry.split('T')[0])).toEqual([
      'overdue 2026-02-25',
      'overdue 2026-02-27',
      'remind-late-3 2026-03-02',
      'remind-late-5 2026-03-06',
    ]);
  });
  it('no longer reminds of the receipt once it is there', () => {
    expect(entries({ ...toDecide, state: 'received' })).toEqual([
      'remind-5 2026-03-24T01:00:00.000Z',
      'overdue 2026-03-31T17:00:00.000Z',
      'remind-late-5 2026-04-07T17:00:00.000Z',
    ]);
  });
  it('watches the receipt alone where the round sets no date, and nothing after it', () => {
    expect(entries({ ...toDecide, decisionBy: null })).toHaveLength(2);
    expect(entries({ ...toDecide, decisionBy: null, state: 'received' })).toEqual([]);
  });
  it('has at an appraiser no date for the answer beside those of its nominations', () => {
    expect(entries({})).toHaveLength(2);
    expect(entries({ state: 'received' })).toEqual([]);
    expect(submissionWaiting(situation({ state: 'received' }), none)).toMatchObject({
      ...{ why: 'submission-to-be-answered', role: 'appraiser', until: null },
    });
  });
  it('waits until the earlier date where the decision is due before the receipt', () => {
    const waiting = submissionWaiting(situation({ ...toDecide, decisionBy: '2026-02-24' }), none);
    expect(waiting?.until).toBe('2026-02-24');
  });
  it('is overdue once the path has recorded that its date passed, and reminds once of it', () => {
    const passed = timerActId(2, { kind: 'overdue', at: '', due: '2026-02-25' });
    expect(submissionWaiting(situation({}), new Set([passed]))?.overdue).toBe(true);
    expect(submissionWaiting(situation({ entryVersion: 3 }), new Set([passed]))?.overdue).toBe(false);
    expect(entries({}, new Set([passed]))[0]).toMatch(/^remind-late-3/);
  });
});

describe('who may act on a tờ trình', () => {
  const parties = (more: Partial<SubmissionParties> = {}): SubmissionParties => ({
    fromBody: 'so-khcn',
    toBody: 'so-noi-vu',
    leadBody: 'van-phong',
    organization: 'so-khcn',
    fromHasAccounts: true,
    onBehalf: false,
    proposers: [],
    ...appraiser,
    ...more,
  });
  const fromOutside = { fromBody: 'so-noi-vu', toBody: 'ubnd-tinh', toIsAppraiser: false };
  const may = (act: SubmissionAct, who: typeof reviewer, more: Partial<SubmissionParties> = {}) => {
    const right = mayActOnSubmission(act, who, parties(more), units);
    return typeof right === 'string' ? right : `${right.role} at ${right.unit}`;
  };
  const acts = ['dispatch', 'record-receipt', 'record-answer', 'record-decision'] as const;

  it.each(acts)("%s: the lead's office for its organization, under either code", (act) => {
    for (const fromBody of ['so-khcn', 'van-phong']) {
      expect(may(act, reviewer, { fromBody })).toBe('office-reviewer at van-phong');
      expect(may(act, person(['office-head', 'van-phong']), { fromBody })).toBe('office-head at van-phong');
      expect(may(act, outsideAppraiser, { fromBody, toBody: 'ubnd-tinh' })).toBe('forbidden');
    }
  });
  it.each(acts)("%s: an outside sender's appraiser, and nobody of the lead's", (act) => {
    expect(may(act, outsideAppraiser, fromOutside)).toBe('appraiser at ban-tdkt');
    expect(may(act, reviewer, fromOutside)).toBe('forbidden');
  });
  it.each(acts)("%s: the lead's office where it drafted for a body without accounts", (act) => {
    const without = { ...fromOutside, onBehalf: true, fromHasAccounts: false };
    expect(may(act, reviewer, without)).toBe('office-reviewer at van-phong');
    expect(may(act, reviewer, { ...without, fromHasAccounts: true })).toBe('body-acts-itself');
    expect(may(act, person(['unit-head', 'phong-ql']), without)).toBe('forbidden');
  });
  it.each(['head', 'auditor', 'unit-head', 'council-secretary', 'administrator'] as const)(
    'never the %s',
    (role) => {
      for (const act of acts) expect(may(act, person([role, 'so-khcn']))).toBe('forbidden');
    },
  );
  it('an appraiser with accounts answers himself; a decision on paper is recorded all the same', () => {
    expect(may('record-answer', reviewer, appraiserInSystem)).toBe('body-acts-itself');
    expect(may('record-receipt', reviewer, appraiserInSystem)).toBe('office-reviewer at van-phong');
    expect(may('record-decision', reviewer, deciderInSystem)).toBe('office-reviewer at van-phong');
  });
  it('the receiving body acknowledges what it receives, and its head says what he has decided', () => {
    expect(may('record-receipt', outsideAppraiser, appraiserInSystem)).toBe('appraiser at ban-tdkt');
    const registry = person(['office-reviewer', 'so-noi-vu']);
    expect(may('record-receipt', registry, appraiserInSystem)).toBe('office-reviewer at so-noi-vu');
    expect(may('record-decision', outsideAppraiser, appraiserInSystem)).toBe('forbidden');
    const head = person(['head', 'ubnd-tinh']);
    const toHead = { ...deciderInSystem, toBody: 'ubnd-tinh' };
    expect(may('record-receipt', head, toHead)).toBe('head at ubnd-tinh');
    expect(may('record-decision', head, toHead)).toBe('head at ubnd-tinh');
    expect(may('record-decision', head, { ...toHead, proposers: ['p'] })).toBe('own-proposal');
    for (const act of ['dispatch', 'record-answer'] as const)
      expect(may(act, head, toHead)).toBe('forbidden');
  });
  it("a receipt is the receiver's task where it has accounts, and the sender's where it has none", () => {
    const isTask = (who: typeof reviewer, receiver: typeof appraiser) =>
      isTaskOfSubmission('record-receipt', who, parties(receiver), units);
    expect([isTask(outsideAppraiser, appraiserInSystem), isTask(reviewer, appraiserInSystem)]).toEqual([
      true,
      false,
    ]);
    expect(isTask(reviewer, appraiser)).toBe(true);
  });
  it('nobody records the answer to what he proposed himself', () => {
    expect(may('record-answer', reviewer, { proposers: ['p'] })).toBe('own-proposal');
    expect(may('record-decision', reviewer, { ...decider, proposers: ['p'] })).toBe('own-proposal');
    expect(may('dispatch', reviewer, { proposers: ['p'] })).toBe('office-reviewer at van-phong');
    expect(may('record-answer', reviewer, { proposers: ['q'] })).toBe('office-reviewer at van-phong');
  });
  it('a draft for another body is written by the office before it, where that body has no accounts', () => {
    const sender = { fromBody: 'so-noi-vu', leadBody: 'van-phong', organization: 'so-khcn' };
    expect(senderRoleOf(reviewer, sender, units)).toBeUndefined();
    expect(senderRoleOf(outsideAppraiser, sender, units)).toEqual({ role: 'appraiser', unit: 'ban-tdkt' });
    const behalf = (who: typeof reviewer, fromHasAccounts: boolean) =>
      roleOnBehalf(who, { leadBody: 'van-phong', fromHasAccounts }, units);
    expect(behalf(reviewer, false)).toEqual({ role: 'office-reviewer', unit: 'van-phong' });
    expect(behalf(reviewer, true)).toBe('body-acts-itself');
    expect(behalf(outsideAppraiser, false)).toBe('forbidden');
  });
});

describe('who sees a tờ trình', () => {
  const sight = (...roles: [RoleAt['role'], string][]) => submissionSight(person(...roles).roles, units);
  it("the lead's office: those it leads and those of its organization", () => {
    expect(sight(['office-reviewer', 'van-phong'])).toEqual({
      leads: ['van-phong', 'so-khcn'],
      bodies: ['van-phong', 'so-khcn'],
      organizations: [],
    });
  });
  it("the sending and the receiving body's appraisers: by their own unit and those above it", () => {
    expect(sight(['appraiser', 'ban-tdkt']).bodies).toEqual(['ban-tdkt', 'so-noi-vu']);
  });
  it('a unit above in another organization is not theirs', () => {
    const nested = new Map(units).set('so-noi-vu', {
      code: 'so-noi-vu',
      parent: 'ubnd-tinh',
      organization: 'so-noi-vu',
    });
    const { bodies } = submissionSight(outsideAppraiser.roles, nested);
    expect(bodies).toEqual(['ban-tdkt', 'so-noi-vu']);
  });
  it('head and auditors: all of their organization', () => {
    expect(sight(['head', 'so-khcn']).organizations).toEqual(['so-khcn']);
    expect(sight(['auditor', 'van-phong']).organizations).toEqual(['so-khcn']);
    expect(sight(['auditor', 'van-phong']).bodies).toEqual([]);
  });
  it.each(['unit-officer', 'unit-head', 'council-member', 'council-secretary', 'administrator'] as const)(
    'the %s sees none',
    (role) => {
      expect(sight([role, 'phong-ql'])).toEqual({ leads: [], bodies: [], organizations: [] });
    },
  );
});
