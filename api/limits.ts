import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Refusal } from '../domain/problems.ts';
import type { ProblemCode } from '../domain/problems.ts';
import type { Db } from '../prisma/db.ts';
import type { Settings } from '../settings.ts';
import { hashToken } from './current-person.ts';

const LOGIN_WINDOW_S = 10 * 60;
const FAILURES_AT_MOST = 10;

/** Too much of something by one person, or of one user name. */
export class TooMany extends Refusal {
  /** `retryAfter`: seconds. */
  constructor(
    code: ProblemCode,
    readonly retryAfter: number,
  ) {
    super(code);
  }
}

/**
 * What one person, or one user name, may do in a stretch of time, on the wall clock. Nothing is counted by address: an
 * office behind one is not kept waiting by one of its people, and whoever tries another address waits there too. Logins
 * and uploads are counted in the record, by all API processes and over restarts; requests in the memory of each.
 */
export class Limits {
  private readonly logins: RateLimiterAbstract;
  private readonly uploads: RateLimiterAbstract;
  private readonly requests: RateLimiterAbstract | null;

  constructor(db: Db, { requestsPerMinute, uploadMegabytesPerDay }: Settings['limits']) {
    const inRecord = { storeClient: db, tableName: 'spending' };
    const login = { points: FAILURES_AT_MOST, duration: LOGIN_WINDOW_S };
    this.logins = new RateLimiterPrisma({ ...inRecord, ...login, keyPrefix: 'login' });
    const upload = { points: uploadMegabytesPerDay * 1024, duration: 24 * 3600 };
    this.uploads = new RateLimiterPrisma({ ...inRecord, ...upload, keyPrefix: 'upload' });
    const request = { points: requestsPerMinute, duration: 60 };
    this.requests = requestsPerMinute === 0 ? null : new RateLimiterMemory(request);
  }

  /** Counts an attempt before it is judged, so that many at once are no way around it. @throws TooMany */
  async attemptLogin(username: string): Promise<void> {
    await spend(this.logins, hashToken(username), 1, 'too-many-requests');
  }

  /** The password was right, or is a new one. */
  async forgetAttempts(username: string): Promise<void> {
    await this.logins.delete(hashToken(username));
  }

  /** @throws TooMany */
  async countRequest(personId: string): Promise<void> {
    if (this.requests) await spend(this.requests, personId, 1, 'too-many-requests');
  }

  /** Before a file is read. @throws TooMany where the day's are used up */
  async refuseUpload(personId: string): Promise<void> {
    await spend(this.uploads, personId, 0, 'too-many-uploads');
  }

  /** `size` in bytes, of a file that was kept: also the last one, which may go beyond the day's. */
  async countUpload(personId: string, size: number): Promise<void> {
    await this.uploads.penalty(personId, Math.ceil(size / 1024));
  }
}

async function spend(
  limiter: RateLimiterAbstract,
  key: string,
  points: number,
  code: ProblemCode,
): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (failure) {
    if (failure instanceof RateLimiterRes) throw new TooMany(code, Math.ceil(failure.msBeforeNext / 1000));
    throw failure;
  }
}
