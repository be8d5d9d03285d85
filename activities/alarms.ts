import type { PathKind } from '../domain/path.ts';
import { pathOf, workflowIdOf } from '../domain/path.ts';
import { dateOf } from '../domain/dates.ts';
import { linkTo } from '../mail/facts.ts';
import { holdsAlone } from '../prisma/alone.ts';
import type { Db } from '../prisma/db.ts';
import { failingPaths } from '../temporal/failing-paths.ts';
import type { Settings } from '../settings.ts';
import type { Starting } from '../cases/start-path.ts';
import { notify } from '../cases/shared/notify.ts';
import { bodiesOfPaths } from '../cases/path-bodies.ts';

/** The sweep repeats what is older than 30 s every 10 s: what still waits then waits for people. */
const WAITS_MS = 5 * 60_000;

/**
 * The workflows that don't go on by themselves: their code fails, or what was asked of them isn't recorded though it is
 * asked again and again.
 *
 * @returns their workflow ids
 */
async function stuckPaths(db: Db, { client }: Starting): Promise<string[]> {
  const before = new Date(Date.now() - WAITS_MS);
  const [failing, acts, news] = await Promise.all([
    failingPaths(client),
    db.act.findMany({
      where: { state: 'pending', pathId: { not: null }, createdAt: { lt: before } },
      select: { pathKind: true, pathId: true },
    }),
    db.wake.findMany({
      where: { doneAt: null, createdAt: { lt: before } },
      select: { pathKind: true, pathId: true },
    }),
  ]);
  const waiting = [...acts, ...news].flatMap(({ pathKind, pathId: id }) =>
    id === null ? [] : [workflowIdOf({ kind: pathKind as PathKind, id })],
  );
  return [...new Set([...failing, ...waiting])].sort();
}

/**
 * Says which workflows are stuck: in the log each time, and by mail once a day to who administers its organization, or the
 * whole deployment. One worker at a time says it.
 *
 * @param log what is to reach whoever watches the logs: ids alone
 */
export async function raiseAlarms(
  db: Db,
  starting: Starting,
  { baseUrl, deploymentAdministrators }: Pick<Settings, 'baseUrl' | 'deploymentAdministrators'>,
  log: (workflowIds: string[]) => void,
): Promise<void> {
  // Before the transaction, which must not wait for Temporal.
  const stuck = await stuckPaths(db, starting);
  await db.$transaction(async (tx) => {
    if (!(await holdsAlone(tx, 'alarms'))) return;
    if (stuck.length > 0) log(stuck);
    const at = new Date();
    // The mail dispatcher, which is no path, could not send it either.
    const paths = stuck.map(pathOf).filter((path) => path !== null);
    const bodies = await bodiesOfPaths(
      tx,
      paths.map(({ kind, id }) => ({ pathKind: kind, pathId: id })),
    );
    for (const path of paths)
      await notify(tx, {
        event: 'path-stuck',
        path,
        keyPart: dateOf(at),
        at,
        // An operator looks for it by this id, in Temporal and in the logs.
        facts: { kind: path.kind, pathCode: workflowIdOf(path), link: linkTo(baseUrl, path) },
        audience: {
          administrators: {
            organization: bodies.get(path.id)?.organization ?? null,
            ofDeployment: deploymentAdministrators,
          },
        },
      });
  });
}
