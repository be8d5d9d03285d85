import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';
import { sendFrontPage } from './front-page.ts';
import { pagePolicy } from './origin.ts';

/** What `npx vite build web` leaves (scripts/setup runs it). */
const vites = path.join(import.meta.dirname, '..', 'web', 'dist');

/**
 * The pages that officials work on: static files, and for every other address the one document from whose script
 * each page comes. Addresses are the script's own (web/routes.tsx), so that links in mail and reloads lead to them.
 */
export function pages(built = vites): Router {
  const router = Router();
  // Not for the API: what is secret and what a caller sends must not be compressed together (BREACH).
  router.use(compression());
  // Names of files hold a hash of their content.
  router.use(
    '/assets',
    express.static(path.join(built, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(express.static(built, { index: false }));
  router.get('/{*address}', async (req, res, next) => {
    if (/^\/(api|assets)(\/|$)/.test(req.path) || path.extname(req.path) !== '') {
      next();
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    const document = await readFile(path.join(built, 'index.html'), 'utf8').catch(() => null);
    if (document === null) {
      sendFrontPage(req, res.status(503), { isUnbuilt: true });
      return;
    }
    res.setHeader('Content-Security-Policy', pagePolicy(nonce));
    res.setHeader('Cache-Control', 'no-cache');
    res.type('html').send(document.replaceAll('{{nonce}}', nonce));
  });
  return router;
}
