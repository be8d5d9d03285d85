import { sleep } from '@temporalio/workflow';
import type { WorkflowInterceptors } from '@temporalio/workflow';

/** Wrong on purpose: takes a step that no history has, as a change without `patched` does. It holds up no act. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      async execute(input, next) {
        const [answer] = await Promise.all([next(input), sleep(1)]);
        return answer;
      },
    },
  ],
});
