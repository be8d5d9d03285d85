import { Refusal } from '../domain/problems.ts';

const WINDOW_MS = 10 * 60_000;
const AT_MOST = 10;
/** User names remembered at once: what strangers invent must not fill the memory. */
const NAMES_AT_MOST = 10_000;

/** Too many failed logins of one user name. */
export class TooManyFailures extends Refusal {
  /** `retryAfter`: seconds. */
  constructor(readonly retryAfter: number) {
    super('too-many-requests');
  }
}

/**
 * Failed logins by user name, in memory, on the wall clock: an office behind one address is not locked out by one
 * person's failures, and somebody's failures wait with him at whatever address he tries.
 */
class FailedLogins {
  private readonly times = new Map<string, number[]>();

  /** @throws TooManyFailures */
  refuseTooMany(username: string): void {
    const recent = this.recent(username);
    const [oldest] = recent.slice(-AT_MOST);
    if (recent.length >= AT_MOST && oldest !== undefined)
      throw new TooManyFailures(Math.ceil((oldest + WINDOW_MS - Date.now()) / 1000));
  }

  count(username: string): void {
    const recent = [...this.recent(username), Date.now()];
    // Set again at the end, so that the first of the map is the one untouched for longest.
    this.times.delete(username);
    this.times.set(username, recent);
    const [first] = this.times.keys();
    if (this.times.size > NAMES_AT_MOST && first !== undefined) this.times.delete(first);
  }

  forget(username: string): void {
    this.times.delete(username);
  }

  private recent(username: string): number[] {
    return (this.times.get(username) ?? []).filter((time) => time > Date.now() - WINDOW_MS);
  }
}

export const failedLogins = new FailedLogins();
