import type { Accounts } from '../../cases/shared/accounts.ts';
import type { DateText } from '../../domain/dates.ts';
import { isId } from '../../domain/ids.ts';
import type { Units } from '../../domain/organization.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { Task } from '../tasks.ts';
import type { Language } from './waiting.ts';

/** Who asks for tasks, when, and what is known of accounts already. */
export interface Asking {
  deps: ApiDeps;
  person: CurrentPerson;
  units: Units;
  language: Language;
  at: Date;
  accounts: Accounts;
}

/** A task with its place in its queue: by its date, and by a key that tells those of one day apart. */
export interface Placed {
  due: DateText;
  key: string;
  task: Task;
}

/** What has no date comes last. */
export const NO_DATE: DateText = '9999-12-31';

/** After which a queue goes on: those of this day from the key on, all of them where it is empty; null for all. */
export type From = { due: DateText; after: string } | null;

/** Tasks in order, `take` of them where there are as many. */
export type Queue = (asking: Asking, from: From, take: number) => Promise<Placed[]>;

const isAfter = ({ due, key }: Placed, from: From): boolean =>
  from === null || due > from.due || (due === from.due && key > from.after);

const before = (a: Placed, b: Placed): number =>
  a.due === b.due ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : a.due < b.due ? -1 : 1;

/** A ballot that is open, or a tie, waits for nobody: before all that has a date. */
const AT_ONCE_DUE: DateText = '1900-01-01';
const waitsForNobody = ({ actions }: Task): boolean =>
  actions.includes('vote') || actions.includes('break-tie');

/** A few tasks, put in order. */
export const inOrder = (tasks: readonly Task[], from: From): Placed[] =>
  tasks
    .map((task) => ({
      task,
      due: waitsForNobody(task) ? AT_ONCE_DUE : (task.dueAt ?? NO_DATE),
      key: `${task.resource} ${task.kind} ${task.title}`,
    }))
    .filter((placed) => isAfter(placed, from))
    .sort(before);

interface Place {
  due: DateText;
  queue: number;
  key: string;
}

/** Higher than any key: nothing of that day is left. */
const END_OF_DAY = '\uffff';

/** The first tasks of several queues after a place: of one day those of the first queue first. */
export async function lineUp(
  queues: readonly Queue[],
  asking: Asking,
  from: Place | null,
  limit: number,
): Promise<{ tasks: Task[]; next: Place | null }> {
  const fronts = await Promise.all(
    queues.map(async (queue, at) => {
      const rest = from && {
        due: from.due,
        after: at < from.queue ? END_OF_DAY : at === from.queue ? from.key : '',
      };
      const front = await queue(asking, rest, limit + 1);
      return front.slice(0, limit + 1).map((placed) => ({ ...placed, queue: at }));
    }),
  );
  const line = fronts
    .flat()
    .sort((a, b) => (a.due === b.due ? a.queue - b.queue || before(a, b) : a.due < b.due ? -1 : 1));
  const given = line.slice(0, limit);
  const last = given.at(-1);
  return {
    tasks: given.map(({ task }) => task),
    next: line.length > limit && last ? { due: last.due, queue: last.queue, key: last.key } : null,
  };
}

/** The highest id there can be: after it nothing of a day is left. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The id after which a queue of rows goes on. */
export const idAfter = (after: string): string => (isId(after) ? after : LAST_ID);

/** As many rows as are looked at together: not each that may be a task is one. */
const AT_ONCE = 200;

/** The tasks among rows that come in order: read on until there are enough, or no more rows. */
export async function tasksAmong<R>(
  from: From,
  take: number,
  rowsAfter: (from: From, take: number) => Promise<R[]>,
  placesOf: (rows: R[]) => Promise<(Placed | null)[]>,
  placeOf: (row: R) => { due: DateText; key: string },
): Promise<Placed[]> {
  const found: Placed[] = [];
  let last = from;
  for (;;) {
    const rows = await rowsAfter(last, AT_ONCE);
    found.push(...(await placesOf(rows)).filter((placed) => placed !== null));
    const end = rows.at(-1);
    if (found.length >= take || rows.length < AT_ONCE || end === undefined) return found;
    const { due, key } = placeOf(end);
    last = { due, after: key };
  }
}
