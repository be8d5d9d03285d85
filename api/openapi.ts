import path from 'node:path';
import { createRequire } from 'node:module';
import express, { Router } from 'express';
import type { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { problems } from '../domain/problems.ts';
import type { ProblemCode } from '../domain/problems.ts';
import type { ApiDeps } from './deps.ts';
import type { Endpoint } from './endpoint.ts';
import { pendingAnswer } from './pending/view.ts';
import { problemSchema } from './problem-answers.ts';

const swaggerFiles = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** OpenAPI 3.1, from the schemas that check the requests. */
export function openApiDocument(endpoints: Endpoint[], baseUrl: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    const { path: at, method } = endpoint.spec;
    paths[at] = { ...paths[at], [method]: operationOf(endpoint) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Thi đua – Khen thưởng',
      version: '1',
      description:
        'Award nominations of emulation movements, from proposal to decision. Each answer tells in `Service-Time` the instant by which dates are counted.',
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  });
}

function operationOf({ spec }: Endpoint): ZodOpenApiOperationObject {
  const headers = [
    ...(spec.idempotent ? [header('Idempotency-Key', 'the same for each repeat of the same act')] : []),
    ...(spec.versioned ? [header('If-Match', 'the version you read')] : []),
  ];
  return {
    operationId: `${spec.method}${spec.path.replace(/[^a-zA-Z]+(\w?)/g, (_all, next: string) => next.toUpperCase())}`,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.login ? { security: [{ session: [] }, { token: [] }] } : {}),
    requestParams: {
      ...(spec.params ? { path: spec.params } : {}),
      ...(spec.query ? { query: spec.query } : {}),
    },
    ...(headers.length > 0 ? { parameters: headers } : {}),
    ...(spec.body === undefined ? {} : { requestBody: bodyOf(spec.body) }),
    responses: {
      [`${spec.answer.status}` as '200']: answerOf(spec.answer),
      ...(spec.pends
        ? {
            202: {
              description: 'Waits for a second person',
              content: { 'application/json': { schema: pendingAnswer } },
            },
          }
        : {}),
      ...Object.fromEntries(refusalsOf(spec).map(([status, codes]) => [status, problemAnswer(codes)])),
    },
  };
}

const header = (name: string, description: string) =>
  ({ name, in: 'header', required: true, description, schema: { type: 'string' } }) as const;

function bodyOf(body: z.ZodType | 'multipart' | 'yaml') {
  if (body === 'multipart')
    return {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object' as const,
            properties: { file: { type: 'string' as const, format: 'binary' } },
            required: ['file'],
            additionalProperties: { type: 'string' as const },
          },
        },
      },
    };
  if (body === 'yaml')
    return {
      required: true,
      content: {
        'application/yaml': { schema: { type: 'string' as const } },
        'application/json': { schema: {} },
      },
    };
  return { required: true, content: { 'application/json': { schema: body } } };
}

function answerOf(answer: Endpoint['spec']['answer']) {
  const description = 'Done';
  if ('contentType' in answer)
    return {
      description,
      content: { [answer.contentType]: { schema: { type: 'string' as const, format: 'binary' } } },
    };
  return answer.status === 204
    ? { description }
    : { description, content: { 'application/json': { schema: answer.schema } } };
}

const fileRefusals = [
  'files-full',
  'wrong-file-type',
  'wrong-ending',
  'empty-file',
  'damaged-file',
  'old-office-file',
  'heic-picture',
  'encrypted-file',
  'has-macros',
  'embeds-object',
  'fetches-by-itself',
  'unknown-part',
  'unpacks-too-large',
] as const;

/** What every endpoint may refuse by its shape, and what this one adds, by status. */
function refusalsOf(spec: Endpoint['spec']): [string, ProblemCode[]][] {
  const codes = new Set<ProblemCode>([
    ...(spec.refusals ?? []),
    'unavailable',
    'database-full',
    'foreign-origin',
    ...(spec.login ? (['not-logged-in', 'too-many-requests'] as const) : []),
    ...(spec.params ? (['not-found'] as const) : []),
    ...(spec.body === undefined && !spec.query ? [] : (['invalid'] as const)),
    ...(spec.body === undefined ? [] : (['malformed', 'too-large', 'wrong-content-type'] as const)),
    ...(spec.body === 'multipart' ? (['too-many-uploads', ...fileRefusals] as const) : []),
    ...(spec.idempotent ? (['idempotency-key-required', 'key-reused', 'outcome-unknown'] as const) : []),
    ...(spec.confirmed || spec.pends ? (['confirmation-required'] as const) : []),
    ...(spec.pends || spec.roles?.includes('administrator') ? (['other-organization'] as const) : []),
    ...(spec.versioned ? (['version-required', 'version-stale'] as const) : []),
  ]);
  const byStatus = new Map<string, ProblemCode[]>();
  for (const code of codes) {
    const status = String(problems[code].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus];
}

const problemAnswer = (codes: ProblemCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${problems[code].en}`).join('\n\n'),
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** The document, and pages that show it. */
export function openApiRoutes({ settings }: ApiDeps, endpoints: Endpoint[], under = ''): Router {
  const router = Router();
  const document = openApiDocument(endpoints, settings.baseUrl);
  router.get(`${under}/openapi.json`, (_req, res) => {
    res.json(document);
  });
  router.get('/problems/:code', (req, res, next) => {
    const problem = Object.entries(problems).find(([code]) => code === req.params.code);
    if (problem) res.json({ code: problem[0], ...problem[1] });
    else next();
  });
  if (under) {
    router.get(`${under}/docs/start.js`, (_req, res) => {
      res
        .type('text/javascript')
        .send(
          `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });`,
        );
    });
    router.get([`${under}/docs`, `${under}/docs/`], (_req, res) => {
      // Swagger UI writes styles at run time; only this page allows that.
      res.setHeader(
        'Content-Security-Policy',
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'",
      );
      res.type('html').send(docsPage(under));
    });
    router.use(`${under}/docs`, express.static(swaggerFiles, { index: false }));
  }
  return router;
}

const docsPage = (under: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>API</title>
<link rel="stylesheet" href="${under}/docs/swagger-ui.css"></head>
<body><div id="docs"></div>
<script src="${under}/docs/swagger-ui-bundle.js"></script><script src="${under}/docs/start.js"></script>
</body></html>`;
