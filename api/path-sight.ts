import type { Units } from '../domain/organization.ts';
import type { PathKind } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';
import type { CurrentPerson } from './current-person.ts';
import { visibleTo } from './sight.ts';
import { enquiriesVisibleTo } from './views/enquiry.ts';
import { obligationsVisibleTo } from './views/obligation.ts';
import { revocationsVisibleTo } from './views/revocation.ts';
import { sessionsVisibleTo } from './views/session.ts';
import { submissionsVisibleTo } from './views/submission.ts';

type Seen = (db: Db, ids: string[], person: CurrentPerson, units: Units) => Promise<{ id: string }[]>;
const select = { id: true } as const;

/** Of each kind of path, those of the given ids that a person may see. */
export const seenPaths: Record<PathKind, Seen> = {
  nomination: (db, ids, person, units) =>
    db.nomination.findMany({ where: { AND: [{ id: { in: ids } }, visibleTo(person, units)] }, select }),
  // A round is everybody's to read.
  'award-round': (db, ids) => db.round.findMany({ where: { id: { in: ids } }, select }),
  'council-session': (db, ids, person, units) =>
    db.councilSession.findMany({
      where: { AND: [{ id: { in: ids } }, sessionsVisibleTo(person, units)] },
      select,
    }),
  submission: (db, ids, person, units) =>
    db.submission.findMany({
      where: { AND: [{ id: { in: ids } }, submissionsVisibleTo(person, units)] },
      select,
    }),
  enquiry: (db, ids, person, units) =>
    db.enquiry.findMany({
      where: { AND: [{ id: { in: ids } }, enquiriesVisibleTo(person, units)] },
      select,
    }),
  obligation: (db, ids, person, units) =>
    db.obligation.findMany({
      where: { AND: [{ id: { in: ids } }, obligationsVisibleTo(person, units)] },
      select,
    }),
  revocation: (db, ids, person, units) =>
    db.revocation.findMany({
      where: { AND: [{ id: { in: ids } }, revocationsVisibleTo(person, units)] },
      select,
    }),
};
