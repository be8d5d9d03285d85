import { hashKey } from '@tanstack/react-query';
import type { Values } from '../acts/form.ts';
import { isUncertain, Problem } from '../client/problem.ts';

/** How long somebody has stopped typing before it is saved, in milliseconds. */
const TYPED_MS = 900;
/** When it is tried again after no answer came. */
const AGAIN_MS = 5_000;

/** A draft at one version, as the form holds it. */
export interface Kept {
  version: number;
  values: Values;
}

/** A draft under way: what stands in the form, over the newest version that was heard of. */
export interface Draft {
  kept: Kept;
  values: Values;
  /** What somebody else changed where something else was typed here: nothing is saved before it was seen. */
  changed: string[];
}

/** What of a draft the service would keep: null where that is nothing, so that what is half typed waits in the form. */
export type ChangesOf = (values: Values, kept: Values) => Values | null;

export interface Service {
  /** @returns the draft as it then is. @throws Problem, 412 where `version` is not the newest; ConnectionLost */
  save(changes: Values, version: number): Promise<Kept>;
  look(): Promise<Kept>;
}

/** Whether the service would keep the same: it trims what it keeps, and nothing and an empty text are one. */
export const alike = (a: unknown, b: unknown): boolean => hashKey([asKept(a)]) === hashKey([asKept(b)]);
const asKept = (value: unknown): unknown => {
  if (typeof value === 'string') return value.trim().normalize('NFC');
  if (typeof value !== 'object' || value === null) return value ?? '';
  return Object.fromEntries(Object.entries(value).map(([key, under]) => [key, asKept(under)]));
};

/** The keys in which the form differs from what is kept. */
export const typedIn = ({ values, kept }: Pick<Draft, 'values' | 'kept'>): string[] =>
  [...new Set([...Object.keys(values), ...Object.keys(kept.values)])].filter(
    (key) => !alike(values[key], kept.values[key]),
  );

/**
 * The same draft over a newer version: others' changes are taken over where nothing was typed, and pointed out where
 * something else was.
 * @param lost what was sent without an answer: found in the newer version, it is nobody else's
 */
export function over(draft: Draft, newer: Kept, lost: readonly Values[] = []): Draft {
  const typed = typedIn(draft);
  const isOwn = (key: string) => lost.some((sent) => alike(sent[key], newer.values[key]));
  // What is kept alike stands as it was typed, with the blank after which somebody goes on; and what was taken back
  // here stays so, though what was sent before has arrived.
  const stays = Object.entries(draft.values).filter(
    ([key, value]) => typed.includes(key) || isOwn(key) || alike(value, newer.values[key]),
  );
  const values: Values = { ...newer.values, ...Object.fromEntries(stays) };
  const isOthers = (key: string) => !alike(draft.kept.values[key], newer.values[key]) && !isOwn(key);
  const changed = [...new Set([...draft.changed, ...typed.filter(isOthers)])];
  return { kept: newer, values, changed: changed.filter((key) => !alike(values[key], newer.values[key])) };
}

export type SaveState = 'asSaved' | 'unsaved' | 'saving' | 'saved' | 'incomplete';

/**
 * Saves a draft as it is typed: one save at a time, of what differs from the newest version, over the version that the
 * save before was answered with. What is typed meanwhile goes with the next. Where no answer came, or somebody else
 * was first, it looks before it sends again: nobody is blamed for what this page itself has saved.
 */
export class DraftSaver {
  state: SaveState = 'asSaved';
  failure: unknown = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private ended = false;
  /** Sent over a version that may still be the newest, and never answered. */
  private lost: Values[] = [];
  /** Heard while a save was under way, of which it may tell. */
  private heardMeanwhile: Kept | undefined;

  constructor(
    public draft: Draft,
    private readonly service: Service,
    private readonly changesOf: ChangesOf,
    private readonly told: () => void,
    private readonly waits = { typed: TYPED_MS, again: AGAIN_MS },
  ) {}

  /** What was typed before a reload of the page is saved as well. */
  start(): void {
    this.ended = false;
    if (typedIn(this.draft).length > 0) this.saveIn(this.waits.typed);
  }

  stop(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  type(name: string, value: unknown): void {
    this.become({ ...this.draft, values: { ...this.draft.values, [name]: value } }, 'unsaved');
    this.saveIn(this.waits.typed);
  }

  /** What the service keeps, as some other request has read it: an older answer may come after a newer one. */
  heard(kept: Kept): void {
    if (kept.version <= this.draft.kept.version) return;
    if (this.busy) this.heardMeanwhile = kept;
    else this.become(over(this.draft, kept, this.lost));
  }

  saveNow = (): void => {
    clearTimeout(this.timer);
    void this.saveAll();
  };

  /** Others' changes have been seen: what was typed here goes over them. */
  goOn = (): void => {
    this.become({ ...this.draft, changed: [] }, 'unsaved');
    this.saveNow();
  };

  /** What was typed here is given up for what is kept. */
  startOver = (): void => {
    const { kept } = this.draft;
    this.failure = null;
    this.become({ kept, values: kept.values, changed: [] }, 'asSaved');
  };

  private saveIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.saveNow, ms);
  }

  private async saveAll(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      while (!this.ended && (await this.saveOnce()));
    } finally {
      this.busy = false;
    }
    const meanwhile = this.heardMeanwhile;
    this.heardMeanwhile = undefined;
    if (meanwhile) this.heard(meanwhile);
  }

  /** @returns whether there may be more to save */
  private async saveOnce(): Promise<boolean> {
    const { values, kept, changed } = this.draft;
    const changes = changed.length === 0 ? this.changesOf(values, kept.values) : null;
    if (changes === null) {
      if (this.state !== 'asSaved' || typedIn(this.draft).length > 0)
        this.become(this.draft, this.restState());
      return false;
    }
    this.become(this.draft, 'saving');
    try {
      const answer = await this.service.save(changes, kept.version);
      // Whatever was sent before over an older version can no longer be taken.
      this.lost = [];
      this.failure = null;
      const typedMeanwhile = this.draft.values !== values;
      this.become(
        { ...this.draft, kept: answer, values: { ...answer.values, ...this.draft.values } },
        'saved',
      );
      if (!typedMeanwhile) this.become(this.draft, this.restState());
      return typedMeanwhile;
    } catch (reason) {
      return this.failed(reason, values);
    }
  }

  private async failed(reason: unknown, sent: Values): Promise<boolean> {
    const overtaken = reason instanceof Problem && reason.status === 412;
    if (!overtaken && !isUncertain(reason)) {
      this.failure = reason;
      this.become(this.draft, 'unsaved');
      return false;
    }
    if (!overtaken) {
      this.lost.push(sent);
      this.failure = reason;
      this.become(this.draft, 'unsaved');
      await this.pause();
    }
    const newer = await this.look();
    if (newer === null) return false;
    this.failure = null;
    if (newer.version > this.draft.kept.version) {
      const draft = over(this.draft, newer, this.lost);
      // What was sent has arrived, though its answer has not.
      const arrived = this.lost.length > 0 && typedIn(draft).length === 0;
      this.become(draft, arrived ? 'saved' : 'unsaved');
    }
    return true;
  }

  /** Until it is answered. @returns null where the page was left, or the draft may no longer be seen */
  private async look(): Promise<Kept | null> {
    for (;;) {
      if (this.ended) return null;
      try {
        return await this.service.look();
      } catch (reason) {
        this.failure = reason;
        this.become(this.draft, 'unsaved');
        if (!isUncertain(reason)) return null;
        await this.pause();
      }
    }
  }

  private pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, this.waits.again));

  /** What is left in the form and not kept is said: a field emptied, evidence half typed, another's change unseen. */
  private restState(): SaveState {
    if (this.draft.changed.length > 0) return 'unsaved';
    if (typedIn(this.draft).length > 0) return 'incomplete';
    return this.state === 'saved' || this.state === 'saving' ? 'saved' : 'asSaved';
  }

  private become(draft: Draft, state = this.state): void {
    this.draft = draft;
    this.state = state;
    if (!this.ended) this.told();
  }
}
