import { connect } from 'node:net';
import proto from '@temporalio/proto';
import { Router } from 'express';
import { hasExcessRights } from '../prisma/roles.ts';
import { failingPaths } from '../temporal/failing-paths.ts';
import type { ApiDeps } from './deps.ts';

type Part = 'postgres' | 'temporal' | 'worker' | 'smtp';
const LOOK_MS = 2_000;

/**
 * `live`: the process answers. `ready`: 503 naming what is missing until every part has been reached once. Afterwards only
 * PostgreSQL is missed: without Temporal, a worker or mail all that is recorded is still read, mail waits in the outbox and
 * acts answer 503, so that is 200, `degraded`; likewise where the code of paths fails (`paths`): the others go on; and in
 * production where the service's database role may do more than it should (`database-role`).
 */
export function healthRoutes(deps: ApiDeps): Router {
  const reached = new Set<Part>();
  const router = Router();
  router.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
  router.get('/health/ready', async (_req, res) => {
    const checks: [Part, () => Promise<void>][] = [
      ['postgres', () => lookAtPostgres(deps)],
      ['temporal', () => lookAtTemporal(deps)],
      ['worker', () => lookForWorker(deps)],
      ['smtp', () => lookAtSmtp(deps)],
    ];
    const down: Part[] = [];
    await Promise.all(
      checks.map(async ([part, look]) => {
        await inTime(look()).then(
          () => reached.add(part),
          () => down.push(part),
        );
      }),
    );
    // Without PostgreSQL nothing is read; without the rest everything is, and acts say 503 by themselves.
    if (!down.includes('postgres') && down.every((part) => reached.has(part))) {
      const failing = await inTime(failingPaths(deps.starting.client)).catch(() => []);
      const degraded = [
        ...down.sort(),
        ...deps.fullDisks.names(),
        ...(failing.length > 0 ? ['paths'] : []),
        ...((await rightsAreApart(deps)) ? [] : ['database-role']),
      ];
      res.json({ status: 'ready', ...(degraded.length > 0 ? { degraded } : {}) });
    } else res.status(503).setHeader('Retry-After', '2').json({ status: 'not-ready', missing: down.sort() });
  });
  return router;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), LOOK_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function lookAtPostgres({ db }: ApiDeps): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}

/** Asked in production alone: elsewhere one role that owns everything is a way to begin. */
async function rightsAreApart({ db, settings }: ApiDeps): Promise<boolean> {
  if (settings.nodeEnv !== 'production') return true;
  return !(await inTime(hasExcessRights(db)).catch(() => false));
}

async function lookAtTemporal({ probe, settings }: ApiDeps): Promise<void> {
  const { namespace } = settings.temporal;
  await probe.withDeadline(Date.now() + LOOK_MS, () =>
    probe.workflowService.describeNamespace({ namespace }),
  );
}

async function lookForWorker({ probe, settings }: ApiDeps): Promise<void> {
  const { namespace, taskQueue } = settings.temporal;
  const { pollers } = await probe.withDeadline(Date.now() + LOOK_MS, () =>
    probe.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    }),
  );
  if (pollers.length === 0) throw new Error('no worker polls');
}

/** The server's greeting, as a mail client would hear it. */
function lookAtSmtp({ settings }: ApiDeps): Promise<void> {
  const { hostname, port, protocol } = new URL(settings.smtpUrl);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname,
      port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
      timeout: LOOK_MS,
    });
    const end = (failure?: Error) => {
      socket.destroy();
      if (failure) reject(failure);
      else resolve();
    };
    socket.once(protocol === 'smtps:' ? 'connect' : 'data', () => end());
    socket.once('error', end);
    socket.once('timeout', () => end(new Error('no greeting')));
  });
}
