import { randomBytes } from 'node:crypto';
import bowser from 'bowser';
import type { Request, Response } from 'express';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import { noteAccess } from './access-trail.ts';
import { asOfDeployment, hashToken, loadPerson } from './current-person.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { knownDevice, rememberDevice } from './devices.ts';
import { passwordFits } from './passwords.ts';
import { sessionTokenOf, setSessionToken } from './session-cookies.ts';

/** Of a session, on the wall clock: ended when idle, and at the latest. */
const IDLE_MS = 8 * 3_600_000;
const ABSOLUTE_MS = 24 * 3_600_000;
/** How long a password that was given stands good for what gives power over others, whatever the deployment sets. */
const ALWAYS_MINUTES = 15;

/** Sessions that are not over. */
export const openSessions = () => ({
  expiresAt: { gt: new Date() },
  lastSeenAt: { gt: new Date(Date.now() - IDLE_MS) },
});

/**
 * Who makes this request: by a session's cookie, or a machine's token. Null where neither is good.
 * @param options `isWork: false` for what a page does by itself, which keeps no session from ending for idleness
 */
export async function personOf(
  deps: ApiDeps,
  req: Request,
  { isWork = true } = {},
): Promise<CurrentPerson | null> {
  const bearer = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return personByToken(deps, bearer);
  const cookie = sessionTokenOf(deps, req);
  if (cookie === null) return null;
  const now = new Date();
  const tokenHash = hashToken(cookie);
  const session = await deps.db.loginSession.findUnique({ where: { tokenHash } });
  if (!session) return null;
  if (session.expiresAt <= now || session.lastSeenAt.getTime() + IDLE_MS <= now.getTime()) {
    const { count } = await deps.db.loginSession.deleteMany({ where: { tokenHash } });
    if (count > 0)
      await noteAccess(deps.db, await deps.clock(), session.personId, 'session-expired', {
        session: session.id,
      });
    return null;
  }
  if (isWork && now.getTime() - session.lastSeenAt.getTime() > 60_000)
    await deps.db.loginSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
  return load(deps, session.personId);
}

async function load(deps: ApiDeps, id: string, viaToken = false): Promise<CurrentPerson | null> {
  const person = await loadPerson(deps.db, id, await deps.clock(), viaToken);
  const { deploymentAdministrators } = deps.settings;
  return person && deploymentAdministrators.includes(person.username) ? asOfDeployment(person) : person;
}

async function personByToken(deps: ApiDeps, bearer: string): Promise<CurrentPerson | null> {
  const token = await deps.db.apiToken.findUnique({ where: { tokenHash: hashToken(bearer) } });
  if (!token || token.revokedAt) return null;
  if (token.expiresAt > new Date()) return load(deps, token.personId, true);
  const { id, personId, expiresAt } = token;
  const where = { id, revokedAt: null };
  const { count } = await deps.db.apiToken.updateMany({ where, data: { revokedAt: expiresAt } });
  if (count > 0) await noteAccess(deps.db, await deps.clock(), personId, 'token-expired', { token: id });
  return null;
}

/** Logs in and sets the cookies; the session that came along is over. @throws Refusal `wrong-credentials` or `too-many-requests` */
export async function logIn(
  deps: ApiDeps,
  { req, res }: { req: Request; res: Response },
  { username, password }: { username: string; password: string },
): Promise<CurrentPerson> {
  const row = await deps.db.person.findUnique({ where: { username } });
  const device = row && (await knownDevice(deps, req, row.id));
  const [failures, key] =
    row && device !== null
      ? [deps.limits.knownDevices, `${device} ${row.id}`]
      : [deps.limits.logins, username];
  await failures.attempt(key);
  const fits = await passwordFits(row?.passwordHash, password);
  const person = fits && row ? await load(deps, row.id) : null;
  if (!person) {
    if (row || (await deps.limits.isUnknownNoted()))
      await noteAccess(deps.db, await deps.clock(), row?.id ?? null, 'login-failed', {
        knownDevice: device !== null && row !== null,
      });
    throw new Refusal('wrong-credentials');
  }
  await failures.forget(key);
  await endSession(deps, req);
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + ABSOLUTE_MS);
  const agent = agentOf(req);
  const { id } = await deps.db.loginSession.create({
    data: { tokenHash: hashToken(token), personId: person.id, expiresAt, agent },
  });
  setSessionToken(deps, res, token, ABSOLUTE_MS / 1000);
  await rememberDevice(deps, { req, res }, person.id);
  await noteAccess(deps.db, await deps.clock(), person.id, 'logged-in', { session: id });
  return person;
}

/** Browser and system as their makers call them; empty for what is neither, as a program. */
function agentOf(req: Request): string {
  const sent = req.get('user-agent')?.slice(0, 500);
  if (!sent) return '';
  const { browser, os } = bowser.parse(sent);
  return [browser.name, os.name]
    .filter((name) => name !== undefined && name !== '')
    .join(', ')
    .slice(0, 80);
}

/**
 * @param wanted `always`: also where the deployment asks for no confirmation, and never by a machine's token
 * @throws Refusal `confirmation-required` unless the password was given within the minutes that the deployment sets;
 * `forbidden` for a token where it is always asked
 */
export async function refuseUnconfirmed(
  tx: Tx,
  deps: ApiDeps,
  req: Request,
  { viaToken }: CurrentPerson,
  wanted: true | 'always',
): Promise<void> {
  const { confirmationMinutes: set } = deps.settings;
  if (wanted === 'always' && viaToken) throw new Refusal('forbidden');
  const minutes = wanted === 'always' ? Math.min(ALWAYS_MINUTES, set || ALWAYS_MINUTES) : set;
  if (minutes === 0) return;
  const token = viaToken ? null : sessionTokenOf(deps, req);
  const fresh = {
    tokenHash: hashToken(token ?? ''),
    confirmedAt: { gt: new Date(Date.now() - minutes * 60_000) },
  };
  if (token === null || (await tx.loginSession.count({ where: fresh })) === 0)
    throw new Refusal('confirmation-required');
}

/** @returns whose session it was that came along, null where none did */
export async function endSession(deps: ApiDeps, req: Request): Promise<string | null> {
  const cookie = sessionTokenOf(deps, req);
  if (cookie === null) return null;
  const where = { tokenHash: hashToken(cookie) };
  const session = await deps.db.loginSession.findUnique({ where });
  if (!session) return null;
  await deps.db.loginSession.deleteMany({ where });
  return session.personId;
}
