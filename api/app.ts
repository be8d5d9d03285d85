import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import type { ApiDeps } from './deps.ts';
import { endpointsOf } from './endpoints.ts';
import { sent } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { healthRoutes } from './health.ts';
import { openApiRoutes } from './openapi.ts';
import { answerProblems, languageOf } from './problem-answers.ts';
import { personOf } from './session.ts';
import { statusPages } from './status-page.ts';

z.config(z.locales.vi());

const JSON_LIMIT = '1mb';

/** The API and its pages. Mounts every endpoint under /api/v1, in the one way there is. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(secureHeaders());
  app.use((req, res, next) => {
    res.locals.requestId = randomUUID();
    res.setHeader('X-Request-Id', String(res.locals.requestId));
    res.on('finish', () => {
      // The route's shape, not its address: addresses hold ids that lead to people.
      deps.logger.debug({ requestId: res.locals.requestId, method: req.method, status: res.statusCode }, 'request');
    });
    next();
  });
  app.use(refuseForeignOrigins(deps));
  app.use(healthRoutes(deps));
  const endpoints = endpointsOf(deps.settings);
  const api = express.Router();
  api.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  api.use(healthRoutes(deps));
  api.use(openApiRoutes(deps, endpoints));
  for (const endpoint of endpoints) mount(api, endpoint, deps);
  refuseOtherMethods(api, endpoints);
  app.use('/api/v1', api);
  app.use(openApiRoutes(deps, endpoints, '/api'));
  app.use(statusPages(deps));
  app.use(() => {
    throw new Refusal('not-found');
  });
  app.use(answerProblems(deps));
  return app;
}

function mount(router: express.Router, { spec, handle }: Endpoint, deps: ApiDeps): void {
  const { body: bodySpec } = spec;
  const parsers =
    bodySpec === 'yaml'
      ? [express.text({ type: ['application/yaml', 'text/yaml', 'application/json'], limit: JSON_LIMIT })]
      : bodySpec === 'multipart' || bodySpec === undefined
        ? []
        : [express.json({ limit: JSON_LIMIT, strict: false })];
  router[spec.method](expressPath(spec.path), ...parsers, async (req: Request, res: Response) => {
    const person = await personOf(deps, req);
    if (spec.login && !person) throw new Refusal('not-logged-in');
    const headers = {
      idempotencyKey: req.get('idempotency-key')?.slice(0, 200),
      ifMatch: req.get('if-match'),
      ifNoneMatch: req.get('if-none-match'),
    };
    if (spec.idempotent && !headers.idempotencyKey) throw new Refusal('idempotency-key-required');
    const params = spec.params?.safeParse(req.params);
    if (params && !params.success) throw new Refusal('not-found');
    const query = spec.query?.parse(req.query);
    const answer = await handle({
      deps,
      person,
      params: params?.data ?? {},
      query: query ?? {},
      body: bodyOf(bodySpec, req),
      headers,
      req,
      res: res.status(spec.answer.status),
      language: languageOf(req),
      requestId: String(res.locals.requestId),
    });
    if (answer === sent || res.headersSent) return;
    if (res.statusCode === 204) res.end();
    else res.json(answer);
  });
}

/** The body as the endpoint's schema has it. @throws Refusal */
function bodyOf(spec: Endpoint['spec']['body'], req: Request): unknown {
  if (spec === undefined || spec === 'multipart') return undefined;
  const given = req.headers['content-length'] !== undefined && req.headers['content-length'] !== '0';
  if (spec === 'yaml') {
    if (typeof req.body !== 'string') throw new Refusal('wrong-content-type');
    try {
      return parseYaml(req.body, { maxAliasCount: 100 }) as unknown;
    } catch {
      throw new Refusal('malformed');
    }
  }
  if (given && !req.is('application/json')) throw new Refusal('wrong-content-type');
  return spec.parse(req.body ?? {});
}

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** A known address with another method is 405, not 404. */
function refuseOtherMethods(router: express.Router, endpoints: Endpoint[]): void {
  const methods = new Map<string, string[]>();
  for (const { spec } of endpoints)
    methods.set(spec.path, [...(methods.get(spec.path) ?? []), spec.method.toUpperCase()]);
  for (const [path, allowed] of methods)
    router.all(expressPath(path), (_req, res) => {
      res.setHeader('Allow', allowed.join(', '));
      throw new Refusal('method-not-allowed');
    });
}

/** A page of another site must not act with somebody's cookie; clients that are no browser send neither header. */
function refuseForeignOrigins({ settings }: ApiDeps) {
  const own = new URL(settings.baseUrl).origin;
  return (req: Request, _res: Response, next: NextFunction): void => {
    const origin = req.get('origin');
    const site = req.get('sec-fetch-site');
    const here = `${req.protocol}://${req.get('host') ?? ''}`;
    const safe = req.method === 'GET' || req.method === 'HEAD';
    const foreign =
      (origin !== undefined && origin !== own && origin !== here) ||
      (site === 'cross-site' && !(safe && req.get('sec-fetch-mode') === 'navigate'));
    if (foreign) throw new Refusal('foreign-origin');
    next();
  };
}

const secureHeaders = () =>
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
