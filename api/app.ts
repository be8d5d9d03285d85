import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import { Refusal } from '../domain/problems.ts';
import type { ApiDeps } from './deps.ts';
import { endpointsOf } from './endpoints.ts';
import { frontPage } from './front-page.ts';
import { healthRoutes } from './health.ts';
import { API, mount, refuseOtherMethods } from './mount.ts';
import { openApiRoutes } from './openapi.ts';
import { refuseForeignOrigins, secureHeaders } from './origin.ts';
import { pages } from './pages.ts';
import { answerProblems } from './problem-answers.ts';

/** The API and its pages. Mounts every endpoint under /api/v1, in the one way there is. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(secureHeaders());
  app.use(nameAndLog(deps));
  app.use(refuseForeignOrigins(deps));
  // One for both addresses, since it remembers what has been reached.
  const health = healthRoutes(deps);
  app.use(health);
  const endpoints = endpointsOf(deps.settings);
  const api = express.Router();
  api.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  api.use(health);
  api.use(openApiRoutes(deps, endpoints));
  // The day by which a page counts those that are left: a computer's own may be wrong, and a rehearsal's is another.
  api.use(async (_req, res, next) => {
    res.setHeader('Service-Time', (await deps.clock()).toISOString());
    next();
  });
  for (const endpoint of endpoints) mount(api, endpoint, deps);
  refuseOtherMethods(api, endpoints);
  app.use(frontPage());
  app.use(API, api);
  app.use(openApiRoutes(deps, endpoints, '/api'));
  app.use(pages());
  app.use(() => {
    throw new Refusal('not-found');
  });
  app.use(answerProblems(deps));
  return app;
}

/**
 * Gives each request an id, which its answer carries, and logs how it ended. A refusal or an act is worth a line; of an
 * act it names the path, as Temporal knows it, and the act's id, which is that of the update there and of the record.
 */
function nameAndLog({ logger }: ApiDeps): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    res.locals.requestId = randomUUID();
    res.setHeader('X-Request-Id', String(res.locals.requestId));
    res.on('finish', () => {
      // The route's shape, not its address: addresses hold ids that lead to people. Nor who: votes are requests too.
      const { requestId, route, code, actId, path } = res.locals as Record<string, string | undefined>;
      const ms = Math.round(performance.now() - began);
      const line = { requestId, method: req.method, route, status: res.statusCode, code, actId, path, ms };
      if (res.statusCode >= 400 || actId) logger.info(line, 'request');
      else logger.debug(line, 'request');
    });
    next();
  };
}
