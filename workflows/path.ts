import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { ActivityFailure } from '@temporalio/workflow';
import type { RecordActivities, TellActivities } from '../activities/types.ts';
import type { PathRef, PathState, RecordAnswer, TimetableEntry } from '../domain/path.ts';
import { actUpdate, lookSignal, restartSignal, waitingQuery } from './messages.ts';
import type { ActAnswer, ActMessage } from './messages.ts';
import { describeTimer, showInUi } from './visibility.ts';

/** An activity on the record, with what operators read of it in the event list. */
const recording = <A extends keyof RecordActivities>(activity: A, summary: string): RecordActivities[A] =>
  proxyLocalActivities<RecordActivities>({
    startToCloseTimeout: '10 seconds',
    // Short steps: with the default an answer came 52 s after the database was back.
    retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
    summary,
  })[activity];
const record: RecordActivities = {
  loadPath: recording('loadPath', 'Đọc hồ sơ gốc'),
  recordAct: recording('recordAct', 'Ghi việc của người có thẩm quyền'),
  recordTimer: recording('recordTimer', 'Ghi việc đến hạn'),
  recordNews: recording('recordNews', 'Ghi tin từ nơi liên quan'),
};
const { tellOthers } = proxyActivities<TellActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  summary: 'Báo cho các hồ sơ liên quan',
});

/**
 * What every path has in common: it starts from the record, takes acts, news and dates one at a time, records each
 * before anything else happens, and takes its state from what the record says.
 *
 * 1. Handlers are registered before the first await: an Update that finds none is refused for good.
 * 2. Two Updates in one workflow task pass both validators; so the handler takes the lock and asks again.
 * 3. The state changes only to what the record answered, never to what was asked for.
 */
export class Path {
  private known: PathState | undefined;
  private busy = false;
  private looked = false;
  private restarting = false;
  /** Others are still to be told of what was recorded. */
  private telling = false;
  private changes = 0;

  constructor(readonly ref: PathRef) {
    setHandler(actUpdate, (message) => this.take(message), {
      // Synchronous, as the SDK needs it; what it can't judge yet it lets pass.
      validator: ({ kind }: ActMessage) => {
        if (this.known) this.refuseUnlessOpen(kind);
      },
    });
    setHandler(lookSignal, () => void (this.looked = true));
    setHandler(restartSignal, () => void (this.restarting = true));
    setHandler(waitingQuery, () => ({
      stage: this.known?.stage ?? 'loading',
      waiting: this.known?.waiting ?? null,
    }));
  }

  get state(): PathState {
    if (!this.known) throw new Error('the path has not been loaded');
    return this.known;
  }

  /** Takes the state from the record. */
  async load(): Promise<void> {
    this.accept(await record.loadPath(this.ref, now()));
    if (this.state.tells) await tellOthers(this.ref);
  }

  /**
   * Stays in the present stage until something has moved the case out of it: an act, news, or a date that passed.
   * Meanwhile every reminder and escalation of the timetable is recorded when it falls due.
   */
  async stay(): Promise<void> {
    const entered = this.state.entryVersion;
    showInUi(this.state);
    while (!this.state.closed && this.state.entryVersion === entered) {
      await this.nextEvent();
      if (this.restarting) await this.continueFromRecord();
    }
    await this.idle();
    if (this.telling) await this.tell();
    if (this.state.closed) showInUi(this.state);
  }

  /** Everything that was asked of this path has been answered: it may end. */
  async finish(): Promise<void> {
    await condition(allHandlersFinished);
    if (this.telling) await this.tell();
  }

  private async nextEvent(): Promise<void> {
    const seen = this.changes;
    if (this.telling) await this.tell();
    const disturbed = () =>
      this.changes !== seen || this.telling || this.looked || this.state.news || this.restarting;
    const entry = this.state.timetable[0];
    if (entry === undefined) await condition(disturbed);
    else {
      const wait = Date.parse(entry.at) - Date.now();
      const timeIsUp = wait <= 0 || !(await condition(disturbed, wait, { summary: describeTimer(entry) }));
      if (timeIsUp && !this.looked && !this.telling && this.changes === seen) return this.passTime(entry);
    }
    if (this.looked || this.state.news) await this.readNews();
  }

  private take({ actId, kind }: ActMessage): Promise<ActAnswer> {
    return this.alone(async () => {
      for (;;) {
        const answer = await this.ask(() =>
          record.recordAct({ path: this.ref, version: this.state.version, at: now(), actId, kind }),
        );
        if (answer.kind !== 'behind') return { version: answer.state.version };
        this.refuseUnlessOpen(kind);
      }
    });
  }

  private async passTime(entry: TimetableEntry): Promise<void> {
    await this.alone(() =>
      this.ask(() => record.recordTimer({ path: this.ref, version: this.state.version, at: now(), entry })),
    );
  }

  private async readNews(): Promise<void> {
    await this.alone(async () => {
      this.looked = false;
      do {
        await this.ask(() => record.recordNews({ path: this.ref, version: this.state.version, at: now() }));
      } while (this.state.news && !this.state.closed);
    });
  }

  /**
   * One at a time, and only once the state is known. Whoever waited beside another comes through the condition with him,
   * and has to ask again; what came through together before that was asked is replayed as it went.
   */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    do await condition(() => this.known !== undefined && !this.busy);
    while (this.busy && patched('asks-again'));
    this.busy = true;
    try {
      return await work();
    } finally {
      this.busy = false;
    }
  }

  private async idle(): Promise<void> {
    await condition(() => !this.busy);
  }

  private async ask(question: () => Promise<RecordAnswer>): Promise<RecordAnswer> {
    try {
      const answer = await question();
      this.accept(answer.state);
      if (answer.state.tells) await this.tellOrOwe();
      return answer;
    } catch (failure) {
      // A refusal is an answer; anything else that gets through the retries is one too, but an alarming one.
      if (failure instanceof ActivityFailure && failure.cause instanceof ApplicationFailure)
        throw ApplicationFailure.create({
          message: failure.cause.message,
          type: failure.cause.type ?? 'internal',
          nonRetryable: true,
          details: failure.cause.details ?? [],
        });
      throw failure;
    }
  }

  /**
   * A nomination tells its round and its tờ trình; a session, a round or a tờ trình tells all its nominations, and nobody waits
   * for an answer until the last of them has heard.
   */
  private async tellOrOwe(): Promise<void> {
    if (this.ref.kind !== 'nomination' && patched('answers-first')) this.telling = true;
    else await tellOthers(this.ref);
  }

  private async tell(): Promise<void> {
    this.telling = false;
    await tellOthers(this.ref);
  }

  private accept(state: PathState): void {
    if (this.known && state.version < this.known.version) return;
    if (this.known?.entryVersion === state.entryVersion) showInUi(state);
    this.known = state;
    this.changes += 1;
  }

  private refuseUnlessOpen(kind: string): void {
    if (this.state.acts.includes(kind)) return;
    const code = this.state.onHold ? 'on-hold' : 'not-in-this-state';
    throw ApplicationFailure.create({
      message: code,
      type: code,
      nonRetryable: true,
      details: [{ allowedActions: this.state.acts }],
    });
  }

  private async continueFromRecord(): Promise<void> {
    await condition(allHandlersFinished);
    await continueAsNew(this.ref.id);
  }
}

const now = (): string => new Date(Date.now()).toISOString();
