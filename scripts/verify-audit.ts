// `npm run audit`: holds the record against its seals. Exit code 1, with what and where, if anything contradicts them.
//   --heads PATH   a folder or file of heads kept outside the database; AUDIT_HEADS_DIR unless told
//   --from PATH    go on from the heads in that folder or file: the chains before them are not worked out again
//   --keep FILE    add the present heads to that file, if nothing was found: what the next --from goes on from
//   --no-files     do not read the files
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkRecord } from '../cases/shared/audit/check.ts';
import { findingCodes } from '../cases/shared/audit/findings.ts';
import { linesOf, presentHeads, readHeads } from '../cases/shared/audit/heads.ts';
import { FileStore } from '../files/file-store.ts';
import { hasExcessRights } from '../prisma/roles.ts';
import { readSettings } from '../settings.ts';
import { runCommand } from './command.ts';
import { withOperatorsDatabase } from './operators.ts';

const SHOWN = 200;

await runCommand(() =>
  withOperatorsDatabase(async (db) => {
    const { values } = parseArgs({
      options: {
        heads: { type: 'string' },
        from: { type: 'string' },
        keep: { type: 'string' },
        'no-files': { type: 'boolean', default: false },
      },
    });
    const { filesDir, auditHeads } = readSettings();
    const { folder } = auditHeads;
    const place = values.from ?? values.heads ?? (folder && existsSync(folder) ? folder : undefined);
    const kept = place === undefined ? [] : await readHeads(place);
    const report = await checkRecord(db, {
      kept,
      fromKept: values.from !== undefined,
      ...(values['no-files'] ? {} : { files: new FileStore(filesDir) }),
    });
    const { chains, findings, missingNumbers } = report;
    for (const { organization, head, brokenAt } of chains)
      console.log(
        brokenAt === null
          ? `${organization}: ${head.position} entries, head ${head.hash}`
          : `${organization}: BROKEN at ${brokenAt}; ${head.position} entries hold, head ${head.hash}`,
      );
    console.log(`${await db.unsealedEntry.count()} not sealed yet`);
    console.log(
      place === undefined ? 'no heads kept outside to compare with' : `${kept.length} kept heads compared`,
    );
    console.log(`${missingNumbers} numbers without an entry (transactions that were given up leave such)`);
    if (await hasExcessRights(db))
      console.log("database roles: the service's role may do more than it should (docs/operations.md)");
    for (const { code, where } of findings.slice(0, SHOWN))
      console.log(`${code}: ${where} (${findingCodes[code]})`);
    if (findings.length > SHOWN) console.log(`… and ${findings.length - SHOWN} more`);
    if (findings.length > 0) throw new Error(`the record contradicts its seals in ${findings.length} places`);
    if (values.keep !== undefined) await appendFile(values.keep, linesOf(await presentHeads(db, new Date())));
  }),
);
