import { describe, expect, it, test } from 'vitest';
import { calendarOf } from '../../domain/calendar.ts';
import {
  debtorRoleOf,
  dueAfterReturn,
  isBegun,
  isObligationOver,
  mayActOnObligation,
  obligationDue,
  obligationRecorder,
  obligationsOfRound,
  obligationStates,
  obligationTimetable,
  obligationWaiting,
  openObligationActs,
  owedRule,
} from '../../domain/obligation.ts';
import type { ObligationParties, ObligationSituation } from '../../domain/obligation.ts';
import type { UnitNode } from '../../domain/organization.ts';
import type { PlanObligation } from '../../domain/plan-schema.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { timerActId } from '../../domain/timetable.ts';
import { readPlan } from '../support/plans.ts';

const node = (code: string, parent: string | null, organization: string): [string, UnitNode] => [
  code,
  { code, parent, organization },
];
const units = new Map([
  node('ubnd', null, 'ubnd'),
  node('so', 'ubnd', 'so'),
  node('van-phong', 'so', 'so'),
  node('phong', 'so', 'so'),
  node('ban', 'ubnd', 'ban'),
]);
const person = (id: string, ...roles: RoleAt[]) => ({ id, roles });
const officer = person('officer', { role: 'unit-officer', unit: 'phong' });
const unitHead = person('unitHead', { role: 'unit-head', unit: 'phong' });
const reviewer = person('reviewer', { role: 'office-reviewer', unit: 'van-phong' });
const officeHead = person('officeHead', { role: 'office-head', unit: 'van-phong' });
const director = person('director', { role: 'head', unit: 'so' });
const appraiser = person('appraiser', { role: 'appraiser', unit: 'ban' });
const people = { officer, unitHead, reviewer, officeHead, director, appraiser };

const situation = (changed: Partial<ObligationSituation> = {}): ObligationSituation => ({
  state: 'owed',
  returned: false,
  overdue: false,
  entryVersion: 1,
  enteredAt: '2026-11-02T02:00:00.000Z',
  owedBy: 'units',
  debtor: 'phong',
  toBody: 'van-phong',
  toRole: 'office-reviewer',
  due: '2026-11-20',
  calendar: calendarOf([], 1),
  rule: owedRule,
  ...changed,
});

test('only acts lead on: it is handed in, answered there, or waived', () => {
  expect(Object.fromEntries(obligationStates.map((state) => [state, openObligationActs(state)]))).toEqual({
    owed: ['submit', 'waive'],
    submitted: ['accept', 'return', 'waive'],
    accepted: [],
    done: [],
    waived: [],
  });
  for (const state of obligationStates)
    expect(openObligationActs(state).length === 0).toBe(isObligationOver(state));
});

describe('who may', () => {
  const ofUnit: ObligationParties = {
    owedBy: 'units',
    debtor: 'phong',
    toBody: 'van-phong',
    toHasAccounts: true,
    leadBody: 'van-phong',
    submitters: ['officer'],
  };
  const who = (act: Parameters<typeof mayActOnObligation>[0], parties: ObligationParties) =>
    Object.entries(people)
      .filter(([, p]) => typeof mayActOnObligation(act, p, parties, units) === 'object')
      .map(([name]) => name);

  it.each([
    ['submit', ['officer', 'unitHead']],
    ['accept', ['reviewer', 'officeHead']],
    ['return', ['reviewer', 'officeHead']],
    ['waive', ['officeHead']],
  ] as const)('%s what a unit owes the office', (act, names) => {
    expect(who(act, ofUnit)).toEqual(names);
  });

  const ofLead: ObligationParties = {
    ...ofUnit,
    owedBy: 'lead',
    debtor: 'van-phong',
    submitters: ['reviewer'],
  };
  it.each([
    ['submit', 'ban', ['reviewer', 'officeHead']],
    ['accept', 'ban', ['appraiser']],
    // The office is part of the Sở, but does not accept its own report.
    ['accept', 'so', ['director']],
  ] as const)('%s what the lead office owes %s', (act, toBody, names) => {
    expect(who(act, { ...ofLead, toBody })).toEqual(names);
  });

  it('hands in nothing for a unit above or below his own', () => {
    expect(debtorRoleOf(officer, { owedBy: 'units', debtor: 'so' }, units)).toBeUndefined();
    expect(debtorRoleOf(reviewer, { owedBy: 'units', debtor: 'van-phong' }, units)).toBeUndefined();
  });

  it('accepts nothing that he handed in himself', () => {
    const both = person('both', ...officer.roles, ...reviewer.roles);
    expect(mayActOnObligation('accept', both, { ...ofUnit, submitters: ['both'] }, units)).toBe(
      'own-proposal',
    );
  });

  it('records the paper of a body without accounts, if he is of the lead office and did not hand it in', () => {
    const toUbnd = { ...ofLead, toBody: 'ubnd', toHasAccounts: false };
    expect(obligationRecorder(officeHead, toUbnd, units)).toMatchObject({ role: 'office-head' });
    expect(obligationRecorder(reviewer, toUbnd, units)).toBe('own-proposal');
    expect(obligationRecorder(officer, toUbnd, units)).toBe('forbidden');
    expect(obligationRecorder(officeHead, { ...toUbnd, toHasAccounts: true }, units)).toBe(
      'body-acts-itself',
    );
  });
});

describe('time', () => {
  const kinds = (changed: Partial<ObligationSituation>, now = '2026-11-02T03:00:00.000Z') =>
    obligationTimetable(situation(changed), new Set(), now).map(({ kind, at }) => `${kind} ${at}`);

  it('reminds five days and one day before, says that it is overdue, and reminds again', () => {
    expect(kinds({})).toEqual([
      'remind-5 2026-11-13T01:00:00.000Z',
      'remind-1 2026-11-19T01:00:00.000Z',
      'overdue 2026-11-20T17:00:00.000Z',
      'remind-late-5 2026-11-27T17:00:00.000Z',
    ]);
  });

  it.each([
    ['without a date', { due: null }],
    ['once it is handed in', { state: 'submitted' }],
    ['once it is accepted', { state: 'accepted' }],
  ] as const)('does nothing by itself %s', (_, changed) => {
    expect(kinds(changed)).toEqual([]);
  });

  it('says each once', () => {
    const [first] = obligationTimetable(situation(), new Set(), '2026-11-02T03:00:00.000Z');
    const recorded = new Set([timerActId(1, first!)]);
    expect(obligationTimetable(situation(), recorded, '2026-11-13T01:00:01.000Z')[0]?.kind).toBe('remind-1');
  });

  it.each([
    ['2026-11-20', '2026-11-09', '2026-11-20'],
    ['2026-11-20', '2026-11-19', '2026-11-26'],
    ['2026-11-20', '2026-12-01', '2026-12-08'],
    [null, '2026-12-01', null],
  ])('due %s and returned on %s, it is due %s', (due, today, after) => {
    expect(dueAfterReturn(due, today, calendarOf([], 1))).toBe(after);
  });
});

test('it waits for the debtor, then for the receiver, then for nobody', () => {
  expect(obligationWaiting(situation({ overdue: true }))).toMatchObject({
    ...{ why: 'obligation-owed', body: 'phong', role: 'unit-officer', until: '2026-11-20' },
    ...{ overdue: true, then: 'remind' },
  });
  expect(obligationWaiting(situation({ returned: true, owedBy: 'lead', due: null }))).toMatchObject({
    ...{ why: 'obligation-returned', role: 'office-reviewer', until: null, then: 'nothing' },
  });
  expect(obligationWaiting(situation({ state: 'submitted', overdue: true }))).toMatchObject({
    ...{
      why: 'obligation-submitted',
      body: 'van-phong',
      role: 'office-reviewer',
      until: null,
      overdue: false,
    },
  });
  expect(obligationWaiting(situation({ state: 'accepted' }))).toBeNull();
});

describe('what a round begins', () => {
  const codes = (movement: string, round: string) =>
    obligationsOfRound(readPlan(movement), round).map(({ code }) => code);

  it.each([
    ['chao-mung-190-nam-ha-tinh-2021', 'dot-thi-dua-2021', ['dang-ky-thi-dua']],
    [
      'cai-cach-hanh-chinh-hung-yen-2022',
      'so-ket-2023',
      ['ke-hoach-cua-don-vi', 'bao-cao-6-thang', 'bao-cao-nam', 'bao-cao-so-ket'],
    ],
    [
      'cai-cach-hanh-chinh-hung-yen-2022',
      'tong-ket-2025',
      ['ke-hoach-cua-don-vi', 'bao-cao-6-thang', 'bao-cao-nam', 'bao-cao-tong-ket'],
    ],
    [
      'chuyen-doi-so-thai-binh-2023',
      'so-ket-2024',
      ['ke-hoach-cua-don-vi', 'bao-cao-so-ket', 'bao-cao-so-ket-tinh'],
    ],
  ])('of %s, %s: not what is owed on request, or with another round', (movement, round, owed) => {
    expect(codes(movement, round)).toEqual(owed);
  });

  const owed = (changed: Partial<PlanObligation> = {}): PlanObligation => ({
    ...{
      code: 'ke-hoach',
      name: 'Kế hoạch',
      kind: 'unit-plan',
      owedBy: 'units',
      to: 'office',
      when: 'năm nay',
    },
    ...changed,
  });
  it.each([
    ['a plan, handed in', {}, 'accepted', false, true],
    ['a plan, waived', {}, 'waived', false, true],
    ['a plan whose round was called off', {}, 'waived', true, false],
    ['a periodic report that is open', { kind: 'periodic-report' }, 'owed', false, true],
    ['a periodic report, accepted', { kind: 'periodic-report' }, 'accepted', false, false],
    ['a report of its own round', { rounds: ['so-ket'] }, 'owed', false, false],
  ] as const)('%s: a former one stands for it or not', (_, changed, state, roundCancelled, stands) => {
    const obligation = owed(changed as Partial<PlanObligation>);
    expect(isBegun(obligation, { state, period: '', roundCancelled }, '')).toBe(stands);
  });

  it.each([
    ['no day', {}, null],
    ['a day', { due: { on: '2026-12-31' } }, '2026-12-31'],
    ['a day that has passed', { due: { on: '2023-12-31' } }, null],
    ["the round's date", { due: { roundDate: 'reviewBy' } }, '2026-12-10'],
    ['a date that the round does not have', { due: { roundDate: 'decisionBy' } }, null],
  ] as const)('due by %s', (_, due, expected) => {
    expect(obligationDue(owed(due), { reviewBy: '2026-12-10' }, '2026-11-27')).toBe(expected);
  });
});
