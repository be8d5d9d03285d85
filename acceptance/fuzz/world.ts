import { roles } from '../../domain/roles.ts';
import type { Db } from '../../prisma/db.ts';
import { createDb } from '../../prisma/db.ts';
import { ApiClient } from '../demo/client.ts';
import type { Stage } from '../demo/stage.ts';

/** What hooks.py is told: who may ask, and what exists. */
interface World {
  /** Cookies of somebody who holds each role. */
  sessions: string[];
  /** Of somebody who may be logged out. */
  leaver: string;
  /** What stands for the parameter of an address, by `<resource>.<parameter>`. */
  addressed: Record<string, string[]>;
  /** What stands in a body, by the name of its property. */
  named: Record<string, string[]>;
}

export async function worldOf(stage: Stage): Promise<World> {
  const clients = await Promise.all(roles.map((role) => stage.as(role)));
  const [first] = clients;
  if (!first) throw new Error('there is no role');
  const leaver = await new ApiClient(stage.urls.api, first.who).login();
  const db = createDb(stage.settings.databaseUrl);
  try {
    return {
      sessions: clients.map(({ cookie }) => cookie),
      leaver: leaver.cookie,
      ...(await idsOf(db, clients)),
    };
  } finally {
    await db.$disconnect();
  }
}

async function idsOf(db: Db, clients: ApiClient[]): Promise<Pick<World, 'addressed' | 'named'>> {
  const ids = async (rows: Promise<{ id: string }[]>) => (await rows).map(({ id }) => id);
  const select = { id: true } as const;
  const [
    nominations,
    documents,
    rounds,
    sessions,
    submissions,
    obligations,
    enquiries,
    notifications,
    uploads,
    pending,
  ] = await Promise.all([
    ids(db.nomination.findMany({ select })),
    ids(db.document.findMany({ select })),
    ids(db.round.findMany({ select })),
    ids(db.councilSession.findMany({ select })),
    ids(db.submission.findMany({ select })),
    ids(db.obligation.findMany({ select })),
    ids(db.enquiry.findMany({ select })),
    ids(db.notification.findMany({ select, take: 20 })),
    ids(db.upload.findMany({ select, take: 20 })),
    ids(db.pendingChange.findMany({ select, take: 20 })),
  ]);
  // Those who ask are not among them: an administrator would end their sessions.
  const people = await ids(
    db.person.findMany({ select, where: { username: { notIn: clients.map(({ who }) => who.username) } } }),
  );
  const units = (await db.unit.findMany({ select: { code: true } })).map(({ code }) => code);
  const councils = (await db.unit.findMany({ where: { kind: 'council' } })).map(({ code }) => code);
  const movements = (await db.movement.findMany({ select: { code: true } })).map(({ code }) => code);
  const members = (await db.sessionMember.findMany()).map(({ memberId }) => memberId);
  return {
    addressed: {
      ...{ 'nominations.id': nominations, 'nominations.documentId': documents },
      ...{ 'rounds.id': rounds, 'council-sessions.id': sessions, 'submissions.id': submissions },
      ...{ 'obligations.id': obligations, 'enquiries.id': enquiries, 'notifications.id': notifications },
      'pending-changes.id': pending,
      ...{ 'people.id': people, 'units.code': units, 'councils.body': councils, 'movements.code': movements },
    },
    named: {
      ...{ roundId: rounds, nominationId: nominations, nominationIds: nominations, id: nominations },
      ...{ awarded: nominations, agreed: nominations, present: members, memberId: members },
      ...{ document: uploads, letter: uploads, file: uploads, person: people },
      ...{ unit: units, body: units, proposingUnit: units, fromBody: units, toBody: units },
      ...{ movement: movements, award: ['giay-khen', 'bang-khen'] },
    },
  };
}
