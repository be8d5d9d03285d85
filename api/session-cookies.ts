import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { ApiDeps } from './deps.ts';

/** `__Host-` where the connection is secure, so that no other host of the domain can set it. */
const nameOf = ({ settings }: ApiDeps, name: string): string =>
  settings.secureCookies ? `__Host-${name}` : name;

/** @param maxAge seconds; 0 takes it away */
function setCookie(deps: ApiDeps, res: Response, name: string, value: string, maxAge: number): void {
  const { secureCookies: secure } = deps.settings;
  res.append(
    'Set-Cookie',
    stringifySetCookie({
      name: nameOf(deps, name),
      value,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      maxAge,
    }),
  );
}

const cookieOf = (deps: ApiDeps, req: Request, name: string): string | null =>
  parseCookie(req.headers.cookie ?? '')[nameOf(deps, name)] || null;

/** The secret of this request's session; null for a machine's, and for nobody's. */
export const sessionTokenOf = (deps: ApiDeps, req: Request): string | null => cookieOf(deps, req, 'session');
export const setSessionToken = (deps: ApiDeps, res: Response, token: string, maxAge: number): void =>
  setCookie(deps, res, 'session', token, maxAge);

/** The secret by which a device is known again at a login; it opens nothing. */
export const deviceTokenOf = (deps: ApiDeps, req: Request): string | null => cookieOf(deps, req, 'device');
export const setDeviceToken = (deps: ApiDeps, res: Response, token: string, maxAge: number): void =>
  setCookie(deps, res, 'device', token, maxAge);
