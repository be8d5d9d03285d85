import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/client.ts';

/**
 * A transaction that asks the database anything beside itself holds one connection and waits for another: as many of
 * them at once as the pool has connections, and all wait until they give up. In the tests such a question fails at once.
 * What one worker at a time does under an advisory lock is never there twice, and may.
 */
const running = new AsyncLocalStorage<{ alone: boolean }>();

/** What somebody else does meanwhile, in a test that holds a transaction open for it. */
export const byAnother = <Result>(work: () => Result): Result => running.exit(work);

function refuseBeside(sql: string): void {
  const transaction = running.getStore();
  if (transaction && !transaction.alone)
    throw new Error(`a transaction takes a second connection, for: ${sql}`);
}

/* eslint-disable @typescript-eslint/unbound-method, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument --
   both are called with their own `this`; and of the client's class Prisma types the instances alone */
const { $transaction: begin } = PrismaClient.prototype;
const { connect } = PrismaPg.prototype;

PrismaClient.prototype.$transaction = function inside(this: PrismaClient, ...args: unknown[]) {
  refuseBeside('BEGIN');
  return running.run({ alone: false }, () => Reflect.apply(begin, this, args));
};
/* eslint-enable */

PrismaPg.prototype.connect = async function guarded(this: PrismaPg) {
  const adapter = await Reflect.apply(connect, this, []);
  const queryRaw = adapter.queryRaw.bind(adapter);
  const executeRaw = adapter.executeRaw.bind(adapter);
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.queryRaw = (query) => {
    refuseBeside(query.sql);
    return queryRaw(query);
  };
  adapter.executeRaw = (query) => {
    refuseBeside(query.sql);
    return executeRaw(query);
  };
  adapter.startTransaction = async (level) => {
    const transaction = await startTransaction(level);
    const ask = transaction.queryRaw.bind(transaction);
    transaction.queryRaw = (query) => {
      const store = running.getStore();
      if (store && query.sql.includes('pg_try_advisory_xact_lock')) store.alone = true;
      return ask(query);
    };
    return transaction;
  };
  return adapter;
};
