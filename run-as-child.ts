/** Milliseconds for a process to stop by itself; scripts/instance.ts and docker-compose.yml wait longer. */
const stopLimit = 15_000;

export interface ChildOptions {
  /** Resolves when the process can do its work; a rejection ends it. */
  readonly ready: Promise<unknown>;
  /** Stops taking work, finishes what is under way and closes connections. Called once. */
  readonly stop: () => Promise<void>;
}

/**
 * Makes this process a well-behaved part, under scripts/start.ts or by itself: tells the parent when it is
 * ready; stops at SIGTERM, at SIGINT and when the parent is gone (its IPC channel closes). A second signal, or
 * `stopLimit`, ends it at once.
 */
export function runAsChild({ ready, stop }: ChildOptions): void {
  let stopping = false;
  const end = (why: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => {
      console.error(`not stopped within ${stopLimit / 1000} s of ${why}`);
      process.exit(1);
    }, stopLimit).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', () => {
    if (!stopping) end('disconnect');
  });
  ready.then(() => {
    if (process.connected) process.send?.('ready');
  }, fail);
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}
