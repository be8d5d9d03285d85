import { randomBytes } from 'node:crypto';
import { parse as parseCookies, serialize } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import { Refusal } from '../domain/problems.ts';
import { hashToken, loadPerson } from './current-person.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { passwordFits } from './passwords.ts';

/** Of a session, on the wall clock: ended when idle, and at the latest. */
const IDLE_MS = 8 * 3_600_000;
const ABSOLUTE_MS = 24 * 3_600_000;

export const userSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  email: z.string(),
  roles: z.array(
    z.object({
      role: z.enum(roles),
      unit: z.string(),
      /** Whose role it is, where you stand in for somebody. */
      for: z.object({ id: z.uuid(), displayName: z.string() }).optional(),
    }),
  ),
  organization: z.string(),
});
const sessionAnswer = z.object({ user: userSchema });
export const credentials = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
});

const userOf = ({ username, displayName, email, roles: held, standsInFor, organization }: CurrentPerson) => ({
  username,
  displayName,
  email,
  roles: held.map(({ role, unit, forId }) => {
    const delegator = standsInFor.find(({ id }) => id === forId);
    return { role, unit, ...(delegator ? { for: delegator } : {}) };
  }),
  organization,
});

/** `__Host-` where the connection is secure, so that no other host of the domain can set it. */
const cookieName = ({ settings }: ApiDeps): string => (settings.secureCookies ? '__Host-session' : 'session');

function setCookie(deps: ApiDeps, res: Response, token: string, maxAge: number): void {
  const { secureCookies: secure } = deps.settings;
  res.setHeader(
    'Set-Cookie',
    serialize(cookieName(deps), token, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge }),
  );
}

/** The secret of this request's session; null for a machine's, and for nobody's. */
export function sessionTokenOf(deps: ApiDeps, req: Request): string | null {
  return parseCookies(req.headers.cookie ?? '')[cookieName(deps)] || null;
}

/**
 * Who makes this request: by a session's cookie, or a machine's token. Null where neither is good.
 * @param options `isWork: false` for what a page does by itself, which keeps no session from ending for idleness
 */
export async function personOf(
  deps: ApiDeps,
  req: Request,
  { isWork } = { isWork: true },
): Promise<CurrentPerson | null> {
  const bearer = /^Bearer (\S+)$/.exec(req.get('authorization') ?? '')?.[1];
  const now = new Date();
  if (bearer !== undefined) {
    const token = await deps.db.apiToken.findUnique({ where: { tokenHash: hashToken(bearer) } });
    if (!token || token.revokedAt || token.expiresAt <= now) return null;
    return loadPerson(deps.db, token.personId, await deps.clock(), true);
  }
  const cookie = sessionTokenOf(deps, req);
  if (cookie === null) return null;
  const tokenHash = hashToken(cookie);
  const session = await deps.db.loginSession.findUnique({ where: { tokenHash } });
  if (!session || session.expiresAt <= now || session.lastSeenAt.getTime() + IDLE_MS <= now.getTime())
    return null;
  if (isWork && now.getTime() - session.lastSeenAt.getTime() > 60_000)
    await deps.db.loginSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
  return loadPerson(deps.db, session.personId, await deps.clock(), false);
}

/** Logs in and sets the cookie; the session that came along is over. @throws Refusal `wrong-credentials` or `too-many-requests` */
export async function logIn(
  deps: ApiDeps,
  { req, res }: { req: Request; res: Response },
  { username, password }: z.infer<typeof credentials>,
): Promise<CurrentPerson> {
  await deps.limits.attemptLogin(username);
  const row = await deps.db.person.findUnique({ where: { username } });
  const fits = await passwordFits(row?.passwordHash, password);
  const person = fits && row ? await loadPerson(deps.db, row.id, await deps.clock(), false) : null;
  if (!person) throw new Refusal('wrong-credentials');
  await deps.limits.forgetAttempts(username);
  await endSession(deps, req);
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + ABSOLUTE_MS);
  await deps.db.loginSession.create({
    data: { tokenHash: hashToken(token), personId: person.id, expiresAt },
  });
  setCookie(deps, res, token, ABSOLUTE_MS / 1000);
  return person;
}

/** @throws Refusal `confirmation-required` unless the password was given within the minutes that the deployment sets */
export async function refuseUnconfirmed(
  deps: ApiDeps,
  req: Request,
  { viaToken }: CurrentPerson,
): Promise<void> {
  const { confirmationMinutes } = deps.settings;
  if (confirmationMinutes === 0) return;
  const token = viaToken ? null : sessionTokenOf(deps, req);
  const fresh = {
    tokenHash: hashToken(token ?? ''),
    confirmedAt: { gt: new Date(Date.now() - confirmationMinutes * 60_000) },
  };
  if (token === null || (await deps.db.loginSession.count({ where: fresh })) === 0)
    throw new Refusal('confirmation-required');
}

async function endSession(deps: ApiDeps, req: Request): Promise<void> {
  const cookie = sessionTokenOf(deps, req);
  if (cookie !== null) await deps.db.loginSession.deleteMany({ where: { tokenHash: hashToken(cookie) } });
}

export const sessionEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/session',
      tag: 'session',
      summary: 'Log in',
      login: false,
      body: credentials,
      answer: { status: 200, schema: sessionAnswer },
      refusals: ['wrong-credentials', 'too-many-requests'],
    },
    async ({ deps, req, res, body }) => ({ user: userOf(await logIn(deps, { req, res }, body)) }),
  ),
  endpoint(
    {
      method: 'get',
      path: '/session',
      tag: 'session',
      summary: 'Who you are',
      login: true,
      answer: { status: 200, schema: sessionAnswer },
    },
    ({ person }) => Promise.resolve({ user: userOf(person) }),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/session',
      tag: 'session',
      summary: 'Log out',
      login: true,
      answer: { status: 204, schema: z.null() },
    },
    async ({ deps, req, res }) => {
      await endSession(deps, req);
      setCookie(deps, res, '', 0);
      return null;
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/session/confirm',
      tag: 'session',
      summary: 'Confirm that it is still you, before votes and decisions where the deployment asks for it',
      login: true,
      body: z.strictObject({ password: z.string().min(1).max(1000) }),
      answer: { status: 200, schema: z.object({ confirmed: z.boolean() }) },
      refusals: ['wrong-credentials', 'too-many-requests'],
    },
    async ({ deps, req, person, body }) => {
      await deps.limits.attemptLogin(person.username);
      const row = await deps.db.person.findUnique({ where: { id: person.id } });
      if (!(await passwordFits(row?.passwordHash, body.password))) throw new Refusal('wrong-credentials');
      await deps.limits.forgetAttempts(person.username);
      const token = sessionTokenOf(deps, req);
      if (token !== null)
        await deps.db.loginSession.updateMany({
          where: { tokenHash: hashToken(token) },
          data: { confirmedAt: new Date() },
        });
      return { confirmed: true };
    },
  ),
];
