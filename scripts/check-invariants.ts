// `npm run invariants`: what must hold over the whole record. Exit code 1, with the ids, where something doesn't.
import { brokenInvariants, invariants } from '../cases/invariants.ts';
import { runCommand } from './command.ts';
import { withOperatorsDatabase } from './operators.ts';

await runCommand(() =>
  withOperatorsDatabase(async (db) => {
    const broken = await brokenInvariants(db);
    for (const { name, ids } of broken) console.log(`BROKEN: ${name}\n  ${ids.slice(0, 20).join('\n  ')}`);
    console.log(`${invariants.length - broken.length} of ${invariants.length} invariants hold`);
    if (broken.length > 0) throw new Error('the record contradicts itself');
  }),
);
