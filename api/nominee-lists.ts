import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { draftNominations } from '../cases/nomination/draft.ts';
import { renderListTemplate, renderMarkedList } from '../documents/nominee-list.ts';
import { nomineeListType, xlsxType } from '../domain/media-types.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { FieldError } from '../domain/problems.ts';
import { takesOf } from '../domain/nominee-list/understand.ts';
import { readSheets } from '../sheets/read-sheets.ts';
import { ROWS_AT_MOST } from '../sheets/types.ts';
import { startPaths } from '../cases/start-path.ts';
import { recordOnce } from './acts.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { keepUpload, sendBytes } from './files.ts';
import { readList, roundOf } from './nominee-lists/reading.ts';
import type { RowRead } from './nominee-lists/reading.ts';
import { listReadSchema, listView, remarksIn } from './nominee-lists/view.ts';
import { loadUnits } from './sight.ts';

const roles = ['unit-officer', 'unit-head'] as const;
const params = z.object({ id: z.uuid() });
const choice = z.strictObject({
  roundId: z.uuid(),
  proposingUnit: codeSchema,
  sheet: z.string().max(100).optional(),
  convert: z.enum(['true', 'false']).default('false'),
});
const taking = z.strictObject({
  roundId: z.uuid(),
  proposingUnit: codeSchema,
  sheet: z.string().max(100).optional(),
  convert: z.boolean().default(false),
  /** Of the reading that was shown. */
  digest: z.string().length(64),
  /** As the file numbers them. */
  rows: z.array(z.number().int().min(1)).min(1).max(ROWS_AT_MOST),
  /** All of them or none; otherwise each that is right. */
  whole: z.boolean(),
});
const taken = z.object({
  made: z.array(z.object({ row: z.number().int(), id: z.uuid(), code: z.string() })),
  refused: z.array(
    z.object({ row: z.number().int(), errors: z.array(z.object({ path: z.string(), message: z.string() })) }),
  ),
});
/** A list of 5,000 is written in some seconds; on a busy machine in more. */
const WRITTEN_WITHIN_MS = 120_000;
const unreadable = [
  ...['not-a-spreadsheet', 'empty-file', 'damaged-file', 'encrypted-file', 'unpacks-too-large'],
  ...['reading-too-long', 'no-list', 'headings-twice', 'too-many-rows'],
] as const;

export const nomineeListEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/rounds/{id}/nominee-list-template.xlsx',
      tag: 'nominee-lists',
      summary:
        'The workbook in which a unit lists its nominees, with what its columns of choice take in this round',
      login: true,
      params,
      answer: { status: 200, contentType: xlsxType },
      refusals: ['not-found'],
    },
    async ({ deps, params: { id }, res }) => {
      const { round, plan } = await roundOf(deps, id).catch(() => {
        throw new Refusal('not-found');
      });
      const bytes = await renderListTemplate(takesOf(plan, round.code));
      return sendBytes(res, bytes, 'danh-sach-de-nghi.xlsx', xlsxType);
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/nominee-lists',
      tag: 'nominee-lists',
      summary:
        'Hand in a list of nominees (multipart: file): .xlsx, .xlsm, .xlsb, .xls, .ods or CSV. It is kept for a day, to be read',
      login: true,
      roles,
      body: 'multipart',
      typeOf: async (file) => {
        await readSheets(file);
        return nomineeListType;
      },
      answer: {
        status: 201,
        schema: z.object({ id: z.uuid(), name: z.string(), size: z.number().int() }),
      },
      refusals: [...unreadable],
    },
    async (call) => {
      const { deps, person } = call;
      const { file } = await call.file();
      const { id, name, size } = await keepUpload(deps.db, person, file, await deps.clock(), null);
      return { id, name, size };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/nominee-lists/{id}',
      tag: 'nominee-lists',
      summary:
        'What was understood of a list, row by row, before anything is saved: values, faults, what to look at',
      login: true,
      roles,
      params,
      query: choice,
      answer: { status: 200, schema: listReadSchema },
      refusals: ['forbidden', 'not-found', ...unreadable],
    },
    async ({ deps, person, params: { id }, query, language }) =>
      listView(
        await readList({ deps, person }, { ...query, id, convert: query.convert === 'true' }),
        language,
      ),
  ),
  endpoint(
    {
      method: 'get',
      path: '/nominee-lists/{id}/marked.xlsx',
      tag: 'nominee-lists',
      summary: 'The list as it was sent, with its faults marked in their cells: to be mended and sent again',
      login: true,
      roles,
      params,
      query: choice,
      answer: { status: 200, contentType: xlsxType },
      refusals: ['forbidden', 'not-found', ...unreadable],
    },
    async ({ deps, person, params: { id }, query, language, res }) => {
      const read = await readList({ deps, person }, { ...query, id, convert: query.convert === 'true' });
      const bytes = await renderMarkedList(read.found, remarksIn(read, language), language);
      return sendBytes(res, bytes, 'danh-sach-can-sua.xlsx', xlsxType);
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/nominee-lists/{id}/actions/take',
      tag: 'nominee-lists',
      summary: 'Make a draft of each of the rows that were shown; all of them or none where `whole` says so',
      login: true,
      roles,
      idempotent: true,
      params,
      body: taking,
      answer: { status: 201, schema: taken },
      refusals: [
        'forbidden',
        'not-found',
        'list-changed',
        'rows-refused',
        'no-awards',
        'not-in-this-state',
        ...unreadable,
      ],
    },
    async (call) => {
      const {
        deps,
        person,
        params: { id },
        body,
      } = call;
      const { digest, rows: wanted, whole, ...chosen } = body;
      const read = await readList({ deps, person }, { ...chosen, id });
      if (read.digest !== digest) throw new Refusal('list-changed');
      const { right, refused } = sorted(read.rows, new Set(wanted));
      if (whole && refused.length > 0)
        throw new Refusal(
          'rows-refused',
          refused.flatMap(({ row, errors }) => errors.map((e) => ({ ...e, path: `rows.${row}` }))),
        );
      const units = await loadUnits(deps);
      const at = (await deps.clock()).toISOString();
      const act = { pathKind: 'nomination', kind: 'draft-list', pathId: null, body, by: read.by } as const;
      const answer = await recordOnce(call, { ...act, timeout: WRITTEN_WITHIN_MS }, async (tx) => {
        const drafts = right.map(({ draft }) => ({ id: randomUUID(), draft }));
        const by = { personId: person.id, ...read.by };
        const { made, wrong } = await draftNominations(tx, chosen.roundId, drafts, { by, at, units });
        // Judged a moment ago by the same rule: only a plan or a unit that changed in between gives others.
        if (wrong.length > 0) throw new Refusal('list-changed');
        return { made: made.map((one, n) => ({ row: right[n]?.row ?? 0, ...one })), refused };
      });
      startAll(deps, answer.made);
      return answer;
    },
  ),
];

/** Of the rows that were asked for: those that make a draft, and the others with what is wrong. */
function sorted(rows: readonly RowRead[], wanted: ReadonlySet<number>) {
  const right: { row: number; draft: NonNullable<RowRead['draft']> }[] = [];
  const refused: { row: number; errors: FieldError[] }[] = [];
  for (const { row, draft, faults } of rows.filter((one) => wanted.has(one.row))) {
    if (draft) right.push({ row, draft });
    else refused.push({ row, errors: faults.map(({ cell, said }) => ({ path: cell, message: said.vi })) });
  }
  const known = new Set(rows.map(({ row }) => row));
  for (const row of wanted)
    if (!known.has(row))
      refused.push({ row, errors: [{ path: String(row), message: 'Danh sách không có dòng này.' }] });
  return { right, refused };
}

/** Their paths, after the answer: a draft can be worked on at once, and one that is not started is the sweep's. */
function startAll({ starting, logger }: ApiDeps, made: { id: string }[]): void {
  const refs = made.map(({ id }) => ({ kind: 'nomination', id }) as const);
  void startPaths(starting, refs, (ref, failure) =>
    logger.warn({ path: `nomination:${ref.id}`, failure: String(failure) }, 'start left to the sweep'),
  );
}
