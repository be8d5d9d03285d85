import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DEPARTMENT, LEAD, good } from '../acceptance/demo/basics.ts';
import type { As } from '../acceptance/demo/basics.ts';
import { busyWeek } from '../acceptance/demo/busy-week.ts';
import { People } from '../acceptance/demo/people.ts';
import type { Progress } from '../embedded/progress.ts';
import type { Instance } from './instance.ts';

const noteSchema = z.object({ state: z.enum(['begun', 'there']) });
const noteFile = (dataDir: string): string => path.join(dataDir, 'with-demo.json');
const note = (dataDir: string, state: z.infer<typeof noteSchema>['state']): void =>
  writeFileSync(noteFile(dataDir), `${JSON.stringify({ state })}\n`, { mode: 0o600 });

/** What there is to see is not there, and why. The message is one line for people. */
export class NoDemo extends Error {
  override readonly name = 'NoDemo';
}

/**
 * Fills a fresh instance with a season under way, so that every page has something to show: people's own acts, over HTTP.
 * Done once; a data folder in which somebody has begun to work is left alone.
 * @throws NoDemo
 */
export async function addDemo(
  { urls, settings }: Pick<Instance, 'urls' | 'settings'>,
  progress: Progress,
): Promise<void> {
  const { dataDir } = settings;
  if (existsSync(noteFile(dataDir))) {
    const { state } = noteSchema.parse(JSON.parse(readFileSync(noteFile(dataDir), 'utf8')));
    if (state === 'there') return;
    throw new NoDemo(
      `an earlier --with-demo was broken off, so that only part of it is there: remove ${dataDir} or name a new folder with DATA_DIR, and start again`,
    );
  }
  if (!existsSync(path.join(dataDir, 'demo-accounts.json')))
    throw new NoDemo(`there are no demonstration accounts in ${dataDir}: name a new folder with DATA_DIR`);
  const people = People.of(urls.api, dataDir);
  const office = await people.as('office-reviewer', LEAD);
  const { total } = good(await office.get<{ total: number }>('/rounds?limit=1'));
  if (total > 0)
    throw new NoDemo(`somebody works in ${dataDir} already: name a new folder with DATA_DIR for --with-demo`);

  note(dataDir, 'begun');
  const step = progress.begin('the demonstration');
  const as: As = (role, unit, nth) => {
    step.update(unit === undefined ? role : `${role} at ${unit}`);
    return people.as(role, unit, nth);
  };
  try {
    await busyWeek({ as, clock: () => Promise.resolve(new Date()) });
    await publishRanking(as);
  } finally {
    step.end();
  }
  note(dataDir, 'there');
}

/** Ranks of a plan whose criteria they are: no part of a week under plan 002. */
async function publishRanking(as: As): Promise<void> {
  const owner = await as('index-owner', DEPARTMENT);
  const ranks = {
    ...{ group: 'xa-phuong-thi-tran', version: 1 },
    entries: [{ unit: 'xa-dong-quan', rank: 1, score: 940, maximum: 1000 }],
  };
  const year = new Date().getFullYear() - 1;
  const first = { 'If-None-Match': '*' };
  good(await owner.send('PUT', `/rankings/bo-chi-so-chuyen-doi-so/${year}`, ranks, first));
}
