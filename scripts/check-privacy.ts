// `npm run privacy`: no name, address, dossier text or vote in what operators read: histories, search attributes, details,
// subjects of mail, logs. Exit code 1, with the places, where one is. The worker must be running.
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { readSettings } from '../settings.ts';
import { temporalConnectionOptions } from '../temporal-connection.ts';
import { runCommand } from './command.ts';
import { leaksIn } from '../acceptance/histories/leaks.ts';
import { runningParts, withOperatorsDatabase } from './operators.ts';

await runCommand(() =>
  withOperatorsDatabase(async (db) => {
    const { dataDir, temporal } = readSettings();
    const address = runningParts().temporalAddress;
    const connection = await Connection.connect(temporalConnectionOptions({ temporal: { address } }));
    try {
      const client = new Client({ connection, namespace: temporal.namespace });
      const leaks = await leaksIn({ db, client, logs: path.join(dataDir, 'logs') });
      for (const leak of leaks) console.log(`FOUND: ${leak}`);
      if (leaks.length > 0) throw new Error(`${leaks.length} places say what they must not`);
      console.log('nothing personal in histories, search attributes, details, subjects and logs');
    } finally {
      await connection.close();
    }
  }),
);
