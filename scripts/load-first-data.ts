// Loads what a first start needs into DATABASE_URL: a one-shot of docker-compose.yml. Can be repeated.
import { readSettings, requireConnections } from '../settings.ts';
import { runCommand } from './command.ts';
import { loadData } from './load-data.ts';

await runCommand(() => loadData(requireConnections(readSettings())));
