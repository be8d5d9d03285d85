import { performance } from 'node:perf_hooks';
import { TemporalCliMissing } from '../../embedded/temporal.ts';
import { Stage } from './stage.ts';

/** Performs a demo on a stage of its own and ends the process: 0 only if all is as it should be. */
export async function performed(play: (stage: Stage) => Promise<void>): Promise<never> {
  const started = performance.now();
  const say = (line: string) => console.log(line);
  let exitCode = 1;
  try {
    const stage = await Stage.open(say);
    // Its parts are processes of their own, which would outlive it.
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stage.close().finally(() => process.exit(1)));
    try {
      say(
        `Thi đua – Khen thưởng: ${stage.urls.api} · Temporal UI ${stage.urls.temporalUi ?? ''} · hộp thư ${stage.urls.mailbox ?? ''}`,
      );
      await play(stage);
      await stage.everyMailOnce();
      await stage.recordHolds();
      await stage.nothingPersonalIsSeen();
      exitCode = stage.failures.length === 0 ? 0 : 1;
      const seconds = Math.round((performance.now() - started) / 1000);
      say(
        `\n${exitCode === 0 ? 'Tất cả đúng như mong đợi' : `Có ${stage.failures.length} điều không đúng:\n${stage.failures.join('\n')}`} (${seconds} s).`,
      );
    } finally {
      await stage.close();
    }
  } catch (failure) {
    console.error(
      failure instanceof TemporalCliMissing || !(failure instanceof Error) ? String(failure) : failure.stack,
    );
  }
  process.exit(exitCode);
}
