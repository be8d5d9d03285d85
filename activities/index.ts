import { ApplicationFailure } from '@temporalio/common';
import { Refusal } from '../domain/problems.ts';
import type { Db } from '../prisma/db.ts';
import type { Starting } from '../temporal/start-path.ts';
import { enquiryRecorder } from './enquiry/recorder.ts';
import { nominationRecorder } from './nomination/recorder.ts';
import { obligationRecorder } from './obligation/recorder.ts';
import { TheRecord } from './record.ts';
import type { RecordEnv, Recorders } from './record.ts';
import { revocationRecorder } from './revocation/recorder.ts';
import { roundRecorder } from './round/recorder.ts';
import { sessionRecorder } from './session/recorder.ts';
import { submissionRecorder } from './submission/recorder.ts';
import { createTellActivities } from './tell.ts';
import type { RecordActivities, TellActivities } from './types.ts';

const recorders: Recorders = {
  nomination: nominationRecorder,
  'award-round': roundRecorder,
  'council-session': sessionRecorder,
  submission: submissionRecorder,
  obligation: obligationRecorder,
  enquiry: enquiryRecorder,
  revocation: revocationRecorder,
};

/** What the paths may ask of the world. */
export function createPathActivities(
  db: Db,
  env: RecordEnv,
  starting: Starting,
): RecordActivities & TellActivities {
  const record = new TheRecord(db, recorders, env);
  return {
    loadPath: (path, at) => refusalsAsFailures(() => record.load(path, at)),
    recordAct: (recording) => refusalsAsFailures(() => record.recordAct(recording)),
    recordTimer: (recording) => refusalsAsFailures(() => record.recordTimer(recording)),
    recordNews: (recording) => refusalsAsFailures(() => record.recordNews(recording)),
    ...createTellActivities(db, starting),
  };
}

/** A refusal is final: it goes back through the path as a typed failure, with codes and paths alone. */
async function refusalsAsFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw withoutData(failure);
    const { code, errors, allowedActions } = failure;
    throw ApplicationFailure.create({
      message: code,
      type: code,
      nonRetryable: true,
      details: [{ errors, ...(allowedActions ? { allowedActions } : {}) }],
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
