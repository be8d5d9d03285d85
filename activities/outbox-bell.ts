import pg from 'pg';

/** Rings when a transaction that wrote to the outbox commits (`NOTIFY outbox`). */
export interface OutboxBell {
  /** Resolves at the first ring since the last call, after `ms`, or when a signal aborts. @throws if the connection breaks */
  ring(ms: number, ...signals: AbortSignal[]): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a connection of its own: a pooled one would lose the subscription. */
export async function hangOutboxBell(databaseUrl: string): Promise<OutboxBell> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  let rung = false;
  let broken: Error | undefined;
  let wake = (): void => undefined;
  client.on('notification', () => {
    rung = true;
    wake();
  });
  client.on('error', (error) => {
    broken = error;
    wake();
  });
  await client.connect();
  await client.query('LISTEN outbox');
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
    close: () => client.end().catch(() => undefined),
  };
}
