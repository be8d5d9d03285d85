import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Refusal } from '../domain/problems.ts';
import type { PlainCode } from '../domain/problems.ts';
import type { Db } from '../prisma/db.ts';
import type { Settings } from '../settings.ts';
import { hashToken } from './current-person.ts';

const FAILURES_WINDOW_S = 10 * 60;
const FAILURES_AT_MOST = 10;
/** How many attempts under names that nobody has the trail takes in a window: more of them say nothing new. */
const UNKNOWN_NOTED_AT_MOST = 60;

/** Too much of something by one person, or of one user name. */
export class TooMany extends Refusal {
  /** `retryAfter`: seconds. */
  constructor(
    code: PlainCode,
    readonly retryAfter: number,
  ) {
    super(code);
  }
}

/** Failures of one kind, by a key of which the record keeps the hash. */
class Failures {
  constructor(private readonly limiter: RateLimiterAbstract) {}

  /** Counts an attempt before it is judged, so that many at once are no way around it. @throws TooMany */
  async attempt(key: string): Promise<void> {
    await spend(this.limiter, hashToken(key), 1, 'too-many-requests');
  }

  /** The password was right, or is a new one. */
  async forget(key: string): Promise<void> {
    await this.limiter.delete(hashToken(key));
  }
}

/**
 * What one person, or one user name, may do in a stretch of time, on the wall clock. Nothing is counted by address: an
 * office behind one is not kept waiting by one of its people, and whoever tries another address waits there too. Failures
 * and uploads are counted in the record, by all API processes and over restarts; requests in the memory of each.
 */
export class Limits {
  /** By user name, from devices that its person has not logged in on. */
  readonly logins: Failures;
  /** By person and a device of theirs: what strangers do under the name doesn't count here. */
  readonly knownDevices: Failures;
  /** By session, of a password that is asked for once more. */
  readonly confirmations: Failures;
  private readonly unknownNames: RateLimiterAbstract;
  private readonly uploads: RateLimiterAbstract;
  private readonly requests: RateLimiterAbstract | null;

  constructor(db: Db, { requestsPerMinute, uploadMegabytesPerDay }: Settings['limits']) {
    const inRecord = { storeClient: db, tableName: 'spending' };
    const window = { points: FAILURES_AT_MOST, duration: FAILURES_WINDOW_S };
    const failures = (keyPrefix: string) =>
      new Failures(new RateLimiterPrisma({ ...inRecord, ...window, keyPrefix }));
    this.logins = failures('login');
    this.knownDevices = failures('device');
    this.confirmations = failures('confirm');
    this.unknownNames = new RateLimiterMemory({
      points: UNKNOWN_NOTED_AT_MOST,
      duration: FAILURES_WINDOW_S,
    });
    const upload = { points: uploadMegabytesPerDay * 1024, duration: 24 * 3600 };
    this.uploads = new RateLimiterPrisma({ ...inRecord, ...upload, keyPrefix: 'upload' });
    const request = { points: requestsPerMinute, duration: 60 };
    this.requests = requestsPerMinute === 0 ? null : new RateLimiterMemory(request);
  }

  /** Whether the trail still takes an attempt under a name that nobody has. */
  async isUnknownNoted(): Promise<boolean> {
    return this.unknownNames.consume('', 1).then(
      () => true,
      () => false,
    );
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
  code: PlainCode,
): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (failure) {
    if (failure instanceof RateLimiterRes) throw new TooMany(code, Math.ceil(failure.msBeforeNext / 1000));
    throw failure;
  }
}
