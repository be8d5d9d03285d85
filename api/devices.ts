import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { hashToken } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { deviceTokenOf, setDeviceToken } from './session-cookies.ts';

/**
 * Devices on which a person has logged in, by a cookie each. Wrong passwords from elsewhere don't count there, so that a
 * stranger who knows a name stops nobody at their own desk (OWASP: device cookies). The cookie opens nothing by itself,
 * and counts for those alone who have logged in with it.
 */
const KNOWN_FOR_DAYS = 180;
/** Of a person; the one that was not used for longest is forgotten first. */
const DEVICES_AT_MOST = 20;
const KNOWN_FOR_MS = KNOWN_FOR_DAYS * 86_400_000;

/** The hash of this request's device where the person has logged in with it of late, else null. */
export async function knownDevice(deps: ApiDeps, req: Request, personId: string): Promise<string | null> {
  const token = deviceTokenOf(deps, req);
  if (token === null) return null;
  const tokenHash = hashToken(token);
  const lastUsedAt = { gt: new Date(Date.now() - KNOWN_FOR_MS) };
  return (await deps.db.loginDevice.count({ where: { tokenHash, personId, lastUsedAt } })) > 0
    ? tokenHash
    : null;
}

/** After a login: the device is known from now on. A cookie that nobody has logged in with is not taken over. */
export async function rememberDevice(
  deps: ApiDeps,
  { req, res }: { req: Request; res: Response },
  personId: string,
): Promise<void> {
  const { db } = deps;
  const given = deviceTokenOf(deps, req);
  const isOurs =
    given !== null && (await db.loginDevice.count({ where: { tokenHash: hashToken(given) } })) > 0;
  const token = isOurs ? given : randomBytes(32).toString('base64url');
  const key = { tokenHash: hashToken(token), personId };
  const lastUsedAt = new Date();
  await db.loginDevice.upsert({
    where: { tokenHash_personId: key },
    create: { ...key, lastUsedAt },
    update: { lastUsedAt },
  });
  setDeviceToken(deps, res, token, KNOWN_FOR_MS / 1000);
  const rows = await db.loginDevice.findMany({
    where: { personId },
    orderBy: { lastUsedAt: 'desc' },
    skip: DEVICES_AT_MOST,
    select: { tokenHash: true },
  });
  if (rows.length > 0)
    await db.loginDevice.deleteMany({
      where: { personId, tokenHash: { in: rows.map(({ tokenHash }) => tokenHash) } },
    });
}
