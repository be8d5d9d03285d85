import type { Role } from '../../../domain/roles.ts';
import { busyWeek } from '../../../acceptance/demo/busy-week.ts';
import type { BusyWeek } from '../../../acceptance/demo/busy-week.ts';
import type { Credentials } from '../../../acceptance/demo/client.ts';
import { startStack } from '../../support/stack.ts';
import type { Stack } from '../../support/stack.ts';
import { Desk, openBrowser } from './browser.ts';

/** A busy week, and a browser in which anybody who works there sits down. */
export interface WeekAtDesks {
  stack: Stack;
  week: BusyWeek;
  at: (role: Role, unit: string, width?: number) => Promise<Desk>;
  sit: (who: Credentials, width?: number) => Promise<Desk>;
  stop: () => Promise<void>;
}

export async function startWeek(file: string): Promise<WeekAtDesks> {
  const stack = await startStack(file);
  const browser = await openBrowser();
  const week = await busyWeek({ as: stack.as, clock: stack.deps.clock });
  const sit = (who: Credentials, width?: number) => Desk.of(browser, stack.baseUrl, who, width);
  return {
    stack,
    week,
    at: async (role, unit, width) => sit((await stack.as(role, unit)).who, width),
    sit,
    async stop() {
      await browser.close();
      await stack.stop();
    },
  };
}
