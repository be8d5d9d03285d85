/**
 * Does work again and again, with a pause after each time; a failure is warned of and the next time tried again.
 *
 * @param pauseMs milliseconds
 * @returns stops it and waits for the time under way
 */
export function repeat(
  pauseMs: number,
  work: () => Promise<unknown>,
  warn: (failure: string) => void,
): () => Promise<void> {
  let stopped = false;
  let wake: () => void = () => undefined;
  const run = async () => {
    while (!stopped) {
      // By its name alone: a message may hold what was written.
      await work().catch((failure: unknown) => warn(failure instanceof Error ? failure.name : 'unknown'));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (stopped) wake();
      });
    }
  };
  const running = run();
  return async () => {
    stopped = true;
    wake();
    await running;
  };
}
