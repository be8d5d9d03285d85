import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionAct } from '../../domain/act-bodies.ts';
import { sessionBodies } from '../../domain/act-bodies.ts';
import { calendarOf } from '../../domain/calendar.ts';
import type { Holder } from '../../domain/permissions.ts';
import type { Role } from '../../domain/roles.ts';
import type { BallotKind, Seat, SessionState } from '../../domain/session.ts';
import {
  afterSessionAct,
  attendanceFaults,
  ballotKinds,
  conclusionFaults,
  isSessionOver,
  mayActInSession,
  openSessionActs,
  seatFilledBy,
  seatsVoting,
  sessionQuorum,
  sessionRule,
  sessionDue,
  sessionStates,
  sessionWaiting,
  tallyItem,
} from '../../domain/session.ts';
import { timetableOf } from '../../domain/timetable.ts';
import type { VotingRule } from '../../domain/voting.ts';

const rule: VotingRule = {
  quorum: { numerator: 2, denominator: 3 },
  pass: { share: { numerator: 8, denominator: 10 }, comparison: 'at-least', base: 'all-members' },
  chairMustAgree: false,
  recused: 'stay-in-base',
  absentees: 'substitute',
  ballotsPerRound: 1,
  source: 'test',
};
const seat = (memberId: string, more: Partial<Seat> = {}): Seat => ({
  memberId,
  personId: `person-${memberId}`,
  attendance: 'present',
  substituteId: null,
  ...more,
});
const seats = (n: number, more: Partial<Seat> = {}): Seat[] =>
  Array.from({ length: n }, (_, i) => seat(`m${i + 1}`, more));
const nobody = { recusals: [], proposers: [] };
const allActs = Object.keys(sessionBodies) as SessionAct[];

describe('the states of a session', () => {
  const table: [SessionState, SessionAct, SessionState][] = [
    ['draft', 'convene', 'convened'],
    ['draft', 'remove-item', 'draft'],
    ['draft', 'recuse', 'draft'],
    ['draft', 'cancel', 'cancelled'],
    ['convened', 'open', 'open'],
    ['convened', 'remove-item', 'convened'],
    ['convened', 'recuse', 'convened'],
    ['convened', 'cancel', 'cancelled'],
    ['open', 'remove-item', 'open'],
    ['open', 'recuse', 'open'],
    ['open', 'record-count', 'open'],
    ['open', 'close', 'closed'],
    ['closed', 'conclude', 'concluded'],
  ];
  it.each(table)('%s: %s leads to %s', (state, act, after) => {
    expect(afterSessionAct(state, 'show-of-hands', act)).toBe(after);
  });
  it('refuses every act that the table does not name', () => {
    const named = new Set(table.map(([state, act]) => `${state} ${act}`));
    for (const state of sessionStates)
      for (const act of allActs.filter((a) => !named.has(`${state} ${a}`)))
        expect(() => afterSessionAct(state, 'paper', act), `${state} ${act}`).toThrow('not-in-this-state');
  });
  it.each(ballotKinds.map((ballot) => [ballot, ballot === 'show-of-hands' || ballot === 'paper'] as const))(
    'with the ballot %s the secretary enters counts: %s',
    (ballot: BallotKind, counted) => {
      expect(openSessionActs('open', ballot).includes('record-count')).toBe(counted);
    },
  );
  it('is over once concluded or cancelled, and then waits for nobody', () => {
    const about = { body: 'b', organization: 'o', since: '', scheduledOn: '2026-03-02', overdue: false };
    for (const state of sessionStates) {
      expect(isSessionOver(state)).toBe(state === 'concluded' || state === 'cancelled');
      expect(sessionWaiting(state, about) === null).toBe(isSessionOver(state));
    }
  });
});

describe('who acts in a session', () => {
  const units = new Map([
    ['so', { code: 'so', parent: null, organization: 'so' }],
    ['hd', { code: 'hd', parent: 'so', organization: 'so' }],
    ['van-phong', { code: 'van-phong', parent: 'so', organization: 'so' }],
  ]);
  const holder = (role: Role, unit: string): Holder => ({ id: 'p', roles: [{ role, unit }] });
  const session = { body: 'hd', organization: 'so', proposers: ['somebody'] };
  const run = allActs.filter((act) => act !== 'conclude');
  it.each(run)('%s: its secretary and its chair, nobody else', (act) => {
    for (const role of ['council-secretary', 'council-chair'] as const)
      expect(mayActInSession(act, holder(role, 'hd'), session, units)).toEqual({ role, unit: 'hd' });
    for (const other of [
      holder('council-secretary', 'van-phong'),
      holder('council-member', 'hd'),
      holder('head', 'so'),
      holder('office-head', 'van-phong'),
    ])
      expect(mayActInSession(act, other, session, units)).toBe('forbidden');
  });
  it('conclude: the head of the organization alone', () => {
    expect(mayActInSession('conclude', holder('head', 'so'), session, units)).toEqual({
      role: 'head',
      unit: 'so',
    });
    expect(mayActInSession('conclude', holder('head', 'hd'), session, units)).toBe('forbidden');
    expect(mayActInSession('conclude', holder('council-chair', 'hd'), session, units)).toBe('forbidden');
  });
  it('the head does not conclude what he proposed himself', () => {
    const own = { ...session, proposers: ['p'] };
    expect(mayActInSession('conclude', holder('head', 'so'), own, units)).toBe('own-proposal');
  });
});

describe('attendance', () => {
  const council = seats(3, { attendance: 'absent' });
  it('takes members present and substitutes of others', () => {
    expect(
      attendanceFaults(council, { present: ['m1'], substitutes: [{ memberId: 'm2', person: 'guest' }] }),
    ).toEqual([]);
  });
  it.each([
    ['a stranger', { present: ['m9'], substitutes: [] }, ['present.0']],
    ['a member named twice', { present: ['m1', 'm1'], substitutes: [] }, ['present.1']],
    [
      'a substitute of one who is there',
      { present: ['m1'], substitutes: [{ memberId: 'm1' }] },
      ['substitutes.0.memberId'],
    ],
    [
      'a member who stands in for another',
      { present: [], substitutes: [{ memberId: 'm1', person: 'person-m2' }] },
      ['substitutes.0.person'],
    ],
    [
      'one person for two seats',
      {
        present: [],
        substitutes: [
          { memberId: 'm1', person: 'guest' },
          { memberId: 'm2', person: 'guest' },
        ],
      },
      ['substitutes.1.person'],
    ],
  ])('refuses %s', (_, attendance, paths) => {
    expect(attendanceFaults(council, attendance).map(({ path }) => path)).toEqual(paths);
  });
  it('needs the quorum of the strictest plan on the agenda, over all pinned members', () => {
    const half = { ...rule, quorum: { numerator: 1, denominator: 2 } };
    expect(sessionQuorum([half], 11, 7)).toEqual({ met: true, needed: 6, have: 7 });
    expect(sessionQuorum([half, rule], 11, 7)).toEqual({ met: false, needed: 8, have: 7 });
    expect(sessionQuorum([rule, half], 11, 8).met).toBe(true);
  });
});

describe('who votes on an item', () => {
  const council = [
    seat('m1'),
    seat('m2', { attendance: 'absent' }),
    seat('m3', { attendance: 'substituted', substituteId: 'guest' }),
    seat('m4'),
  ];
  const voting = (item: { recusals: string[]; proposers: string[] }) =>
    seatsVoting(council, item).map(({ memberId }) => memberId);

  it('every seat that is filled', () => expect(voting(nobody)).toEqual(['m1', 'm3', 'm4']));
  it.each([
    ['a recused member', { recusals: ['m4'], proposers: [] }, ['m1', 'm3']],
    ['a member who proposed it', { recusals: [], proposers: ['person-m1'] }, ['m3', 'm4']],
    ['the seat whose substitute proposed it', { recusals: [], proposers: ['guest'] }, ['m1', 'm4']],
    ['the seat whose absent holder proposed it', { recusals: [], proposers: ['person-m3'] }, ['m1', 'm4']],
  ])('not %s', (_, item, left) => expect(voting(item)).toEqual(left));
  it('a person fills his own seat only while he is there himself, a substitute the one he stands in for', () => {
    expect(seatFilledBy(council, 'person-m1')?.memberId).toBe('m1');
    expect(seatFilledBy(council, 'guest')?.memberId).toBe('m3');
    expect(seatFilledBy(council, 'person-m3')).toBeUndefined();
    expect(seatFilledBy(council, 'person-m2')).toBeUndefined();
  });
});

describe('the result of an item', () => {
  const count = (approve: number, disapprove = 0) => {
    const valid = approve + disapprove;
    return { issued: valid, collected: valid, valid, approve, disapprove };
  };
  const present = seats(10).map((s, i) => (i < 8 ? s : { ...s, attendance: 'absent' as const }));
  const leaves = { ...rule, recused: 'leave-base' as const };
  const ofPresent = (r: VotingRule): VotingRule => ({ ...r, pass: { ...r.pass, base: 'present' } });

  it.each([
    ['8 of 10 members', rule, nobody, 8, { passed: true, base: 10, needed: 8 }],
    ['7 of 10 members', rule, nobody, 7, { passed: false, base: 10, needed: 8 }],
    // The proposer and a recused member stay in the base unless the plan lets them leave it.
    [
      'set aside, staying',
      rule,
      { recusals: ['m1'], proposers: ['person-m2'] },
      6,
      { passed: false, base: 10, needed: 8 },
    ],
    [
      'set aside, leaving',
      leaves,
      { recusals: ['m1'], proposers: ['person-m2'] },
      6,
      { passed: false, base: 8, needed: 7 },
    ],
    [
      'set aside twice, leaving once',
      leaves,
      { recusals: ['m1'], proposers: ['person-m1'] },
      7,
      { passed: false, base: 9, needed: 8 },
    ],
    [
      'an absent one leaving all members',
      leaves,
      { recusals: ['m9'], proposers: [] },
      8,
      { passed: true, base: 9, needed: 8 },
    ],
    [
      'an absent one is not among the present',
      ofPresent(leaves),
      { recusals: ['m9'], proposers: [] },
      7,
      { passed: true, base: 8, needed: 7 },
    ],
    [
      'one of those present leaving',
      ofPresent(leaves),
      { recusals: ['m1'], proposers: [] },
      6,
      { passed: true, base: 7, needed: 6 },
    ],
  ] as const)('%s', (_, by, item, approve, expected) => {
    expect(tallyItem(by, present, item, count(approve))).toMatchObject(expected);
  });
  it("fails without the chair's own yes where the plan asks for it", () => {
    const withChair = { ...rule, chairMustAgree: true };
    expect(tallyItem(withChair, present, nobody, count(8), true).passed).toBe(true);
    expect(tallyItem(withChair, present, nobody, count(8), false).reason).toBe('chair-disagrees');
    expect(tallyItem(withChair, present, nobody, count(8)).reason).toBe('chair-disagrees');
  });
  it('can be told for every council, attendance, recusal and number of approvals by those who may vote', () => {
    const anySeat = fc.record({
      attendance: fc.constantFrom('absent' as const, 'present' as const, 'substituted' as const),
      aside: fc.boolean(),
    });
    const base = fc.constantFrom('all-members' as const, 'present' as const, 'valid-ballots' as const);
    fc.assert(
      fc.property(
        fc.array(anySeat, { minLength: 1, maxLength: 15 }),
        base,
        fc.boolean(),
        fc.nat({ max: 100 }),
        (council, passBase, stay, part) => {
          const given = council.map(({ attendance }, i) => seat(`m${i}`, { attendance }));
          const item = {
            recusals: council.flatMap(({ aside }, i) => (aside ? [`m${i}`] : [])),
            proposers: [],
          };
          const may = seatsVoting(given, item).length;
          const approve = Math.trunc((may * part) / 100);
          const by: VotingRule = {
            ...rule,
            pass: { ...rule.pass, base: passBase },
            recused: stay ? 'stay-in-base' : 'leave-base',
          };
          const result = tallyItem(by, given, item, count(approve, may - approve));
          expect(result.passed && approve < result.needed).toBe(false);
          expect(result.base).toBeGreaterThanOrEqual(approve);
        },
      ),
    );
  });
});

describe('the conclusion of the head', () => {
  const passed = ['a', 'b'];
  it('names each passed nomination exactly once', () => {
    expect(conclusionFaults(passed, { agreed: ['a'], refused: [{ id: 'b' }] })).toEqual([]);
  });
  it.each([
    ['one is left out', { agreed: ['a'], refused: [] }, ['agreed.b']],
    ['one comes twice', { agreed: ['a', 'b', 'a'], refused: [] }, ['agreed.2']],
    ['one is agreed and refused', { agreed: ['a', 'b'], refused: [{ id: 'b' }] }, ['refused.0.id']],
    ['one did not pass', { agreed: ['a', 'b', 'c'], refused: [] }, ['agreed.2']],
  ])('is refused where %s', (_, conclusion, paths) => {
    expect(conclusionFaults(passed, conclusion).map(({ path }) => path)).toEqual(paths);
  });
});

describe('why a session is where it is', () => {
  const session = {
    body: 'hd',
    organization: 'so',
    since: '2026-03-02T01:00:00.000Z',
    scheduledOn: '2026-03-09',
    overdue: false,
  };
  it.each([
    [
      'draft',
      {
        why: 'session-to-convene',
        body: 'hd',
        role: 'council-secretary',
        until: '2026-03-09',
        then: 'remind',
      },
    ],
    [
      'convened',
      { why: 'session-to-open', body: 'hd', role: 'council-secretary', until: '2026-03-09', then: 'remind' },
    ],
    ['open', { why: 'session-voting', body: 'hd', role: 'council-member', until: null, then: 'nothing' }],
    ['closed', { why: 'session-to-conclude', body: 'so', role: 'head', until: null, then: 'nothing' }],
  ] as const)('%s', (state, expected) => {
    expect(sessionWaiting(state, session)).toMatchObject(expected);
  });
  it('reminds on the working morning before, and is overdue when its day has ended', () => {
    // 9 March 2026 is a Monday: the Friday before, 08:00 in Vietnam.
    const due = sessionDue('convened', session.scheduledOn) ?? '';
    const deadline = { due, by: 'period' as const, provisional: false, calendar: 1, setAt: session.since };
    expect(timetableOf(sessionRule, deadline, calendarOf([], 1))).toEqual([
      { kind: 'remind-1', at: '2026-03-06T01:00:00.000Z', due },
      { kind: 'overdue', at: '2026-03-09T17:00:00.000Z', due },
    ]);
  });
});
