import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import type { Prisma } from './generated/client.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The record's database. */
export type Db = PrismaClient;
/** A transaction on it, or the database itself where a reader does not care. */
export type Tx = Prisma.TransactionClient;

export function createDb(databaseUrl: string): Db {
  const adapter = new PrismaPg({ connectionString: databaseUrl, Client: LoneClient });
  return new PrismaClient({ adapter: oneAtATime(adapter) });
}

/**
 * A connection may break in the moment between its leaving the pool and Prisma's first query, when neither listens: that
 * would end the process. The query hears of it anyway.
 */
class LoneClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
