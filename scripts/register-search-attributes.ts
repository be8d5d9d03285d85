// Registers the search attributes at TEMPORAL_ADDRESS in TEMPORAL_NAMESPACE: a one-shot of docker-compose.yml.
import { Connection } from '@temporalio/client';
import { readSettings, requireConnections } from '../settings.ts';
import { temporalConnectionOptions } from '../temporal-connection.ts';
import { runCommand } from './command.ts';
import { registerSearchAttributes } from './search-attributes.ts';

await runCommand(async () => {
  const settings = requireConnections(readSettings());
  const connection = await Connection.connect(temporalConnectionOptions(settings));
  try {
    await registerSearchAttributes(connection, settings.temporal.namespace);
  } finally {
    await connection.close();
  }
  console.log(`search attributes: registered in ${settings.temporal.namespace}`);
});
