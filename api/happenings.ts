import { pathKinds } from '../domain/path.ts';
import type { PathRef } from '../domain/path.ts';
import { listen } from '../prisma/listen.ts';
import type { Subscription } from '../prisma/listen.ts';

/** What something was written down about: a path, or else the organization (units, councils, people, ranks, …). */
export type Happened = PathRef | 'organization';

interface Listener {
  happened(what: Happened): void;
  /** Nothing more will be heard: what happens from now on is missed. */
  lost(): void;
}

/**
 * What is written down, as it is committed, for all who look at this API process. One connection for all of
 * them, made for the first and again after it was lost.
 */
export class Happenings {
  private readonly listeners = new Set<Listener>();
  private subscription: Promise<Subscription> | undefined;

  constructor(private readonly databaseUrl: string) {}

  /** @returns stops listening. @throws if the database can't be reached */
  async follow(listener: Listener): Promise<() => void> {
    this.subscription ??= listen(
      this.databaseUrl,
      'happened',
      (payload) => this.tell(payload),
      () => this.lose(),
    );
    try {
      await this.subscription;
    } catch (failure) {
      this.subscription = undefined;
      throw failure;
    }
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    const subscription = this.subscription;
    this.lose();
    await subscription?.then((s) => s.close()).catch(() => undefined);
  }

  private tell(payload: string): void {
    const [named, id] = payload.split(':');
    const kind = pathKinds.find((known) => known === named);
    const what = kind && id !== undefined ? { kind, id } : named === 'organization' ? named : null;
    if (what) for (const listener of this.listeners) listener.happened(what);
  }

  private lose(): void {
    this.subscription = undefined;
    const lost = [...this.listeners];
    this.listeners.clear();
    for (const listener of lost) listener.lost();
  }
}
