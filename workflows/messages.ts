import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Waiting } from '../domain/path.ts';

/** A person's act as the path hears of it: what was asked for lies in the record, under the act's id. */
export interface ActMessage {
  actId: string;
  kind: string;
}

/** What the record answered: which version the act made. */
export interface ActAnswer {
  version: number;
}

/** Every human act on a path, as an Update: refused by the validator, or durable once answered. */
export const actUpdate = defineUpdate<ActAnswer, [ActMessage]>('act');
/** There is news in the record for this path. */
export const lookSignal = defineSignal('look');
/** Continue as new from the record: sent to every open path after a release. */
export const restartSignal = defineSignal('restart');
/** Why it is here, who must act, since when, until when, what happens then. */
export const waitingQuery = defineQuery<{ stage: string; waiting: Waiting | null }>('waiting');
