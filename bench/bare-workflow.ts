import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

/** One act on the bare workflow: nothing is recorded outside Temporal. @returns how many there have been */
export const bareAct = defineUpdate<number>('act');

/** The least that a durable, answered act can cost on this server: an Update that only counts. */
export async function bare(acts: number): Promise<void> {
  let done = 0;
  setHandler(bareAct, () => ++done);
  await condition(() => done >= acts);
}
