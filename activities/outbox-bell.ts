import { listen } from '../prisma/listen.ts';

/** Rings when a transaction that wrote to the outbox commits (`NOTIFY outbox`). */
export interface OutboxBell {
  /** Resolves at the first ring since the last call, after `ms`, or when a signal aborts. @throws if the connection breaks */
  ring(ms: number, ...signals: AbortSignal[]): Promise<void>;
  close(): Promise<void>;
}

export async function hangOutboxBell(databaseUrl: string): Promise<OutboxBell> {
  let rung = false;
  let broken: Error | undefined;
  let wake = (): void => undefined;
  const subscription = await listen(
    databaseUrl,
    'outbox',
    () => {
      rung = true;
      wake();
    },
    (error) => {
      broken = error;
      wake();
    },
  );
  return {
    async ring(ms, ...signals) {
      if (!rung && !broken && !signals.some((signal) => signal.aborted)) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(() => wake(), ms);
          wake = () => {
            clearTimeout(timer);
            for (const signal of signals) signal.removeEventListener('abort', wake);
            resolve();
          };
          for (const signal of signals) signal.addEventListener('abort', wake, { once: true });
        });
        wake = () => undefined;
      }
      rung = false;
      if (broken) throw broken;
    },
    close: () => subscription.close(),
  };
}
