import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digitalSeason } from '../acceptance/demo/digital-season.ts';
import { mergerSeason } from '../acceptance/demo/merger-season.ts';
import { Papers } from '../acceptance/demo/papers.ts';
import { performed } from '../acceptance/demo/performed.ts';
import { reformSeason } from '../acceptance/demo/reform-season.ts';

/**
 * `npm run demo:season [-- folder]`: three whole seasons over HTTP with the rehearsal clock, to the decisions: one of plan 002 (12
 * units, 40 nominations, a council of 15), one of plan 003 (60 units, 160 nominations, no council), and one in which units merge, a
 * member leaves, intake is extended the morning after and mail comes back. Every paper that the service draws is written
 * to the folder. Exits 0 only if all is as it should be. `-- --merger`: the last alone.
 */
const mergerAlone = process.argv[2] === '--merger';
const folder =
  (mergerAlone ? undefined : process.argv[2]) ?? mkdtempSync(path.join(os.tmpdir(), 'thi-dua-season-'));

await performed(async (stage) => {
  const papers = new Papers(stage, folder);
  if (!mergerAlone) {
    await reformSeason(stage, papers);
    await digitalSeason(stage, papers);
  }
  await mergerSeason(stage);
  stage.say(`\n${papers.written} văn bản trong ${folder}`);
});
