import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { holderStill } from '../cases/rights.ts';
import type { Rights, RoleNamed } from '../cases/rights.ts';
import { withCircumstances } from '../cases/standing.ts';
import { isClosed } from '../cases/case-rows.ts';
import { tellOne } from '../cases/tell.ts';
import { takeUploads } from '../cases/shared/uploads.ts';
import type { OffPathAct } from '../domain/off-path.ts';
import type { Units } from '../domain/organization.ts';
import type { PathKind, PathRef } from '../domain/path.ts';
import type { Holder } from '../domain/permissions.ts';
import { workflowIdOf } from '../domain/path.ts';
import { isProblemCode, isSplit, problems, Refusal } from '../domain/problems.ts';
import type { Because, FieldError } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Act } from '../prisma/generated/client.ts';
import { startPath } from '../cases/start-path.ts';
import { actUpdate } from '../workflows/messages.ts';
import { answerOf, keepAnswer, knownAct, openAct } from './act-rows.ts';
import type { ActCall, What } from './act-rows.ts';

/**
 * How a person's act counts once. It is a row, unique by person, route and idempotency key, before anything else
 * happens; the path hears only its id; the record settles it in the transaction that makes it true. The same key
 * and body gives the first answer again, another body is refused, a refusal leaves nothing behind.
 */
const ANSWER_WITHIN_MS = 10_000;
/** Between looks at a path that is behind the record. */
const CATCH_UP_MS = 300;
const LOOKS = 20;

interface ActRequest<Row> {
  path: PathRef;
  kind: string;
  /** Asked here for an early answer, once, since a repeat finds the case elsewhere; and again where the act is recorded. */
  rights: Rights<Row>;
  /** The case as the person found it: what is asked of it is asked of this stay, and of no other. */
  row: Row;
  units: Units;
}

/**
 * Has a path record an act and returns `view`, the answer as it stood right after it.
 * @throws Refusal with the rule's code and the caller's own acts where the state is wrong, or `outcome-unknown`
 * where it could not be confirmed in time
 */
export async function perform<Row, T extends { allowedActions: string[] }>(
  call: ActCall,
  asked: ActRequest<Row>,
  view: () => Promise<T>,
  tries = LOOKS,
): Promise<T> {
  const { path, kind } = asked;
  try {
    const act = (await knownAct(call, () => call.body)) ?? (await openJudged(call, asked));
    if (act.answer === null) {
      const heard = act.state !== 'done' && (await sendToPath(call, path, kind, act.id));
      await keepAnswer(call, act.id, await view(), heard);
    }
    return await answerOf<T>(call, act.id);
  } catch (failure) {
    if (!(failure instanceof Refusal) || problems[failure.code].status !== 409) throw failure;
    const allowed = (await view()).allowedActions;
    // A path whose worker was killed, or whose Temporal was before it had written an act down, is behind the record until
    // it looks again: it refuses what the record has open.
    const isBehind = failure.allowedActions?.includes(kind) === false && allowed.includes(kind);
    if (isBehind && tries === 0) throw new Refusal('outcome-unknown');
    if (isBehind) {
      if (tries === LOOKS) await tellOne(call.deps.db, call.deps.starting, path);
      await pause(CATCH_UP_MS);
      return perform(call, asked, view, tries - 1);
    }
    // The path knows what is open; which of it is the caller's, his view says.
    const { because } = failure;
    if (because === undefined) throw failure.allowing(allowed);
    const full = await withCircumstances(call.deps.db, path, kind, because);
    throw new Refusal(full, failure.errors, allowed);
  }
}

/** A new act by the role in which it is the person's, for the stay in which they found the case. @throws Refusal */
async function openJudged<Row>(call: ActCall, { path, kind, rights, row, units }: ActRequest<Row>) {
  const { person, deps } = call;
  const at = await deps.clock();
  const by = await rights.judge(deps.db, row, kind, {
    ...{ person, units, at },
    get body() {
      return call.body;
    },
  });
  const what = { pathKind: path.kind, pathId: path.id, kind, stay: rights.stay(row) };
  return openAct(call, what, by, call.body);
}

/**
 * Sends an open act to its path; one that has no workflow (a start that a crash prevented) gets it first.
 * @returns whether the path said that it has it
 */
async function sendToPath(
  call: ActCall,
  path: PathRef,
  kind: string,
  actId: string,
  { start }: { start: boolean } = { start: false },
): Promise<boolean> {
  try {
    if (start) await startPath(call.deps.starting, path);
    await update(call, path, kind, actId);
    return true;
  } catch (failure) {
    if (!(failure instanceof WorkflowNotFoundError)) return settle(call, actId, failure);
    // Its workflow ended with the case, be it by what came beside: there is nobody left who could refuse.
    if (await isClosed(call.deps.db, path)) return settle(call, actId, new Refusal({ cause: 'case-moved' }));
    return start ? settle(call, actId, failure) : sendToPath(call, path, kind, actId, { start: true });
  }
}

async function update({ deps }: ActCall, path: PathRef, kind: string, actId: string): Promise<void> {
  const { client } = deps.starting;
  await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
    client.workflow
      .getHandle(workflowIdOf(path))
      .executeUpdate(actUpdate, { args: [{ actId, kind }], updateId: actId }),
  );
}

/** What a failure means for an act that is not recorded: a refusal takes it back, anything else leaves it open for a repeat. */
async function settle({ deps }: ActCall, actId: string, failure: unknown): Promise<false> {
  const act = await deps.db.act.findUnique({ where: { id: actId } });
  if (act?.state === 'done') return false;
  const refusal = refusalOf(failure);
  if (refusal) {
    await deps.db.act.deleteMany({ where: { id: actId, state: 'pending' } });
    throw refusal;
  }
  deps.logger.warn(
    { actId, failure: failure instanceof Error ? failure.name : 'unknown' },
    'act unconfirmed',
  );
  throw new Refusal('outcome-unknown');
}

interface FailureDetail {
  errors?: FieldError[];
  /** Of a split code that its record refused; the path itself says no more than that it isn't open. */
  because?: Because;
  /** What the path has open; a refusal by its record need not say. */
  allowedActions?: string[];
}

/** The rule that said no, as it comes back from the path. */
function refusalOf(failure: unknown): Refusal | null {
  if (failure instanceof Refusal) return failure;
  if (failure instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return null;
  const cause = failure instanceof WorkflowUpdateFailedError ? failure.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || !isProblemCode(cause.type)) return null;
  const detail = (cause.details?.[0] ?? {}) as FailureDetail;
  const { errors = [], allowedActions } = detail;
  if (isSplit(cause.type))
    return new Refusal(detail.because ?? { cause: 'case-moved' }, errors, allowedActions);
  return new Refusal(cause.type, errors, allowedActions);
}

/**
 * Creates something once: `create` runs in the transaction that keeps the act and its answer.
 * The path that begins with it is started; a crash in between is made good by the sweep.
 * @param anew the path has run before: what its last run has still to do is ended
 */
export async function createOnce<A>(
  call: ActCall,
  { body, by, lock, judge, ...what }: { pathKind: PathKind; kind: string } & Begun,
  create: (tx: Tx) => Promise<{ id: string }>,
  answer: (created: { id: string }) => Promise<A>,
  { anew = false } = {},
): Promise<A> {
  const act =
    (await knownAct(call, () => body)) ?? (await openAct(call, { ...what, pathId: null }, by, body));
  if (act.answer !== null) return act.answer as A;
  const id = act.pathId ?? (await createUnder(call, act, { body, lock, judge }, create));
  const ref = { kind: what.pathKind, id };
  call.res.locals.path = workflowIdOf(ref);
  await startPath(call.deps.starting, ref, { anew }).catch((failure: unknown) => {
    call.deps.logger.warn({ path: workflowIdOf(ref), failure: String(failure) }, 'start left to the sweep');
  });
  await keepAnswer(call, act.id, await answer({ id }));
  return answerOf<A>(call, act.id);
}

async function createUnder(
  call: ActCall,
  { id: actId, ...by }: Act,
  { body, ...judging }: Pick<Begun, 'body'> & Judging,
  create: (tx: Tx) => Promise<{ id: string }>,
): Promise<string> {
  const { deps } = call;
  try {
    const at = await deps.clock();
    return await deps.db.$transaction(async (tx) => {
      // The row is the lock: a repeat that runs beside this one waits here, then finds what was created.
      const [act] = await tx.$queryRaw<{ pathId: string | null }[]>`
        SELECT "pathId"::text FROM "Act" WHERE id = ${actId}::uuid FOR UPDATE`;
      if (!act) throw new Refusal('outcome-unknown');
      if (act.pathId) return act.pathId;
      await judgeAgain(tx, call.person.id, by, at, judging);
      const { id } = await create(tx);
      await takeUploads(tx, call.person.id, body);
      await tx.act.update({
        where: { id: actId },
        data: { pathId: id, state: 'done', settledAt: new Date() },
      });
      return id;
    });
  } catch (failure) {
    if (failure instanceof Refusal && failure.code !== 'outcome-unknown')
      await deps.db.act.deleteMany({ where: { id: actId, state: 'pending' } });
    throw failure;
  }
}

/** What is written about no case at all, or about one whose path need not know. */
type OffPath = (What & { pathId: null }) | (What & { pathId: string; kind: OffPathAct });

/**
 * Does something that needs no path once: `work` and its answer share a transaction with the act.
 * `timeout`: milliseconds that it may take, where much is written at once.
 */
export async function recordOnce<T>(
  call: ActCall,
  { body, by, lock, judge, timeout, ...what }: OffPath & Begun & { timeout?: number },
  work: (tx: Tx, actId: string) => Promise<T>,
): Promise<T> {
  const act = (await knownAct(call, () => body)) ?? (await openAct(call, what, by, body));
  if (act.answer !== null) return act.answer as T;
  try {
    const at = await call.deps.clock();
    return await call.deps.db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Act" WHERE id = ${act.id}::uuid FOR UPDATE`;
        const locked = await tx.act.findUnique({ where: { id: act.id } });
        if (!locked) throw new Refusal('outcome-unknown');
        if (locked.answer !== null) return locked.answer as T;
        await judgeAgain(tx, call.person.id, locked, at, { lock, judge });
        const answer = await work(tx, act.id);
        await takeUploads(tx, call.person.id, body);
        const data = { state: 'done', settledAt: new Date(), answer: answer as Prisma.InputJsonValue };
        await tx.act.update({ where: { id: act.id }, data });
        return answer;
      },
      timeout === undefined ? {} : { timeout },
    );
  } catch (failure) {
    if (failure instanceof Refusal && failure.code !== 'outcome-unknown')
      await call.deps.db.act.deleteMany({ where: { id: act.id, state: 'pending' } });
    throw failure;
  }
}

/** Something that a person has begun, and in which role. */
interface Begun {
  body: unknown;
  by: RoleAt;
  /** The case on which the right hangs: held in the transaction that writes, before anything is asked. */
  lock?: (tx: Tx) => Promise<unknown>;
  /** What the case says of the right: asked again once it is held, of the person as of then. @throws Refusal */
  judge?: (tx: Tx, person: Holder, at: Date) => Promise<unknown>;
}
type Judging = Pick<Begun, 'lock' | 'judge'>;

/**
 * Writes what is no act of its own (a check, a change, something taken out), once the person is known to hold the role still.
 * @param limits in ms, where it may take long
 * @throws Refusal `right-ended`
 */
export async function writeAs<T>(
  call: Pick<ActCall, 'deps' | 'person'>,
  { by, limits, ...judging }: { by: RoleAt; limits?: { timeout: number; maxWait: number } } & Judging,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const at = await call.deps.clock();
  return call.deps.db.$transaction(async (tx) => {
    await judgeAgain(tx, call.person.id, by, at, judging);
    return work(tx);
  }, limits);
}

/** @param at read before the transaction, which holds a connection that the clock would wait for */
async function judgeAgain(
  tx: Tx,
  personId: string,
  by: RoleNamed,
  at: Date,
  { lock, judge }: Judging,
): Promise<void> {
  await lock?.(tx);
  const holder = await holderStill(tx, personId, by, at);
  await judge?.(tx, holder, at);
}
