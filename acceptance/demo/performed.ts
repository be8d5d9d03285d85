import { performance } from 'node:perf_hooks';
import { TemporalCliMissing } from '../../embedded/temporal.ts';
import { Stage } from './stage.ts';

type Play = (stage: Stage) => Promise<void>;

/** Performs demos one after the other, each on a stage of its own, and ends the process: 0 only if all is as it should be. */
export async function performed(...plays: Play[]): Promise<never> {
  let exitCode = 0;
  for (const play of plays)
    await perform(play).catch((failure: unknown) => {
      exitCode = 1;
      console.error(
        failure instanceof TemporalCliMissing || !(failure instanceof Error)
          ? String(failure)
          : failure.stack,
      );
    });
  process.exit(exitCode);
}

/** @throws Error where something is not as it should be */
async function perform(play: Play): Promise<void> {
  const started = performance.now();
  const say = (line: string) => console.log(line);
  const stage = await Stage.open(say);
  // Its parts are processes of their own, which would outlive it.
  const end = () => void stage.close().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    say(
      `Thi đua – Khen thưởng: ${stage.urls.api} · Temporal UI ${stage.urls.temporalUi ?? ''} · hộp thư ${stage.urls.mailbox ?? ''}`,
    );
    await play(stage);
    await stage.everyMailOnce();
    await stage.recordHolds();
    await stage.nothingPersonalIsSeen();
    const seconds = Math.round((performance.now() - started) / 1000);
    const { failures } = stage;
    if (failures.length > 0)
      throw new Error(`Có ${failures.length} điều không đúng:\n${failures.join('\n')} (${seconds} s).`);
    say(`\nTất cả đúng như mong đợi (${seconds} s).`);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
    await stage.close();
  }
}
