import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { endpointsOf } from '../../api/endpoints.ts';
import { openApiDocument } from '../../api/openapi.ts';

const endpoints = endpointsOf({ rehearsal: true, demoLogin: true });
// As it is served: whatever JSON leaves out is not there.
const document = JSON.parse(JSON.stringify(openApiDocument(endpoints, 'http://127.0.0.1:3000'))) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
};
interface Operation {
  operationId: string;
  summary: string;
  security?: Record<string, unknown>[];
  parameters?: { name: string; in: string; required?: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('names every endpoint once, and no other', () => {
  const described = operations.map(({ path, method }) => `${method} ${path}`);
  const mounted = endpoints.map(({ spec }) => `${spec.method} ${spec.path}`);
  expect(described.sort()).toEqual(mounted.sort());
  expect(new Set(mounted).size).toBe(mounted.length);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('is OpenAPI 3.1 whose references all lead somewhere', () => {
  expect(document.openapi).toBe('3.1.0');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, at]) => at ?? '');
  for (const reference of references) {
    const [, ...steps] = reference.split('/');
    let at: unknown = document;
    for (const step of steps) at = (at as Record<string, unknown>)[step.replaceAll('~1', '/')];
    expect(at, reference).toBeDefined();
  }
});

test('holds schemas that are JSON Schema 2020-12', () => {
  const ajv = new Ajv2020({ strict: false });
  const schemas = Object.values(document.components.schemas ?? {});
  JSON.stringify(operations, (key, value: unknown) => {
    if (key === 'schema') schemas.push(value);
    return value;
  });
  expect(schemas.length).toBeGreaterThan(operations.length);
  for (const schema of schemas)
    expect(ajv.validateSchema(schema as object), JSON.stringify([ajv.errors, schema])).toBe(true);
});

test.each(operations)('$method $path says what it takes and what it may answer', ({ path, operation }) => {
  const spec = endpoints.find((e) => e.spec.path === path && operation.summary === e.spec.summary)?.spec;
  expect(spec).toBeDefined();
  const named = (place: string) =>
    (operation.parameters ?? []).filter((p) => p.in === place).map((p) => p.name);
  expect(named('path')).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  expect(named('header').includes('Idempotency-Key')).toBe(spec?.idempotent ?? false);
  expect(operation.security !== undefined).toBe(spec?.login);
  expect(operation.requestBody !== undefined).toBe(spec?.body !== undefined);
  const statuses = Object.keys(operation.responses);
  expect(statuses).toContain(String(spec?.answer.status));
  if (spec?.login) expect(statuses).toContain('401');
  if (spec?.versioned) expect(statuses).toEqual(expect.arrayContaining(['412', '428']));
  for (const [status, { description, content }] of Object.entries(operation.responses)) {
    expect(description).not.toBe('');
    if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
  }
});

test('every POST that changes something needs a key, but those that the contract excepts', () => {
  const without = endpoints
    .filter(({ spec }) => spec.method === 'post' && !spec.idempotent)
    .map(({ spec }) => spec.path);
  expect(without.sort()).toEqual([
    '/council-sessions/{id}/ballots',
    '/files',
    '/nominee-lists',
    '/rehearsal/clock',
    '/session',
    '/session/confirm',
    '/session/demo',
    '/session/password',
  ]);
});
