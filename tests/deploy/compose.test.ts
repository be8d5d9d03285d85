import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings, settingNames } from '../../settings.ts';
import { temporalSecurityNames } from '../../temporal-connection.ts';

const text = readFileSync('docker-compose.yml', 'utf8');
const document: unknown = parse(text, { merge: true });

const serviceSchema = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const { services } = z.object({ services: z.record(z.string(), serviceSchema) }).parse(document);
const ours = Object.entries(services).filter(([, { image }]) => image.startsWith('thi-dua-khen-thuong:'));

/** The value of `${NAME}`, `${NAME:-default}` or `${NAME:?…}` where NAME is set to `given`. */
function interpolate(value: string, given = 'a'): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, __, kind: string | undefined, rest = '') =>
    kind === '-' ? String(rest) : given,
  );
}

describe('docker-compose.yml', () => {
  it('is right by the Compose Specification', () => {
    // The package carries the specification's schema, unchanged.
    const folder = path.dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
    const schema: unknown = JSON.parse(
      readFileSync(path.join(folder, 'schemas', 'compose.schema.json'), 'utf8'),
    );
    // ajv knows the dialect that it names by http alone, and it is ajv's own.
    const rules = z.record(z.string(), z.unknown()).parse(schema);
    delete rules.$schema;
    const valid = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(rules);
    valid(document);
    expect(valid.errors).toBeNull();
    valid({ services: { api: { image: 'x', port: ['3000:3000'] } } });
    expect(valid.errors).not.toBeNull();
  });

  it.each(ours)('%s: gets only settings that the service knows', (_name, { environment }) => {
    const unknown = Object.keys(environment).filter(
      (name) => !settingNames.includes(name) && !temporalSecurityNames.test(name),
    );
    expect(unknown).toEqual([]);
  });

  it.each(ours)('%s: can start in production with them', (_name, { environment }) => {
    const values = { ...environment, BASE_URL: 'https://thi-dua.example.gov.vn' };
    const env = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, interpolate(value)]));
    expect(readSettings(env)).toMatchObject({
      nodeEnv: 'production',
      rehearsal: false,
      filesDir: '/data/files',
    });
  });

  it('runs worker and API as processes of their own, from files that are there', () => {
    expect(services.worker?.command).toContain('worker.ts');
    expect(services.api?.command).toContain('api/main.ts');
    for (const [name, { command = [] }] of ours) {
      const script = command.find((word) => word.endsWith('.ts')) ?? name;
      expect(readFileSync(script, 'utf8')).not.toBe('');
    }
  });

  it('publishes the API, the Temporal UI and the inbox, on this machine alone', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
    expect(published.map(([name]) => name).sort()).toEqual(['api', 'mailpit', 'temporal-ui']);
    for (const [, { ports }] of published) expect(ports.join()).toMatch(/^127\.0\.0\.1:/);
  });

  it('holds no password: each comes from the environment and stops the start when it is missing', () => {
    const secrets = Object.values(services).flatMap(({ environment }) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|PWD|DATABASE_URL/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(4);
    for (const [, value] of secrets) expect(value).toMatch(/\$\{\w+PASSWORD:\?[^}]+\}/);
    const named = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
    const example = readFileSync('deploy/env.example', 'utf8');
    expect([...new Set(named)].filter((name) => !new RegExp(`^#?${name}=`, 'm').test(example))).toEqual([]);
  });

  it('does not use the deprecated image that sets itself up', () => {
    expect(
      Object.values(services)
        .map(({ image }) => image)
        .filter((image) => image.includes('auto-setup')),
    ).toEqual([]);
  });

  it('mounts files that are there, and waits for services that are there', () => {
    for (const { volumes, depends_on } of Object.values(services)) {
      for (const volume of volumes.filter((entry) => entry.startsWith('./'))) {
        const [source = ''] = volume.split(':');
        expect(() => readFileSync(source)).not.toThrow(/ENOENT/);
      }
      expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(depends_on)));
    }
  });
});
