import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Document, Packer, PageBreak, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { loadUnits } from '../../cases/shared/accounts.ts';
import { draftNominations } from '../../cases/nomination/draft.ts';
import type { Draft } from '../../cases/nomination/draft.ts';
import * as story from '../../acceptance/demo/story.ts';
import { readSheets } from '../support/sheets.ts';
import { startWeek } from '../web/support/week.ts';
import type { WeekAtDesks } from '../web/support/week.ts';

// What packs, unpacks and shows in the browser, under the pages' real policy: at the sizes that offices have.
let desks: WeekAtDesks;
beforeAll(async () => {
  desks = await startWeek(import.meta.filename);
}, 300_000);
afterAll(() => desks.stop());

const kind = 'bao-cao-thanh-tich';
const hand = async (name: string, bytes: Buffer) => {
  const unit = await desks.stack.as('unit-officer', story.UNIT);
  story.good(await unit.upload(`/nominations/${desks.week.drafted}/documents`, { name, bytes }, { kind }));
};
/** Words that no packing makes small, as a real text has them. */
const words = (n: number) => Array.from({ length: n }, () => randomUUID()).join(' ');

it('a workbook with a part of 1 MB and more is shown, and says how many of its rows', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => [{ value: `Hàng ${at + 1}` }, { value: words(8) }]);
  await hand('so-lieu-lon.xlsx', await writeExcelFile(rows).toBuffer());
  const desk = await desks.at('unit-officer', story.UNIT);
  await desk.go(`/nominations/${desks.week.drafted}`);
  await desk.button('Xem: so-lieu-lon.xlsx').click();
  await desk.page.getByRole('cell', { name: 'Hàng 300', exact: true }).waitFor();
  await desk.page.getByText('Chỉ hiện 300 dòng đầu trong 5000 dòng').waitFor();
  expect(desk.faults).toEqual([]);
});

it('a text of 200 pages is shown to its end', async () => {
  const pages = Array.from({ length: 200 }, (_, at) => [
    new Paragraph(`Trang ${at + 1}: ${words(60)}`),
    new Paragraph({ children: [new PageBreak()] }),
  ]);
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children: pages.flat() }] }));
  await hand('bao-cao-dai.docx', bytes);
  const desk = await desks.at('unit-officer', story.UNIT);
  await desk.go(`/nominations/${desks.week.drafted}`);
  await desk.button('Xem: bao-cao-dai.docx').click();
  await desk.page.frameLocator('iframe').getByText('Trang 200:').waitFor();
  expect(desk.faults).toEqual([]);
});

it('a list of 5,000 goes to Excel whole', async () => {
  const { deps, as } = desks.stack;
  const { username } = (await as('unit-officer', story.UNIT)).who;
  const { id: personId } = await deps.db.person.findUniqueOrThrow({ where: { username } });
  // Long enough that their part is larger than what the library packs by itself.
  const names = Array.from({ length: 5_000 }, (_, at) => `Trần Văn ${at} ${'rất dài '.repeat(10)}`.trim());
  const drafts = names.map((name) => {
    const draft: Draft = story.draftOf(desks.week.round, { kind: 'individual', award: 'giay-khen', name });
    return { id: randomUUID(), draft };
  });
  const by = { personId, role: 'unit-officer', unit: story.UNIT } as const;
  const at = (await deps.clock()).toISOString();
  const units = await loadUnits(deps.db, new Date(at));
  const { made } = await deps.db.$transaction(
    async (tx) => {
      const written = await draftNominations(tx, desks.week.round, drafts, { by, at, units });
      // Nobody works on them: their paths need not be started.
      await tx.nomination.updateMany({
        where: { id: { in: written.made.map(({ id }) => id) } },
        data: { started: true },
      });
      return written;
    },
    { timeout: 120_000 },
  );
  expect(made).toHaveLength(5_000);
  const desk = await desks.at('unit-officer', story.UNIT);
  desk.page.setDefaultTimeout(240_000);
  await desk.go('/nominations');
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.button('Tải danh sách (.xlsx)').click(),
  ]);
  const [rows = []] = await readSheets(readFileSync(await download.path()));
  const told = new Set(rows.flat().map(String));
  expect(names.filter((name) => !told.has(name))).toEqual([]);
  expect(desk.faults).toEqual([]);
});
