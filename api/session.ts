import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import { Refusal } from '../domain/problems.ts';
import { noteAccess } from './access-trail.ts';
import { hashToken } from './current-person.ts';
import type { CurrentPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { endSession, logIn } from './log-in.ts';
import { passwordFits } from './passwords.ts';
import { sessionTokenOf, setSessionToken } from './session-cookies.ts';

const userSchema = z.object({
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
export const sessionAnswer = z.object({ user: userSchema });
/**
 * The name as it is kept (RFC 8265 3.3, UsernameCaseMapped): telephones begin with a capital and end with a blank, some
 * keyboards write wide letters, and what is copied may hold characters that show nothing.
 */
const credentials = z.strictObject({
  username: z
    .string()
    .max(200)
    .transform((name) =>
      name
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')
        .trim()
        .toLowerCase(),
    )
    .pipe(z.string().min(1)),
  password: z.string().min(1).max(1000),
});

export const userOf = ({
  username,
  displayName,
  email,
  roles: held,
  standsInFor,
  organization,
}: CurrentPerson) => ({
  username,
  displayName,
  email,
  roles: held.map(({ role, unit, forId }) => {
    const delegator = standsInFor.find(({ id }) => id === forId);
    return { role, unit, ...(delegator ? { for: delegator } : {}) };
  }),
  organization,
});

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
    async ({ deps, person, req, res }) => {
      const ended = person.viaToken ? null : await endSession(deps, req);
      if (ended !== null) await noteAccess(deps.db, await deps.clock(), ended, 'logged-out');
      setSessionToken(deps, res, '', 0);
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
      refusals: ['wrong-credentials', 'too-many-requests', 'forbidden'],
    },
    async (call) => {
      const { deps, req, person } = call;
      const token = person.viaToken ? null : sessionTokenOf(deps, req);
      if (token === null) throw new Refusal('forbidden');
      const { password } = call.body;
      // By session: wrong passwords that strangers try under the name don't count here.
      await deps.limits.confirmations.attempt(token);
      const row = await deps.db.person.findUnique({ where: { id: person.id } });
      const fits = await passwordFits(row?.passwordHash, password);
      await noteAccess(
        deps.db,
        await deps.clock(),
        person.id,
        fits ? 'password-confirmed' : 'confirmation-failed',
      );
      if (!fits) throw new Refusal('wrong-credentials');
      await deps.limits.confirmations.forget(token);
      await deps.db.loginSession.updateMany({
        where: { tokenHash: hashToken(token) },
        data: { confirmedAt: new Date() },
      });
      return { confirmed: true };
    },
  ),
];
