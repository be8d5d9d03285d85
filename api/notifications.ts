import { z } from 'zod';
import { linesText } from '../domain/clean-text.ts';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import type { Notification, Prisma } from '../prisma/generated/client.ts';
import { recordOnce } from './acts.ts';
import type { ActCall } from './act-rows.ts';
import { administrationOf, loadAdministration, requireAdministration } from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { creation, pageOf, rowId, sortParam } from './keyset.ts';
import type { Sorting } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { lockFailed, rememberAddress, sendAgain, settle, tellOtherwise } from './mail/again.ts';
import type { SeeingTo } from './mail/again.ts';
import { isOpenFailure, openFailures } from './mail/failures.ts';
import { inviteAgain, isInvitation } from './mail/invite-again.ts';
import { keepingOf } from './mail/keepers.ts';
import { mailSeenBy } from './mail/sight.ts';

const mailActs = ['resend', 'tell-otherwise'] as const;

const notificationSchema = z.object({
  id: z.uuid(),
  event: z.string(),
  path: z.string(),
  recipient: z.string(),
  unit: z.string().nullable(),
  /** Whose account it went to. */
  personId: z.uuid().nullable(),
  address: z.string(),
  subject: z.string(),
  state: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  /** Since when it is known not to arrive: refused, or sent back after it was accepted. */
  failedAt: z.string().nullable(),
  /** Of a failed one that somebody has seen to: when; and how the recipient was told, where that was without mail. */
  settledAt: z.string().nullable(),
  told: z.string().nullable(),
  /** The failed one in whose place it goes. */
  insteadOf: z.uuid().nullable(),
  /** What the caller may do about it. */
  actions: z.array(z.enum(mailActs)),
  /** Whether the caller may also have another address be the unit's from now on. */
  mayRemember: z.boolean(),
});

const params = z.object({ id: z.uuid() });
const tag = 'notifications';
const actRefusals = ['not-found', 'forbidden', 'not-in-this-state'] as const;
const whole = { pathKind: 'organization', pathId: null } as const;

const sorting: Sorting<
  Prisma.NotificationWhereInput,
  Prisma.NotificationOrderByWithRelationInput,
  Notification
> = {
  first: '-createdAt',
  id: rowId,
  keys: { createdAt: creation },
};

export const notificationEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/notifications',
      tag,
      summary: 'Mail sent, waiting or failed',
      login: true,
      query: listQuery.extend({
        state: z.enum(['waiting', 'sent', 'failed']).optional(),
        path: z.uuid().optional(),
        /** A unit's code or a person's id. */
        recipient: z.string().max(200).optional(),
        /** Failed, and nobody has seen to it. */
        open: z.enum(['1']).optional(),
        sort: sortParam(sorting),
      }),
      answer: { status: 200, schema: listOf(notificationSchema) },
    },
    async ({ deps, person, query }) => {
      const { db } = deps;
      const administration = await loadAdministration(db, deps.settings, await deps.clock());
      const { state, path, recipient, open, ...asked } = query;
      const seen = await mailSeenBy(db, person, administration);
      const where: Prisma.NotificationWhereInput = {
        AND: [
          seen,
          { ...(state && { state }), ...(path && { pathId: path }) },
          recipient === undefined ? {} : writtenTo(recipient),
          open === undefined ? {} : openFailures,
        ],
      };
      const { items, ...rest } = await pageOf(asked, sorting, {
        count: () => db.notification.count({ where }),
        find: ({ after, ...page }) => db.notification.findMany({ where: { AND: [where, after] }, ...page }),
        one: (id) => db.notification.findFirst({ where: { AND: [seen, { id }] } }),
      });
      const keeping = await keepingOf(db, person, administration, items);
      const seesTo = (id: string) => keeping.get(id)?.by != null;
      const administers = (unit: string) => administrationOf(administration, person, unit) !== undefined;
      return {
        ...rest,
        items: items.map((row) => {
          const mine = seesTo(row.id) && isOpenFailure(row);
          const ownAddress = row.personId === null && row.unit !== null;
          return {
            ...viewOf(row),
            actions: mine ? [...mailActs] : [],
            mayRemember: mine && ownAddress && administers(row.unit ?? ''),
          };
        }),
      };
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/notifications/{id}/actions/resend',
      tag,
      summary:
        'Send a failed mail again: to the address that its recipient has today, or to another, which may become the unit’s',
      login: true,
      idempotent: true,
      params,
      body: z.strictObject({
        address: z.email().max(200).optional(),
        /** The address is the unit's from now on: for who administers the unit. */
        remember: z.literal(true).optional(),
      }),
      answer: { status: 200, schema: z.object({ id: z.uuid(), state: z.string() }) },
      refusals: [...actRefusals, 'other-organization'],
    },
    async (call) => {
      const { by, at } = await seeingTo(call.deps.db, call, await call.deps.clock());
      const { id } = call.params;
      const { address, remember } = call.body;
      return recordOnce(call, { ...whole, kind: 'resend', body: call.body, by }, async (tx) => {
        const failed = await lockFailed(tx, id);
        const seeing = await seeingTo(tx, call, at);
        if (remember) {
          const { unit, personId } = failed;
          if (address === undefined) throw faultAt('address', 'Cần nêu địa chỉ mới.');
          if (unit === null || personId !== null)
            throw faultAt('remember', 'Thư này gửi đến tài khoản: sửa địa chỉ ở trang người dùng.');
          const administration = await loadAdministration(tx, call.deps.settings, seeing.at);
          requireAdministration(administration, call.person, unit);
          const organization = administration.units.get(unit)?.organization ?? '';
          await rememberAddress(tx, unit, address, organization, seeing);
        }
        if (!isInvitation(failed))
          return { id: await sendAgain(tx, failed, address, seeing), state: 'waiting' };
        await settle(tx, failed, seeing);
        return { id: await inviteAgain(tx, call.deps, failed, address, seeing), state: 'waiting' };
      });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/notifications/{id}/actions/tell-otherwise',
      tag,
      summary: 'Note how the recipient of a failed mail was told without it',
      login: true,
      idempotent: true,
      params,
      body: z.strictObject({ how: linesText(1000) }),
      answer: { status: 200, schema: z.object({ id: z.uuid(), state: z.string() }) },
      refusals: [...actRefusals],
    },
    async (call) => {
      const { by, at } = await seeingTo(call.deps.db, call, await call.deps.clock());
      const { id } = call.params;
      const { how } = call.body;
      return recordOnce(call, { ...whole, kind: 'tell-otherwise', body: call.body, by }, async (tx) => {
        const failed = await lockFailed(tx, id);
        await tellOtherwise(tx, failed, how, await seeingTo(tx, call, at));
        return { id, state: 'failed' };
      });
    },
  ),
];

const viewOf = (row: Notification) => ({
  id: row.id,
  event: row.event,
  path: `${row.pathKind}:${row.pathId}`,
  recipient: row.recipient,
  unit: row.unit,
  personId: row.personId,
  address: row.address,
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  lastError: row.lastError,
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
  failedAt: row.failedAt?.toISOString() ?? null,
  settledAt: row.settledAt?.toISOString() ?? null,
  told: row.told,
  insteadOf: row.insteadOf,
});

interface MailCall extends Pick<ActCall, 'person'> {
  deps: ApiDeps;
  person: CurrentPerson;
  params: z.output<typeof params>;
}

/**
 * In which role the caller sees to a mail. @throws Refusal `not-found` for one they may not see, or `forbidden`
 * @param at read before a transaction, which holds a connection that the clock would wait for
 */
async function seeingTo(tx: Tx, { deps, person, params: { id } }: MailCall, at: Date): Promise<SeeingTo> {
  const administration = await loadAdministration(tx, deps.settings, at);
  const seen = await mailSeenBy(tx, person, administration);
  const row = await tx.notification.findFirst({ where: { AND: [{ id }, seen] } });
  if (!row) throw new Refusal('not-found');
  const { by, about } = (await keepingOf(tx, person, administration, [row])).get(id) ?? {
    by: null,
    about: null,
  };
  if (by === null) throw new Refusal('forbidden');
  return { personId: person.id, by, at, about };
}

const faultAt = (path: string, message: string) => new Refusal('invalid', [{ path, message }]);

const writtenTo = (recipient: string): Prisma.NotificationWhereInput =>
  z.uuid().safeParse(recipient).success ? { personId: recipient } : { unit: recipient, personId: null };
