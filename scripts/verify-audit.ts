// `npm run audit`: works the audit's chains out again, and says how far they hold. Exit code 1 if one is broken.
import { verifyAudit } from '../activities/audit/verify.ts';
import { runCommand } from './command.ts';
import { withOperatorsDatabase } from './operators.ts';

await runCommand(() =>
  withOperatorsDatabase(async (db) => {
    const chains = await verifyAudit(db);
    const unsealed = await db.auditUnsealed.count();
    for (const { organization, head, brokenAt } of chains)
      console.log(
        brokenAt === null
          ? `${organization}: ${head.position} entries, head ${head.hash}`
          : `${organization}: BROKEN at ${brokenAt}; ${head.position} entries hold, head ${head.hash}`,
      );
    console.log(`${unsealed} not sealed yet`);
    if (chains.some(({ brokenAt }) => brokenAt !== null)) throw new Error('the audit was changed');
  }),
);
