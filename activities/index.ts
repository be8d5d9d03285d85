import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Refusal } from '../domain/problems.ts';
import type { Db } from '../prisma/db.ts';
import type { Starting } from '../cases/start-path.ts';
import { TheRecord } from '../cases/record.ts';
import type { RecordEnv } from '../cases/record.ts';
import { kinds } from '../cases/kinds.ts';
import { tellAll } from '../cases/tell.ts';
import type { RecordActivities, TellActivities } from './types.ts';

/** What the paths may ask of the world. */
export function createPathActivities(
  db: Db,
  env: RecordEnv,
  starting: Starting,
): RecordActivities & TellActivities {
  const record = new TheRecord(db, kinds, env);
  return {
    loadPath: (path, at) => refusalsAsFailures(() => record.load(path, at)),
    recordAct: (recording) => refusalsAsFailures(() => record.recordAct(recording)),
    recordTimer: (recording) => refusalsAsFailures(() => record.recordTimer(recording)),
    recordNews: (recording) => refusalsAsFailures(() => record.recordNews(recording)),
    tellOthers: (path) => tellAll(db, starting, path, () => Context.current().heartbeat()),
  };
}

/** A refusal is final: it goes back through the path as a typed failure, with codes and paths alone. */
async function refusalsAsFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw withoutData(failure);
    const { code, errors, allowedActions, because } = failure;
    throw ApplicationFailure.create({
      message: code,
      type: code,
      nonRetryable: true,
      details: [{ errors, ...(allowedActions ? { allowedActions } : {}), ...(because ? { because } : {}) }],
    });
  }
}

/** Errors of the database may quote values; what enters a history is their kind alone. */
function withoutData(failure: unknown): Error {
  const name = failure instanceof Error ? failure.name : 'UnknownError';
  const code =
    failure instanceof Error && 'code' in failure && typeof failure.code === 'string'
      ? ` ${failure.code}`
      : '';
  return ApplicationFailure.create({ message: `record failed: ${name}${code}`, type: 'record-failed' });
}
