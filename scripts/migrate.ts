// Applies the migrations, gives the roles their rights: a one-shot of docker-compose.yml, and of any deployment.
// `--applied NAME` or `--rolled-back NAME` says first what became of one that failed half-way.
import { parseArgs } from 'node:util';
import { applyMigrations, resolveMigration } from '../prisma/migrate.ts';
import { SettingsError, readSettings } from '../settings.ts';
import { runCommand } from './command.ts';

await runCommand(async () => {
  const { values } = parseArgs({
    options: { applied: { type: 'string' }, 'rolled-back': { type: 'string' } },
  });
  const { databaseUrl, migrations } = readSettings();
  const owner = migrations.databaseUrl ?? databaseUrl;
  if (owner === undefined)
    throw new SettingsError(['MIGRATIONS_DATABASE_URL: required to migrate, or DATABASE_URL']);
  for (const outcome of ['applied', 'rolled-back'] as const) {
    const { [outcome]: name } = values;
    if (name === undefined) continue;
    await resolveMigration(owner, name, outcome);
    console.log(`${name}: noted as ${outcome}`);
  }
  const applied = await applyMigrations(owner, {
    roles: { application: databaseUrl, reader: migrations.reportsUrl },
  });
  console.log(
    applied.length === 0 ? 'migrations: nothing to do' : `migrations applied: ${applied.join(', ')}`,
  );
  if (migrations.databaseUrl === undefined)
    console.log(
      "database roles: the service's role owns its tables; name the owner's apart with MIGRATIONS_DATABASE_URL",
    );
});
