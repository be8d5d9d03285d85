import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Desk } from '../tests/web/support/browser.ts';
import type { BusyWeek } from '../acceptance/demo/busy-week.ts';
import type { Stage } from '../acceptance/demo/stage.ts';
import { LEAD } from '../acceptance/demo/story.ts';

const folder = path.resolve(import.meta.dirname, '..', 'docs', 'pictures');
/** Of a picture, so that a clone stays small. */
const LARGEST = 150 * 1024;
const window = { width: 1280, height: 800 };
/** What a picture shows of it. */
const clip = { x: 0, y: 0, width: 1280, height: 640 };

/** The three pictures of the README. @throws Error where one has grown too large */
export async function takeReadmePictures(
  stage: Pick<Stage, 'urls' | 'as'>,
  browser: Browser,
  week: Pick<BusyWeek, 'submitted'>,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => path.join(folder, `${name}.png`);
  const door = await browser.newPage({ viewport: window, locale: 'vi-VN' });
  await door.goto(stage.urls.api);
  await door.getByText('Vào thử với vai').waitFor();
  await door.screenshot({ path: file('login'), clip });
  await door.close();
  const { who } = await stage.as('office-reviewer', LEAD);
  const desk = await Desk.of(browser, stage.urls.api, who, window.width);
  for (const [name, address] of [
    ['tasks', '/'],
    ['nomination', `/nominations/${week.submitted}`],
  ] as const) {
    await desk.go(address);
    await desk.page.waitForLoadState('networkidle');
    await desk.page.screenshot({ path: file(name), clip });
  }
  for (const name of ['login', 'tasks', 'nomination']) {
    const { size } = statSync(file(name));
    if (size > LARGEST)
      throw new Error(`docs/pictures/${name}.png has ${size} bytes, ${LARGEST} are allowed`);
  }
}
