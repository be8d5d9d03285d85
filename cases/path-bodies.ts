import { pathKinds } from '../domain/path.ts';
import type { PathKind } from '../domain/path.ts';
import type { Tx } from '../prisma/db.ts';

/** Whose a path is. */
export interface PathBodies {
  kind: PathKind;
  organization: string;
  /** The council of a session; of anything else the office that leads it. */
  leadBody: string;
  /** Of a session: when it meets. */
  meetsAt?: Date;
}

type Load = (tx: Tx, ids: string[]) => Promise<({ id: string } & Omit<PathBodies, 'kind'>)[]>;
const select = { id: true, organization: true, leadBody: true } as const;
const ofRound = { id: true, organization: true, round: { select: { leadBody: true } } } as const;
const flat = <R extends { round: { leadBody: string } }>({ round, ...row }: R) => ({
  ...row,
  leadBody: round.leadBody,
});

const loads: Record<PathKind, Load> = {
  nomination: async (tx, ids) =>
    (await tx.nomination.findMany({ where: { id: { in: ids } }, select: ofRound })).map(flat),
  'award-round': (tx, ids) => tx.round.findMany({ where: { id: { in: ids } }, select }),
  'council-session': async (tx, ids) => {
    const rows = await tx.councilSession.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, organization, body, resumesAt, scheduledAt }) => ({
      ...{ id, organization, leadBody: body, meetsAt: resumesAt ?? scheduledAt },
    }));
  },
  submission: async (tx, ids) =>
    (await tx.submission.findMany({ where: { id: { in: ids } }, select: ofRound })).map(flat),
  obligation: (tx, ids) => tx.obligation.findMany({ where: { id: { in: ids } }, select }),
  enquiry: (tx, ids) => tx.enquiry.findMany({ where: { id: { in: ids } }, select }),
  revocation: (tx, ids) => tx.revocation.findMany({ where: { id: { in: ids } }, select }),
};

/** Whose each of these is, by id; what is no path, as an account or the service itself, is left out. */
export async function bodiesOfPaths(
  tx: Tx,
  paths: readonly { pathKind: string; pathId: string }[],
): Promise<Map<string, PathBodies>> {
  const found = new Map<string, PathBodies>();
  for (const kind of pathKinds) {
    const ids = new Set(paths.filter(({ pathKind }) => pathKind === kind).map(({ pathId }) => pathId));
    if (ids.size === 0) continue;
    for (const { id, ...bodies } of await loads[kind](tx, [...ids])) found.set(id, { kind, ...bodies });
  }
  return found;
}
