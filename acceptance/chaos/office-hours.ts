import { setTimeout as pause } from 'node:timers/promises';

/** When people work: they can be sent out for a while (the clock is moved), and home for good. */
export class OfficeHours {
  private atWork = 0;
  private closed = false;
  private over = false;

  /** Somebody's working day: one thing after another, `between` milliseconds apart, until all go home. */
  async work(step: () => Promise<unknown>, between: () => number): Promise<void> {
    for (;;) {
      while (this.closed && !this.over) await pause(100);
      if (this.over) return;
      this.atWork += 1;
      try {
        await step();
      } finally {
        this.atWork -= 1;
      }
      await pause(between());
    }
  }

  /** Nobody begins anything more. @returns whether all that was begun is done within so many milliseconds */
  async close(within: number): Promise<boolean> {
    this.closed = true;
    const until = Date.now() + within;
    while (this.atWork > 0) {
      if (Date.now() > until) return false;
      await pause(50);
    }
    return true;
  }

  open(): void {
    this.closed = false;
  }

  /** All go home once they have done what they have begun. */
  end(): void {
    this.over = true;
  }
}
