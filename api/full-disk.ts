import type { Logger } from 'pino';
import type { ProblemCode } from '../domain/problems.ts';

export type FullDisk = 'files' | 'database';
/** After this long without another failure a disk counts as having room again. */
export const REMEMBERED_MS = 10 * 60_000;

/**
 * What of the disks was found full, said where whoever runs the service looks: in the log each time, at level `error`, in the
 * health as `degraded` while it lasts, and by mail once, until it has ended.
 */
export class FullDisks {
  private readonly found = new Map<FullDisk, { last: number; told: boolean }>();
  private readonly telling = new Set<Promise<void>>();

  constructor(
    private readonly logger: Logger,
    private readonly tell: (disk: FullDisk, at: Date) => Promise<void>,
  ) {}

  /** Takes note of a refusal that says that one is full. */
  alarm(code: ProblemCode, requestId: string): void {
    const disk = code === 'files-full' ? 'files' : code === 'database-full' ? 'database' : undefined;
    if (disk === undefined) return;
    this.logger.error({ requestId, disk }, 'disk full');
    const now = Date.now();
    const before = this.found.get(disk);
    const lasting = before !== undefined && now - before.last < REMEMBERED_MS ? before : { told: false };
    const state = { last: now, told: lasting.told };
    this.found.set(disk, state);
    if (state.told) return;
    state.told = true;
    const told = this.tell(disk, new Date(now)).catch((failure: unknown) => {
      // The next failure tries again.
      state.told = false;
      this.logger.error({ disk, failure: failure instanceof Error ? failure.name : 'unknown' }, 'not told');
    });
    this.telling.add(told);
    void told.finally(() => this.telling.delete(told));
  }

  /** As the health calls them: `files-full`, `database-full`. */
  names(): string[] {
    const now = Date.now();
    return [...this.found]
      .filter(([, { last }]) => now - last < REMEMBERED_MS)
      .map(([disk]) => `${disk}-full`);
  }

  /** Once everybody is told who is being told. */
  async settled(): Promise<void> {
    await Promise.all(this.telling);
  }
}
