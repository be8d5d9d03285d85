import { randomUUID } from 'node:crypto';
import type { SessionAct } from '../../../domain/act-bodies.ts';
import { asDate } from '../../../cases/context.ts';
import { addDays } from '../../../domain/dates.ts';
import { isSessionOver, sessionStates } from '../../../domain/session-acts.ts';
import type { ApiClient } from '../../../acceptance/demo/client.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { copyNomination, copySession } from '../cast.ts';
import { reason } from './table.ts';
import type { Asked, Ground, Line, Table } from './table.ts';

const carried = ['draft', 'convened', 'voting', 'counted', 'adjourned', 'closed', 'written'] as const;
/** The last two: with a member whose seat has ended. */
const places = [...carried, 'draft-ended', 'convened-ended'] as const;
type Place = (typeof places)[number];

/** A meeting with two nominations, of which the council agrees to the first alone; and a round in writing. */
export async function sessionPairs(ground: Ground): Promise<Table<SessionAct, Place>> {
  const { stack, copies } = ground;
  const originals = await carry(ground);
  return {
    places,
    stages: sessionStates.filter((state) => !isSessionOver(state)),
    lines: linesOf(ground),
    barred: {
      // Nothing is counted yet; and what is counted is voted on in no other way, by nobody less.
      voting: ['close', 'annul-ballot'],
      written: ['close', 'annul-ballot'],
      counted: ['switch-ballot'],
      // No seat of it has ended.
      draft: ['settle-seat'],
      convened: ['settle-seat'],
      // No vote begins over such a seat, nor the taking of opinions.
      'draft-ended': ['convene'],
      'convened-ended': ['open'],
    },
    copy: async (place) => {
      if (place !== 'draft-ended' && place !== 'convened-ended')
        return copySession(stack, originals.get(place)!, copies);
      const id = await copySession(
        stack,
        originals.get(place === 'draft-ended' ? 'draft' : 'convened')!,
        copies,
      );
      await seatThatEnded(ground, id);
      return id;
    },
  };
}

async function seatThatEnded({ stack: { deps }, today }: Ground, sessionId: string): Promise<void> {
  const memberId = randomUUID();
  const seat = { name: 'Đã thôi', councilRole: 'member' };
  const term = { validFrom: asDate(addDays(today, -100)), validTo: asDate(addDays(today, -1)) };
  await deps.db.councilSeat.create({ data: { id: memberId, body: story.COUNCIL, ...seat, ...term } });
  await deps.db.sessionMember.create({ data: { sessionId, memberId, ...seat } });
}

function linesOf({ stack, cast, today, more }: Ground): Record<SessionAct, Line<Place>> {
  const { db } = stack.deps;
  const by = (): [ApiClient, ApiClient] => [cast.secretary, cast.director];
  const first = async (sessionId: string) => {
    const [item] = await db.agendaItem.findMany({ where: { sessionId }, orderBy: { position: 'asc' } });
    return item!.nominationId;
  };
  const last = async (sessionId: string) => {
    const items = await db.agendaItem.findMany({ where: { sessionId }, orderBy: { position: 'desc' } });
    return items[0]!.nominationId;
  };
  const members = async (sessionId: string) =>
    (await db.sessionMember.findMany({ where: { sessionId } })).map(({ memberId }) => memberId);
  const endedOf = async (sessionId: string) => {
    const seats = { id: { in: await members(sessionId) }, validTo: { not: null } };
    return (await db.councilSeat.findFirstOrThrow({ where: seats })).id;
  };
  const count = async ({ id, place }: Asked<Place>) => ({
    ...{ nominationId: await first(id), issued: 7, collected: 7, valid: 7, approve: 7, disapprove: 0 },
    ...(place === 'written' ? { written: await members(id) } : {}),
  });
  const until = `${addDays(today, 4)}T10:00:00+07:00`;
  return {
    convene: { by, body: () => ({}) },
    open: { by, body: async ({ id }) => ({ present: await members(id), earlyReason: reason }) },
    recuse: {
      by,
      body: async ({ id }) => ({ memberId: (await members(id))[0], nominationId: await first(id), reason }),
      stays: true,
    },
    'settle-seat': {
      by,
      body: async ({ id }) => ({ memberId: await endedOf(id), reason }),
      stays: true,
    },
    'remove-item': {
      by,
      body: async ({ id }) => ({ nominationId: await last(id), reason }),
      ...{ stays: true, takes: 'item' },
    },
    'annul-ballot': {
      by,
      body: async ({ id }) => ({ nominationId: await first(id), reason }),
      ...{ stays: true, takes: 'ballot' },
    },
    'switch-ballot': {
      by: () => [cast.director, more.chair],
      body: () => ({ ballot: 'secret' }),
      stays: true,
    },
    'appoint-tellers': { by, body: () => ({ tellers: [{ name: 'Nguyễn Thị Kiểm' }] }), stays: true },
    'record-count': { by, body: count, stays: true },
    extend: { by, body: () => ({ to: until, reason }) },
    adjourn: { by, body: () => ({ to: addDays(today, 2), reason }) },
    close: { by, body: () => ({}) },
    reballot: { by, body: async ({ id }) => ({ nominationIds: [await last(id)] }) },
    conclude: {
      by: () => [cast.director, more.director],
      body: async ({ id }) => ({ agreed: [await first(id)] }),
    },
    cancel: { by, body: () => ({ reason }) },
  };
}

const countOf = (nominationId: string, approve: number) => ({
  ...{ nominationId, issued: 7, collected: 7, valid: 7 },
  ...{ approve, disapprove: 7 - approve },
});

/** Carries a session from state to state and leaves a copy at each. */
async function carry({ stack, cast, today, copies, carried }: Ground): Promise<Map<Place, string>> {
  const originals = new Map<Place, string>();
  const did = async (path: string, body: object = {}) =>
    story.good(await cast.director.post<story.SessionView>(path, body));
  const plan = async (more: object) => {
    const nominationIds = [0, 1].map(() => copyNomination(stack, carried.get('council-vote')!, copies));
    const asked = {
      ...{ body: story.COUNCIL, nominationIds: await Promise.all(nominationIds), place: 'Phòng họp tầng 3' },
      ...{ scheduledAt: (await stack.deps.clock()).toISOString() },
      absenteeUntil: `${addDays(today, 3)}T10:00:00+07:00`,
    };
    return story.good(
      await cast.secretary.post<story.SessionView>('/council-sessions', { ...asked, ...more }),
    );
  };
  const { id, items, members } = await plan({ mode: 'meeting', ballot: 'show-of-hands' });
  const act = (kind: string, body?: object) => did(`/council-sessions/${id}/actions/${kind}`, body);
  const keep = async (place: Place) => originals.set(place, await copySession(stack, id, copies));
  const present = members.map(({ memberId }) => memberId);
  await keep('draft');
  await act('convene');
  await keep('convened');
  await act('open', { present });
  await keep('voting');
  await act('record-count', countOf(items[0]!.nominationId, 7));
  await act('adjourn', { to: addDays(today, 2), reason });
  await keep('adjourned');
  await act('open', { present, earlyReason: reason });
  for (const [i, { nominationId }] of items.entries())
    await act('record-count', countOf(nominationId, i === 0 ? 7 : 0));
  await keep('counted');
  await act('close');
  await keep('closed');
  const written = await plan({ mode: 'written', ballot: 'paper', place: randomUUID() });
  await did(`/council-sessions/${written.id}/actions/convene`);
  originals.set('written', await copySession(stack, written.id, copies));
  return originals;
}
