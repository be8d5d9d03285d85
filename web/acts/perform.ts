import { sendTo } from '../client/client.ts';
import { forgetIntent, keyOf } from '../client/intent.ts';
import { isUncertain } from '../client/problem.ts';

/** Between repeats of an act that got no answer, in milliseconds. */
const waits = [1_000, 3_000];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Does an act once, however often it is sent: the key of the intent stays until the service has answered.
 * @throws Problem for a refusal; ConnectionLost where it is still not known
 */
export async function perform<A>(
  intent: string,
  path: string,
  body: object = {},
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' = 'POST',
  guard: { version?: number | string; first?: boolean } = {},
): Promise<A> {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await sendTo<A>(method, path, method === 'DELETE' ? undefined : body, {
        key: keyOf(intent),
        ...guard,
      });
      forgetIntent(intent);
      return answer;
    } catch (failure) {
      if (!isUncertain(failure)) {
        forgetIntent(intent);
        throw failure;
      }
      const wait = waits[tries];
      if (wait === undefined) throw failure;
      await pause(wait);
    }
  }
}
