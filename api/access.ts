import type { Tx } from '../prisma/db.ts';

/** How many of a person's sessions and tokens an act ended. */
export interface Ended {
  sessions: number;
  tokens: number;
}

/** Ends what a person is logged in by, at every desk and in every machine, but for the session whose token has the hash `kept`. */
export async function endAccess(tx: Tx, personId: string, kept?: string): Promise<Ended> {
  const others = kept === undefined ? {} : { tokenHash: { not: kept } };
  const { count: sessions } = await tx.loginSession.deleteMany({ where: { personId, ...others } });
  const { count: tokens } = await tx.apiToken.updateMany({
    where: { personId, revokedAt: null, expiresAt: { gt: new Date() } },
    data: { revokedAt: new Date() },
  });
  return { sessions, tokens };
}
