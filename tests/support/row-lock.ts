import pg from 'pg';
import { expect } from 'vitest';
import type { Stack } from './stack.ts';

/** Holds a nomination's row, so that whoever is to record something on it stands in the middle of its transaction. */
export class RowLock {
  private constructor(private readonly client: pg.Client) {}

  static async on(stack: Stack, nominationId: string): Promise<RowLock> {
    const client = new pg.Client({ connectionString: stack.deps.settings.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM "Nomination" WHERE id = $1 FOR UPDATE', [nominationId]);
    return new RowLock(client);
  }

  /** Resolves once somebody waits for it. */
  async awaited(): Promise<void> {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await this.client.query(waiting)).rowCount, { timeout: 20_000 }).toBe(1);
  }

  async release(): Promise<void> {
    await this.client.end();
  }
}
