import type { VerifiedChain } from '../../cases/shared/audit/verify.ts';
import type { Rights } from './authority.ts';
import type { Asked, Given } from './ledger.ts';
import type { Standing } from './prediction.ts';

interface ActRow {
  id: string;
  key: string;
  route: string;
  state: string;
  pathKind: string;
  pathId: string | null;
}
interface TransitionRow {
  pathKind: string;
  pathId: string;
  version: number;
  actId: string;
  fromStage: string;
}
/** One ballot on one nomination: who is on the roll, what lies in the box, what was counted (null: not closed). */
export interface BallotCount {
  /** `session nomination ballot` */
  id: string;
  roll: number;
  box: { ballots: number; approve: number; disapprove: number };
  tally: { collected: number; approve: number; disapprove: number } | null;
}
interface MailRow {
  key: string;
  messageId: string;
  state: string;
  attempts: number;
  lastError: string | null;
}
/** A path of the record, and what Temporal has of it. */
export interface PathRow {
  workflowId: string;
  closed: boolean;
  stage: string;
  /** Temporal's status, or `none`. */
  status: string;
  /** The stage that its workflow says it is in, where it runs. */
  says: string | null;
  /** Attempts of its workflow task and of its activities that are above the first. */
  failing: string[];
}

/** All that is known at the end of a run, as plain data: what people did, the record, the mailbox, Temporal. */
export interface Evidence {
  /** Keys of all that was asked for, answered or not. */
  begun: ReadonlySet<string>;
  asked: readonly Asked[];
  votes: readonly Given[];
  unexpected: readonly string[];
  unanswered: number;
  acts: readonly ActRow[];
  transitions: readonly TransitionRow[];
  nominations: readonly Standing[];
  rights: Rights;
  ballots: readonly BallotCount[];
  /** What a recount found: `session nomination ballot: fault`. */
  ballotFaults: readonly string[];
  /** Hashes of all receipts in all boxes. */
  receipts: readonly string[];
  mails: readonly MailRow[];
  /** Message-IDs in the mailbox, each as often as it came. */
  received: readonly string[];
  /** What open paths should have done by themselves and have not: `workflow id, kind, instant`. */
  missed: readonly string[];
  chains: readonly VerifiedChain[];
  /** Entries that no chain holds. */
  outsideChains: number;
  brokenInvariants: readonly { name: string; ids: readonly string[] }[];
  paths: readonly PathRow[];
  /** Workflows that run for no open path of the record. */
  strays: readonly string[];
  /** What had not come to rest when waiting was given up. */
  left: readonly string[];
}
