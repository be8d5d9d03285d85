import type { Tx } from './db.ts';

/** What one process of all does at a time; the numbers are PostgreSQL's advisory locks. */
const locks = {
  sweep: 7_238_401,
  sealing: 7_238_402,
  alarms: 7_238_403,
  anew: 7_238_404,
  uploads: 7_238_405,
  auditCheck: 7_238_406,
  diskFull: 7_238_407,
  handOver: 7_238_408,
  deliveryNotices: 7_238_409,
} as const;

/** Whether this transaction, of all processes, is the one that holds the lock; it has it until it ends. */
export async function holdsAlone(tx: Tx, lock: keyof typeof locks): Promise<boolean> {
  const [answer] = await tx.$queryRaw<
    { got: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${locks[lock]}) AS got`;
  return answer?.got === true;
}
