import type { SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';

/**
 * Has a transaction say one thing at a time: Prisma asks for several relations of a row at once, and so do we for what
 * doesn't hang on each other. A connection takes one statement after the other all the same; pg queued them, and ends that
 * with its version 9.
 */
export const oneAtATime = (factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory => ({
  provider: factory.provider,
  adapterName: factory.adapterName,
  async connect() {
    const adapter = await factory.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => inOrder(await start(isolationLevel));
    return adapter;
  },
});

function inOrder(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const after = <T>(say: () => Promise<T>): Promise<T> => {
    const said = last.then(say);
    // What has failed is its own asker's; what comes after it is asked all the same, and PostgreSQL refuses it.
    last = said.catch(() => undefined);
    return said;
  };
  const query = transaction.queryRaw.bind(transaction);
  const execute = transaction.executeRaw.bind(transaction);
  transaction.queryRaw = (asked) => after(() => query(asked));
  transaction.executeRaw = (asked) => after(() => execute(asked));
  return transaction;
}
