import type { OnBehalf } from '../domain/act-bodies.ts';
import { dateOf } from '../domain/dates.ts';
import { refuseDay } from '../domain/paper-days.ts';
import { bodyOfAct, isNews, timerName } from '../domain/happenings.ts';
import type { NewsName } from '../domain/happenings.ts';
import type {
  PathKind,
  PathRef,
  PathState,
  RecordAnswer,
  Recording,
  TimetableEntry,
} from '../domain/path.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import { timerActId } from '../domain/timetable.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Db, Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { judgeWhereRecorded } from './rights.ts';
import type { Rights } from './rights.ts';

import { takeUploads } from './shared/uploads.ts';
import { holdReference } from './reference.ts';

/** Who acted, as the record keeps it. */
export interface Actor extends RoleAt {
  personId: string;
}

/** One thing that happens to a path: a person's act, a date that passed, or news from another path. */
export interface Happening {
  actId: string;
  kind: string;
  by: Actor | null;
  /** The person's request body, the news' detail, or the timetable entry. */
  body: unknown;
  entry: TimetableEntry | null;
  /** ISO instant on the path's clock. */
  at: string;
  /** The version this makes. */
  version: number;
}

export interface Applied {
  fromStage: string;
  toStage: string;
  fromStep?: number;
  toStep?: number;
  /** A stage was entered: its timers are named after this version. */
  entered: boolean;
  reason?: string | undefined;
  onBehalf?: OnBehalf | undefined;
  /** Codes and numbers that explain it later in the timeline. */
  detail?: Prisma.InputJsonObject;
}

/** What recording needs of the world outside the database: where links lead, and where papers lie. */
export interface RecordEnv {
  baseUrl: string;
  files: FileStore;
}

/** What each kind of path brings: how its row is locked, what happens to it, and how its state reads. */
export interface Recorder<Row extends PathRow, H extends Happening = Happening> {
  lock(tx: Tx, id: string): Promise<Row | null>;
  /** Who may do what to it: asked under the lock, before anything is written. */
  rights: Rights<Row>;
  /**
   * Writes everything but version and entryVersion; refuses before it writes.
   * @returns null for news that changes nothing but the timetable: nothing is written, the path takes the new one
   * @throws Refusal
   */
  apply(tx: Tx, row: Row, happening: H, env: RecordEnv): Promise<Applied | null>;
  state(tx: Tx, row: Row, recorded: ReadonlySet<string>, now: string): Promise<PathState>;
}
export interface PathRow {
  id: string;
  version: number;
  entryVersion: number;
  organization: string;
}

/** What the record needs of each kind: its recorder, and the table whose rows carry a version. */
export type Recorders = Record<PathKind, { recorder: Recorder<PathRow>; table: Prisma.Sql }>;

/** What a recorder answers where a path's stage is its state, and it is entered whenever it changes. */
export const appliedOf = (
  before: string,
  after: string,
  { reason, onBehalf, detail = {} }: Pick<Applied, 'reason' | 'onBehalf' | 'detail'>,
): Applied => ({ fromStage: before, toStage: after, entered: after !== before, reason, onBehalf, detail });

/** And the state of such a path: it has no steps, is never on hold, and ends as what its last stage is called. */
export const stateOfStanding = (
  { version, entryVersion }: PathRow,
  standing: Pick<
    PathState,
    'stage' | 'acts' | 'timetable' | 'waiting' | 'closed' | 'movement' | 'round' | 'award' | 'unit'
  >,
): PathState => ({
  ...{ version, entryVersion, step: 0, steps: 0, news: false, tells: false, onHold: false },
  ...standing,
  outcome: standing.closed ? standing.stage : null,
});

/** The record of every path: one transaction writes a transition, its audit entry and the mail it causes. */
export class TheRecord {
  constructor(
    private readonly db: Db,
    private readonly kinds: Recorders,
    private readonly env: RecordEnv,
  ) {}

  load(path: PathRef, at: string): Promise<PathState> {
    return this.transaction(async (tx) => this.stateOf(tx, path, await this.lock(tx, path), at));
  }

  recordAct(recording: Recording & { actId: string; kind: string }): Promise<RecordAnswer> {
    const { actId, kind, path, at } = recording;
    return this.record(recording, actId, async (tx, row) => {
      const act = await tx.act.findUnique({ where: { id: actId } });
      if (!act || act.kind !== kind || act.pathId !== path.id) throw new Refusal('not-found');
      const { rights } = this.kinds[path.kind].recorder;
      const right = await judgeWhereRecorded(tx, rights, row, act, new Date(at));
      const schema = bodyOfAct(path.kind, kind);
      if (!schema) throw new Refusal({ cause: 'no-such-act' });
      const body = schema.parse(act.body);
      return { kind, by: { personId: act.personId, ...right }, body, entry: null };
    });
  }

  recordTimer(recording: Recording & { entry: TimetableEntry }): Promise<RecordAnswer> {
    const { entry, path, at } = recording;
    return this.transaction(async (tx) => {
      const row = await this.lock(tx, path);
      const state = await this.stateOf(tx, path, row, at);
      // A date that was moved a second before wins: the entry is no longer in the timetable in force.
      const inForce = state.timetable.some((e) => e.kind === entry.kind && e.due === entry.due && e.at <= at);
      if (!inForce || row.version !== recording.version) return { kind: 'behind', state };
      const kind = timerName(path.kind, entry.kind);
      if (kind === null) throw new Error(`${path.kind} does not do ${entry.kind} by itself`);
      const actId = timerActId(row.entryVersion, entry);
      return this.write(tx, path, row, at, { actId, kind, by: null, body: entry, entry });
    });
  }

  recordNews(recording: Recording): Promise<RecordAnswer> {
    const { path, at } = recording;
    return this.transaction(async (tx) => {
      const row = await this.lock(tx, path);
      const news = await tx.wake.findFirst({
        where: { pathKind: path.kind, pathId: path.id, doneAt: null },
        orderBy: { id: 'asc' },
      });
      if (!news) return { kind: 'repeat', state: await this.stateOf(tx, path, row, at) };
      await tx.wake.update({ where: { id: news.id }, data: { doneAt: new Date() } });
      try {
        if (!isNews(path.kind, news.act)) throw new Refusal({ cause: 'no-such-act' });
        const happening = { actId: news.actId, kind: news.act, by: null, body: news.detail, entry: null };
        return await this.write(tx, path, row, at, happening);
      } catch (refusal) {
        // News that comes too late (the case was closed meanwhile) changes nothing; the audit keeps that it came.
        if (!(refusal instanceof Refusal)) throw refusal;
        await audit(tx, row.organization, at, null, `news-ignored:${news.act}`, path, { actId: news.actId });
        return { kind: 'repeat', state: await this.stateOf(tx, path, row, at) };
      }
    });
  }

  private record(
    { path, version, at }: Recording,
    actId: string,
    happening: (tx: Tx, row: PathRow) => Promise<Omit<Happening, 'actId' | 'at' | 'version'>>,
  ): Promise<RecordAnswer> {
    return this.transaction(async (tx) => {
      const row = await this.lock(tx, path);
      const known = await tx.transition.findUnique({
        where: { pathKind_pathId_actId: { pathKind: path.kind, pathId: path.id, actId } },
      });
      if (known || row.version !== version) {
        const state = await this.stateOf(tx, path, row, at);
        return { kind: known ? 'repeat' : 'behind', state };
      }
      return this.write(tx, path, row, at, { actId, ...(await happening(tx, row)) });
    });
  }

  private async write(
    tx: Tx,
    path: PathRef,
    row: PathRow,
    at: string,
    what: Omit<Happening, 'at' | 'version'>,
  ): Promise<RecordAnswer> {
    const version = row.version + 1;
    const { recorder, table } = this.kinds[path.kind];
    const applied = await recorder.apply(tx, row, { ...what, at, version }, this.env);
    if (!applied) return { kind: 'repeat', state: await this.stateOf(tx, path, row, at) };
    if (what.by) await takeUploads(tx, what.by.personId, what.body);
    // Another body's paper is not from a day to come.
    if (applied.onBehalf) refuseDay('onBehalf.date', applied.onBehalf.date, dateOf(new Date(at)));
    const entryVersion = applied.entered ? version : row.entryVersion;
    await tx.$executeRaw`
      UPDATE ${table} SET version = ${version}, "entryVersion" = ${entryVersion} WHERE id = ${path.id}::uuid`;
    await tx.transition.create({
      data: {
        pathKind: path.kind,
        pathId: path.id,
        version,
        actId: what.actId,
        act: what.kind,
        fromStage: applied.fromStage,
        toStage: applied.toStage,
        fromStep: applied.fromStep ?? null,
        toStep: applied.toStep ?? null,
        ...(what.by ?? {}),
        onBehalf: applied.onBehalf,
        reason: applied.reason ?? null,
        detail: applied.detail ?? {},
        at: new Date(at),
      },
    });
    await audit(tx, row.organization, at, what.by, what.kind, path, { version, to: applied.toStage });
    if (what.by)
      await tx.act.update({
        where: { id: what.actId },
        data: { ...inTheRole(what.by), state: 'done', settledAt: new Date(), unheard: true },
      });
    const state = await this.stateOf(tx, path, await this.lock(tx, path), at);
    // What else was on its way to a case that is now closed is not waited for.
    if (state.closed)
      await tx.wake.updateMany({
        where: { pathKind: path.kind, pathId: path.id, doneAt: null },
        data: { doneAt: new Date() },
      });
    return { kind: 'done', state };
  }

  private async lock(tx: Tx, path: PathRef): Promise<PathRow> {
    const row = await this.kinds[path.kind].recorder.lock(tx, path.id);
    if (!row) throw new Refusal('not-found');
    await holdReference(tx);
    return row;
  }

  private async stateOf(tx: Tx, path: PathRef, row: PathRow, now: string): Promise<PathState> {
    const where = { pathKind: path.kind, pathId: path.id };
    const [timers, news, tells] = await Promise.all([
      tx.transition.findMany({
        where: { ...where, actId: { startsWith: `timer:${row.entryVersion}:` } },
        select: { actId: true },
      }),
      tx.wake.count({ where: { ...where, doneAt: null } }),
      tx.wake.count({ where: { fromKind: path.kind, fromId: path.id, doneAt: null, signalled: null } }),
    ]);
    const recorded = new Set(timers.map((timer) => timer.actId));
    const state = await this.kinds[path.kind].recorder.state(tx, row, recorded, now);
    return { ...state, news: news > 0, tells: tells > 0 };
  }

  private transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.$transaction(work, { timeout: 9_000, maxWait: 5_000 });
  }
}

/** The act's row says in which role it was done, which may be another than it was asked in. */
const inTheRole = ({ role, unit, forId }: Actor): Pick<Prisma.ActUpdateInput, 'role' | 'unit' | 'forId'> => ({
  ...{ role, unit },
  forId: forId ?? null,
});

export const audit = (
  tx: Tx,
  organization: string,
  at: string,
  by: (Pick<Actor, 'personId'> & Partial<Pick<Actor, 'role' | 'forId'>>) | null,
  action: string,
  path: PathRef | null,
  detail: Prisma.InputJsonObject = {},
): Promise<void> => auditEach(tx, organization, at, by, action, [{ path, detail }]);

/** The same of many paths at once, an entry for each. */
export async function auditEach(
  tx: Tx,
  organization: string,
  at: string,
  by: (Pick<Actor, 'personId'> & Partial<Pick<Actor, 'role' | 'forId'>>) | null,
  action: string,
  entries: readonly { path: PathRef | null; detail?: Prisma.InputJsonObject }[],
): Promise<void> {
  await tx.auditEntry.createMany({
    data: entries.map(({ path, detail = {} }) => ({
      organization,
      at: new Date(at),
      personId: by?.personId ?? null,
      role: by?.role ?? null,
      forId: by?.forId ?? null,
      action,
      pathKind: path?.kind ?? null,
      pathId: path?.id ?? null,
      detail,
    })),
  });
}

/** A path of a kind that is known. */
interface RefOf<K extends PathKind> {
  kind: K;
  id: string;
}

/** Leaves news for another path, in the transaction that causes it. */
export async function tell<K extends PathKind>(
  tx: Tx,
  from: PathRef,
  to: RefOf<K>,
  actId: string,
  act: NewsName<K>,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  await tellEach(tx, from, [to], actId, act, detail);
}

/** The same news for many paths, by one statement. */
export async function tellEach<K extends PathKind>(
  tx: Tx,
  from: PathRef,
  to: readonly RefOf<K>[],
  actId: string,
  act: NewsName<K>,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  await tx.wake.createMany({
    data: to.map(({ kind, id }) => ({
      ...{ pathKind: kind, pathId: id, actId, act, detail, fromKind: from.kind, fromId: from.id },
    })),
    skipDuplicates: true,
  });
}
