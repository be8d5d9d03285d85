import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digitalSeason } from '../acceptance/demo/digital-season.ts';
import { mergerSeason } from '../acceptance/demo/merger-season.ts';
import { Papers } from '../acceptance/demo/papers.ts';
import { performed } from '../acceptance/demo/performed.ts';
import { reformSeason } from '../acceptance/demo/reform-season.ts';
import type { Stage } from '../acceptance/demo/stage.ts';

/**
 * `npm run demo:season [-- folder]`: three whole seasons over HTTP with the rehearsal clock, to the decisions: one of plan 002 (12
 * units, 40 nominations, a council of 15), one of plan 003 (60 units, 160 nominations, no council), and one in which units merge, a
 * member leaves, intake is extended the morning after and mail comes back, on a stage of its own. Every paper that the service draws is written
 * to the folder. Exits 0 only if all is as it should be. `-- --merger`: the last alone.
 */
const mergerAlone = process.argv[2] === '--merger';
const folder =
  (mergerAlone ? undefined : process.argv[2]) ?? mkdtempSync(path.join(os.tmpdir(), 'thi-dua-season-'));

const reformAndDigital = async (stage: Stage) => {
  const papers = new Papers(stage, folder);
  await reformSeason(stage, papers);
  await digitalSeason(stage, papers);
  stage.say(`\n${papers.written} văn bản trong ${folder}`);
};

// A council of seven, and units that are there: nothing that another season has left.
await performed(...(mergerAlone ? [] : [reformAndDigital]), mergerSeason);
