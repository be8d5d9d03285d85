import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ProblemCode } from '../../domain/problems.ts';
import { ApiClient } from './client.ts';

/** What a service may say that goes by itself: an act is then repeated under its key, by which it counts once. */
const passing: readonly ProblemCode[] = ['outcome-unknown', 'unavailable'];
const problem = z.object({ code: z.string() });
/** Nobody repeats for longer. */
const GIVE_UP_MS = 600_000;
const AGAIN_MS = 1_000;

/** A person as clients should be: what the service could not confirm in time is asked again, an act under the same key. */
export class PatientClient extends ApiClient {
  protected override async request(path: string, init: RequestInit): Promise<Response> {
    const began = performance.now();
    for (;;) {
      const response = await super.request(path, init);
      const late = performance.now() - began > GIVE_UP_MS;
      if (late || !mayRepeat(init) || !(await passes(response))) return response;
      await pause(Number(response.headers.get('retry-after')) * 1000 || AGAIN_MS);
    }
  }
}

/** A question, or an act with a key. Without one a repeat might be another act. */
const mayRepeat = ({ method = 'GET', headers }: RequestInit): boolean =>
  method === 'GET' || new Headers(headers).has('idempotency-key');

async function passes(response: Response): Promise<boolean> {
  if (response.status !== 503) return false;
  const { data } = problem.safeParse(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  return passing.some((code) => code === data?.code);
}
