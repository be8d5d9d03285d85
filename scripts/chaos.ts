/**
 * `npm run chaos -- --seed N --minutes M [--plant KIND]`: people at work over HTTP while worker, API, PostgreSQL,
 * Temporal and SMTP are killed, paused, slow or refusing; then everything that the design promises is looked at. Exit
 * code 1, with the seed, on any violation. `--plant` spoils the end of the run, so that it can be seen that it is found.
 */
import { parseArgs } from 'node:util';
import { checks } from '../acceptance/chaos/checks.ts';
import { plants } from '../acceptance/chaos/plants.ts';
import { linesOf } from '../acceptance/chaos/report.ts';
import { run } from '../acceptance/chaos/run.ts';
import { runCommand } from './command.ts';

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      minutes: { type: 'string', default: '2' },
      plant: { type: 'string' },
    },
  });
  const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
  const plant = values.plant === undefined ? undefined : plants[values.plant];
  if (!Number.isSafeInteger(seed) || !(minutes > 0) || (values.plant !== undefined && !plant))
    throw new Error(`--seed: a whole number; --minutes: above 0; --plant: ${Object.keys(plants).join(', ')}`);
  const say = (line: string) => console.log(line);
  say(`seed ${seed}, ${minutes} minutes`);
  const outcome = await run({ seed, minutes, say, ...(plant ? { afterwards: plant.spoil } : {}) });
  linesOf(outcome).forEach(say);
  const broken = outcome.violations.size;
  if (broken > 0)
    throw new Error(
      `${broken} of ${Object.keys(checks).length} checks found violations; again: npm run chaos -- --seed ${seed} --minutes ${minutes}; what is left lies in ${outcome.dataDir}`,
    );
});
