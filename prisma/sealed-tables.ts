import type { Prisma } from './generated/client.ts';

type Model = Prisma.ModelName;
type Column<M extends Model> = keyof (typeof Prisma)[`${M}ScalarFieldEnum`] & string;

/**
 * What is done with a column of a sealed table: `key` names the row, a number seals it from that form on, `open` leaves
 * it out, since it changes without an act or is sealed elsewhere. A column that is added gets the table's next number:
 * what was sealed before is verified by the columns of its own form.
 */
type Decision = 'key' | 'open' | number;
type Decisions<M extends Model> = Record<Column<M>, Decision>;

const stateOfPath = {
  version: 'open',
  enteredAt: 'open',
  entryVersion: 'open',
  started: 'open',
} as const;

/**
 * The one list of what seals cover. Each of these rows is written by transactions that write an audit entry as well; a
 * row that was not is found by `npm run audit`. The tables of ballots are not among them: that a roll and a box were
 * written together is not to be kept (docs/council.md).
 */
const decisions = {
  Transition: {
    ...{ id: 'key', pathKind: 1, pathId: 1, version: 1, actId: 1, act: 1, fromStage: 1, toStage: 1 },
    ...{ fromStep: 1, toStep: 1, personId: 1, role: 1, unit: 1, forId: 1, onBehalf: 1, reason: 1 },
    ...{ detail: 1, at: 1 },
  },
  MovementVersion: {
    ...{ code: 'key', version: 'key', plan: 1, hash: 1, filedAt: 1, filedById: 1, source: 1 },
  },
  Round: {
    ...{ id: 'key', movement: 1, planVersion: 1, code: 1, organization: 1, leadBody: 1, opens: 1 },
    ...{ intakeCloses: 1, reviewBy: 1, councilBy: 1, submitBy: 1, decisionBy: 1, basis: 1, reason: 1 },
    ...{ lateLeave: 1, createdById: 1, createdAt: 1, state: 'open', warnings: 'open', ...stateOfPath },
  },
  RankingSet: {
    ...{ id: 'key', set: 1, period: 1, group: 1, version: 1, publishedById: 1, publishedBy: 1, at: 1 },
  },
  RankingEntry: { rankingId: 'key', unit: 'key', rank: 1, score: 1, maximum: 1 },
  Nomination: {
    ...{ id: 'key', code: 1, roundId: 1, movement: 1, planVersion: 1, organization: 1, award: 1 },
    ...{ subjectKind: 1, category: 1, subjectName: 1, subjectUnit: 1, gender: 1, position: 1, headcount: 1 },
    ...{ femaleCount: 1, achievementTitle: 1, achievementFrom: 1, achievementTo: 1, summary: 1 },
    ...{ proposingUnit: 1, outsideProposer: 1, evidence: 1, createdById: 1, createdAt: 1 },
    ...{ submittedById: 1, submittedAt: 1, proposedForIds: 1, outcome: 1, outcomeReason: 1, decisionId: 1 },
    ...{ hands: 1, approvedByIds: 1, subjectPersonId: 1, nomineeWords: 1, namesakeWords: 2 },
    ...{ nearName: 'open', nameOrder: 'open', dueOrder: 'open', atBody: 'open' },
    ...{ checksAtClosing: 1, closedAt: 1, ...stateOfPath, searchText: 'open', stage: 'open', step: 'open' },
    ...{
      route: 'open',
      dueOn: 'open',
      deadline: 'open',
      hold: 'open',
      returnedFrom: 'open',
      returns: 'open',
    },
    ...{ council: 'open', approve: 'open', reachedCouncil: 'open', reached: 'open', sessionId: 'open' },
    ...{ submissionId: 'open', overdue: 'open', handedTo: 'open', timeUp: 'open', copiedFromId: 3 },
  },
  DossierVersion: { nominationId: 'key', number: 'key', submittedAt: 1, fields: 1 },
  Document: { id: 'key', nominationId: 1, kind: 1, uploadId: 1, addedAt: 1, replacedAt: 1 },
  CriterionCheck: {
    ...{ nominationId: 'key', criterion: 'key', result: 1, reason: 1, personId: 1, at: 1 },
    ...{ version: 2, saidAt: 2 },
  },
  ReplacedCheck: {
    ...{ nominationId: 'key', criterion: 'key', version: 'key', result: 1, reason: 1, personId: 1, at: 1 },
    replacedAt: 1,
  },
  CheckOverride: { nominationId: 'key', criterion: 'key', reason: 1, personId: 1, at: 1 },
  CouncilSession: {
    ...{ id: 'key', code: 1, body: 1, organization: 1, mode: 1, ballot: 1, scheduledAt: 1, place: 1 },
    ...{ absenteeUntil: 1, convenedAt: 1, openedAt: 1, closedAt: 1, createdById: 1, createdAt: 1 },
    ...{ state: 'open', resumesAt: 'open', committed: 'open', ...stateOfPath },
  },
  SessionMember: {
    ...{ sessionId: 'key', memberId: 'key', personId: 1, name: 1, councilRole: 1, position: 1 },
    ...{ attendance: 1, substituteId: 1, substituteName: 1, letter: 1 },
  },
  Sitting: { sessionId: 'key', number: 'key', openedAt: 1, endedAt: 1 },
  SittingSeat: {
    ...{ sessionId: 'key', number: 'key', memberId: 'key', attendance: 1, substituteName: 1, letter: 1 },
  },
  Teller: { sessionId: 'key', position: 'key', name: 1, title: 1 },
  AgendaItem: {
    ...{ sessionId: 'key', nominationId: 'key', position: 1, rule: 1, ballot: 1, state: 1, reason: 1 },
    ...{ issued: 1, collected: 1, valid: 1, approve: 1, disapprove: 1, base: 1, needed: 1 },
    annulled: 2,
  },
  Recusal: { sessionId: 'key', nominationId: 'key', memberId: 'key', reason: 1, takenBack: 2 },
  AnnulledBallot: {
    ...{ sessionId: 'key', nominationId: 'key', ballot: 'key', method: 1, cast: 1, reason: 1, at: 1 },
  },
  BallotResult: {
    ...{ sessionId: 'key', nominationId: 'key', ballot: 'key', method: 1, issued: 1, collected: 1 },
    ...{ valid: 1, approve: 1, disapprove: 1, base: 1, needed: 1, passed: 1, closedAt: 1 },
  },
  TieWord: { nominationId: 'key', role: 'key', sessionId: 1, choice: 1, personId: 1, at: 1 },
  Submission: {
    ...{ id: 'key', roundId: 1, organization: 1, award: 1, fromBody: 1, toBody: 1, number: 1, year: 1 },
    ...{ signedBy: 1, signedOn: 1, receiptNumber: 1, receivedOn: 1, onBehalf: 1, createdById: 1 },
    ...{ createdAt: 1, state: 'open', numberKey: 'open', fromLead: 'open', ...stateOfPath },
  },
  SubmissionItem: { submissionId: 'key', nominationId: 'key', position: 1, state: 1, reason: 1 },
  Decision: {
    ...{ id: 'key', body: 1, number: 1, decidedOn: 1, year: 1, signedBy: 1, uploadId: 1, createdAt: 1 },
    ...{ prepared: 1, numberKey: 'open' },
  },
  DecisionItem: {
    ...{ nominationId: 'key', decisionId: 1, outcome: 1, reason: 1, contestUntil: 1, recordedBy: 1 },
  },
  AwardEntry: {
    ...{ nominationId: 'key', decisionId: 1, body: 1, year: 1, number: 1, movement: 1, award: 1, form: 1 },
    ...{ subjectKind: 1, subjectName: 1, subjectUnit: 1, searchText: 'open', nearName: 'open', decidedOn: 1 },
    ...{ nameOrder: 'open', registerOrder: 'open', amount: 1 },
  },
  Revocation: {
    ...{ id: 'key', nominationId: 1, organization: 1, leadBody: 1, movement: 1, round: 1, award: 1 },
    ...{ number: 1, decidedOn: 1, ground: 1, reason: 1, amount: 1, dueOn: 1, itemsReturnedOn: 1 },
    ...{ moneyReturnedOn: 1, createdById: 1, createdAt: 1, state: 'open', overdue: 'open', ...stateOfPath },
  },
  Obligation: {
    ...{ id: 'key', movement: 1, planVersion: 1, roundId: 1, submissionId: 1, decisionId: 1 },
    ...{ organization: 1, leadBody: 1, code: 1, kind: 1, owedBy: 1, debtor: 1, toBody: 1, toRole: 1 },
    ...{ period: 1, dueOn: 1, request: 1, submittedById: 1, submittedForId: 1, submittedAt: 1 },
    ...{ handIds: 1, dueOrder: 'open' },
    ...{ createdById: 1, createdAt: 1, state: 'open', returned: 'open', overdue: 'open', ...stateOfPath },
  },
  ObligationDocument: {
    ...{ id: 'key', obligationId: 1, uploadId: 1, addedAt: 1, handedInAt: 1, replacedAt: 1 },
  },
  Enquiry: {
    ...{ id: 'key', code: 1, movement: 1, planVersion: 1, roundId: 1, nominationId: 1, kind: 1 },
    ...{ organization: 1, leadBody: 1, fromUnit: 1, toBody: 1, toRole: 1, reached: 1, subject: 1, text: 1 },
    ...{ answer: 1, answeredAt: 1, dueOn: 1, createdById: 1, createdForId: 1, createdAt: 1 },
    ...{ state: 'open', overdue: 'open', ...stateOfPath },
  },
} satisfies { [M in Model]?: Decisions<M> };

/** Where a row names an upload, at a column or within one: the hash of its bytes is sealed with the row. */
const uploads: Partial<Record<keyof typeof decisions, string>> = {
  Transition: 'onBehalf.document',
  Document: 'uploadId',
  SessionMember: 'letter',
  SittingSeat: 'letter',
  Submission: 'onBehalf.document',
  Decision: 'uploadId',
  ObligationDocument: 'uploadId',
};

export interface SealedTable {
  table: string;
  key: readonly string[];
  /** The columns that each form seals; the first form is number 1. */
  forms: readonly (readonly string[])[];
  /** Where it names an upload whose bytes are sealed with the row: a column, or `column.key` within one. */
  upload: string | null;
}

export const sealedTables: readonly SealedTable[] = Object.entries(decisions).map(([table, columns]) => {
  const decided = Object.entries<Decision>(columns);
  const last = Math.max(...decided.map(([, decision]) => (typeof decision === 'number' ? decision : 1)));
  return {
    table,
    key: decided.flatMap(([column, decision]) => (decision === 'key' ? [column] : [])),
    forms: Array.from({ length: last }, (_, i) =>
      decided.flatMap(([column, decision]) =>
        typeof decision === 'number' && decision <= i + 1 ? [column] : [],
      ),
    ),
    upload: uploads[table as keyof typeof decisions] ?? null,
  };
});
