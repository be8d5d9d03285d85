import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionAct } from '../../domain/act-bodies.ts';
import { sessionBodies } from '../../domain/act-bodies.ts';
import { calendarOf } from '../../domain/calendar.ts';
import type { Holder } from '../../domain/permissions.ts';
import type { Role } from '../../domain/roles.ts';
import { ballotKinds } from '../../domain/ballots.ts';
import type { ItemParties, ItemVote, Seat } from '../../domain/session.ts';
import type { SessionForm, SessionState } from '../../domain/session-acts.ts';
import {
  attendanceFaults,
  conclusionFaults,
  opinionsAwaited,
  seatFilledBy,
  seatsVoting,
  sessionQuorum,
  tallyItem,
} from '../../domain/session.ts';
import {
  afterSessionAct,
  isSessionOver,
  mayActInSession,
  mayBreakTie,
  openSessionActs,
  sessionStates,
} from '../../domain/session-acts.ts';
import { inviteBy, sessionTimetable, sessionWaiting } from '../../domain/session-timetable.ts';
import type { SessionDates } from '../../domain/session-timetable.ts';
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
const dates: SessionDates = {
  mode: 'meeting',
  scheduledOn: '2026-03-09',
  resumesOn: '2026-03-16',
  opinionsUntil: null,
  since: '2026-03-02T02:00:00.000Z',
};
const vote = (
  of: readonly Seat[],
  parties: ItemParties = nobody,
  more: Partial<ItemVote> = {},
): ItemVote => ({
  seats: of,
  mode: 'meeting',
  parties,
  roll: [],
  ...more,
});
const allActs = Object.keys(sessionBodies) as SessionAct[];

describe('the states of a session', () => {
  const meeting = (state: SessionState, more: Partial<SessionForm> = {}): SessionForm => ({
    state,
    mode: 'meeting',
    ballot: 'paper',
    takesOpinions: true,
    ...more,
  });
  const stays = (state: SessionState, ...acts: SessionAct[]) =>
    acts.map((act): [SessionState, SessionAct, SessionState] => [state, act, state]);
  const table: [SessionState, SessionAct, SessionState][] = [
    ['draft', 'convene', 'convened'],
    ...stays('draft', 'settle-seat', 'remove-item', 'recuse', 'switch-ballot'),
    ['draft', 'cancel', 'cancelled'],
    ['convened', 'open', 'open'],
    ...stays('convened', 'settle-seat', 'remove-item', 'recuse', 'switch-ballot', 'extend'),
    ['convened', 'cancel', 'cancelled'],
    ...stays('open', 'remove-item', 'annul-ballot', 'recuse', 'switch-ballot', 'extend', 'record-count'),
    ...stays('open', 'appoint-tellers'),
    ['open', 'adjourn', 'adjourned'],
    ['open', 'close', 'closed'],
    ['adjourned', 'open', 'open'],
    ...stays('adjourned', 'remove-item', 'annul-ballot', 'recuse', 'extend'),
    ['adjourned', 'cancel', 'cancelled'],
    ['closed', 'reballot', 'open'],
    ['closed', 'conclude', 'concluded'],
  ];
  it.each(table)('%s: %s leads to %s', (state, act, after) => {
    expect(afterSessionAct(meeting(state), act)).toBe(after);
  });
  it('refuses every act that the table does not name', () => {
    const named = new Set(table.map(([state, act]) => `${state} ${act}`));
    for (const state of sessionStates)
      for (const act of allActs.filter((a) => !named.has(`${state} ${a}`)))
        expect(() => afterSessionAct(meeting(state), act), `${state} ${act}`).toThrow('not-in-this-state');
  });
  it('opens a written round by convening it; it has nothing to adjourn, and is called off as long as it lasts', () => {
    const written = { mode: 'written', ballot: 'secret' } as const;
    expect(afterSessionAct(meeting('draft', written), 'convene')).toBe('open');
    expect(openSessionActs(meeting('open', written))).not.toContain('adjourn');
    expect(afterSessionAct(meeting('open', written), 'cancel')).toBe('cancelled');
  });
  it('gives more time only to opinions that it takes', () => {
    expect(openSessionActs(meeting('open', { takesOpinions: false }))).not.toContain('extend');
  });
  it.each(ballotKinds.map((ballot) => [ballot, ballot === 'show-of-hands' || ballot === 'paper'] as const))(
    'with the ballot %s the secretary enters counts: %s',
    (ballot, counted) => {
      expect(openSessionActs(meeting('open', { ballot })).includes('record-count')).toBe(counted);
    },
  );
  it('is over once concluded or cancelled, and then waits for nobody', () => {
    const about = { body: 'b', organization: 'o', overdue: false, ...dates };
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
  const run = allActs.filter((act) => act !== 'conclude' && act !== 'switch-ballot');
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
  it('switch-ballot: its chair alone', () => {
    expect(mayActInSession('switch-ballot', holder('council-chair', 'hd'), session, units)).toMatchObject({
      role: 'council-chair',
    });
    expect(mayActInSession('switch-ballot', holder('council-secretary', 'hd'), session, units)).toBe(
      'forbidden',
    );
  });
  it('break-tie: its chair, then the head of its organization', () => {
    expect(mayBreakTie(holder('council-chair', 'hd'), session, units)?.role).toBe('council-chair');
    expect(mayBreakTie(holder('head', 'so'), session, units)?.role).toBe('head');
    expect(mayBreakTie(holder('council-secretary', 'hd'), session, units)).toBeNull();
    expect(mayBreakTie(holder('head', 'hd'), session, units)).toBeNull();
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
    seatsVoting(vote(council, item)).map(({ memberId }) => memberId);

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
    expect(tallyItem(by, vote(present, item), count(approve))).toMatchObject(expected);
  });
  it('counts a written opinion in the base of those present, not in the quorum', () => {
    const written = { roll: [{ memberId: 'm9', written: true }] };
    expect(tallyItem(ofPresent(rule), vote(present, nobody, written), count(8))).toMatchObject({
      base: 9,
      needed: 8,
      passed: true,
    });
    const few = seats(10).map((s, i) => (i < 6 ? s : { ...s, attendance: 'absent' as const }));
    const opinions = { roll: ['m7', 'm8', 'm9', 'm10'].map((memberId) => ({ memberId, written: true })) };
    expect(tallyItem(rule, vote(few, nobody, opinions), count(10)).reason).toBe('no-quorum');
  });
  it('keeps who voted before an adjournment in the base, though he did not come back', () => {
    const roll = [{ memberId: 'm9', written: false }];
    expect(tallyItem(ofPresent(rule), vote(present, nobody, { roll }), count(9)).base).toBe(9);
  });
  it('of a written round is by those who answered, and needs a quorum of them', () => {
    const answered = (n: number): Partial<ItemVote> => ({
      mode: 'written',
      roll: Array.from({ length: n }, (_, i) => ({ memberId: `m${i + 1}`, written: true })),
    });
    const absent = seats(9, { attendance: 'absent' });
    const nine = { ...rule, pass: { ...rule.pass, base: 'present' as const } };
    expect(tallyItem(nine, vote(absent, nobody, answered(6)), count(5))).toMatchObject({
      base: 6,
      passed: true,
    });
    expect(tallyItem(nine, vote(absent, nobody, answered(5)), count(5)).reason).toBe('no-quorum');
    expect(seatsVoting(vote(absent, { recusals: ['m1'], proposers: [] }, answered(0)))).toHaveLength(8);
  });
  it('waits for the opinions of absent members who have an account, are not set aside and have not answered', () => {
    const absent = [
      ...seats(4, { attendance: 'absent' }),
      seat('m5'),
      seat('m6', { attendance: 'absent', personId: null }),
    ];
    const roll = [{ memberId: 'm1', written: true }];
    const awaited = opinionsAwaited(vote(absent, { recusals: ['m2'], proposers: [] }, { roll }));
    expect(awaited.map(({ memberId }) => memberId)).toEqual(['m3', 'm4']);
  });
  it("fails without the chair's own yes where the plan asks for it", () => {
    const withChair = { ...rule, chairMustAgree: true };
    expect(tallyItem(withChair, vote(present), count(8), true).passed).toBe(true);
    expect(tallyItem(withChair, vote(present), count(8), false).reason).toBe('chair-disagrees');
    expect(tallyItem(withChair, vote(present), count(8)).reason).toBe('chair-disagrees');
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
          const may = seatsVoting(vote(given, item)).length;
          const approve = Math.trunc((may * part) / 100);
          const by: VotingRule = {
            ...rule,
            pass: { ...rule.pass, base: passBase },
            recused: stay ? 'stay-in-base' : 'leave-base',
          };
          const result = tallyItem(by, vote(given, item), count(approve, may - approve));
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
    ...dates,
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
    const due = dates.scheduledOn;
    expect(sessionTimetable('convened', dates, calendarOf([], 1))).toEqual([
      { kind: 'remind-1', at: '2026-03-06T01:00:00.000Z', due },
      { kind: 'overdue', at: '2026-03-09T17:00:00.000Z', due },
    ]);
    expect(sessionTimetable('adjourned', dates, calendarOf([], 1)).map((entry) => entry.due)).toEqual([
      '2026-03-16',
      '2026-03-16',
    ]);
  });
  it('ends written opinions at their minute, and reminds of them the working morning before', () => {
    const opinionsUntil = '2026-03-05T03:30:00.000Z';
    const taking = { ...dates, opinionsUntil };
    expect(sessionTimetable('open', taking, calendarOf([], 1))).toEqual([
      { kind: 'remind-1', at: '2026-03-04T01:00:00.000Z', due: '2026-03-05' },
      { kind: 'opinions-end', at: opinionsUntil, due: '2026-03-05' },
    ]);
    // What ended before this ballot began does not end it.
    expect(sessionTimetable('open', { ...taking, since: opinionsUntil }, calendarOf([], 1))).toEqual([]);
    expect(sessionWaiting('open', { ...session, ...taking, mode: 'written' })).toMatchObject({
      why: 'session-collecting',
      until: '2026-03-05',
      then: 'vote-closes',
    });
  });
  it('is to be invited to so many working days before it, by the longest notice on its agenda', () => {
    expect(inviteBy(calendarOf([], 1), '2026-03-09', [3, undefined, 2])).toBe('2026-03-04');
    expect(inviteBy(calendarOf([], 1), '2026-03-09', [undefined])).toBeNull();
  });
});
