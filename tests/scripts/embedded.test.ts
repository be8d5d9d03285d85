import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { searchAttributes } from '../../domain/search-attributes.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { startMailbox } from '../../embedded/mailbox.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import type { EmbeddedPostgres } from '../../embedded/postgres.ts';
import { recordedProcesses } from '../../embedded/process-records.ts';
import { startTemporal } from '../../embedded/temporal.ts';
import { registerSearchAttributes } from '../../scripts/search-attributes.ts';
import { findTemporalCli } from '../../scripts/setup/temporal-cli.mjs';
import { temporaryDataDir } from './support/processes.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  const dataDir = temporaryDataDir();
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    postgres = await startPostgres({ dataDir });
  });
  afterAll(() => postgres.stop());

  it('keeps its password to its owner', () => {
    expect(statSync(path.join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    expect(postgres.url).toContain(readFileSync(path.join(dataDir, 'postgres-password'), 'utf8'));
  });

  it('keeps data and address over a stop, and over a kill of the server', async () => {
    await query(postgres.url, `create table kept as select 'Hưng Yên' as place`);
    const { url } = postgres;
    await postgres.stop();
    postgres = await startPostgres({ dataDir });
    expect(postgres.url).toBe(url);
    process.kill(postgres.pid, 'SIGKILL');
    await postgres.exited;
    postgres = await startPostgres({ dataDir });
    expect(await query(postgres.url, 'select place from kept')).toEqual([{ place: 'Hưng Yên' }]);
    await query(postgres.url, 'drop table kept');
  });

  it('compares Vietnamese letters without regard to case', async () => {
    expect(await query(postgres.url, `select lower('ĐƠN VỊ') as low, 'SỞ' ilike 'sở' as alike`)).toEqual([
      { low: 'đơn vị', alike: true },
    ]);
  });

  it('is migrated once by two that start at once', async () => {
    const [first, second] = await Promise.all([applyMigrations(postgres.url), applyMigrations(postgres.url)]);
    const names = readdirSync(path.resolve('prisma/migrations')).filter((name) => /^\d/.test(name));
    expect([...first, ...second]).toEqual(names);
    expect(await applyMigrations(postgres.url)).toEqual([]);
  });

  it('is not migrated further when a migration was edited after it had been applied', async () => {
    await query(postgres.url, `update _prisma_migrations set checksum = 'of another text'`);
    await expect(applyMigrations(postgres.url)).rejects.toThrow(/edited after they had been applied/);
  });
});

it('the schema that the migrations lead to is the present one', () => {
  const withoutComments = (file: string) =>
    readFileSync(file, 'utf8')
      .replace(/\s*\/\/.*$/gm, '')
      .replace(/\s+/g, ' ');
  expect(withoutComments('prisma/migrations/schema.prisma')).toBe(withoutComments('prisma/schema.prisma'));
});

it('the embedded mailbox keeps its mails, with their diacritics, over starts', async () => {
  const dataDir = temporaryDataDir();
  const first = await startMailbox({ dataDir });
  const transport = createTransport(first.smtpUrl);
  const sent = {
    from: 'a@example.vn',
    to: 'b@example.vn',
    subject: 'Quyết định khen thưởng',
    text: 'Kính gửi',
  };
  await transport.sendMail(sent);
  transport.close();
  await first.stop();
  const second = await startMailbox({ dataDir });
  expect([second.smtpUrl, second.url]).toEqual([first.smtpUrl, first.url]);
  const subjects = async () =>
    z.array(z.object({ subject: z.string() })).parse(await (await fetch(`${second.url}/email`)).json());
  await expect.poll(subjects, { timeout: 10_000 }).toEqual([{ subject: sent.subject }]);
  await second.stop();
});

describe('Temporal', () => {
  const expected = Object.fromEntries(searchAttributes.map(({ name }) => [name, expect.any(Number)]));

  async function attributesIn(address: string, namespace: string, register: boolean): Promise<unknown> {
    const connection = await Connection.connect({ address });
    try {
      if (register) {
        await registerSearchAttributes(connection, namespace);
        await registerSearchAttributes(connection, namespace);
      }
      return (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes;
    } finally {
      await connection.close();
    }
  }

  it('has its search attributes and its addresses again after a restart', async () => {
    const dataDir = temporaryDataDir();
    const first = await startTemporal({ dataDir, searchAttributes });
    await first.stop();
    const second = await startTemporal({ dataDir, searchAttributes, timeSkipping: true });
    expect([second.address, second.uiUrl]).toEqual([first.address, first.uiUrl]);
    expect(await attributesIn(second.address, 'default', false)).toMatchObject(expected);
    expect((await fetch(second.uiUrl)).status).toBe(200);
    await second.stop();
    expect(recordedProcesses(dataDir)).toEqual([]);
  });

  it('that runs elsewhere gets the search attributes registered, also twice', async () => {
    const server = await startTemporal({
      dataDir: temporaryDataDir(),
      searchAttributes: [],
      namespaces: ['thi-dua'],
    });
    expect(await attributesIn(server.address, 'thi-dua', true)).toMatchObject(expected);
    await server.stop();
  });

  it('that is too old or missing is refused by name, when TEMPORAL_CLI names it', () => {
    const notThere = path.join(temporaryDataDir(), 'temporal');
    process.env.TEMPORAL_CLI = notThere;
    expect(() => findTemporalCli()).toThrow(`TEMPORAL_CLI=${notThere}: not there`);
    writeFileSync(notThere, '#!/bin/sh\necho "temporal version 1.4.0 (Server 1.28.0, UI 2.39.0)"\n', {
      mode: 0o755,
    });
    expect(() => findTemporalCli()).toThrow('too old');
    delete process.env.TEMPORAL_CLI;
  });
});
