import pg from 'pg';
import { expect, vi } from 'vitest';
import type { Stack } from './stack.ts';

/** Holds a case's row, so that whoever is to record something on it stands in the middle of its transaction. */
export class RowLock {
  private constructor(
    private readonly stack: Stack,
    private readonly client: pg.Client,
    private readonly pid: number,
  ) {}

  static async on(stack: Stack, id: string, table = 'Nomination', column = 'id'): Promise<RowLock> {
    const client = new pg.Client({ connectionString: stack.deps.settings.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await client.query('BEGIN');
    const [from, by] = [table, column].map((name) => client.escapeIdentifier(name));
    await client.query(`SELECT 1 FROM ${from} WHERE ${by} = $1 FOR UPDATE`, [id]);
    return new RowLock(stack, client, rows[0]!.pid);
  }

  /** Resolves once somebody waits for it. */
  async awaited(): Promise<void> {
    await vi.waitFor(
      async () => {
        const waiting = await this.stack.deps.db.$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE ${this.pid}::int = ANY (pg_blocking_pids(pid))`;
        expect(waiting).toHaveLength(1);
      },
      { timeout: 20_000 },
    );
  }

  /** Resolves once somebody waits for whoever waits for it. */
  async awaitedInTurn(): Promise<void> {
    await vi.waitFor(
      async () => {
        const waiting = await this.stack.deps.db.$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity first JOIN pg_stat_activity second ON first.pid = ANY (pg_blocking_pids(second.pid))
          WHERE ${this.pid}::int = ANY (pg_blocking_pids(first.pid))`;
        expect(waiting).toHaveLength(1);
      },
      { timeout: 20_000 },
    );
  }

  async release(): Promise<void> {
    await this.client.end();
  }
}
