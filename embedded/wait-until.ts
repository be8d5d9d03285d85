import { setTimeout as pause } from 'node:timers/promises';
import type { RunningProcess } from './child-process.ts';
import { lastLine, logSize, logTail } from './part-log.ts';
import { processorTime } from './processor-time.ts';
import { untold } from './progress.ts';
import type { Progress } from './progress.ts';

/** How long a part that is coming up may be without a sign of life, in milliseconds. */
interface Patience {
  /** Nothing logged, no changed answer and no processor time used. */
  readonly silent: number;
  /** The same, but busy: a part that turns in circles is given up as well. */
  readonly busy: number;
}

/** Of a busy machine: there is no limit for a part that goes on. */
const usual: Patience = { silent: 120_000, busy: 600_000 };
/** Of a part's use of the processor, since an idle one wakes up now and then. */
const BUSY_FROM_MS = 100;
const LOOK_MS = 500;
const ASK_AGAIN_MS = 50;

export interface Waiting {
  readonly progress?: Progress | undefined;
  readonly patience?: Patience;
}

/**
 * Waits until a part answers, however long that takes, as long as it shows signs of life.
 * @param answers resolves when it does, rejects with what it waits for when not yet
 * @throws Error with the end of the part's log when it ends instead, or falls silent
 */
export async function waitUntil(
  name: string,
  child: RunningProcess,
  answers: () => Promise<unknown>,
  waiting: Waiting = {},
): Promise<void> {
  let answer = '';
  let over = false;
  const ask = async () => {
    while (!over) {
      try {
        await answers();
        return;
      } catch (error) {
        answer = error instanceof Error ? error.message : String(error);
        await pause(ASK_AGAIN_MS);
      }
    }
  };
  const ended = child.exited.then((how) => {
    throw new Error(`${name} ended at its start (${how}):\n${logTail(child)}`);
  });
  try {
    await whileAlive(name, child, Promise.race([ask(), ended]), { ...waiting, answer: () => answer });
  } finally {
    over = true;
  }
}

/**
 * What comes of a process, unless it falls silent before: then it is stopped.
 * @throws Error with the end of its log when it falls silent, and whatever `outcome` is rejected with
 */
export async function whileAlive<T>(
  name: string,
  child: RunningProcess,
  outcome: Promise<T>,
  {
    progress = untold,
    patience = usual,
    answer = () => '',
  }: Waiting & { readonly answer?: () => string } = {},
): Promise<T> {
  const step = progress.begin(name);
  const over = new AbortController();
  const silence = async (): Promise<never> => {
    const heard = new Heard(child, answer);
    for (;;) {
      await pause(LOOK_MS, undefined, { signal: over.signal });
      step.update(lastLine(child) || answer());
      const quietMs = heard.quietMs(patience);
      if (quietMs === undefined) continue;
      throw new Error(`${name} ${silentFor(quietMs)} (see ${child.logFile}):\n${logTail(child) || answer()}`);
    }
  };
  // Neither is anybody's concern once the other has settled.
  const silent = silence();
  silent.catch(() => undefined);
  outcome.catch(() => undefined);
  try {
    return await Promise.race([outcome, silent]);
  } catch (error) {
    await child.stop();
    throw error;
  } finally {
    over.abort();
    step.end();
  }
}

const silentFor = (ms: number): string =>
  `has not come up, and has given no sign of it for ${Math.round(ms / 1000)} s`;

/** What has been heard of a process, and when last. */
class Heard {
  private said = '';
  private saidAt = performance.now();
  private used = 0;
  private usedAt = performance.now();

  constructor(
    private readonly child: RunningProcess,
    private readonly answer: () => string,
  ) {}

  /** @returns how long it has been silent, where that is longer than it may be */
  quietMs({ silent, busy }: Patience): number | undefined {
    const now = performance.now();
    const said = `${logSize(this.child)} ${this.answer()}`;
    if (said !== this.said) [this.said, this.saidAt] = [said, now];
    const used = processorTime(this.child.pid);
    if (Math.abs(used - this.used) >= BUSY_FROM_MS) [this.used, this.usedAt] = [used, now];
    const [mute, idle] = [now - this.saidAt, now - Math.max(this.saidAt, this.usedAt)];
    if (idle > silent) return idle;
    return mute > busy ? mute : undefined;
  }
}
