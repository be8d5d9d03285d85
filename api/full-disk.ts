import type { Logger } from 'pino';
import type { ProblemCode } from '../domain/problems.ts';

export type FullDisk = 'files' | 'database';
/** After this long without another failure a disk counts as having room again. */
const REMEMBERED_MS = 10 * 60_000;

/**
 * What of the disks was found full, said where whoever runs the service looks: in the log each time, at level `error`, and in
 * the health as `degraded` while it lasts. No mail: the outbox lies on one of these disks.
 */
export class FullDisks {
  private readonly since = new Map<FullDisk, number>();

  constructor(private readonly logger: Logger) {}

  /** Takes note of a refusal that says that one is full. */
  alarm(code: ProblemCode, requestId: string): void {
    const disk = code === 'files-full' ? 'files' : code === 'database-full' ? 'database' : undefined;
    if (disk === undefined) return;
    this.since.set(disk, Date.now());
    this.logger.error({ requestId, disk }, 'disk full');
  }

  /** As the health calls them: `files-full`, `database-full`. */
  names(): string[] {
    const now = Date.now();
    return [...this.since].filter(([, at]) => now - at < REMEMBERED_MS).map(([disk]) => `${disk}-full`);
  }
}
