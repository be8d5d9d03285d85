import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { councilRoles, seatFaults } from '../domain/council-seats.ts';
import { dateOf } from '../domain/dates.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { FieldError } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import { auditChange, line } from './administration.ts';
import { endpoint } from './endpoint.ts';
import { periodOf, termOf } from './organization-rows.ts';
import { requireVersion } from './versions.ts';

const params = z.object({ body: codeSchema });
const seatsAnswer = z.object({
  body: z.string(),
  /** What a change of the seats names in If-Match. */
  version: z.number().int(),
  seats: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      councilRole: z.string(),
      position: z.string().nullable(),
      personId: z.uuid().nullable(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  ),
});
const seatsBody = z.strictObject({
  seats: z
    .array(
      z.strictObject({
        /** Of a seat there is; a new one has none yet. */
        id: z.uuid().optional(),
        name: line(200),
        councilRole: z.enum(councilRoles),
        position: line(200).nullable().default(null),
        /** Null for a member without an account: invited and counted on paper. */
        personId: z.uuid().nullable().default(null),
        from: dateSchema,
        to: dateSchema.nullable().default(null),
      }),
    )
    .min(1)
    .max(200),
});
type Seats = z.output<typeof seatsBody>['seats'];

/** The seats of a council: written as a whole, since a change of chair is two seats that must change together. */
export const councilEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/councils/{body}',
      tag: 'organization',
      summary: 'The seats of a council with their terms',
      login: true,
      params,
      answer: { status: 200, schema: seatsAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, params: { body } }) => {
      const view = await councilView(deps.db, body);
      if (view.version === 0) throw new Refusal('not-found');
      return view;
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/councils/{body}',
      tag: 'organization',
      summary: 'Add seats, end them, change the chair: all seats (If-Match), or the first (If-None-Match: *)',
      login: true,
      roles: ['administrator'],
      params,
      body: seatsBody,
      answer: { status: 200, schema: seatsAnswer },
      refusals: ['forbidden', 'not-found', 'version-required', 'version-stale'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const { body } = call.params;
      const at = await deps.clock();
      return deps.db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`council:${body}`}, 0))`;
        if ((await tx.unit.count({ where: { code: body } })) === 0) throw new Refusal('not-found');
        const { version, seats: before } = await councilView(tx, body);
        if (headers.ifNoneMatch === '*') {
          if (version > 0) throw new Refusal('version-stale');
        } else requireVersion(headers.ifMatch, version);
        const { seats } = call.body;
        const faults = [
          ...seatFaults(
            before.map(({ validFrom, validTo, ...seat }) => ({ ...seat, from: validFrom, to: validTo })),
            seats.map((seat) => ({ ...seat, id: seat.id ?? null })),
            dateOf(at),
          ),
          ...(await personFaults(tx, seats, before)),
        ];
        if (faults.length > 0) throw new Refusal('invalid', faults);
        await writeSeats(tx, body, seats);
        const next = { version: version + 1 };
        await tx.council.upsert({ where: { body }, create: { body, ...next }, update: next });
        const after = await councilView(tx, body);
        const sitting = after.seats.map(({ id, councilRole, validFrom, validTo }) => ({
          id,
          councilRole,
          from: validFrom,
          to: validTo,
        }));
        await auditChange(tx, person, at, 'council-seated', { body, ...next, seats: sitting });
        return after;
      });
    },
  ),
];

/** Version 0: nobody has ever had a seat there. */
async function councilView(tx: Tx, body: string): Promise<z.output<typeof seatsAnswer>> {
  const seats = await tx.councilSeat.findMany({
    where: { body },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  });
  const council = await tx.council.findUnique({ where: { body } });
  return {
    body,
    version: council?.version ?? (seats.length > 0 ? 1 : 0),
    seats: seats.map(({ id, name, councilRole, position, personId, ...row }) => {
      const { from, to } = periodOf(row);
      return { id, name, councilRole, position, personId, validFrom: from, validTo: to };
    }),
  };
}

/** An account that is newly given a seat must be there, and in use. */
async function personFaults(
  tx: Tx,
  seats: Seats,
  before: { id: string; personId: string | null }[],
): Promise<FieldError[]> {
  const ids = seats.flatMap(({ personId }) => personId ?? []);
  const known = new Set(
    (await tx.person.findMany({ where: { id: { in: ids }, disabledAt: null }, select: { id: true } })).map(
      ({ id }) => id,
    ),
  );
  const sat = (id: string | undefined) => before.find((seat) => seat.id === id)?.personId;
  return seats.flatMap(({ id, personId }, i) =>
    personId === null || known.has(personId) || sat(id) === personId
      ? []
      : [{ path: `seats.${i}.personId`, message: 'Không có người dùng này, hoặc đã bị khóa.' }],
  );
}

/** Sessions that were planned keep the members they were given: those are rows of their own. */
async function writeSeats(tx: Tx, body: string, seats: Seats): Promise<void> {
  const kept = seats.flatMap(({ id }) => id ?? []);
  // Only seats whose term has not begun can be missing here.
  await tx.councilSeat.deleteMany({ where: { body, id: { notIn: kept } } });
  for (const { id, name, councilRole, position, personId, ...period } of seats) {
    const data = { name, councilRole, position, personId, ...termOf(period) };
    if (id === undefined) await tx.councilSeat.create({ data: { id: randomUUID(), body, ...data } });
    else await tx.councilSeat.update({ where: { id }, data });
  }
}
