import { performance } from 'node:perf_hooks';
import { administrativeReform } from './demo/administrative-reform.ts';
import { anniversary } from './demo/anniversary.ts';
import { digitalHungYen } from './demo/digital-hung-yen.ts';
import { digitalThaiBinh } from './demo/digital-thai-binh.ts';
import { initiatives } from './demo/initiatives.ts';
import { Stage } from './demo/stage.ts';
import { TemporalCliMissing } from './embedded/temporal.ts';

/**
 * `npm run demo`: an instance of its own with the rehearsal clock, driven over HTTP alone. Under each of the plans a
 * collective and an individual go from draft to decision for each form of award, by each of its routes; the first
 * with a return for amendment, a hold, and a deadline missed over the next Tết. Exits 0 only if all is as it should
 * be.
 */
const seasons = [administrativeReform, digitalHungYen, initiatives, digitalThaiBinh, anniversary];

const started = performance.now();
const say = (line: string) => console.log(line);
let exitCode = 1;
try {
  const stage = await Stage.open(say);
  try {
    say(
      `Thi đua – Khen thưởng: ${stage.urls.api} · Temporal UI ${stage.urls.temporalUi ?? ''} · hộp thư ${stage.urls.mailbox ?? ''}`,
    );
    for (const season of seasons) await season(stage);
    await stage.everyMailOnce();
    await stage.recordHolds();
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
