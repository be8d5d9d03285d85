import { defineConfig } from 'vitest/config';

/** What is awaited on real parts comes when they come, on a busy machine later than in the second that vitest gives. */
const patience = { timeout: 20_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: [
            'tests/{replay,domain,documents,sheets,movements,organization,mail,deploy,scripts,api,activities}/**/*.test.ts',
            'tests/web/rules/**/*.test.ts',
          ],
          setupFiles: 'tests/support/lone-connection.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // What takes longer than `npm test` may: whole seasons, crowds. The second step of .ci/run.
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          globalSetup: 'tests/support/global-setup.ts',
          setupFiles: 'tests/support/lone-connection.ts',
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: { poll: patience },
        },
      },
      {
        // Whole paths, over HTTP and in a browser, on the real Temporal server, PostgreSQL, SMTP and HTTP, started once for all of them.
        test: {
          name: 'paths',
          include: ['tests/{paths,web}/*.test.ts'],
          globalSetup: 'tests/support/global-setup.ts',
          setupFiles: 'tests/support/lone-connection.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: patience },
        },
      },
    ],
    maxWorkers: 2,
  },
});
