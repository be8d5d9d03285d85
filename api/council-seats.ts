import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dateText, dateTextOrNull } from '../cases/context.ts';
import { seatFaults } from '../domain/council-seats.ts';
import { dateOf } from '../domain/dates.ts';
import { Refusal } from '../domain/problems.ts';
import type { FieldError } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import { periodOf, termOf } from './organization-rows.ts';
import type { PendingBody } from './pending/bodies.ts';

export const seatsAnswer = z.object({
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
export type CouncilView = z.output<typeof seatsAnswer>;
export type Seats = PendingBody<'seat-council'>['seats'];

/** Version 0: nobody has ever had a seat there. */
export async function councilView(tx: Tx, body: string): Promise<CouncilView> {
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

/** Has changes of a council come one after the other. */
export const lockCouncil = (tx: Tx, body: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`council:${body}`}, 0))`;

/** People who would vote by these seats and don't by those there are: by a new seat, another's, or for longer. */
export function newlySeated(before: CouncilView['seats'], seats: Seats): string[] {
  const last = (to: string | null) => to ?? '9999-12-31';
  return seats.flatMap(({ id, personId, from, to }) => {
    const old = before.find((seat) => seat.id === id);
    const isOld = old?.personId === personId && old.validFrom <= from && last(to) <= last(old.validTo);
    return personId === null || isOld ? [] : [personId];
  });
}

/** @throws Refusal `invalid` */
export async function refuseSeats(tx: Tx, before: CouncilView, seats: Seats, at: Date): Promise<void> {
  const faults = [
    ...seatFaults(
      before.seats.map(({ validFrom, validTo, ...seat }) => ({ ...seat, from: validFrom, to: validTo })),
      seats.map((seat) => ({ ...seat, id: seat.id ?? null })),
      dateOf(at),
    ),
    ...(await personFaults(tx, seats, before.seats)),
  ];
  if (faults.length > 0) throw new Refusal('invalid', faults);
}

/** Writes all seats of a council. @returns what the trail says of them. @throws Refusal `invalid` */
export async function seatCouncil(tx: Tx, body: string, seats: Seats, at: Date) {
  await lockCouncil(tx, body);
  const before = await councilView(tx, body);
  await refuseSeats(tx, before, seats, at);
  await writeSeats(tx, body, seats);
  const next = { version: before.version + 1 };
  await tx.council.upsert({ where: { body }, create: { body, ...next }, update: next });
  const rows = await tx.councilSeat.findMany({
    where: { body },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  });
  const sitting = rows.map(({ id, councilRole, personId, validFrom, validTo }) => ({
    ...{ id, councilRole, personId },
    ...{ from: dateText(validFrom), to: dateTextOrNull(validTo) },
  }));
  return { body, ...next, seats: sitting };
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
