import type { PathKind, PathRef } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';

/**
 * Every path that the record has open. `started`: those that Temporal was given, or those that a crash has kept from it.
 * A closed path needs no workflow.
 */
export async function openPaths(db: Db, { started }: { started: boolean }): Promise<PathRef[]> {
  const select = { id: true };
  const [nominations, rounds, sessions, submissions, obligations, enquiries, revocations] = await Promise.all(
    [
      db.nomination.findMany({ where: { outcome: null, started }, select }),
      db.round.findMany({ where: { state: { in: ['open', 'intake-closed'] }, started }, select }),
      db.councilSession.findMany({
        where: { state: { notIn: ['concluded', 'cancelled'] }, started },
        select,
      }),
      db.submission.findMany({ where: { state: { not: 'finished' }, started }, select }),
      db.obligation.findMany({ where: { state: { in: ['owed', 'submitted'] }, started }, select }),
      db.enquiry.findMany({ where: { state: { not: 'closed' }, started }, select }),
      db.revocation.findMany({ where: { state: 'returning', started }, select }),
    ],
  );
  const of = (kind: PathKind) => (row: { id: string }) => ({ kind, id: row.id });
  return [
    ...rounds.map(of('award-round')),
    ...nominations.map(of('nomination')),
    ...sessions.map(of('council-session')),
    ...submissions.map(of('submission')),
    ...obligations.map(of('obligation')),
    ...enquiries.map(of('enquiry')),
    ...revocations.map(of('revocation')),
  ];
}
