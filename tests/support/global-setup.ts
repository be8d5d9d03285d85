import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { searchAttributes } from '../../domain/search-attributes.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import { startTemporal } from '../../embedded/temporal.ts';
import { loadData } from '../../scripts/load-data.ts';
import { keptWorkflowBundle } from '../../scripts/kept-workflow-bundle.ts';
import { testSettings } from './settings.ts';

/** What every file of whole-path tests starts from. */
export interface Ground {
  /** As the servers' owner, and as the service. */
  postgresUrl: string;
  applicationUrl: string;
  temporalAddress: string;
  bundlePath: string;
  /** Gone when all is over. */
  dataDir: string;
  /** Of the template database that each file copies. */
  accounts: string;
}
declare module 'vitest' {
  interface ProvidedContext {
    ground: Ground;
  }
}

const projectDir = path.resolve(import.meta.dirname, '../..');

/** The namespace of a test file, and the name of its database: paths have fixed ids, so each file has its own. */
export const namespaceOf = (file: string): string =>
  `${path.basename(path.dirname(file))}-${path.basename(file, '.test.ts')}`;

/** Starts the real servers once: PostgreSQL with a loaded template, Temporal with time skipping, one bundle. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'paths-'));
  const files = testFiles();
  const [postgres, temporal, bundlePath] = await Promise.all([
    startPostgres({ dataDir, durable: false, database: 'template_paths' }),
    startTemporal({ dataDir, searchAttributes, namespaces: files.map(namespaceOf), timeSkipping: true }),
    keptWorkflowBundle({ dataDir }),
  ]);
  const stop = async () => {
    await temporal.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const { application: databaseUrl } = postgres.roles;
    await applyMigrations(postgres.url, { roles: postgres.roles });
    await loadData(testSettings({ dataDir, databaseUrl, temporalAddress: temporal.address }));
    project.provide('ground', {
      postgresUrl: postgres.url,
      applicationUrl: databaseUrl,
      temporalAddress: temporal.address,
      bundlePath,
      dataDir,
      accounts: readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8'),
    });
    return stop;
  } catch (failure) {
    await stop();
    throw failure;
  }
}

const testFiles = (): string[] =>
  ['paths', 'web', 'long']
    .flatMap((folder) =>
      readdirSync(path.join(projectDir, 'tests', folder)).map((name) => path.join(folder, name)),
    )
    .filter((file) => file.endsWith('.test.ts'));

/** A copy of the template for one file. @returns its URL as the service and as the tables' owner */
export async function copyDatabase(
  { postgresUrl, applicationUrl }: Ground,
  name: string,
): Promise<{ databaseUrl: string; ownerUrl: string }> {
  const admin = new URL(postgresUrl);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${name}" TEMPLATE template_paths`);
  } finally {
    await client.end();
  }
  const at = (url: string) => {
    const copy = new URL(url);
    copy.pathname = `/${name}`;
    return copy.href;
  };
  return { databaseUrl: at(applicationUrl), ownerUrl: at(postgresUrl) };
}
