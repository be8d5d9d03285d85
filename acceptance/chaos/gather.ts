import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { verifyAudit } from '../../cases/shared/audit/verify.ts';
import { createPathActivities } from '../../activities/index.ts';
import { brokenInvariants } from '../../cases/invariants.ts';
import { recountAll } from '../../cases/council-session/recount.ts';
import { FileStore } from '../../files/file-store.ts';
import type { PathRef } from '../../domain/path.ts';
import { pathOf, workflowIdOf } from '../../domain/path.ts';
import { inTurns } from '../../temporal/in-turns.ts';
import { waitingQuery } from '../../workflows/messages.ts';
import type { BallotCount, Evidence, PathRow } from './evidence.ts';
import type { Ledger } from './ledger.ts';
import { receivedIn } from './mail-files.ts';
import type { Observer } from './observer.ts';
import { standingFor } from './prediction.ts';
import type { Standing } from './prediction.ts';
import { rightsIn } from './rights-trail.ts';

const AT_ONCE = 8;
/** A timer that is due this moment is still on its way. */
const ON_ITS_WAY_MS = 60_000;
const BETWEEN_QUERIES_MS = 2_000;

/** Reads all that there is to know at the end: of the record, the mailbox and Temporal. */
export async function gather(observer: Observer, ledger: Ledger, left: readonly string[]): Promise<Evidence> {
  const { db, dataDir } = observer;
  const sealed = await db.auditSeal.count();
  const paths = await observer.paths();
  const { begun, asked, votes, unexpected, unanswered } = ledger;
  return {
    ...{ begun, asked, votes, unexpected, unanswered, left },
    acts: await db.act.findMany({
      select: { id: true, key: true, route: true, state: true, pathKind: true, pathId: true },
    }),
    transitions: await db.transition.findMany({
      select: { pathKind: true, pathId: true, version: true, actId: true, fromStage: true },
    }),
    nominations: await standings(observer),
    rights: await rightsIn(db),
    ballots: await ballotCounts(observer),
    receipts: [...(await db.openBallot.findMany()), ...(await db.boxedReceipt.findMany())].map(
      ({ receiptHash }) => receiptHash,
    ),
    mails: await db.notification.findMany({
      select: { key: true, messageId: true, state: true, attempts: true, lastError: true },
    }),
    received: receivedIn(dataDir),
    missed: await missedDeadlines(observer, paths),
    chains: await verifyAudit(db),
    outsideChains: (await db.auditEntry.count()) - sealed,
    ballotFaults: await ballotFaultsIn(db),
    brokenInvariants: await brokenInvariants(db),
    paths: await inTurns(paths, AT_ONCE, (path) => pathRow(observer, path)),
    strays: await strays(observer, paths),
  };
}

async function standings({ db }: Observer): Promise<Standing[]> {
  const rows = await db.nomination.findMany({ include: { round: true } });
  const bodies = new Map(
    (await db.act.findMany({ where: { pathKind: 'nomination' } })).map(({ id, body }) => [id, body]),
  );
  return inTurns(rows, AT_ONCE, async (row) => {
    const where = { pathKind: 'nomination', pathId: row.id };
    const transitions = await db.transition.findMany({ where, orderBy: { version: 'asc' } });
    return standingFor(
      db,
      row,
      transitions.map(({ act, at, personId, actId }) => ({ act, at, personId, body: bodies.get(actId) })),
    );
  });
}

/** What counting all ballots again finds, held against the trail. */
async function ballotFaultsIn(db: Observer['db']): Promise<string[]> {
  const found: string[] = [];
  for await (const { sessionId, faults } of recountAll(db))
    found.push(
      ...faults.map(({ fault, nominationId, ballot }) => `${sessionId} ${nominationId} ${ballot}: ${fault}`),
    );
  return found;
}

async function ballotCounts({ db }: Observer): Promise<BallotCount[]> {
  const rows = await db.$queryRaw<
    {
      id: string;
      roll: number;
      ballots: number;
      yes: number;
      no: number;
      collected: number | null;
      approve: number;
      disapprove: number;
    }[]
  >`
    WITH box AS (
      SELECT "sessionId", "nominationId", ballot, choice FROM "OpenBallot"
      UNION ALL SELECT "sessionId", "nominationId", ballot, choice FROM "BoxedChoice"
    ), lying AS (
      SELECT "sessionId", "nominationId", ballot, count(*)::int AS ballots,
        (count(*) FILTER (WHERE choice = 'approve'))::int AS yes,
        (count(*) FILTER (WHERE choice = 'disapprove'))::int AS no
      FROM box GROUP BY 1, 2, 3
    ), roll AS (
      SELECT "sessionId", "nominationId", ballot, count(*)::int AS roll FROM "VoterRoll" GROUP BY 1, 2, 3
    ), counted AS (
      SELECT "sessionId", "nominationId", ballot, collected, approve, disapprove FROM "BallotResult"
      WHERE method IN ('open', 'secret')
    )
    SELECT concat_ws(' ', "sessionId", "nominationId", ballot) AS id, coalesce(roll, 0) AS roll,
      coalesce(ballots, 0) AS ballots, coalesce(yes, 0) AS yes, coalesce(no, 0) AS no,
      collected, coalesce(approve, 0) AS approve, coalesce(disapprove, 0) AS disapprove
    FROM lying FULL JOIN roll USING ("sessionId", "nominationId", ballot)
      FULL JOIN counted USING ("sessionId", "nominationId", ballot)`;
  return rows.map(({ id, roll, ballots, yes, no, collected, approve, disapprove }) => ({
    id,
    roll,
    box: { ballots, approve: yes, disapprove: no },
    tally: collected === null ? null : { collected, approve, disapprove },
  }));
}

/** What an open path's timetable still has from before now: the record's own answer to what is to fire. */
async function missedDeadlines(observer: Observer, paths: readonly Known[]): Promise<string[]> {
  const { db, starting, settings } = observer;
  const env = { baseUrl: settings.baseUrl, files: new FileStore(settings.filesDir) };
  const record = createPathActivities(db, env, starting);
  const now = await observer.now();
  const due = new Date(now.getTime() - ON_ITS_WAY_MS).toISOString();
  const open = paths.filter(({ closed }) => !closed);
  const late = await inTurns(open, AT_ONCE, async (path) => {
    const { timetable } = await record.loadPath(path, now.toISOString());
    return timetable
      .filter(({ at }) => at < due)
      .map(({ kind, at }) => `${workflowIdOf(path)}, ${kind}, ${at}`);
  });
  return late.flat();
}

export interface Known extends PathRef {
  closed: boolean;
  stage: string;
}

async function pathRow({ starting: { client } }: Observer, path: Known): Promise<PathRow> {
  const workflowId = workflowIdOf(path);
  const { closed, stage } = path;
  const handle = client.workflow.getHandle(workflowId);
  const described = await handle.describe().catch(() => null);
  if (!described) return { workflowId, closed, stage, status: 'none', says: null, failing: [] };
  const { pendingWorkflowTask: task, pendingActivities } = described.raw;
  const status = described.status.name;
  return {
    ...{ workflowId, closed, stage, status },
    says: status === 'RUNNING' ? await stageSaid(handle) : null,
    failing: [
      ...((task?.attempt ?? 0) > 1 ? [`workflow task, attempt ${task?.attempt ?? 0}`] : []),
      ...(pendingActivities ?? [])
        .filter(({ attempt }) => (attempt ?? 0) > 1)
        .map(({ activityType, attempt }) => `${activityType?.name ?? 'activity'}, attempt ${attempt ?? 0}`),
    ],
  };
}

/** What a workflow answers; a busy machine may keep it from answering in time, a workflow that fails never does. */
async function stageSaid(handle: WorkflowHandle, tries = 5): Promise<string> {
  try {
    return (await handle.query(waitingQuery)).stage;
  } catch {
    if (tries === 0) return 'nothing';
    await pause(BETWEEN_QUERIES_MS);
    return stageSaid(handle, tries - 1);
  }
}

async function strays({ starting: { client } }: Observer, paths: readonly Known[]): Promise<string[]> {
  const open = new Set(paths.filter(({ closed }) => !closed).map(workflowIdOf));
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" }))
    if (pathOf(workflowId) && !open.has(workflowId)) found.push(workflowId);
  return found;
}
