import pg from 'pg';

/** A subscription to one of PostgreSQL's channels, on a connection of its own: a pooled one would lose it. */
export interface Subscription {
  close(): Promise<void>;
}

/**
 * Hears what transactions notify once they have committed.
 *
 * @param heard is called with each payload
 * @param broken is called once if the connection is lost; what is notified meanwhile is not heard
 * @throws if the database can't be reached
 */
export async function listen(
  databaseUrl: string,
  channel: 'outbox' | 'happened',
  heard: (payload: string) => void,
  broken: (error: Error) => void,
): Promise<Subscription> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('notification', ({ payload }) => heard(payload ?? ''));
  client.once('error', (error: Error) => {
    broken(error);
    // A second error of a connection that is lost anyway must not end the process.
    client.on('error', () => undefined);
  });
  await client.connect();
  await client.query(`LISTEN ${channel}`);
  return { close: () => client.end().catch(() => undefined) };
}
