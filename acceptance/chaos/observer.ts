import { Client, Connection } from '@temporalio/client';
import { workflowIdOf } from '../../domain/path.ts';
import type { PathKind } from '../../domain/path.ts';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import type { ConnectedSettings } from '../../settings.ts';
import { temporalConnectionOptions } from '../../temporal-connection.ts';
import { openPaths } from '../../cases/case-rows.ts';
import { clockOf } from '../../temporal/rehearsal.ts';
import type { Starting } from '../../cases/start-path.ts';
import type { Known } from './gather.ts';

/** Looks at the record and at Temporal past all lines; only while both are there. */
export class Observer {
  private constructor(
    readonly settings: ConnectedSettings,
    readonly db: Db,
    readonly starting: Starting,
    private readonly connection: Connection,
  ) {}

  static async of(settings: ConnectedSettings): Promise<Observer> {
    const db = createDb(settings.databaseUrl);
    const connection = await Connection.connect(temporalConnectionOptions(settings));
    const { namespace, taskQueue } = settings.temporal;
    const client = new Client({ connection, namespace });
    return new Observer(settings, db, { db, client, taskQueue, rehearsal: true }, connection);
  }

  get dataDir(): string {
    return this.settings.dataDir;
  }

  /** The service's own time. */
  now(): Promise<Date> {
    return clockOf(this.db, true)();
  }

  /** Every path that the record knows. */
  async paths(): Promise<Known[]> {
    const open = new Set(
      [
        ...(await openPaths(this.db, { started: true })),
        ...(await openPaths(this.db, { started: false })),
      ].map(({ id }) => id),
    );
    const state = { select: { id: true, state: true } } as const;
    const { db } = this;
    const all: [PathKind, { id: string; stage: string }[]][] = [
      ['nomination', await db.nomination.findMany({ select: { id: true, stage: true } })],
      ...(
        [
          ['award-round', await db.round.findMany(state)],
          ['council-session', await db.councilSession.findMany(state)],
          ['submission', await db.submission.findMany(state)],
          ['obligation', await db.obligation.findMany(state)],
        ] as const
      ).map(([kind, rows]): [PathKind, { id: string; stage: string }[]] => [
        kind,
        rows.map(({ id, state: stage }) => ({ id, stage })),
      ]),
    ];
    return all.flatMap(([kind, rows]) =>
      rows.map(({ id, stage }) => ({ kind, id, stage, closed: !open.has(id) })),
    );
  }

  /** What is still under way, a line for each kind; empty once all has come to rest. */
  async unrest(): Promise<string[]> {
    const { db } = this;
    const counts: [string, number][] = [
      ['acts are pending', await db.act.count({ where: { state: 'pending' } })],
      ['acts may be forgotten by their paths', await db.act.count({ where: { unheard: true } })],
      ['news are not heard', await db.wake.count({ where: { doneAt: null } })],
      ['mails wait', await db.notification.count({ where: { state: 'waiting' } })],
      ['entries of the audit are not sealed', await db.unsealedEntry.count()],
      ['paths are not started', (await openPaths(db, { started: false })).length],
    ];
    const left = counts.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
    if (left.length > 0) return left;
    const busy = await this.tasksUnderWay();
    return busy > 0 ? [`${busy} workflow tasks are under way`] : [];
  }

  /** Of a path that lags behind, what it is about to record is in no table yet. */
  private async tasksUnderWay(): Promise<number> {
    const open = (await this.paths()).filter(({ closed }) => !closed);
    const described = await Promise.all(
      open.map((path) =>
        this.starting.client.workflow
          .getHandle(workflowIdOf(path))
          .describe()
          .catch(() => null),
      ),
    );
    return described.filter((one) => one?.raw.pendingWorkflowTask).length;
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.db.$disconnect();
  }
}
