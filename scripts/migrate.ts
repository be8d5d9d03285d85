// Applies the migrations to DATABASE_URL: a one-shot of docker-compose.yml, and of any deployment.
import { applyMigrations } from '../prisma/migrate.ts';
import { SettingsError, readSettings } from '../settings.ts';
import { runCommand } from './command.ts';

await runCommand(async () => {
  const { databaseUrl } = readSettings();
  if (databaseUrl === undefined) throw new SettingsError(['DATABASE_URL: required to migrate']);
  const applied = await applyMigrations(databaseUrl);
  console.log(
    applied.length === 0 ? 'migrations: nothing to do' : `migrations applied: ${applied.join(', ')}`,
  );
});
