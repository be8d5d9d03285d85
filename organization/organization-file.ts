import { parse } from 'yaml';
import { z } from 'zod';
import { isInForce, successionKinds } from '../domain/bodies.ts';
import { addDays } from '../domain/dates.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const inForce = { from: dateSchema, to: dateSchema.nullable().default(null) };

/** A unit in office from one day to another (`to` is its last day, null while it lasts). */
export const unitEntrySchema = z.strictObject({
  code: codeSchema,
  name: text(300),
  shortName: text(120),
  /** An open list, since a plan may name kinds of its own; `units.yaml` says which are used. */
  kind: codeSchema,
  parent: codeSchema.nullable().default(null),
  /** The body it is part of; a body names itself. */
  organization: codeSchema,
  /** Where mail goes that is for nobody in particular, and for a body without accounts. */
  email: z.email().nullable().default(null),
  /** Địa danh of its documents. */
  place: text(100).nullable().default(null),
  /** Its part of số, ký hiệu, e.g. SKHCN. */
  symbol: text(30).nullable().default(null),
  ...inForce,
  source: text(500),
});
export type UnitEntry = z.infer<typeof unitEntrySchema>;

/** A unit that holds a function; plans name functions where the holder changes with the times. */
export const functionEntrySchema = z.strictObject({
  function: codeSchema,
  unit: codeSchema,
  ...inForce,
  citation: text(500),
});
export type FunctionEntry = z.infer<typeof functionEntrySchema>;

/** What a unit became, or to whom a part of its work went; `on` is the first day of the new state. */
export const successionEntrySchema = z.strictObject({
  from: codeSchema,
  to: codeSchema.nullable(),
  on: dateSchema,
  kind: z.enum(successionKinds),
  /** Which part; empty for the whole unit. */
  scope: z.string().trim().max(200).default(''),
  citation: text(500),
});
export type SuccessionEntry = z.infer<typeof successionEntrySchema>;

export const organizationFileSchema = z
  .strictObject({
    units: z.array(unitEntrySchema),
    functions: z.array(functionEntrySchema),
    successions: z.array(successionEntrySchema).default([]),
  })
  .superRefine(({ units, functions, successions }, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    units.forEach((unit, i) => {
      const earlier = units.slice(0, i);
      if (earlier.some(({ code }) => code === unit.code)) fault(['units', i, 'code'], 'mã đơn vị bị trùng');
      const parent = earlier.find(({ code }) => code === unit.parent);
      if (unit.parent !== null && !parent)
        fault(['units', i, 'parent'], 'đơn vị cấp trên phải có và đứng trước');
      if (parent && (unit.from < parent.from || last(unit) > last(parent)))
        fault(['units', i, 'parent'], 'đơn vị cấp trên không tồn tại suốt thời gian của đơn vị');
      const body = units.find(({ code }) => code === unit.organization);
      if (body?.organization !== body?.code || !body)
        fault(['units', i, 'organization'], 'không có cơ quan này, hoặc không phải là cơ quan');
      if (unit.to !== null && unit.to < unit.from) fault(['units', i, 'to'], 'ngày cuối trước ngày đầu');
      if (unit.to !== null && !successions.some(({ from }) => from === unit.code))
        fault(['units', i, 'to'], 'đơn vị kết thúc phải có dòng kế thừa hoặc giải thể (successions)');
    });
    functions.forEach((row, i) => {
      const holder = units.find(({ code }) => code === row.unit);
      if (!holder) fault(['functions', i, 'unit'], 'không có đơn vị này');
      else if (row.from < holder.from || last(row) > last(holder))
        fault(['functions', i, 'unit'], 'đơn vị không tồn tại suốt thời gian giữ chức năng');
      if (last(row) < row.from) fault(['functions', i, 'to'], 'ngày cuối trước ngày đầu');
      if (functions.slice(0, i).some((other) => other.function === row.function && meet(other, row)))
        fault(['functions', i], 'chức năng này đã có đơn vị khác giữ cùng thời gian');
    });
    successions.forEach((row, i) => {
      const at = (field: keyof SuccessionEntry, message: string): void =>
        fault(['successions', i, field], message);
      const [before, after] = [row.from, row.to].map((code) => units.find((unit) => unit.code === code));
      const eve = addDays(row.on, -1);
      const inPart = row.kind === 'split' || row.kind === 'function-transfer';
      if (!before) at('from', 'không có đơn vị này');
      else if (!isInForce(before, eve)) at('from', 'đơn vị không tồn tại đến ngày trước đó');
      else if (row.kind !== 'function-transfer' && before.to !== eve)
        at('on', 'phải là ngày sau ngày cuối của đơn vị');
      if ((row.to === null) !== (row.kind === 'abolish'))
        at('to', 'giải thể (abolish) thì không có nơi kế thừa, và chỉ khi đó');
      else if (row.to !== null && !(after && isInForce(after, row.on)))
        at('to', 'không có đơn vị này, hoặc chưa tồn tại từ ngày đó');
      if ((row.scope !== '') !== inPart)
        at('scope', 'nêu phần việc khi, và chỉ khi, chia tách hoặc chuyển chức năng');
      const same = (other: SuccessionEntry): boolean =>
        other.from === row.from && other.on === row.on && other.scope === row.scope;
      if (successions.slice(0, i).some(same)) fault(['successions', i], 'phần này đã có nơi kế thừa khác');
    });
  });
export type OrganizationFile = z.infer<typeof organizationFileSchema>;

type Period = Pick<UnitEntry, 'from' | 'to'>;
const last = ({ to }: Period): string => to ?? '9999-12-31';
const meet = (a: Period, b: Period): boolean => a.from <= last(b) && b.from <= last(a);

/** The rows of `units.yaml`, a parent before its children. @throws Error that names everything that is wrong. */
export function parseOrganizationFile(file: string): OrganizationFile {
  const result = organizationFileSchema.safeParse(parse(file.normalize('NFC')));
  if (!result.success) throw new Error(`units.yaml:\n${z.prettifyError(result.error)}`);
  return result.data;
}
