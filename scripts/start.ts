// `npm start [-- --with-demo]`: an instance on this machine, until Ctrl-C.
import path from 'node:path';
import { SettingsError, readSettings } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { killAll } from '../embedded/leftovers.ts';
import { progressOn } from '../embedded/progress.ts';
import { startInstance } from './instance.ts';
import type { Instance } from './instance.ts';
import { addDemo } from './with-demo.ts';

/** A terminal's Ctrl-C may come twice, by itself and passed on by npm: only a later one is a second. */
const sameSignalMs = 1_000;
const WITH_DEMO = '--with-demo';

const given = process.argv.slice(2);
const withDemo = given.includes(WITH_DEMO);
let settings: Settings;
try {
  const unknown = given.filter((argument) => argument !== WITH_DEMO);
  if (unknown.length > 0) throw new SettingsError(unknown.map((one) => `${one}: not known (${WITH_DEMO})`));
  settings = readSettings();
  if (withDemo && settings.nodeEnv === 'production')
    throw new SettingsError([`${WITH_DEMO}: refused with NODE_ENV=production`]);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}

const progress = progressOn(process.stderr);
const breakOff = new AbortController();
const interrupted = new Promise<void>((resolve) =>
  breakOff.signal.addEventListener('abort', () => resolve()),
);
let askedAt: number | undefined;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      console.log('stopping …');
      breakOff.abort();
    } else if (Date.now() - askedAt > sameSignalMs) {
      console.error('stopping at once');
      killAll(settings.dataDir);
      process.exit(1);
    }
  });
}

process.exit(await run());

/** @returns the exit code */
async function run(): Promise<number> {
  console.log('starting …');
  let instance: Instance;
  try {
    instance = await startInstance(settings, { progress, signal: breakOff.signal });
  } catch (error) {
    if (breakOff.signal.aborted) {
      console.log('stopped');
      return 0;
    }
    console.error(`not started: ${messageOf(error)}`);
    return 1;
  }
  const failure = await work(instance);
  if (failure !== undefined) console.error(failure.message);
  await instance.stop();
  console.log('stopped');
  return failure === undefined ? 0 : 1;
}

/** Until somebody ends it. @returns what ended it otherwise */
async function work(instance: Instance): Promise<Error | undefined> {
  const ended = Promise.race([interrupted, instance.failed]);
  if (withDemo) {
    const filled = addDemo(instance, progress).then(
      () => 'filled' as const,
      (error: unknown) => new Error(`without the demonstration: ${messageOf(error)}`),
    );
    const first = await Promise.race([filled, ended]);
    if (first !== 'filled') return first ?? undefined;
  }
  announce(instance);
  return (await ended) ?? undefined;
}

function announce({ urls }: Instance): void {
  console.log(`Ready: ${urls.api}`);
  if (urls.temporalUi !== undefined) console.log(`Temporal UI: ${urls.temporalUi}`);
  if (urls.mailbox !== undefined) console.log(`Mailbox: ${urls.mailbox}`);
  if (settings.nodeEnv !== 'production') {
    console.log(`Demo accounts: ${path.join(settings.dataDir, 'demo-accounts.json')}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
