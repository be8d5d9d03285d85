import { Refusal } from '../domain/problems.ts';

const WINDOW_MS = 10 * 60_000;
const AT_MOST = 10;

/**
 * Failed logins by user name, in memory: an office behind one address is not locked out by one person's failures,
 * and somebody's failures wait with him at whatever address he tries.
 */
class FailedLogins {
  private readonly times = new Map<string, number[]>();

  refuseTooMany(username: string): void {
    if (this.recent(username).length >= AT_MOST) throw new Refusal('too-many-requests');
  }

  count(username: string): void {
    this.times.set(username, [...this.recent(username), Date.now()]);
  }

  forget(username: string): void {
    this.times.delete(username);
  }

  private recent(username: string): number[] {
    const recent = (this.times.get(username) ?? []).filter((time) => time > Date.now() - WINDOW_MS);
    if (recent.length === 0) this.times.delete(username);
    return recent;
  }
}

export const failedLogins = new FailedLogins();
