import { z } from 'zod';
import { linesText } from '../domain/clean-text.ts';
import { dateOf } from '../domain/dates.ts';
import { pendingKinds, pendingStates } from '../domain/pending-changes.ts';
import type { PendingState } from '../domain/pending-changes.ts';
import { Refusal } from '../domain/problems.ts';
import type { Cause } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import type { PendingChange, Prisma } from '../prisma/generated/client.ts';
import { isRepeat } from './act-rows.ts';
import { recordOnce } from './acts.ts';
import { administrationOf, auditChange, loadAdministration } from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import { loadPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import type { Call } from './endpoint.ts';
import { pageOf, rowId, sortParam } from './keyset.ts';
import type { Sorting } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { applyChange } from './pending/apply.ts';
import { tellOf } from './pending/ask.ts';
import { pendingOf } from './pending/bodies.ts';
import { confirmersOf } from './pending/confirmers.ts';
import { inState, pendingSeenBy } from './pending/sight.ts';
import { isSame, stateOf } from './pending/state.ts';
import { askedOf, pendingSchema, pendingStateOf, pendingView } from './pending/view.ts';
import type { PendingView } from './pending/view.ts';
import type { Task } from './tasks.ts';

const tag = 'organization';
const params = z.object({ id: z.uuid() });
type PendingCall<B> = Call<z.output<typeof params>, unknown, B, CurrentPerson>;

async function findSeen({ deps, person, params: { id } }: PendingCall<unknown>, at: Date) {
  const seen = await pendingSeenBy(deps.db, deps, person, at);
  const row = await deps.db.pendingChange.findFirst({ where: { AND: [{ id }, seen] } });
  if (!row) throw new Refusal('not-found');
  return row;
}

const settledAs = {
  confirmed: 'change-confirmed',
  refused: 'change-refused',
  withdrawn: 'change-withdrawn',
  expired: 'change-expired',
} as const satisfies Record<Exclude<PendingState, 'waiting'>, Cause>;

/** The row under its lock, still waiting. @throws Refusal `not-in-this-state` */
async function lockWaiting(tx: Tx, id: string): Promise<PendingChange> {
  await tx.$executeRaw`SELECT 1 FROM "PendingChange" WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.pendingChange.findUniqueOrThrow({ where: { id } });
  const state = pendingStateOf(row);
  if (state !== 'waiting')
    throw new Refusal({ cause: settledAs[state], since: (row.settledAt ?? row.expiresAt).toISOString() });
  return row;
}

/**
 * In what somebody confirms, by their roles of this moment: who was disabled meanwhile, or lost the role, no longer may.
 * @throws Refusal `second-person` for who asked and who gains, `forbidden` for others
 */
async function confirmerOf(tx: Tx, deps: ApiDeps, row: PendingChange, person: CurrentPerson, at: Date) {
  if ([row.askedById, ...row.gainingIds].includes(person.id)) throw new Refusal('second-person');
  const confirmer = (await confirmersOf(tx, deps.settings, askedOf(row), at)).find(
    ({ id }) => id === person.id,
  );
  if (!confirmer) throw new Refusal('forbidden');
  return confirmer;
}

/** Whoever asked must still be one who may ask: a change outlives no administrator who was put out. */
async function refuseOrphaned(tx: Tx, deps: ApiDeps, row: PendingChange, at: Date): Promise<void> {
  const asker = await loadPerson(tx, row.askedById, at, false);
  const ofDeployment = asker !== null && deps.settings.deploymentAdministrators.includes(asker.username);
  const administration = await loadAdministration(tx, deps.settings, at);
  if (!asker || !administrationOf(administration, { ...asker, ofDeployment }, row.organization))
    throw new Refusal({ cause: 'asker-left' });
}

interface Settled {
  state: 'confirmed' | 'refused' | 'withdrawn';
  reason?: string;
}
const settle = (tx: Tx, id: string, person: CurrentPerson, { state, reason }: Settled, at: Date) =>
  tx.pendingChange.update({
    where: { id },
    data: { state, settledById: person.id, settledAt: at, reason: reason ?? null },
  });

/** What acts on a change are kept under: the role is only a note, the right is judged in the transaction. */
const noteOf = ({ roles }: CurrentPerson): RoleAt => {
  const [first] = roles;
  if (!first) throw new Refusal('forbidden');
  return first;
};

interface Acting<J, B> {
  kind: string;
  /** Whether they may: asked before the body is looked at, and again of the row under its lock. @throws Refusal */
  judge: (tx: Tx, row: PendingChange, at: Date) => Promise<J>;
  work: (tx: Tx, row: PendingChange, judged: J, body: B, at: Date) => Promise<PendingChange>;
}

async function actOn<J, B>(call: PendingCall<B>, { kind, judge, work }: Acting<J, B>): Promise<PendingView> {
  const { deps, person } = call;
  const at = await deps.clock();
  const found = await findSeen(call, at);
  if (!(await isRepeat(call)) && pendingStateOf(found) === 'waiting') await judge(deps.db, found, at);
  const { body } = call;
  const what = { pathKind: 'organization', pathId: null, kind, body, by: noteOf(person) } as const;
  return recordOnce(call, what, async (tx) => {
    const row = await lockWaiting(tx, found.id);
    const settled = await work(tx, row, await judge(tx, row, at), body, at);
    return pendingView(tx, deps, person, settled, at);
  });
}

const sorting: Sorting<
  Prisma.PendingChangeWhereInput,
  Prisma.PendingChangeOrderByWithRelationInput,
  PendingChange
> = {
  first: '-askedAt',
  id: rowId,
  keys: { askedAt: { is: 'moment', at: <T>(askedAt: T) => ({ askedAt }), of: ({ askedAt }) => askedAt } },
};

export const pendingChangeEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/pending-changes',
      tag,
      summary:
        'What was asked for and needs a second person: yours, those you may confirm, those of your organization',
      login: true,
      query: listQuery.extend({ state: z.enum(pendingStates).optional(), sort: sortParam(sorting) }),
      answer: { status: 200, schema: listOf(pendingSchema) },
    },
    async ({ deps, person, query }) => {
      const at = await deps.clock();
      const { db } = deps;
      const { state, ...asked } = query;
      const seen = await pendingSeenBy(deps.db, deps, person, at);
      const where = { AND: [seen, state === undefined ? {} : inState(state)] };
      const page = await pageOf(asked, sorting, {
        count: () => db.pendingChange.count({ where }),
        find: ({ after, ...part }) => db.pendingChange.findMany({ where: { AND: [where, after] }, ...part }),
        one: (id) => db.pendingChange.findFirst({ where: { AND: [seen, { id }] } }),
      });
      const items = [];
      for (const row of page.items) items.push(await pendingView(deps.db, deps, person, row, at));
      return { ...page, items };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/pending-changes/{id}',
      tag,
      summary: 'What was asked for, what held then, and who may confirm it',
      login: true,
      params,
      answer: { status: 200, schema: pendingSchema },
      refusals: ['not-found'],
    },
    async (call) => {
      const at = await call.deps.clock();
      return pendingView(call.deps.db, call.deps, call.person, await findSeen(call, at), at);
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/pending-changes/{id}/actions/confirm',
      tag,
      summary: 'Confirm what somebody else has asked for, with a password of late: it holds at once',
      login: true,
      idempotent: true,
      confirmed: 'always',
      params,
      body: z.strictObject({}),
      answer: { status: 200, schema: pendingSchema },
      refusals: ['not-found', 'forbidden', 'second-person', 'not-in-this-state'],
    },
    (call) =>
      actOn(call, {
        kind: 'confirm-change',
        judge: (tx, row, at) => confirmerOf(tx, call.deps, row, call.person, at),
        work: async (tx, row, { as }, _body, at) => {
          const { deps, person } = call;
          if (row.delegatorId !== row.askedById) await refuseOrphaned(tx, deps, row, at);
          const change = pendingOf(row.kind, row.body);
          const before = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
          const stood = before.parse(row.before);
          if (!isSame(stood, await stateOf(tx, change, row.personId)))
            throw new Refusal({ cause: 'changed-since-asked' });
          await applyChange(tx, deps, row, change, { by: person, as, at });
          return settle(tx, row.id, person, { state: 'confirmed' }, at);
        },
      }),
  ),
  endpoint(
    {
      method: 'post',
      path: '/pending-changes/{id}/actions/refuse',
      tag,
      summary: 'Refuse what somebody else has asked for; nothing is changed',
      login: true,
      idempotent: true,
      confirmed: 'always',
      params,
      body: z.strictObject({ reason: linesText(2000) }),
      answer: { status: 200, schema: pendingSchema },
      refusals: ['not-found', 'forbidden', 'second-person', 'not-in-this-state'],
    },
    (call) =>
      actOn(call, {
        kind: 'refuse-change',
        judge: (tx, row, at) => confirmerOf(tx, call.deps, row, call.person, at),
        work: async (tx, row, { as }, { reason }, at) => {
          const { deps, person } = call;
          const role = as === 'administrator' || as === 'head' ? as : null;
          const said = { change: row.id, kind: row.kind, person: row.personId, askedBy: row.askedById };
          await auditChange(tx, { id: person.id, as: role }, row.organization, at, 'change-refused', said);
          await tellOf(tx, deps, row, 'change-refused', at, { confirmers: [row.askedById] });
          return settle(tx, row.id, person, { state: 'refused', reason }, at);
        },
      }),
  ),
  endpoint(
    {
      method: 'post',
      path: '/pending-changes/{id}/actions/withdraw',
      tag,
      summary: 'Take back what you have asked for yourself',
      login: true,
      idempotent: true,
      params,
      body: z.strictObject({}),
      answer: { status: 200, schema: pendingSchema },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    (call) =>
      actOn(call, {
        kind: 'withdraw-change',
        judge: (_tx, row) =>
          row.askedById === call.person.id ? Promise.resolve() : Promise.reject(new Refusal('forbidden')),
        work: async (tx, row, _judged, _body, at) => {
          const { person } = call;
          const said = { change: row.id, kind: row.kind, person: row.personId };
          await auditChange(tx, person, row.organization, at, 'change-withdrawn', said);
          return settle(tx, row.id, person, { state: 'withdrawn' }, at);
        },
      }),
  ),
];

/** What waits for somebody's confirmation. */
export async function pendingTasks(
  deps: ApiDeps,
  person: CurrentPerson,
  language: 'vi' | 'en',
): Promise<Task[]> {
  const at = await deps.clock();
  const rows = await deps.db.pendingChange.findMany({
    where: { AND: [await pendingSeenBy(deps.db, deps, person, at), inState('waiting')] },
    orderBy: { askedAt: 'asc' },
  });
  const tasks: Task[] = [];
  for (const row of rows) {
    const view = await pendingView(deps.db, deps, person, row, at);
    const actions = view.allowedActions.filter((action) => action !== 'withdraw');
    if (actions.length > 0)
      tasks.push({
        kind: 'pending-change',
        resource: `/pending-changes/${row.id}`,
        title: [pendingKinds[view.kind][language], view.person?.displayName].filter(Boolean).join(' · '),
        dueAt: dateOf(row.expiresAt),
        overdue: false,
        actions,
      });
  }
  return tasks;
}
