import { proxySinks } from '@temporalio/workflow';
import type { Sinks, WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { waitingQuery } from '../../workflows/messages.ts';

/** What a path would answer to `waiting` after each of its steps. */
export interface EndStateSinks extends Sinks {
  endState: { now(state: unknown): void };
}

const { endState } = proxySinks<EndStateSinks>();

/** Replaying answers no queries: so the path is asked from within. Bundled into replays only. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      concludeActivation(input, next) {
        const asked = getActivator().queryHandlers.get(waitingQuery.name);
        if (asked) endState.now(asked.handler());
        return next(input);
      },
    },
  ],
});
