// `npm run screenshots [folder]`: every page as somebody who works there sees it, wide and on a telephone, so that a
// person can look at each. An instance of its own with a busy week in it; the folder lies outside the repository.
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Desk, openBrowser } from '../tests/web/support/browser.ts';
import { pagesOf } from '../tests/web/support/pages.ts';
import { busyWeek } from './demo/busy-week.ts';
import { Stage } from './demo/stage.ts';

const folder = path.resolve(process.argv[2] ?? path.join(os.tmpdir(), 'thi-dua-screenshots'));
mkdirSync(folder, { recursive: true });
const stage = await Stage.open((line) => console.log(line));
const browser = await openBrowser();
try {
  const week = await busyWeek(stage);
  for (const [[role, unit], addresses] of pagesOf(week))
    for (const width of [1280, 360]) {
      const { who } = await stage.as(role, unit);
      const desk = await Desk.of(browser, stage.urls.api, who, width);
      for (const address of addresses) {
        await desk.go(address);
        // What the plan calls it comes a moment later.
        await desk.page
          .getByText(/^…$|… · …/)
          .first()
          .waitFor({ state: 'hidden' });
        const name = address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'one').replace(/\W+/g, '-');
        await desk.page.screenshot({
          path: path.join(folder, `${role}${name}-${width}.png`),
          fullPage: true,
        });
      }
      await desk.page.context().close();
    }
  console.log(`screenshots: ${folder}`);
} finally {
  await browser.close();
  await stage.close();
}
process.exit(0);
