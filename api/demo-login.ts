import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Request } from 'express';
import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import { roles } from '../domain/roles.ts';
import { isLoopback } from '../settings.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { logIn } from './log-in.ts';
import { sessionAnswer, userOf } from './session.ts';

/** As scripts/demo-accounts.ts writes it. */
const demoAccounts = z.array(
  z.object({
    username: z.string(),
    password: z.string(),
    displayName: z.string(),
    roles: z.array(z.object({ role: z.enum(roles), unit: z.string() })),
    organization: z.string(),
  }),
);
type DemoAccount = z.infer<typeof demoAccounts>[number];

/** The accounts that were made for trying the service. @returns none where there is no such file */
async function readDemoAccounts({ settings }: ApiDeps): Promise<DemoAccount[]> {
  const text = await readFile(path.join(settings.dataDir, 'demo-accounts.json'), 'utf8').catch(() => '[]');
  return demoAccounts.parse(JSON.parse(text));
}

/** What a proxy, a tunnel or a forwarding container adds. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * No password is asked for, so whoever asks has to sit at this machine: the connection comes from it, no proxy stands
 * between, and the address that the browser was given is this machine's. By the last, a page of elsewhere whose name is
 * made to lead here (DNS rebinding) is a stranger, although to a browser it is of the same origin.
 * @throws Refusal `not-found`, as where there is no such endpoint
 */
function refuseFromElsewhere(req: Request): void {
  const from = (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const name = (req.get('host') ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  const isForwarded = forwarding.some((header) => req.get(header) !== undefined);
  if (!isLoopback(from) || !isLoopback(name) || isForwarded) throw new Refusal('not-found');
}

/** Mounted only where `npm start` runs the service on embedded parts, for this machine alone (Settings.demoLogin). */
export const demoLoginEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/session/demo',
      tag: 'session',
      summary: 'As whom the service may be tried: the demonstration accounts, with where they work',
      login: false,
      answer: {
        status: 200,
        schema: z.object({
          accounts: z.array(
            z.object({
              username: z.string(),
              displayName: z.string(),
              role: z.enum(roles),
              unit: z.object({ code: z.string(), name: z.string() }),
              organization: z.object({ code: z.string(), name: z.string() }),
            }),
          ),
        }),
      },
      refusals: ['not-found'],
    },
    async ({ deps, req }) => {
      refuseFromElsewhere(req);
      const accounts = await readDemoAccounts(deps);
      const units = await deps.db.unit.findMany({ select: { code: true, name: true } });
      const names = new Map(units.map(({ code, name }) => [code, name]));
      const named = (code: string) => ({ code, name: names.get(code) ?? code });
      return {
        accounts: accounts.flatMap(({ username, displayName, roles: [first], organization }) =>
          first === undefined
            ? []
            : [
                {
                  ...{ username, displayName, role: first.role },
                  ...{ unit: named(first.unit), organization: named(organization) },
                },
              ],
        ),
      };
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/session/demo',
      tag: 'session',
      summary: 'Log in as a demonstration account, whose password the service knows',
      login: false,
      body: z.strictObject({ username: z.string().min(1).max(200) }),
      answer: { status: 200, schema: sessionAnswer },
      refusals: ['not-found', 'wrong-credentials', 'too-many-requests'],
    },
    async ({ deps, req, res, body }) => {
      refuseFromElsewhere(req);
      const { username } = body;
      const account = (await readDemoAccounts(deps)).find((one) => one.username === username);
      if (account === undefined) throw new Refusal('not-found');
      // By its password: one whose holder has set another is nobody's any more.
      return { user: userOf(await logIn(deps, { req, res }, { username, password: account.password })) };
    },
  ),
];
