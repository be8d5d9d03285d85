/**
 * What a request waits for somebody to do in a dialog over the page, before it is sent again: nothing of what was typed
 * is lost.
 */
class Asked {
  private waiting: { promise: Promise<boolean>; resolve: (isDone: boolean) => void } | null = null;
  /** How often it has been done: what was refused before the last time is sent again unasked. */
  times = 0;
  private readonly listeners = new Set<() => void>();

  /** @returns whether it was done, or he would rather not */
  ask(): Promise<boolean> {
    if (this.waiting === null) {
      let resolve: (isDone: boolean) => void = () => undefined;
      const promise = new Promise<boolean>((done) => {
        resolve = done;
      });
      this.waiting = { promise, resolve };
      this.tell();
    }
    return this.waiting.promise;
  }

  answer(isDone: boolean): void {
    if (isDone) this.times += 1;
    this.waiting?.resolve(isDone);
    this.waiting = null;
    this.tell();
  }

  isWanted = (): boolean => this.waiting !== null;
  onChange = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}

/** To log in again, where a session ended while somebody was at work. */
export const login = new Asked();
/** To give the password once more, before a vote or a decision. */
export const confirmation = new Asked();
