// What each `npm run …` needs and runs.
import { at } from './project.mjs';

const tsx = (script) => ['--import', 'tsx', at(script)];
const tool = (file, ...args) => [at('node_modules', file), ...args];
const tsc = (...args) => tool('typescript/bin/tsc', '--noEmit', ...args);
/** Its configuration is loaded without a file being written, which a checkout may not allow. */
const vitest = (...args) => tool('vitest/vitest.mjs', '--configLoader=runner', ...args);
/** The types of the pages' API client. */
const webClient = tsx('scripts/web-client.ts');

/** A whole service on this machine. */
const service = { set: 'start', products: ['client', 'pages', 'temporal'] };
/** Beside a running service, or in its place where it runs on parts of its own. */
const production = { set: 'production', products: ['client'] };
const tests = { set: 'all', products: ['client', 'pages', 'temporal'] };
const checks = { set: 'all', products: ['client'] };

/**
 * `run` holds one list of arguments for Node after another; the last gets those of the caller. What `serves` listens where
 * the settings say.
 * @type {Record<string, {set: 'none' | 'production' | 'start' | 'all', products: string[], serves?: true, run: string[][]}>}
 */
export const commands = {
  setup: { ...tests, run: [] },

  start: { ...service, serves: true, run: [tsx('scripts/start.ts')] },
  demo: { ...service, run: [tsx('scripts/demo.ts')] },
  'demo:season': { ...service, run: [tsx('scripts/season.ts')] },
  migration: { ...service, run: [tsx('scripts/new-migration.ts')] },

  worker: { ...production, run: [tsx('worker.ts')] },
  api: { ...production, products: ['client', 'pages'], run: [tsx('api/main.ts')] },
  migrate: { ...production, run: [tsx('scripts/migrate.ts')] },
  resume: { ...production, run: [tsx('scripts/resume.ts')] },
  invariants: { ...production, run: [tsx('scripts/check-invariants.ts')] },
  privacy: { ...production, run: [tsx('scripts/check-privacy.ts')] },
  recount: { ...production, run: [tsx('scripts/recount.ts')] },
  audit: { ...production, run: [tsx('scripts/verify-audit.ts')] },

  test: { ...tests, run: [vitest('run', '--project', 'rules', '--project', 'paths')] },
  'test:long': { ...tests, run: [vitest('run', '--project', 'long')] },
  vitest: { ...tests, run: [vitest()] },
  screenshots: { ...tests, run: [tsx('scripts/screenshots.ts')] },
  histories: { ...tests, run: [tsx('scripts/record-histories.ts')] },
  fuzz: { ...tests, run: [tsx('scripts/fuzz.ts')] },
  chaos: { ...tests, run: [tsx('scripts/chaos.ts')] },
  bench: { ...tests, run: [tsx('bench/acts.ts')] },

  // Asks about the lockfile, which needs nothing installed.
  advisories: { set: 'none', products: [], run: [[at('scripts/advisories.mjs')]] },
  // In clones of its own.
  matrix: { set: 'none', products: [], run: [[at('scripts/matrix.mjs')]] },

  types: { ...checks, run: [webClient, tsc(), tsc('-p', at('web')), tsc('-p', at('tests/web/rules'))] },
  lint: {
    ...checks,
    run: [webClient, tool('knip/bin/knip.js'), tool('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
  },
  format: { ...checks, products: [], run: [tool('prettier/bin/prettier.cjs', '--check', '.')] },
};
