import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digitalSeason } from './demo/digital-season.ts';
import { Papers } from './demo/papers.ts';
import { performed } from './demo/performed.ts';
import { reformSeason } from './demo/reform-season.ts';

/**
 * `npm run demo:season [-- folder]`: two whole seasons over HTTP with the rehearsal clock, one of plan 002 (12 units, 40
 * nominations, a council of 15) and one of plan 003 (60 units, 160 nominations, no council), to the decisions. Every paper
 * that the service draws is written to the folder. Exits 0 only if all is as it should be.
 */
const folder = process.argv[2] ?? mkdtempSync(path.join(os.tmpdir(), 'thi-dua-season-'));

await performed(async (stage) => {
  const papers = new Papers(stage, folder);
  await reformSeason(stage, papers);
  await digitalSeason(stage, papers);
  stage.say(`\n${papers.written} văn bản trong ${folder}`);
});
