import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import { columns } from '../../domain/nominee-list/columns.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { todayOf } from '../support/steps.ts';

let stack: Stack;
let officer: ApiClient;
let roundId: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  officer = await stack.as('unit-officer', story.UNIT);
  const today = await todayOf(stack);
  const dates = { intakeCloses: 20, reviewBy: 40, councilBy: 60, submitBy: 70, decisionBy: 120 };
  const named = Object.entries(dates).map(([name, days]): [string, string] => [name, addDays(today, days)]);
  ({ id: roundId } = await story.openRound(stack.as, { opens: today, ...Object.fromEntries<string>(named) }));
});
afterAll(() => stack.stop());

interface Remark {
  cell: string;
  column: string;
  message: string;
}
interface Reading {
  digest: string;
  sheet: string;
  headingRow: number;
  columns: { letter: string; heading: string; means: string | null }[];
  legacy: object | null;
  rows: {
    row: number;
    values: Record<string, string | number | null>;
    faults: Remark[];
    notes: Remark[];
    known: string | null;
    twinOf: number | null;
  }[];
}
interface Taken {
  made: { row: number; id: string; code: string }[];
  refused: { row: number; errors: { path: string; message: string }[] }[];
}

const sample = (name: string) => ({
  name,
  bytes: readFileSync(path.join(import.meta.dirname, '..', 'files', 'lists', name)),
});
const handIn = async (file: { name: string; bytes: Buffer }): Promise<string> =>
  story.good(await officer.upload<{ id: string }>('/nominee-lists', file)).id;
const chosen = () => ({ roundId, proposingUnit: story.UNIT });
const addressOf = (id: string, more = {}) =>
  `/nominee-lists/${id}?${new URLSearchParams({ ...chosen(), ...more }).toString()}`;
const read = async (id: string, more = {}): Promise<Reading> =>
  story.good(await officer.get<Reading>(addressOf(id, more)));
const take = (id: string, { digest, rows }: { digest: string; rows: number[] }, more = {}, key?: string) =>
  officer.post<Taken>(
    `/nominee-lists/${id}/actions/take`,
    { ...chosen(), digest, rows, whole: true, ...more },
    key,
  );
const countOf = (subjectName: string) => stack.deps.db.nomination.count({ where: { roundId, subjectName } });

const row = (name: string, more: Partial<Record<string, string>> = {}): (string | null)[] => {
  const cells: Partial<Record<string, string>> = {
    ...{ name, category: 'Cá nhân', award: 'Giấy khen', position: 'Chuyên viên', gender: 'Nữ' },
    ...{ title: 'Cải cách', from: '01/06/2021', to: '31/12/2025', summary: 'Rút ngắn thời gian.', ...more },
  };
  return columns.map(({ field }) => cells[field] ?? null);
};
const book = (rows: (string | null)[][]) => {
  const sheet = XLSX.utils.aoa_to_sheet([columns.map(({ label }) => label.vi), ...rows]);
  const bytes = XLSX.write(XLSX.utils.book_new(sheet, 'Danh sách'), { type: 'buffer', bookType: 'xlsx' });
  return { name: 'danh-sach.xlsx', bytes: Buffer.from(bytes as Uint8Array) };
};

describe('a list of nominees', () => {
  it('is shown as it was understood, by its headings wherever they stand, and nothing is saved by that', async () => {
    const before = await stack.deps.db.nomination.count();
    const { rows, columns: shown, headingRow } = await read(await handIn(sample('columns-moved.xlsx')));
    expect(headingRow).toBe(1);
    expect(shown.find(({ letter }) => letter === 'D')).toMatchObject({
      heading: 'Tên thành tích',
      means: 'Tên thành tích',
    });
    expect(rows.map(({ values }) => values)).toEqual([
      expect.objectContaining({
        ...{
          name: 'Trần Văn Minh',
          position: 'Chuyên viên',
          title: 'Cải cách hành chính giai đoạn 2021 - 2025',
        },
        ...{ from: '2021-06-01', to: '2025-12-31', gender: 'Nam', award: 'Giấy khen của Giám đốc Sở' },
      }),
    ]);
    expect(await stack.deps.db.nomination.count()).toBe(before);
  });

  it('becomes drafts once, with their paths, by the very reading that was shown', async () => {
    const id = await handIn(sample('good.xlsx'));
    const { digest, rows } = await read(id);
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    const wanted = { digest, rows: rows.map(({ row: number }) => number) };
    const key = randomUUID();
    const answers = await Promise.all([take(id, wanted, {}, key), take(id, wanted, {}, key)]);
    const [taken] = answers.map((answer) => story.good(answer, 201));
    expect(answers[1].body).toEqual(taken);
    expect(taken?.made.map(({ row: number }) => number)).toEqual([2, 3]);
    expect(await countOf('Trần Văn Minh')).toBe(1);
    for (const { id: nomination, code } of taken?.made ?? []) {
      const seen = await story.look(officer, nomination);
      expect(seen).toMatchObject({
        code,
        stage: 'unit-proposal',
        allowedActions: expect.arrayContaining(['submit']),
      });
      await expect
        .poll(
          async () =>
            (await stack.deps.db.nomination.findUniqueOrThrow({ where: { id: nomination } })).started,
        )
        .toBe(true);
    }
    // The same file again: what is there already is said, row by row.
    const again = await read(await handIn(sample('good.xlsx')));
    expect(again.rows.map(({ known }) => known)).toEqual(taken?.made.map(({ code }) => code));
  });

  it('is wholly left where a row is wrong, or its right rows are taken, as it was asked for', async () => {
    const id = await handIn(
      book([row('Lê Thị Một'), row('Lê Thị Hai', { to: '31/02/2025' }), row('Lê Thị Ba')]),
    );
    const { digest, rows } = await read(id);
    expect(rows[1]?.faults).toEqual([
      { cell: 'J3', column: 'Thành tích đến ngày', message: 'Không có ngày này trong lịch.' },
    ]);
    const all = { digest, rows: [2, 3, 4] };
    const refused = await take(id, all);
    expect([refused.status, refused.body]).toEqual([422, expect.objectContaining({ code: 'rows-refused' })]);
    expect(await countOf('Lê Thị Một')).toBe(0);
    const { made, refused: left } = story.good(await take(id, all, { whole: false }), 201);
    expect([made.map((one) => one.row), left.map((one) => one.row)]).toEqual([[2, 4], [3]]);
    expect([await countOf('Lê Thị Một'), await countOf('Lê Thị Hai')]).toEqual([1, 0]);
  });

  it('is not taken otherwise than it was shown', async () => {
    const id = await handIn(sample('tcvn3.xlsx'));
    const asItIs = await read(id);
    expect(asItIs.legacy).toMatchObject({ before: 'NguyÔn V¨n §øc', after: 'Nguyễn Văn Đức' });
    const converted = await read(id, { convert: 'true' });
    const rows = converted.rows.map(({ row: number }) => number);
    const other = await take(id, { digest: asItIs.digest, rows }, { convert: true });
    expect([other.status, other.body]).toEqual([409, expect.objectContaining({ code: 'list-changed' })]);
    expect(await countOf('Nguyễn Văn Đức')).toBe(0);
    story.good(await take(id, { digest: converted.digest, rows }, { convert: true }), 201);
    expect(await countOf('Nguyễn Văn Đức')).toBe(1);
  });

  it('comes back with its faults marked in their cells, can be mended there and is read again', async () => {
    const id = await handIn(book([row('Lê Thị Bốn', { award: 'Huân chương' }), row('Lê Thị Năm')]));
    await read(id);
    const query = new URLSearchParams(chosen());
    const { status, bytes } = await officer.download(`/nominee-lists/${id}/marked.xlsx?${query.toString()}`);
    expect(status).toBe(200);
    const marked = XLSX.read(bytes, { cellStyles: true });
    const sheet = marked.Sheets['Danh sách'] ?? {};
    const fill = (cell: string) =>
      (sheet[cell] as { s?: { fgColor?: { rgb?: string } } } | undefined)?.s?.fgColor?.rgb;
    expect([fill('C2'), fill('C3')]).toEqual(['FFC7CE', undefined]);
    expect(String((sheet.L2 as XLSX.CellObject).v)).toContain(
      'C2 (Hình thức khen thưởng): Không có trong kế hoạch',
    );
    XLSX.utils.sheet_add_aoa(sheet, [['Giấy khen']], { origin: 'C2' });
    const mended = Buffer.from(XLSX.write(marked, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
    const { rows } = await read(await handIn({ name: 'da-sua.xlsx', bytes: mended }));
    expect(rows.map(({ faults, values }) => [values.name, faults])).toEqual([
      ['Lê Thị Bốn', []],
      ['Lê Thị Năm', []],
    ]);
  });

  it('of 1,000 becomes 1,000 drafts by one request', async () => {
    const names = Array.from(
      { length: 1_000 },
      (_, i) => `Trần Thị ${'An Bình Chi Dung Giang'.split(' ')[i % 5]} ${i}`,
    );
    const id = await handIn(book(names.map((name) => row(name))));
    const { digest, rows } = await read(id);
    const { made } = story.good(await take(id, { digest, rows: rows.map(({ row: n }) => n) }), 201);
    expect(made).toHaveLength(1_000);
    expect(new Set(made.map(({ code }) => code)).size).toBe(1_000);
    expect(await stack.deps.db.nomination.count({ where: { subjectName: { in: names } } })).toBe(1_000);
    const path1 = { pathKind: 'nomination', pathId: { in: made.map((one) => one.id) } };
    expect(await stack.deps.db.transition.count({ where: path1 })).toBe(1_000);
    expect(await stack.deps.db.auditEntry.count({ where: { ...path1, action: 'draft' } })).toBe(1_000);
  });

  it.each([
    ['password.xlsx', 'encrypted-file', 415],
    ['empty.xlsx', 'empty-file', 415],
    ['cut-short.xlsx', 'damaged-file', 415],
    ['letter.pdf', 'not-a-spreadsheet', 415],
  ])('%s is refused with the way out as it is handed in: %s', async (name, code, status) => {
    const answer = await officer.upload('/nominee-lists', sample(name));
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('without headings, or with two for one thing, is told so', async () => {
    const none = await officer.get(addressOf(await handIn(sample('no-headings.xlsx'))));
    expect([none.status, none.body]).toEqual([422, expect.objectContaining({ code: 'no-list' })]);
    const two = await officer.get(addressOf(await handIn(sample('headings-twice.xlsx'))));
    expect([two.status, two.body]).toEqual([
      422,
      expect.objectContaining({
        code: 'headings-twice',
        errors: [{ path: 'file', message: 'Chức vụ: cột D và L.' }],
      }),
    ]);
  });

  it('is its sender’s alone', async () => {
    const id = await handIn(sample('good.xlsx'));
    const head = await stack.as('unit-head', story.UNIT);
    expect((await head.get(addressOf(id))).status).toBe(404);
  });

  it('is filled in from a template that this service reads', async () => {
    const { bytes } = await officer.download(`/rounds/${roundId}/nominee-list-template.xlsx`);
    const template = XLSX.read(bytes);
    const [first = ''] = template.SheetNames;
    expect(XLSX.utils.sheet_to_json(template.Sheets[first] ?? {}, { header: 1 })).toEqual([
      columns.map(({ label }) => label.vi),
    ]);
    XLSX.utils.sheet_add_aoa(template.Sheets[first] ?? {}, [row('Lê Thị Sáu')], { origin: 'A2' });
    const filled = Buffer.from(XLSX.write(template, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
    const { rows } = await read(await handIn({ name: 'mau.xlsx', bytes: filled }));
    expect(rows.map(({ faults }) => faults)).toEqual([[]]);
  });
});
