import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { isClosed, tellOne } from '../activities/tell.ts';
import { takeUploads } from '../activities/uploads.ts';
import type { PathKind, PathRef } from '../domain/path.ts';
import { workflowIdOf } from '../domain/path.ts';
import { isProblemCode, problems, Refusal } from '../domain/problems.ts';
import type { FieldError } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { startPath } from '../temporal/start-path.ts';
import { actUpdate } from '../workflows/messages.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';

/**
 * How a person's act counts once. It is a row, unique by person, route and idempotency key, before anything else
 * happens; the path hears only its id; the record settles it in the transaction that makes it true. The same key
 * and body gives the first answer again, another body is refused, a refusal leaves nothing behind.
 */
const ANSWER_WITHIN_MS = 10_000;
/** Between looks at a path that is behind the record. */
const CATCH_UP_MS = 300;
const LOOKS = 20;

/** What of a call an act needs; every endpoint's call fits. */
export interface ActCall {
  deps: ApiDeps;
  person: CurrentPerson;
  readonly body: unknown;
  headers: { idempotencyKey?: string | undefined };
  /** The one spelling of the address, as `mount.ts` writes it. */
  route: string;
  /** Takes which act of which path it was, for the log. */
  res: { locals: { actId?: string; path?: string } };
}

interface ActRequest {
  path: PathRef;
  kind: string;
  /** In which role, at which unit the person acts: asked once, since a repeat finds the case elsewhere. @throws Refusal */
  right: () => RoleAt | Promise<RoleAt>;
}

/**
 * Has a path record an act and returns `view`, the answer as it stood right after it.
 * @throws Refusal with the rule's code and the caller's own acts where the state is wrong, or `outcome-unknown`
 * where it could not be confirmed in time
 */
export async function perform<T extends { allowedActions: string[] }>(
  call: ActCall,
  { path, kind, right }: ActRequest,
  view: () => Promise<T>,
  tries = LOOKS,
): Promise<T> {
  try {
    const what = { pathKind: path.kind, pathId: path.id, kind };
    const act =
      (await knownAct(call, () => call.body)) ?? (await openAct(call, what, await right(), call.body));
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
      return perform(call, { path, kind, right }, view, tries - 1);
    }
    // The path knows what is open; which of it is the caller's, his view says.
    throw new Refusal(failure.code, failure.errors, allowed);
  }
}

/**
 * Sends an open act to its path; one that has no workflow (a start that a crash prevented) gets it first.
 * @returns whether the path said that it has it
 */
async function sendToPath(call: ActCall, path: PathRef, kind: string, actId: string): Promise<boolean> {
  try {
    await update(call, path, kind, actId);
    return true;
  } catch (failure) {
    if (failure instanceof WorkflowNotFoundError) {
      // Its workflow ended with the case: there is nobody left who could refuse.
      if (await isClosed(call.deps.db, path)) return settle(call, actId, new Refusal('not-in-this-state'));
      return startPath(call.deps.starting, path)
        .then(() => update(call, path, kind, actId))
        .then(
          () => true,
          (second: unknown) => settle(call, actId, second),
        );
    }
    return settle(call, actId, failure);
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
  return new Refusal(cause.type, detail.errors ?? [], detail.allowedActions);
}

/**
 * Creates something once: `create` runs in the transaction that keeps the act and its answer.
 * `start`: the path that begins with it; a crash in between is made good by the sweep.
 */
export async function createOnce<A>(
  call: ActCall,
  { body, by, ...what }: { pathKind: PathKind; kind: string; body: unknown; by: RoleAt },
  create: (tx: Tx) => Promise<{ id: string }>,
  answer: (created: { id: string }) => Promise<A>,
): Promise<A> {
  const act =
    (await knownAct(call, () => body)) ?? (await openAct(call, { ...what, pathId: null }, by, body));
  if (act.answer !== null) return act.answer as A;
  const id = act.pathId ?? (await createUnder(call, act.id, body, create));
  const ref = { kind: what.pathKind, id };
  call.res.locals.path = workflowIdOf(ref);
  await startPath(call.deps.starting, ref).catch((failure: unknown) => {
    call.deps.logger.warn({ path: workflowIdOf(ref), failure: String(failure) }, 'start left to the sweep');
  });
  await keepAnswer(call, act.id, await answer({ id }));
  return answerOf<A>(call, act.id);
}

async function createUnder(
  { deps, person }: ActCall,
  actId: string,
  body: unknown,
  create: (tx: Tx) => Promise<{ id: string }>,
): Promise<string> {
  try {
    return await deps.db.$transaction(async (tx) => {
      // The row is the lock: a repeat that runs beside this one waits here, then finds what was created.
      const [act] = await tx.$queryRaw<{ pathId: string | null }[]>`
        SELECT "pathId"::text FROM "Act" WHERE id = ${actId}::uuid FOR UPDATE`;
      if (!act) throw new Refusal('outcome-unknown');
      if (act.pathId) return act.pathId;
      const { id } = await create(tx);
      await takeUploads(tx, person.id, body);
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

/** Does something that needs no path once: `work` and its answer share a transaction with the act. */
export async function recordOnce<T>(
  call: ActCall,
  { body, by, ...what }: What & { pathId: string | null; body: unknown; by: RoleAt },
  work: (tx: Tx, actId: string) => Promise<T>,
): Promise<T> {
  const act = (await knownAct(call, () => body)) ?? (await openAct(call, what, by, body));
  if (act.answer !== null) return act.answer as T;
  try {
    return await call.deps.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Act" WHERE id = ${act.id}::uuid FOR UPDATE`;
      const locked = await tx.act.findUnique({ where: { id: act.id } });
      if (!locked) throw new Refusal('outcome-unknown');
      if (locked.answer !== null) return locked.answer as T;
      const answer = await work(tx, act.id);
      await takeUploads(tx, call.person.id, body);
      const data = { state: 'done', settledAt: new Date(), answer: answer as Prisma.InputJsonValue };
      await tx.act.update({ where: { id: act.id }, data });
      return answer;
    });
  } catch (failure) {
    if (failure instanceof Refusal && failure.code !== 'outcome-unknown')
      await call.deps.db.act.deleteMany({ where: { id: act.id, state: 'pending' } });
    throw failure;
  }
}

interface What {
  /** Of a plan that is filed, or of what administrators write: neither has a path. */
  pathKind: PathKind | 'movement' | 'organization';
  kind: string;
}

const nameOf = ({ person, headers, route }: ActCall) => {
  if (!headers.idempotencyKey) throw new Refusal('idempotency-key-required');
  return { personId: person.id, route, key: headers.idempotencyKey };
};
const hashOf = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('hex');

/** Whether this is a repeat: what it may do was judged the first time. */
export const isRepeat = async (call: ActCall): Promise<boolean> =>
  (await call.deps.db.act.count({ where: nameOf(call) })) > 0;

/** The act that came under this key before, null where none did. @throws Refusal `key-reused` for another body */
async function knownAct(call: ActCall, body: () => unknown) {
  const act = await call.deps.db.act.findUnique({ where: { personId_route_key: nameOf(call) } });
  if (act) {
    call.res.locals.actId = act.id;
    if (act.pathId) call.res.locals.path = `${act.pathKind}:${act.pathId}`;
  }
  if (act && act.bodyHash !== hashOf(body())) throw new Refusal('key-reused');
  return act;
}

/** A new act, or the one that another request of the same key has opened meanwhile. */
async function openAct(call: ActCall, what: What & { pathId: string | null }, by: RoleAt, body: unknown) {
  const act = {
    ...what,
    ...nameOf(call),
    bodyHash: hashOf(body),
    body: body as Prisma.InputJsonValue,
    role: by.role,
    unit: by.unit,
    forId: by.forId ?? null,
  };
  await call.deps.db.act.createMany({
    data: [{ id: randomUUID(), ...act, state: 'pending', createdAt: new Date() }],
    skipDuplicates: true,
  });
  const known = await knownAct(call, () => body);
  // Taken back between the two by a refusal of the same key: the client repeats.
  if (!known) throw new Refusal('outcome-unknown');
  return known;
}

/** The first answer stays the answer. */
async function keepAnswer({ deps }: ActCall, actId: string, answer: unknown, heard = false): Promise<void> {
  await deps.db.act.updateMany({
    where: { id: actId, answer: { equals: Prisma.AnyNull } },
    data: { answer: answer as Prisma.InputJsonValue, ...(heard ? { unheard: false } : {}) },
  });
}

async function answerOf<T>({ deps }: ActCall, actId: string): Promise<T> {
  const { answer } = await deps.db.act.findUniqueOrThrow({ where: { id: actId }, select: { answer: true } });
  return answer as T;
}

/** JSON with its keys in order, so that the same body has the same hash however it was written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  // JSON has no undefined: a body that is absent counts as null.
  return value === undefined ? 'null' : JSON.stringify(value);
}
