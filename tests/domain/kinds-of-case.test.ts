import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../domain/calendar.ts';
import { kinds } from '../../cases/kinds.ts';
import { endpointsOf } from '../../api/endpoints.ts';
import { openApiDocument } from '../../api/openapi.ts';
import { actName } from '../../domain/act-names.ts';
import { ballotKinds, sessionModes } from '../../domain/ballots.ts';
import { caseStates, openStates, overStates } from '../../domain/case-states.ts';
import { afterEnquiry, openEnquiryActs } from '../../domain/enquiry.ts';
import { happenings, storyNames } from '../../domain/happenings.ts';
import { begunNomination, move } from '../../domain/nomination.ts';
import type { NominationContext, NominationState } from '../../domain/nomination.ts';
import { afterObligationAct, openObligationActs } from '../../domain/obligation.ts';
import { openActs } from '../../domain/open-acts.ts';
import { pathFolders, pathKinds } from '../../domain/path.ts';
import type { PathKind } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import { openRevocationActs } from '../../domain/revocation.ts';
import { afterRound, roundPathActs } from '../../domain/round.ts';
import { afterSessionAct, openSessionActs } from '../../domain/session-acts.ts';
import type { SessionForm } from '../../domain/session-acts.ts';
import { stages } from '../../domain/stages.ts';
import { afterItems, afterSubmissionAct, openSubmissionActs } from '../../domain/submission.ts';
import * as workflows from '../../workflows/index.ts';

/** Every state to which the rules lead from one, oneself left out; none where nothing can happen to it any more. */
type Leads = (state: string) => Iterable<string>;
const leadsBy = <S extends string>(
  all: readonly S[],
  acts: (state: S) => readonly string[],
  after: Partial<Record<string, string>>,
): Leads => {
  return (name) => {
    const state = all.find((known) => known === name);
    return state === undefined ? [] : acts(state).flatMap((act) => after[act] ?? []);
  };
};

const { all: roundStates } = caseStates['award-round'];
const { all: submissionStates } = caseStates.submission;
const receivers = [true, false].flatMap((toIsAppraiser) =>
  [true, false].map((toHasAccounts) => ({ toIsAppraiser, toHasAccounts })),
);

const sessionLeads: Leads = (name) =>
  sessionModes.flatMap((mode) =>
    ballotKinds.flatMap((ballot) =>
      [true, false].flatMap((takesOpinions) => {
        const state = caseStates['council-session'].all.find((known) => known === name);
        if (state === undefined) return [];
        const form: SessionForm = { state, mode, ballot, takesOpinions };
        return openSessionActs(form).map((act) => afterSessionAct(form, act));
      }),
    ),
  );

/** From where each kind begins, and where its rules lead. A nomination has more of a state than its stage, and is walked below. */
const begins: Record<Exclude<PathKind, 'nomination'>, [string, Leads]> = {
  'award-round': [
    'open',
    // Intake lapses while it is open; afterwards the round ends once nothing can come back.
    leadsBy(
      roundStates,
      (state) => [
        ...roundPathActs(state),
        ...(state === 'open' ? ['lapse'] : []),
        ...(state === 'intake-closed' ? ['done'] : []),
      ],
      {
        ...afterRound,
      },
    ),
  ],
  'council-session': ['draft', sessionLeads],
  submission: [
    'draft',
    (name) =>
      submissionStates
        .filter((state) => state === name)
        .flatMap((state) => [
          ...receivers.flatMap((receiver) =>
            openSubmissionActs(state, receiver).flatMap((act) => [
              ...Object.entries(afterSubmissionAct).flatMap(([known, to]) => (known === act ? [to] : [])),
              ...(act === 'record-answer' || act === 'record-decision'
                ? [afterItems(state, ['approved'])]
                : []),
            ]),
          ),
        ]),
  ],
  obligation: [
    'owed',
    (name) => [
      ...leadsBy(caseStates.obligation.all, openObligationActs, afterObligationAct)(name),
      // What is owed to no other body ends by the word of who owes it.
      ...(name === 'owed' ? ['done'] : []),
    ],
  ],
  enquiry: ['asked', leadsBy(caseStates.enquiry.all, openEnquiryActs, afterEnquiry)],
  revocation: [
    'returning',
    leadsBy(caseStates.revocation.all, openRevocationActs, { 'record-return': 'finished' }),
  ],
};

/** What is reached from a state by any number of steps, and what each leads to. */
function explore(start: string, leads: Leads): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const toDo = [start];
  for (let state = toDo.pop(); state !== undefined; state = toDo.pop()) {
    if (found.has(state)) continue;
    const to = new Set([...leads(state)].filter((next) => next !== state));
    found.set(state, to);
    toDo.push(...to);
  }
  return found;
}

const rule = { workingDays: 5, remindBefore: [1], whenPassed: [{ after: 0, do: 'lapse' as const }] };
const steps = (
  ['selection', 'office-review', 'council-vote', 'submission', 'appraisal', 'decision'] as const
).map((stage) => ({ stage, body: stage, deadline: rule }));
const context: NominationContext = {
  plan: { proposal: { deadline: rule, amend: rule, returnsAtMost: 1 } },
  steps,
  roundDates: {},
  takes: true,
  calendar: calendarOf([], 1),
  resolve: (body) => body,
  organizationOf: (unit) => unit,
  standing: (unit) => unit,
  at: '2026-11-02T02:00:00.000Z',
};

/** Each stage that moves of a nomination lead to, from each; a state is known by what the rules ask of it. */
function exploreNomination(): Map<string, Set<string>> {
  const { acts, news, timers } = happenings.nomination;
  const names = [...Object.keys(acts), ...news, ...timers];
  const found = new Map<string, Set<string>>();
  const known = new Set<string>();
  const route = [
    { stage: 'unit-proposal' as const, function: 'proposer', body: 'unit', resolvedOn: null },
    ...steps.map(({ stage, body }) => ({ stage, function: body, body: null, resolvedOn: null })),
  ];
  const toDo: NominationState[] = [begunNomination({ route, enteredAt: context.at, deadline: null })];
  for (let state = toDo.pop(); state !== undefined; state = toDo.pop()) {
    const key = JSON.stringify([state.stage, state.council, state.hold, state.returnedFrom, state.outcome]);
    if (known.has(key)) continue;
    known.add(key);
    const to = found.get(state.stage) ?? new Set();
    found.set(state.stage, to);
    for (const act of nominationMoves.filter((move) => names.includes(move)))
      try {
        const next = move(
          state,
          { act, step: state.step, body: 'other', award: true, to: '2026-12-30' },
          context,
        );
        if (next.stage !== state.stage) to.add(next.stage);
        toDo.push(next);
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
      }
  }
  return found;
}
const nominationMoves = [
  ...(['submit', 'withdraw', 'approve', 'return', 'reject', 'hold', 'release', 'extend', 'decide'] as const),
  ...happenings.nomination.news,
  ...happenings.nomination.timers,
];

describe.each(pathKinds)('%s', (kind) => {
  const found = kind === 'nomination' ? exploreNomination() : explore(...begins[kind]);

  it('can come to each of its states by its rules, and to no other', () => {
    expect([...found.keys()].sort()).toEqual([...caseStates[kind].all].sort());
  });

  it('can leave each state but those in which it is over, and none of these', () => {
    const left = [...found].flatMap(([state, to]) => (to.size > 0 ? [state] : []));
    expect(left.sort()).toEqual(openStates(kind).sort());
    expect(openStates(kind).length + overStates(kind).length).toBe(caseStates[kind].all.length);
    expect(overStates(kind)).not.toEqual([]);
  });

  it('is in the list under its own name, with a workflow that a worker has', () => {
    expect(kinds[kind].kind).toBe(kind);
    expect(workflows).toHaveProperty(kinds[kind].workflow, expect.any(Function));
  });

  it('has a name of its own in both languages for all that can happen to it', () => {
    for (const language of ['vi', 'en'] as const)
      for (const name of storyNames(kind)) {
        const said = actName(kind, name, language);
        expect(said, name).not.toBe(name);
        expect(said).toBe(said.normalize('NFC'));
      }
  });

  it('has a place in the API for each of its acts, from which the pages have their forms', () => {
    const { paths } = openApiDocument(
      endpointsOf({ rehearsal: false, demoLogin: false }),
      'http://127.0.0.1:3000',
    );
    const missing = Object.keys(happenings[kind].acts)
      .map((act) =>
        kind === 'award-round' && act === 'decide'
          ? '/decisions'
          : `/${pathFolders[kind]}/{id}/actions/${act}`,
      )
      .filter((at) => !Object.hasOwn(paths ?? {}, at));
    expect(missing).toEqual([]);
  });

  it('has each of its acts in the glossary, as people read it', () => {
    const glossary = fs.readFileSync('docs/glossary.md', 'utf8');
    const lines = glossary.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const missing = Object.keys(happenings[kind].acts).filter(
      (act) =>
        !lines.some(
          ([, of, code, vi]) => of === kind && code === `\`${act}\`` && vi === actName(kind, act, 'vi'),
        ),
    );
    expect(missing).toEqual([]);
  });
});

it('a nomination is open at each stage but the last', () => {
  expect(stages.at(-1)).toBe('closed');
  const state = begunNomination({ route: [], enteredAt: context.at, deadline: null });
  expect(openActs({ ...state, stage: 'closed' })).toEqual([]);
});

/**
 * Where kinds are named one by one: each is a table that a kind left out of it makes fail to compile. Anything else asks
 * cases/kinds.ts or domain/case-states.ts.
 */
const tables = [
  'api/path-sight.ts', // who sees it, by what the API knows of a person
  'cases/kinds.ts',
  'domain/act-names.ts',
  'domain/case-states.ts',
  'domain/happenings.ts',
  'domain/path.ts',
  'domain/texts.ts',
];

it('no other file of the service lists the kinds of case', () => {
  const folders = [
    'activities',
    'api',
    'cases',
    'documents',
    'domain',
    'mail',
    'temporal',
    'web',
    'workflows',
  ];
  const sources = folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)(generated|dist)\//.test(name))
      .map((name) => path.posix.join(folder, name)),
  );
  const listing = sources.filter((file) => {
    const text = fs.readFileSync(file, 'utf8');
    const named = pathKinds.filter((kind) => new RegExp(`^\\s*(case )?'?${kind}'?\\s*[:,]`, 'm').test(text));
    return named.length >= 4;
  });
  expect(listing.sort()).toEqual(tables);
});
