import type { Tx } from './db.ts';

/** Whether this transaction, of all processes, is the one that holds the lock; it has it until it ends. */
export async function holdsAlone(tx: Tx, lock: number): Promise<boolean> {
  const [answer] = await tx.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(${lock}) AS got`;
  return answer?.got === true;
}
