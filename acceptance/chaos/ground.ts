import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { searchAttributes } from '../../domain/search-attributes.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { environmentOf, readSettings, requireConnections } from '../../settings.ts';
import type { ConnectedSettings } from '../../settings.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import { untilSeen } from '../demo/until-seen.ts';
import { launch } from '../../embedded/child-process.ts';
import { killAll } from '../../embedded/leftovers.ts';
import { rememberedPort } from '../../embedded/ports.ts';
import { lastPostgresUrl, startPostgres } from '../../embedded/postgres.ts';
import { lastTemporalAddress, startTemporal } from '../../embedded/temporal.ts';
import { loadData } from '../../scripts/load-data.ts';
import { keptWorkflowBundle } from '../../scripts/kept-workflow-bundle.ts';
import { Line } from './line.ts';
import { Part } from './part.ts';

export const partNames = ['postgres', 'temporal', 'smtp', 'worker', 'api'] as const;
export type PartName = (typeof partNames)[number];

const projectDir = path.resolve(import.meta.dirname, '..', '..');
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** An instance of its own, each of its parts a process, and a line between any two of them. */
export class Ground {
  private forgotten = false;

  private constructor(
    readonly dataDir: string,
    readonly parts: Record<PartName, Part>,
    /** The lines that a part is reached by; of the worker, whom nobody calls, those by which it reaches the others. */
    readonly lines: Record<PartName, readonly Line[]>,
    /** How an observer reaches PostgreSQL and Temporal, past all lines. */
    readonly settings: ConnectedSettings,
    /** Where people meet the service. */
    readonly baseUrl: string,
    readonly accounts: readonly DemoAccount[],
  ) {}

  static async prepare(): Promise<Ground> {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'thi-dua-chaos-'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        killAll(dataDir);
        process.exit(1);
      });
    const begun: Part[] = [];
    const begin = async (part: Part): Promise<Part> => {
      begun.push(part);
      await part.start();
      return part;
    };
    try {
      const postgres = new Part(() => startPostgres({ dataDir }));
      const temporal = new Part(() => startTemporal({ dataDir, searchAttributes, timeSkipping: true }));
      await Promise.all([begin(postgres), begin(temporal)]);
      const settings = await settingsIn(dataDir);
      const { databaseUrl, smtpUrl } = settings;
      await applyMigrations(lastPostgresUrl(dataDir, 'owner') ?? databaseUrl, {
        roles: { application: databaseUrl },
      });
      await loadData(settings);

      const lineTo = (address: string) => Line.to(address);
      const toPostgres = [await lineTo(hostOf(databaseUrl)), await lineTo(hostOf(databaseUrl))] as const;
      const { address } = settings.temporal;
      const toTemporal = [await lineTo(address), await lineTo(address)] as const;
      const toSmtp = await lineTo(hostOf(smtpUrl));
      const toApi = await lineTo(`127.0.0.1:${settings.port}`);
      /** The environment of one of the two that use the others. */
      const over = (n: 0 | 1) =>
        environmentOf({
          ...settings,
          databaseUrl: databaseUrl.replace(hostOf(databaseUrl), toPostgres[n].address),
          temporal: { ...settings.temporal, address: toTemporal[n].address },
          smtpUrl: `smtp://${toSmtp.address}`,
        });
      const node = (name: string, args: string[], env: Record<string, string> = {}) =>
        new Part(() =>
          launch({
            ...{ name, dataDir, command: process.execPath, ipc: true },
            args: ['--import', tsx, ...args],
            env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
          }),
        );
      const bundle = await keptWorkflowBundle({ dataDir });
      const smtp = node('smtp', [
        script('acceptance/chaos/post-office.ts'),
        dataDir,
        portOf(hostOf(smtpUrl)),
      ]);
      const worker = node('worker', [script('worker.ts'), bundle], over(0));
      const api = node('api', [script('api/main.ts')], over(1));
      await Promise.all([begin(smtp), begin(worker), begin(api)]);
      await ready(`http://${toApi.address}`);
      const accounts = JSON.parse(
        readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8'),
      ) as DemoAccount[];
      return new Ground(
        dataDir,
        { postgres, temporal, smtp, worker, api },
        {
          ...{ postgres: toPostgres, temporal: toTemporal, smtp: [toSmtp], api: [toApi] },
          worker: [toPostgres[0], toTemporal[0]],
        },
        settings,
        `http://${toApi.address}`,
        accounts,
      );
    } catch (failure) {
      for (const part of begun.toReversed()) await part.stop();
      throw failure;
    }
  }

  mend(): void {
    for (const line of Object.values(this.lines).flat()) line.mend();
  }

  /** Nothing was found: nothing is left of it. */
  forgetAtStop(): void {
    this.forgotten = true;
  }

  async stop(): Promise<void> {
    for (const name of partNames.toReversed()) await this.parts[name].stop();
    await Promise.all([...new Set(Object.values(this.lines).flat())].map((line) => line.close()));
    if (this.forgotten) rmSync(this.dataDir, { recursive: true, force: true });
  }
}

const hostOf = (url: string): string => new URL(url).host;
const portOf = (address: string): string => address.replace(/.*:/, '');
const script = (file: string): string => path.join(projectDir, file);

/** How the parts are reached past all lines; each comes back under the same address. */
async function settingsIn(dataDir: string): Promise<ConnectedSettings> {
  return requireConnections(
    readSettings({
      NODE_ENV: 'development',
      DATA_DIR: dataDir,
      PORT: String(await rememberedPort(dataDir, 'api')),
      DATABASE_URL: lastPostgresUrl(dataDir),
      TEMPORAL_ADDRESS: lastTemporalAddress(dataDir),
      SMTP_URL: `smtp://127.0.0.1:${await rememberedPort(dataDir, 'smtp')}`,
      REHEARSAL: '1',
      LOG_LEVEL: 'warn',
    }),
  );
}

async function ready(baseUrl: string): Promise<void> {
  await untilSeen<Response>(async () => {
    const answer = await fetch(`${baseUrl}/health/ready`).catch(() => null);
    return answer?.ok
      ? { seen: answer }
      : { instead: `the instance is not ready (${answer?.status ?? 'no answer'})` };
  });
}
