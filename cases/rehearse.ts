import type { Client } from '@temporalio/client';
import { addDays, dateOf, endOfDay } from '../domain/dates.ts';
import type { DateText } from '../domain/dates.ts';
import { workflowIdOf } from '../domain/path.ts';
import type { PathRef } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';
import { inTurns } from '../temporal/in-turns.ts';
import { openPaths } from './case-rows.ts';
import { moveClockTo, rehearsalOffset, setRehearsalOffset } from '../temporal/rehearsal.ts';

/** How many workflows are moved at once: each has its own clock, and the dev server is one process. */
const AT_ONCE = 8;
/** A day is left a minute after it has ended, so that what falls due at midnight has fallen due and is recorded. */
const PAST_MIDNIGHT_MS = 60_000;
/** How long news between paths may stay unheard, with nothing heard meanwhile, after a day has passed. */
const SETTLE_MS = 20_000;
/** A busy machine may be late with an answer; where a clock stands is asked anew each time. */
const TRIES = 3;

/** Paths that did not arrive, by workflow id. */
export interface Arrival {
  now: Date;
  notArrived: string[];
}

/**
 * Lives through the time until `to`: day by day, so that what one path does on a day (a round closes its intake) is
 * heard by the others before the next. Moves the clock of every open path, then the offset that API, activities and
 * new workflows use. The mail dispatcher stays on the wall clock: its long poll would stop time.
 */
export async function rehearseUntil(db: Db, client: Client, to: Date): Promise<Arrival> {
  const late = new Set<string>();
  for (;;) {
    const offset = await rehearsalOffset(db);
    const now = new Date(Date.now() + offset);
    const open = await openPaths(db, { started: true });
    if (now >= to) {
      // Those that rested on the way.
      await moveAll(client, open, now, late);
      return { now, notArrived: [...late] };
    }
    const midnight = new Date(endOfDay(dateOf(now)).getTime() + PAST_MIDNIGHT_MS);
    const stop = midnight < to ? midnight : to;
    // New workflows join the moved clock, so the offset goes first; the open ones follow.
    await setRehearsalOffset(db, offset + stop.getTime() - now.getTime());
    const resting = new Set((await restingPaths(db, dateOf(stop))).map(workflowIdOf));
    const awake = open.filter((path) => !resting.has(workflowIdOf(path)));
    await moveAll(client, awake, stop, late);
    await settled(db);
  }
}

async function moveAll(
  client: Client,
  paths: readonly PathRef[],
  to: Date,
  late: Set<string>,
): Promise<void> {
  await inTurns(paths, AT_ONCE, async (path) => {
    for (let tries = TRIES; ; tries--) {
      try {
        await moveClockTo(client, path, to);
        return;
      } catch {
        if (tries > 1) continue;
        late.add(workflowIdOf(path));
        return;
      }
    }
  });
}

/** More days than the five working days before and after a due date can last, Tết between them. */
const ALL_SAID_WITHIN_DAYS = 25;

/**
 * Paths for which `day` is no other than the one before, since they wait for an act alone, or have nothing to say
 * before long: they go the whole way at once. A round begins many of them.
 */
async function restingPaths(db: Db, day: DateText): Promise<PathRef[]> {
  const around = (days: number) => new Date(addDays(day, days));
  const farOff = [{ gt: around(ALL_SAID_WITHIN_DAYS) }, { lt: around(-ALL_SAID_WITHIN_DAYS) }];
  const rows = await db.obligation.findMany({
    where: {
      started: true,
      OR: [{ state: 'submitted' }, { state: 'owed', OR: [null, ...farOff].map((dueOn) => ({ dueOn })) }],
    },
    select: { id: true },
  });
  return rows.map(({ id }) => ({ kind: 'obligation', id }));
}

/** Waits until the news between paths has been heard, or none has been for a while: the sweep will see to the rest. */
async function settled(db: Db): Promise<void> {
  let [unheard, since] = [Infinity, Date.now()];
  while (Date.now() - since < SETTLE_MS) {
    const now = await db.wake.count({ where: { doneAt: null } });
    if (now === 0) return;
    if (now !== unheard) [unheard, since] = [now, Date.now()];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
