// `npm run resume`: brings Temporal up to the record, after it was lost or restored from an older backup (or after a
// release), and says what it did. Exit code 1 if a path could not be reached.
import { Client, Connection } from '@temporalio/client';
import { readSettings } from '../settings.ts';
import { temporalConnectionOptions } from '../temporal-connection.ts';
import { resumePaths } from '../cases/resume.ts';
import { runCommand } from './command.ts';
import { runningParts, withOperatorsDatabase } from './operators.ts';

await runCommand(() =>
  withOperatorsDatabase(async (db) => {
    const settings = readSettings();
    const { taskQueue, namespace } = settings.temporal;
    const address = runningParts().temporalAddress;
    const connection = await Connection.connect(temporalConnectionOptions({ temporal: { address } }));
    const client = new Client({ connection, namespace });
    try {
      const done = await resumePaths({ db, client, taskQueue, rehearsal: settings.rehearsal });
      const { started, reread, ended, failed } = done;
      console.log(
        `${started.length} started from the record, ${reread.length} told to read it again, ${ended.length} ended, ${failed.length} not reached`,
      );
      if (failed.length > 0) throw new Error(failed.join('\n'));
    } finally {
      await connection.close();
    }
  }),
);
