/**
 * `npm run chaos -- --seed N --minutes M`: people at work over HTTP while worker, API, PostgreSQL, Temporal and SMTP are
 * killed, paused, slow or refusing; then everything that the design promises is looked at. Exit code 1, with the seed, on
 * any violation.
 */
import { parseArgs } from 'node:util';
import { run } from './chaos/run.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, minutes: { type: 'string', default: '2' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const started = Date.now();
const outcome = await run({ seed, minutes: Number(values.minutes), say: (line) => console.log(line) });
const { violations, faults, ledger, drainMs, evidence, deaths } = outcome;
const count = (of: readonly string[]) =>
  [...new Set(of)].map((one) => `${one} ${of.filter((o) => o === one).length}`).join(', ');
console.log(`acts: ${evidence.asked.length}; votes ${evidence.votes.length}; repeats ${ledger.repeats}`);
console.log(`refusals: ${[...ledger.refusals].map(([code, n]) => `${code} ${n}`).join(', ')}`);
console.log(`faults: ${count(faults.map(({ part, kind }) => `${part} ${kind}`))}`);
console.log(`deaths: ${count(deaths)}`);
console.log(
  `stages: ${count(evidence.paths.map(({ workflowId, stage }) => `${workflowId.split(':')[0] ?? ''} ${stage}`))}`,
);
console.log(
  `drained in ${Math.round(drainMs / 1000)} s; ${Math.round((Date.now() - started) / 1000)} s in all`,
);
for (const [check, lines] of violations)
  console.log(`✗ ${check}: ${lines.length}\n   ${lines.slice(0, 10).join('\n   ')}`);
console.log(violations.size === 0 ? 'no violation' : `violations with seed ${seed}`);
process.exit(violations.size === 0 ? 0 : 1);
