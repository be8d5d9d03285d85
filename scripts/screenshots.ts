// `npm run screenshots [folder]`: every page as somebody who works there sees it, wide, on a telephone and on paper, so
// that a person can look at each. An instance of its own with a busy week in it; the folder lies outside the repository.
// `npm run screenshots -- --readme`: the three pictures of the README alone, into docs/pictures.
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Desk, openBrowser } from '../tests/web/support/browser.ts';
import { pagesOf } from '../tests/web/support/pages.ts';
import { busyWeek } from '../acceptance/demo/busy-week.ts';
import type { BusyWeek } from '../acceptance/demo/busy-week.ts';
import { Stage } from '../acceptance/demo/stage.ts';
import { takeReadmePictures } from './readme-pictures.ts';

const forReadme = process.argv[2] === '--readme';
const folder = path.resolve(
  (forReadme ? undefined : process.argv[2]) ?? path.join(os.tmpdir(), 'thi-dua-screenshots'),
);
const stage = await Stage.open((line) => console.log(line));
const browser = await openBrowser();
try {
  const week = await busyWeek(stage);
  if (forReadme) await takeReadmePictures(stage, browser, week);
  else {
    await takeAll(week);
    console.log(`screenshots: ${folder}`);
  }
} finally {
  await browser.close();
  await stage.close();
}
process.exit(0);

async function takeAll(week: BusyWeek): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // Several pages of one kind: each by what stands there.
  const nameOf = (address: string) =>
    Object.entries<string>({ ...week })
      .reduce((name, [what, id]) => name.replace(id, what), address)
      .replace(/\W+/g, '-');
  const door = await browser.newPage({ viewport: { width: 360, height: 800 }, locale: 'vi-VN' });
  await door.goto(stage.urls.api);
  await door.getByLabel('Mật khẩu').waitFor();
  await door.screenshot({ path: path.join(folder, 'login-360.png') });
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
        await desk.page.waitForLoadState('networkidle');
        const file = path.join(folder, `${role}${nameOf(address)}`);
        await desk.page.screenshot({ path: `${file}-${width}.png`, fullPage: true });
        if (width === 1280) await desk.page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
      }
      await desk.page.context().close();
    }
}
