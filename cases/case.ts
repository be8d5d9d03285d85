import type { DateText } from '../domain/dates.ts';
import type { PathKind, PathRef } from '../domain/path.ts';
import type { Db, Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type * as workflows from '../workflows/index.ts';
import type { HappeningOf } from './happening.ts';
import type { PathRow, Recorder } from './record.ts';

/** What there is to say of a case of any kind from its row, without knowing which kind it is. */
export interface CaseRow {
  id: string;
  /** As people call it: a code or number; of what is owed, the plan's word for it. */
  code: string;
  organization: string;
  /** The council of a session; of anything else the office that leads it. */
  leadBody: string;
  version: number;
  /** Its state, of a nomination its stage: `caseStates` (domain/case-states.ts) says what it may be, and when it is over. */
  stage: string;
  step: number | null;
  /** With whom it lies, as its row names them: the unit's side, and the body that has it now. */
  units: string[];
  /** Of a session: when it meets. */
  meetsAt: Date | null;
  /** Whether Temporal was given its path. */
  started: boolean;
}

/** Where an open case stands by the calendar in force. */
export interface Standing {
  path: PathRef;
  due: DateText | null;
  /** Its due date, whether that is certain, and all it will do by itself: another text, another timetable. */
  text: string;
}

/**
 * What a kind of case is to everything that deals with cases of any kind; the one list of them is cases/kinds.ts. Its states
 * are the domain's (domain/case-states.ts), its acts and who may do them its recorder's.
 */
export interface CaseKind<K extends PathKind, Row extends PathRow> {
  readonly kind: K;
  readonly table: Prisma.Sql;
  /** SELECT with the columns of `CaseRow`: every case of the kind, open or over. */
  readonly rows: Prisma.Sql;
  /** The workflow that carries it. */
  readonly workflow: Exclude<keyof typeof workflows, 'mailDispatcher'>;
  readonly recorder: Recorder<Row, HappeningOf<K>>;
  /** What operators read of one in the Temporal UI: codes and units, no names of people. */
  summary(db: Db, id: string): Promise<string>;
  /** Its open cases as the calendar that `tx` reads would have them. */
  standings(tx: Tx, at: string): Promise<Standing[]>;
}
export type CaseKinds = { readonly [K in PathKind]: CaseKind<K, PathRow> };
