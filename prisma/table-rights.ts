import type { Prisma } from './generated/client.ts';

/**
 * What the service may do with a table beyond reading it. `add`: what was written stays as it is. `replace`: rows come and
 * go and are never changed. `change`: they are changed and stay. Nobody but the tables' owner may TRUNCATE, or do more.
 */
const privileges = {
  nothing: [],
  add: ['INSERT'],
  replace: ['INSERT', 'DELETE'],
  change: ['INSERT', 'UPDATE'],
  all: ['INSERT', 'UPDATE', 'DELETE'],
} as const;
type Privilege = (typeof privileges)[keyof typeof privileges][number];

interface TableRights {
  application: keyof typeof privileges;
  /** What reports may read: the rows, none of them, or some columns. No secrets, no ballots, no texts of requests. */
  reader: 'rows' | 'nothing' | readonly string[];
  /** Columns that it may change where it may not change the row. */
  changes: readonly string[];
}
const rights = (
  application: TableRights['application'],
  reader: TableRights['reader'],
  changes: readonly string[] = [],
): TableRights => ({ application, reader, changes });

/** The one list of who may do what with which table: a table that is added without a line does not compile. */
const tableRights: Record<Prisma.ModelName, TableRights> = {
  Unit: rights('change', 'rows'),
  FunctionHolder: rights('change', 'rows'),
  UnitSuccession: rights('change', 'rows'),
  Person: rights('change', ['id', 'displayName', 'disabledAt', 'version']),
  RoleHolding: rights('all', 'rows'),
  Delegation: rights('change', 'rows'),
  LoginDevice: rights('all', 'nothing'),
  PendingChange: rights('change', 'nothing'),
  LoginSession: rights('all', 'nothing'),
  Spending: rights('all', 'nothing'),
  ApiToken: rights('change', 'nothing'),
  Invitation: rights('change', 'nothing'),
  CalendarDay: rights('change', 'rows'),
  ReferenceStamp: rights('nothing', 'nothing'),
  Movement: rights('change', 'rows'),
  MovementVersion: rights('add', 'rows'),
  Round: rights('change', 'rows'),
  RankingSet: rights('add', 'rows'),
  RankingEntry: rights('add', 'rows'),
  Nomination: rights('change', 'rows'),
  DeskAssignment: rights('change', 'rows'),
  DeskNote: rights('add', 'nothing'),
  DossierVersion: rights('add', 'rows'),
  Document: rights('change', 'rows'),
  Upload: rights('replace', 'rows', ['namedAt']),
  Reading: rights('replace', 'nothing'),
  CriterionCheck: rights('all', 'rows'),
  ReplacedCheck: rights('add', 'rows'),
  CheckOverride: rights('add', 'rows'),
  Act: rights('all', 'nothing'),
  Transition: rights('add', 'rows'),
  AuditEntry: rights('add', 'rows'),
  AuditSeal: rights('add', 'rows'),
  SealedRow: rights('add', 'rows'),
  UnsealedEntry: rights('replace', 'nothing'),
  UnsealedRow: rights('replace', 'nothing'),
  AuditCheck: rights('add', 'rows'),
  // For a worker of the release before.
  AuditUnsealed: rights('replace', 'nothing'),
  Notification: rights('change', 'nothing'),
  Wake: rights('change', 'nothing'),
  CouncilSeat: rights('all', 'rows'),
  Council: rights('change', 'rows'),
  CouncilSession: rights('change', 'rows'),
  SessionMember: rights('all', 'rows'),
  Sitting: rights('change', 'rows'),
  SittingSeat: rights('add', 'rows'),
  SessionInvitee: rights('add', 'rows'),
  Teller: rights('replace', 'rows'),
  AgendaItem: rights('change', 'rows'),
  Recusal: rights('add', 'rows'),
  BallotResult: rights('add', 'rows'),
  AnnulledBallot: rights('add', 'rows'),
  // A count by hand writes its roll anew; a secret box is laid anew with each ballot (cases/council-session/box.ts).
  VoterRoll: rights('replace', 'nothing'),
  BoxedChoice: rights('replace', 'nothing'),
  BoxedReceipt: rights('replace', 'nothing'),
  BallotBox: rights('change', 'nothing'),
  SecretBallot: rights('replace', 'nothing'),
  OpenBallot: rights('add', 'nothing'),
  TieWord: rights('replace', 'rows'),
  Submission: rights('change', 'rows'),
  SubmissionItem: rights('change', 'rows'),
  Decision: rights('change', 'rows'),
  // What an office recorded and a head contested goes again.
  DecisionItem: rights('all', 'rows'),
  AwardEntry: rights('add', 'rows'),
  Revocation: rights('change', 'rows'),
  Obligation: rights('change', 'rows'),
  ObligationDocument: rights('change', 'rows'),
  Enquiry: rights('change', 'rows'),
  RehearsalClock: rights('all', 'nothing'),
};

export interface Grants extends Omit<TableRights, 'application'> {
  table: string;
  application: readonly Privilege[];
}

export const grants: readonly Grants[] = Object.entries(tableRights).map(
  ([table, { application, ...rest }]) => ({
    table,
    application: privileges[application],
    ...rest,
  }),
);
