import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../domain/calendar.ts';
import {
  answerDue,
  answerWithin,
  enquiryRecorder,
  enquiryTimetable,
  enquiryWaiting,
  mayActOnEnquiry,
  openEnquiryActs,
} from '../../domain/enquiry.ts';
import type { EnquiryParties, EnquiryStanding } from '../../domain/enquiry.ts';
import type { Units } from '../../domain/organization.ts';
import type { Holder } from '../../domain/permissions.ts';
import type { Role } from '../../domain/roles.ts';
import { cchcCode, readPlan } from '../support/plans.ts';

const calendar = calendarOf([], 1);
const standing: EnquiryStanding = {
  ...{ kind: 'difficulty', state: 'asked', overdue: false, enteredAt: '2026-11-27T03:00:00.000Z' },
  ...{ fromUnit: 'phong', toBody: 'van-phong', toRole: 'office-reviewer', due: '2026-12-04' },
};
const plan = readPlan(cchcCode);

describe('an enquiry', () => {
  test('is to be answered in five working days, as long as the plan does not say otherwise', () => {
    expect(answerDue(plan, '2026-11-27', calendar)).toBe('2026-12-04');
    expect(answerWithin(plan).source).toContain('không phải luật');
    const own = { ...plan.contact!, answerWithin: { workingDays: 2, source: 'Quy chế của Sở' } };
    expect(answerDue({ ...plan, contact: own }, '2026-11-27', calendar)).toBe('2026-12-01');
    expect(answerWithin({ ...plan, contact: own }).source).toBe('Quy chế của Sở');
  });

  test('reminds the day before, is overdue when its date ends, and closes by itself after its answer', () => {
    const kinds = (change: Partial<EnquiryStanding> = {}) =>
      enquiryTimetable({ ...standing, ...change }, calendar, 1, new Set(), standing.enteredAt).map(
        ({ kind, at }) => `${kind} ${at}`,
      );
    expect(kinds()).toEqual([
      'remind-1 2026-12-03T01:00:00.000Z',
      'overdue 2026-12-04T17:00:00.000Z',
      'remind-late-5 2026-12-11T17:00:00.000Z',
    ]);
    expect(kinds({ state: 'answered' })).toEqual(['lapse 2026-12-04T17:00:00.000Z']);
    expect(kinds({ state: 'closed' })).toEqual([]);
  });

  test('waits for the body it lies with, then for nobody', () => {
    expect(enquiryWaiting({ ...standing, overdue: true })).toMatchObject({
      body: 'van-phong',
      overdue: true,
    });
    expect(enquiryWaiting({ ...standing, state: 'answered', overdue: true })).toMatchObject({
      ...{ body: 'phong', overdue: false, then: 'ends' },
    });
    expect(enquiryWaiting({ ...standing, state: 'closed' })).toBeNull();
    expect(openEnquiryActs('closed')).toEqual([]);
  });
});

describe('who may do what', () => {
  const unit = (code: string, organization: string, parent: string | null = organization) =>
    [code, { code, parent, organization }] as const;
  const units: Units = new Map([
    unit('so', 'so', null),
    unit('van-phong', 'so'),
    unit('phong', 'so'),
    unit('so-noi-vu', 'so-noi-vu', null),
  ]);
  const holder = (id: string, role: Role, at: string): Holder => ({ id, roles: [{ role, unit: at }] });
  const officer = holder('officer', 'unit-officer', 'phong');
  const reviewer = holder('reviewer', 'office-reviewer', 'van-phong');
  const parties: EnquiryParties = {
    kind: 'difficulty',
    ...{ state: 'asked', fromUnit: 'phong', toBody: 'van-phong', toHasAccounts: true, leadBody: 'van-phong' },
    askers: ['officer'],
  };
  test('the body answers or passes it on; the unit may take it back, the body not', () => {
    for (const act of ['answer', 'forward'] as const) {
      expect(mayActOnEnquiry(act, reviewer, parties, units)).toMatchObject({ role: 'office-reviewer' });
      expect(mayActOnEnquiry(act, officer, parties, units)).toBe('forbidden');
    }
    expect(mayActOnEnquiry('close', officer, parties, units)).toMatchObject({ role: 'unit-officer' });
    expect(mayActOnEnquiry('close', reviewer, parties, units)).toBe('forbidden');
    const answered = { ...parties, state: 'answered' } as const;
    expect(mayActOnEnquiry('close', reviewer, answered, units)).toMatchObject({ role: 'office-reviewer' });
  });
  test('nobody answers himself', () => {
    const both = { id: 'officer', roles: [...officer.roles, ...reviewer.roles] };
    expect(mayActOnEnquiry('answer', both, parties, units)).toBe('own-proposal');
  });
  test('the lead records the paper of a body without accounts, and of no other', () => {
    const outside = { ...parties, toBody: 'so-noi-vu', toHasAccounts: false };
    expect(mayActOnEnquiry('answer', reviewer, outside, units)).toBe('forbidden');
    expect(enquiryRecorder(reviewer, outside, units)).toMatchObject({ role: 'office-reviewer' });
    expect(enquiryRecorder(officer, outside, units)).toBe('forbidden');
    expect(enquiryRecorder(reviewer, { ...outside, toHasAccounts: true }, units)).toBe('body-acts-itself');
  });
});
