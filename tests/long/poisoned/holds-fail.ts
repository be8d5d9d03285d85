import type { WorkflowInterceptors } from '@temporalio/workflow';
import type { RecordAnswer } from '../../../domain/path.ts';

/** Wrong on purpose: whatever the record answers about a case on hold makes the path's code throw, as a slip might. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      async scheduleLocalActivity(input, next) {
        const answer = (await next(input)) as Partial<RecordAnswer> & { onHold?: boolean };
        if (answer.onHold || answer.state?.onHold) throw new TypeError('a bug that only holds have');
        return answer;
      },
    },
  ],
});
