import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Credentials } from '../../../acceptance/demo/client.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A real Chromium, from an npm package. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    // Tests run as root in places.
    chromiumSandbox: false,
    args: ['--font-render-hinting=none', '--disable-dev-shm-usage'],
  });

/** A person at a browser of his own: what goes wrong in the page is kept. */
export class Desk {
  readonly faults: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      // A refusal is answered by a status, which Chromium notes as an error of its own.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.faults.push(message.text());
    });
  }

  /** Logs in, at an address if told. */
  static async of(
    browser: Browser,
    baseUrl: string,
    who: Credentials,
    width = 1280,
    at = '/',
  ): Promise<Desk> {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      baseURL: baseUrl,
      locale: 'vi-VN',
      // A colour that is on its way from one to another has no contrast to speak of.
      reducedMotion: 'reduce',
    });
    const desk = new Desk(await context.newPage());
    desk.page.setDefaultTimeout(20_000);
    await desk.page.goto(at);
    await desk.page.getByLabel('Tên đăng nhập').fill(who.username);
    await desk.page.getByLabel('Mật khẩu').fill(who.password);
    await desk.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await desk.page.locator('#content').waitFor();
    return desk;
  }

  async go(address: string): Promise<void> {
    await this.page.goto(address);
    await this.settled();
  }

  /** When what the page asked for is there. */
  async settled(): Promise<void> {
    // By its element: under an open dialog it has no role.
    await this.page.locator('h1').waitFor();
    await this.page.getByRole('progressbar').first().waitFor({ state: 'hidden' });
  }

  button = (name: string) => this.page.getByRole('button', { name, exact: true });

  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).first().click();
    // By how it begins: a unit's parent, say, stands under its name.
    const name =
      typeof option === 'string' ? new RegExp(`^${option.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) : option;
    await this.page.getByRole('option', { name }).click();
  }

  /** In a dialog: fills, confirms, and waits until it was recorded. */
  async act(name: string, fill: Record<string, string> = {}): Promise<void> {
    await this.button(name).first().click();
    await this.confirm(name, fill);
  }

  async confirm(name: string, fill: Record<string, string> = {}): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    for (const [label, value] of Object.entries(fill)) await dialog.getByLabel(label).first().fill(value);
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /**
   * What bars anybody in the dialogs that the buttons of this page open. `seen` holds the titles that have been
   * looked at. Nothing is sent: a dialog is closed again, and buttons that end a form are left alone.
   */
  async dialogBarriers(seen: Set<string>): Promise<string[]> {
    const found: string[] = [];
    const dialog = this.page.getByRole('dialog');
    const look = async () => {
      if ((await dialog.count()) === 0) return;
      const title = await dialog.locator('h2').first().innerText();
      if (!seen.has(title)) {
        seen.add(title);
        found.push(...(await this.barriers()).map((barrier) => `“${title}” ${barrier}`));
      }
      await this.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    const tried = new Set<string>();
    const buttons = this.page.locator('main button[type=button]:enabled:visible');
    for (let at = 0; at < (await buttons.count()); at++) {
      const button = buttons.nth(at);
      const name = (await button.getAttribute('aria-label')) ?? (await button.innerText());
      if (tried.has(name)) continue;
      tried.add(name);
      await button.click();
      const items = this.page.getByRole('menuitem');
      const acts = await items.allInnerTexts();
      if (acts.length === 0) await look();
      for (const act of acts) {
        if ((await items.count()) === 0) await button.click();
        await this.page.getByRole('menuitem', { name: act, exact: true }).click();
        await look();
      }
    }
    return found;
  }

  /** What axe finds against WCAG 2.2 AA and its own best practices, and whether the page, or a dialog, is wider than its window. */
  async barriers(): Promise<string[]> {
    await this.settled();
    // What is half faded in has half its contrast.
    await this.page.evaluate(
      `Promise.allSettled(document.getAnimations().flatMap((a) => a.effect.getTiming().iterations === Infinity ? [] : [a.finished]))`,
    );
    await this.page.evaluate(axe);
    const found = await this.page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations)`,
    );
    const wide = await this.page.evaluate<number>(
      `Math.max(...[document.documentElement, ...document.querySelectorAll('[role=dialog], [role=dialog] form > *')].map((e) => e.scrollWidth - e.clientWidth))`,
    );
    const where = new URL(this.page.url()).pathname;
    return [
      ...found.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html ?? ''}`),
      ...(wide > 0 ? [`${where}: ${wide} px too wide`] : []),
    ];
  }
}
