import type { DateText } from '../domain/dates.ts';
import type { PathKind, PathRef, Waiting } from '../domain/path.ts';
import { pathFolders } from '../domain/path.ts';

/** A path, a person whose account it is, or the service itself. */
export interface MailSubject {
  kind: PathKind | 'person' | 'service';
  id: string;
}

/** Of which there is one. */
export const theService: MailSubject = { kind: 'service', id: '00000000-0000-0000-0000-000000000000' };

/**
 * All that a mail may know: codes, titles, dates, names of bodies. Never the name of a nominee, never evidence or
 * votes, never the ground of a hold.
 */
export interface MailFacts {
  /** What the mail is about: a path, the person's own account, or the service. */
  kind: MailSubject['kind'];
  /**
   * What people know it by, e.g. CCHC-2023-BK-0001: a path's code or number; of a round and of what is owed, which have
   * none, the short name of the plan or the number of the decision; a person's user name.
   */
  pathCode: string;
  /** See `linkTo`. */
  link: string;
  movementTitle?: string;
  roundName?: string;
  awardName?: string;
  stage?: string;
  waiting?: Waiting | null;
  /** The name of `waiting.body`. */
  waitingBody?: string;
  /** The date the mail speaks of, where it isn't the one in `waiting`. */
  due?: DateText | null;
  provisional?: boolean;
  /** An official's words; only the proposing side reads them. */
  reason?: string;
  /** Number and date of the paper (decision, tờ trình, answer). */
  number?: string;
  decidedOn?: DateText;
  fromBody?: string;
  toBody?: string;
  /** Of an enquiry: an opinion on a nomination is asked for. */
  opinion?: boolean;
  /** Of what needs a second person: what kind of change. */
  change?: string;
  /** What is owed, in the plan's words. */
  obligation?: string;
  /** What an office does after a decision. */
  duty?: string;
  /** Of a round that was opened: what it has units, and the lead's office, hand in. */
  owedByUnits?: string[];
  owedByLead?: string[];
  /** How many nominations the paper, the agenda or the round holds. */
  count?: number;
  /** Of a round whose intake closed. */
  lapsed?: number;
  silentUnits?: number;
  /** Of an invitation to a session: what is on its agenda, by code. */
  agenda?: { code: string; awardName: string; link: string }[];
  /** ISO instant until which written opinions are taken. */
  answerUntil?: string;
  /** Of a session: ISO instant and place. */
  scheduledAt?: string;
  place?: string;
  /** The day that it is about, where no deadline is spoken of. */
  day?: DateText;
  /** The paper that an organization was changed by, as it was cited. */
  paper?: string;
  /** Of the service: which of its disks is full. */
  disk?: 'files' | 'database';
  /** A block of lines for programs, as it is: the heads of the trail. */
  block?: string;
}

/** The kind of the path that it is about; null of an account and of the service itself. */
export const pathKindOf = ({ kind }: MailFacts): PathKind | null =>
  kind === 'person' || kind === 'service' ? null : kind;

/** The page of a path; `baseUrl` has no slash at its end. */
export const linkTo = (baseUrl: string, { kind, id }: PathRef): string =>
  `${baseUrl}/${pathFolders[kind]}/${id}`;
