import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Refusal } from '../domain/problems.ts';
import type { ApiDeps } from './deps.ts';

/**
 * A page of another site must not act with somebody's cookie. Clients that are no browser send neither header; a
 * link in a mail leads to our pages from anywhere, never to the API.
 */
export function refuseForeignOrigins({ settings }: ApiDeps): RequestHandler {
  const own = new URL(settings.baseUrl).origin;
  return (req, _res, next) => {
    const origin = req.get('origin');
    const site = req.get('sec-fetch-site');
    const here = `${req.protocol}://${req.get('host') ?? ''}`;
    const link =
      (req.method === 'GET' || req.method === 'HEAD') &&
      req.get('sec-fetch-mode') === 'navigate' &&
      !req.path.toLowerCase().startsWith('/api/v1/');
    const foreign =
      (origin !== undefined && origin !== own && origin !== here) ||
      ((site === 'cross-site' || site === 'same-site') && !link);
    if (foreign) throw new Refusal('foreign-origin');
    next();
  };
}

export const secureHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
  });

/**
 * What the pages may load: their own files alone, styles that carry the answer's nonce, and for previews what they
 * have fetched themselves (`blob:`).
 */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    'frame-src blob:',
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
