import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Logger } from 'pino';
import type { PathKind } from '../domain/path.ts';
import { offPathActs } from '../domain/off-path.ts';
import { workflowIdOf } from '../domain/path.ts';
import { holdsAlone } from '../prisma/alone.ts';
import type { Db } from '../prisma/db.ts';
import { openPaths } from '../cases/case-rows.ts';
import { clockOf } from '../temporal/rehearsal.ts';
import { startPath } from '../cases/start-path.ts';
import type { Starting } from '../cases/start-path.ts';
import type { Settings } from '../settings.ts';
import { actUpdate, lookSignal } from '../workflows/messages.ts';
import { raiseAlarms } from './alarms.ts';
import { checkDaily } from '../cases/shared/audit/daily.ts';
import { sealAudit } from '../cases/shared/audit/seal.ts';
import { beginAnew } from './begin-anew.ts';
import { readDeliveryNotices } from './delivery-notices.ts';
import type { RecordEnv } from '../cases/record.ts';
import { repeat } from '../cases/repeat.ts';
import { handOverDue } from '../cases/shared/successions/hand-over.ts';
import { lookAll, tellOne } from '../cases/tell.ts';
import { collectAndTell } from '../cases/shared/uploads.ts';

const SWEEP_EVERY_MS = 10_000;
const SEAL_EVERY_MS = 3_000;
const ALARM_EVERY_MS = 30_000;
const HAND_OVER_EVERY_MS = 10_000;
const COLLECT_EVERY_MS = 3_600_000;
/** Whether the day's check of the record is still to be done. */
const CHECK_EVERY_MS = 600_000;
const NOTICES_EVERY_MS = 10_000;
/** Acts younger than this are still in the hands of the request that brought them. */
const PENDING_AFTER_MS = 30_000;
const UNHEARD_AFTER_MS = 60_000;
/** What needs no path and is not recorded by now was left by a process that ended: nobody was answered. */
const ABANDONED_AFTER_MS = 60_000;

/**
 * Makes good what a crash left half done: starts paths whose workflow a crash prevented, repeats acts that nobody
 * answered and takes back those that no path records, has paths look that may have forgotten one, signals news again that nobody took. Tells of units that end on their day. Seals the audit. Begins anew
 * what its history does not let go on, and raises the alarm about what is stuck all the same. Collects uploads that no act
 * names. Checks the record against its seals once a day. Reads the delivery notices that came back. One worker at a time does each.
 *
 * @param heads where the day's heads of the trail go, outside the database
 * @param bounceMaildir where delivery notices arrive
 * @returns stops all and waits for what is under way
 */
export function startCaretaker(
  db: Db,
  starting: Starting,
  {
    baseUrl,
    files,
    heads,
    bounceMaildir,
    deploymentAdministrators,
  }: RecordEnv & { heads: Settings['auditHeads'] } & Pick<
      Settings,
      'bounceMaildir' | 'deploymentAdministrators'
    >,
  logger: Logger,
): () => Promise<void> {
  const warn = (message: string) => logger.warn(message);
  const alarm = (workflowIds: string[]) => logger.error({ workflowIds }, 'paths are stuck');
  const stopSweep = repeat(
    SWEEP_EVERY_MS,
    () => sweep(db, starting),
    (name) => warn(`sweep failed: ${name}`),
  );
  const stopSealing = repeat(
    SEAL_EVERY_MS,
    () => sealAudit(db),
    (name) => warn(`sealing failed: ${name}`),
  );
  const stopHandingOver = repeat(
    HAND_OVER_EVERY_MS,
    () => handOver(db, starting, { baseUrl }),
    (name) => warn(`handing over what units held failed: ${name}`),
  );
  const stopAlarms = repeat(
    ALARM_EVERY_MS,
    async () => {
      const begun = await beginAnew(db, starting);
      if (begun.length > 0) logger.error({ workflowIds: begun }, 'no history to go on with: begun anew');
      await raiseAlarms(db, starting, { baseUrl, deploymentAdministrators }, alarm);
    },
    (name) => warn(`looking for what is stuck failed: ${name}`),
  );
  const stopCollecting = repeat(
    COLLECT_EVERY_MS,
    () => collectAndTell(db, files, logger),
    (name) => warn(`collecting uploads failed: ${name}`),
  );
  const stopChecks = repeat(
    CHECK_EVERY_MS,
    () =>
      checkDaily({
        ...{ db, files, baseUrl, kept: heads },
        alarm: (found) => logger.error({ found }, 'the record contradicts its seals: run npm run audit'),
      }),
    (name) => warn(`checking the record failed: ${name}`),
  );
  const stopNotices =
    bounceMaildir === undefined
      ? () => Promise.resolve()
      : repeat(
          NOTICES_EVERY_MS,
          async () => {
            const counts = await readDeliveryNotices(db, bounceMaildir);
            if (counts.size > 0) logger.info(Object.fromEntries(counts), 'delivery notices read');
          },
          (name) => warn(`reading delivery notices failed: ${name}`),
        );
  return async () => {
    await Promise.all([
      stopSweep(),
      stopSealing(),
      stopHandingOver(),
      stopAlarms(),
      stopCollecting(),
      stopChecks(),
      stopNotices(),
    ]);
  };
}

/** One round of it, under an advisory lock. Exported for tests. */
export async function sweep(db: Db, starting: Starting): Promise<void> {
  await db.$transaction(
    async (tx) => {
      if (!(await holdsAlone(tx, 'sweep'))) return;
      for (const path of await openPaths(db, { started: false })) await startPath(starting, path);
      await takeBackAbandoned(db);
      await repeatActs(db, starting);
      await remindPaths(db, starting);
      await tellAgain(db, starting);
    },
    { timeout: 60_000 },
  );
}

/** What became of units whose end was entered for a day that has come. Exported for tests. */
export async function handOver(db: Db, starting: Starting, env: Pick<RecordEnv, 'baseUrl'>): Promise<void> {
  const at = await clockOf(db, starting.rehearsal)();
  const moved = await db.$transaction(
    async (tx) => ((await holdsAlone(tx, 'handOver')) ? handOverDue(tx, env, { at, by: null }) : []),
    { timeout: 60_000 },
  );
  await lookAll(starting, moved);
}

/** Acts that no path records: whoever asked may ask again, and what they name is theirs to name anew. */
async function takeBackAbandoned(db: Db): Promise<void> {
  await db.act.deleteMany({
    where: {
      state: 'pending',
      createdAt: { lt: new Date(Date.now() - ABANDONED_AFTER_MS) },
      OR: [{ pathId: null }, { kind: { in: [...offPathActs] } }],
    },
  });
}

async function repeatActs(db: Db, { client }: Starting): Promise<void> {
  const acts = await db.act.findMany({
    where: {
      state: 'pending',
      pathId: { not: null },
      kind: { notIn: [...offPathActs] },
      createdAt: { lt: new Date(Date.now() - PENDING_AFTER_MS) },
    },
    take: 50,
  });
  for (const { id, pathKind, pathId, kind } of acts) {
    if (!pathId) continue;
    const handle = client.workflow.getHandle(workflowIdOf({ kind: pathKind as PathKind, id: pathId }));
    try {
      await client.withDeadline(Date.now() + 5_000, () =>
        handle.executeUpdate(actUpdate, { args: [{ actId: id, kind }], updateId: id }),
      );
    } catch (failure) {
      // Refused: nobody was told that it succeeded, and whoever asked may ask again. Anything else: next time.
      if (failure instanceof WorkflowUpdateFailedError)
        await db.act.deleteMany({ where: { id, state: 'pending' } });
    }
  }
}

/**
 * Has paths look that may have forgotten an act: an update is in the history only once its task is, so that a Temporal
 * that dies in between leaves a path behind the record, with the timers of where it was.
 */
async function remindPaths(db: Db, { client }: Starting): Promise<void> {
  const acts = await db.act.findMany({
    where: { unheard: true, settledAt: { lt: new Date(Date.now() - PENDING_AFTER_MS) } },
    select: { id: true, pathKind: true, pathId: true },
    take: 200,
  });
  for (const { id, pathKind, pathId } of acts) {
    if (!pathId) continue;
    try {
      await client.workflow
        .getHandle(workflowIdOf({ kind: pathKind as PathKind, id: pathId }))
        .signal(lookSignal);
    } catch (failure) {
      // One that has ended, or starts again, takes its state from the record.
      if (!(failure instanceof WorkflowNotFoundError)) continue;
    }
    await db.act.update({ where: { id }, data: { unheard: false } });
  }
}

async function tellAgain(db: Db, starting: Starting): Promise<void> {
  const unheard = await db.wake.findMany({
    where: {
      doneAt: null,
      createdAt: { lt: new Date(Date.now() - SWEEP_EVERY_MS) },
      OR: [{ signalled: null }, { signalled: { lt: new Date(Date.now() - UNHEARD_AFTER_MS) } }],
    },
    select: { pathKind: true, pathId: true },
    distinct: ['pathKind', 'pathId'],
    take: 200,
  });
  for (const { pathKind, pathId } of unheard)
    await tellOne(db, starting, { kind: pathKind as PathKind, id: pathId });
}
