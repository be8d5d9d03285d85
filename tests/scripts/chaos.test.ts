import { describe, expect, it } from 'vitest';
import type { RightsEntry } from '../../acceptance/chaos/authority.ts';
import { checks, violationsOf } from '../../acceptance/chaos/checks.ts';
import type { Check } from '../../acceptance/chaos/checks.ts';
import type { Evidence } from '../../acceptance/chaos/evidence.ts';
import { faultKinds, faultsOf } from '../../acceptance/chaos/faults.ts';
import { partNames } from '../../acceptance/chaos/ground.ts';
import { intentionOf } from '../../acceptance/chaos/intentions.ts';
import { plants } from '../../acceptance/chaos/plants.ts';

const submit = 'POST /api/v1/nominations/1/actions/submit';
const standing = { id: '1', recorded: { stage: 'selection' }, predicted: { stage: 'selection' } };
const path = {
  ...{ workflowId: 'nomination:1', closed: false, stage: 'office-review', status: 'RUNNING' },
  ...{ says: 'office-review', failing: [] },
};
const mail = { key: 'k', messageId: '<m>', state: 'sent', attempts: 1, lastError: null };
const ballot = {
  id: 's 1 1',
  roll: 2,
  box: { ballots: 2, approve: 1, disapprove: 1 },
  tally: { collected: 2, approve: 1, disapprove: 1 },
};
const vote = { sessionId: 's', nominationId: '1', username: 'u', receiptHash: 'r' };
const [drafted, submitted, reminded] = [
  { actId: 'nomination:1:draft', fromStage: 'none', version: 1 },
  { actId: 'b', fromStage: 'unit-proposal', version: 2 },
  { actId: 'timer:2:remind-3:2026-12-01', fromStage: 'office-review', version: 3 },
].map((transition) => ({ pathKind: 'nomination', pathId: '1', ...transition })) as [
  Evidence['transitions'][number],
  Evidence['transitions'][number],
  Evidence['transitions'][number],
];
const created = {
  id: 'a',
  key: 'k1',
  route: 'POST /api/v1/nominations',
  state: 'done',
  pathKind: 'nomination',
  pathId: '1',
};
const done = { id: 'b', key: 'k2', route: submit, state: 'done', pathKind: 'nomination', pathId: '1' };
const asked = [
  { key: 'k1', route: created.route, status: 201, answer: 'x' },
  { key: 'k2', route: submit, status: 200, answer: 'y' },
  { key: 'k2', route: submit, status: 200, answer: 'y' },
  { key: 'k3', route: submit, status: 409, answer: 'z' },
];

const officer = { personId: 'p', role: 'unit-officer', unit: 'u' };
const reviewer = { personId: 'q', role: 'office-reviewer', unit: 'v' };
const acted = {
  entry: 'act',
  act: 'submit',
  workflowId: 'nomination:1',
  forId: null,
  on: '2026-12-02',
} as const;
const submitting: RightsEntry = { ...acted, ...officer };
const locked = (personId: string, disabled: boolean): RightsEntry => ({
  entry: 'account',
  personId,
  disabled,
});
const lent: RightsEntry = {
  ...{ entry: 'delegation', id: 'd', delegatorId: 'q', delegateId: 'p', role: 'office-reviewer', unit: 'v' },
  ...{ from: '2026-12-01', to: '2026-12-31' },
};
const lentAct: RightsEntry = { ...acted, ...reviewer, personId: 'p', forId: 'q' };
const heldBefore = [officer, reviewer];
/** The trail after what the sound run has. */
const then = (...more: RightsEntry[]) => ({ rights: { heldBefore, trail: [submitting, ...more] } });

/** A small run in which all is as it should be: a draft that was submitted, twice by the same key, and refused once. */
const sound: Evidence = {
  begun: new Set(['k1', 'k2', 'k3']),
  ...{ asked, votes: [vote], unexpected: [], unanswered: 0 },
  acts: [created, done],
  transitions: [drafted, submitted, reminded],
  nominations: [standing],
  // Locked out and let in again, a role ended and given, one who stood in.
  rights: {
    heldBefore,
    trail: [
      ...[submitting, locked('p', true), locked('p', false), submitting],
      ...([
        { entry: 'role', ...officer, to: '2026-12-01' },
        { entry: 'role', ...officer, to: null },
      ] as const),
      ...[submitting, lent, lentAct, { entry: 'revoked', id: 'd' } as const],
    ],
  },
  ballots: [ballot],
  receipts: ['r', 'q'],
  ballotFaults: [],
  mails: [mail],
  received: ['<m>'],
  missed: [],
  chains: [{ organization: 'o', head: { position: 3, hash: 'h' }, brokenAt: null }],
  outsideChains: 0,
  brokenInvariants: [],
  paths: [path],
  strays: [],
  left: [],
};

/** What each check finds, by what is wrong. */
const wrong: [Check, string, Partial<Evidence>][] = [
  ['everybody got an answer, and none that no client should see', 'a 500', { unexpected: ['GET / 500'] }],
  ['everybody got an answer, and none that no client should see', 'no answer', { unanswered: 1 }],
  ['every acknowledged act is in the record exactly once', 'no act', { acts: [created] }],
  ['every acknowledged act is in the record exactly once', 'two acts', { acts: [created, done, done] }],
  [
    'every acknowledged act is in the record exactly once',
    'an act that is pending',
    { acts: [created, { ...done, state: 'pending' }] },
  ],
  ['every acknowledged act is in the record exactly once', 'no transition', { transitions: [drafted] }],
  [
    'every acknowledged act is in the record exactly once',
    'two transitions',
    { transitions: [drafted, submitted, submitted] },
  ],
  ['every acknowledged act is in the record exactly once', 'nothing created', { transitions: [submitted] }],
  [
    'every acknowledged act is in the record exactly once',
    'another answer to a repeat',
    { asked: [...asked, { key: 'k2', route: submit, status: 200, answer: 'another' }] },
  ],
  [
    'nothing is in the record that was refused, or that nobody asked for',
    'what was refused',
    { acts: [created, done, { ...done, id: 'c', key: 'k3' }] },
  ],
  [
    'nothing is in the record that was refused, or that nobody asked for',
    'what nobody asked for',
    { acts: [created, done, { ...done, id: 'c', key: 'k4' }] },
  ],
  ...(
    [
      ['an act of somebody locked out', then(locked('p', true), submitting)],
      ['an act in a role that had ended', then({ entry: 'role', ...officer, to: '2026-12-01' }, submitting)],
      ['an act in a role never held', then({ ...submitting, unit: 'w' })],
      ['an act for somebody who lent nothing', then(lentAct)],
      ['an act for somebody who took it back', then(lent, { entry: 'revoked', id: 'd' }, lentAct)],
      ['an act for somebody after the last day', then(lent, { ...lentAct, on: '2027-01-01' })],
      ['an act for somebody locked out', then(lent, locked('q', true), lentAct)],
      [
        'an act for somebody whose own role had ended',
        then(lent, { entry: 'role', ...reviewer, to: '2026-12-01' }, lentAct),
      ],
    ] as const
  ).map(([what, change]): (typeof wrong)[number] => [
    'nobody acted without the right to, at that moment',
    what,
    change,
  ]),
  [
    'every nomination stands where the pure model has it',
    'another stage',
    { nominations: [{ ...standing, recorded: { stage: 'decision' } }] },
  ],
  [
    'the roll, the box and the tally agree, and every acknowledged vote is in the box once',
    'a ballot too few in the box',
    { ballots: [{ ...ballot, box: { ballots: 1, approve: 1, disapprove: 0 } }] },
  ],
  [
    'the roll, the box and the tally agree, and every acknowledged vote is in the box once',
    'a tally of other ballots',
    { ballots: [{ ...ballot, tally: { collected: 2, approve: 2, disapprove: 0 } }] },
  ],
  [
    'the roll, the box and the tally agree, and every acknowledged vote is in the box once',
    'an acknowledged vote that is not there',
    { receipts: ['q'] },
  ],
  [
    'the roll, the box and the tally agree, and every acknowledged vote is in the box once',
    'a vote that is there twice',
    { receipts: ['r', 'r'] },
  ],
  [
    'every ballot and result is what the trail committed to',
    'a ballot that was changed',
    { ballotFaults: ['s n 1: changed'] },
  ],
  [
    'every mail exists once and reached the mailbox',
    'a mail that waits',
    { mails: [{ ...mail, state: 'waiting' }] },
  ],
  ['every mail exists once and reached the mailbox', 'a mail that never came', { received: [] }],
  ['every mail exists once and reached the mailbox', 'a mail that came again', { received: ['<m>', '<m>'] }],
  ['every mail exists once and reached the mailbox', 'a mail of nobody', { received: ['<m>', '<n>'] }],
  ['every mail exists once and reached the mailbox', 'a mail written twice', { mails: [mail, mail] }],
  ['every deadline fired, and once', 'a timer twice', { transitions: [...sound.transitions, reminded] }],
  ['every deadline fired, and once', 'a timer that did not fire', { missed: ['nomination:1, overdue'] }],
  [
    'the chain of the audit holds',
    'a link that does not fit',
    { chains: sound.chains.map((chain) => ({ ...chain, brokenAt: 2 })) },
  ],
  ['the chain of the audit holds', 'no chain', { chains: [] }],
  ['the chain of the audit holds', 'an entry outside', { outsideChains: 1 }],
  ['the invariants of the record hold', 'a broken one', { brokenInvariants: [{ name: 'n', ids: ['1'] }] }],
  [
    'no workflow is stuck, and each is where its case is',
    'an open case whose workflow has ended',
    { paths: [{ ...path, status: 'TERMINATED', says: null }] },
  ],
  [
    'no workflow is stuck, and each is where its case is',
    'a closed case whose workflow runs',
    { paths: [{ ...path, closed: true }] },
  ],
  [
    'no workflow is stuck, and each is where its case is',
    'a workflow behind the record',
    { paths: [{ ...path, says: 'unit-proposal' }] },
  ],
  [
    'no workflow is stuck, and each is where its case is',
    'a task that fails',
    { paths: [{ ...path, failing: ['workflow task, attempt 4'] }] },
  ],
  ['no workflow is stuck, and each is where its case is', 'a stray', { strays: ['nomination:2'] }],
  ['all came to rest', 'what is left', { left: ['1 mails wait'] }],
];

describe('at the end of a chaos run', () => {
  it('nothing is found where all is as it should be', () => {
    expect(violationsOf(sound)).toEqual(new Map());
  });

  it('what administrators write is recorded by no path', () => {
    const route = 'POST /api/v1/delegations/1/actions/revoke';
    const revoked = { id: 'c', key: 'k4', route, state: 'done', pathKind: 'organization', pathId: null };
    const more = {
      begun: new Set([...sound.begun, 'k4']),
      acts: [...sound.acts, revoked],
      asked: [...asked, { key: 'k4', route, status: 200, answer: 'w' }],
    };
    expect(violationsOf({ ...sound, ...more })).toEqual(new Map());
    expect(violationsOf({ ...sound, ...more, acts: sound.acts }).size).toBe(1);
  });

  it('a mail may come again where the end of an attempt was lost, at most once for each attempt', () => {
    const again = {
      mails: [{ ...mail, attempts: 2, lastError: 'may-have-repeated' }],
      received: ['<m>', '<m>'],
    };
    expect(violationsOf({ ...sound, ...again })).toEqual(new Map());
    expect(violationsOf({ ...sound, ...again, received: ['<m>', '<m>', '<m>'] }).size).toBe(1);
  });

  it.each(wrong)('%s: finds %s, and no other check does', (check, _what, change) => {
    expect([...violationsOf({ ...sound, ...change }).keys()]).toEqual([check]);
  });

  it('each check is shown to find something', () => {
    expect(new Set(wrong.map(([check]) => check))).toEqual(new Set(Object.keys(checks)));
    for (const { foundBy } of Object.values(plants)) expect(Object.keys(checks)).toContain(foundBy);
  });
});

describe('what a seed settles', () => {
  const tenMinutes = 600_000;

  it('is the same for the same seed, and another for another', () => {
    expect(faultsOf(7, tenMinutes)).toEqual(faultsOf(7, tenMinutes));
    expect(faultsOf(7, tenMinutes)).not.toEqual(faultsOf(8, tenMinutes));
    expect(intentionOf(7, 'u', 1)).toEqual(intentionOf(7, 'u', 1));
    expect(intentionOf(7, 'u', 1)).not.toEqual(intentionOf(7, 'u', 2));
  });

  it('has every part fail in every way within ten minutes, and each fault end in time', () => {
    const faults = faultsOf(7, tenMinutes);
    for (const kind of faultKinds)
      for (const part of kind === 'puts-off' || kind === 'drops' ? (['smtp'] as const) : partNames)
        expect(faults.filter((fault) => fault.part === part && fault.kind === kind).length).toBeGreaterThan(
          0,
        );
    for (const { at, lasts } of faults) expect(at + lasts).toBeLessThanOrEqual(tenMinutes);
  });

  it('lets no two faults befall one part at the same time', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const faults = faultsOf(seed, tenMinutes);
      const overlapping = faults.filter((one, i) =>
        faults.some(
          (other, j) =>
            j < i &&
            other.part === one.part &&
            one.at < other.at + other.lasts &&
            other.at < one.at + one.lasts,
        ),
      );
      expect(overlapping).toEqual([]);
    }
  });
});
