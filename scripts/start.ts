// `npm start`: an instance on this machine, until Ctrl-C.
import path from 'node:path';
import { SettingsError, readSettings } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { killAll } from './embedded/leftovers.ts';
import { startInstance } from './instance.ts';
import type { Instance } from './instance.ts';

/** A terminal's Ctrl-C may come twice, by itself and passed on by npm: only a later one is a second. */
const sameSignalMs = 1_000;

let settings: Settings;
try {
  settings = readSettings();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}

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
    instance = await startInstance(settings, { say: (line) => console.error(line), signal: breakOff.signal });
  } catch (error) {
    if (breakOff.signal.aborted) {
      console.log('stopped');
      return 0;
    }
    console.error(`not started: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  announce(instance);
  const failure = await Promise.race([interrupted, instance.failed]);
  if (failure !== undefined) console.error(failure.message);
  await instance.stop();
  console.log('stopped');
  return failure === undefined ? 0 : 1;
}

function announce({ urls }: Instance): void {
  console.log(`Ready: ${urls.api}`);
  if (urls.temporalUi !== undefined) console.log(`Temporal UI: ${urls.temporalUi}`);
  if (urls.mailbox !== undefined) console.log(`Mailbox: ${urls.mailbox}`);
  if (settings.nodeEnv !== 'production') {
    console.log(`Demo accounts: ${path.join(settings.dataDir, 'demo-accounts.json')}`);
  }
}
