import { isInForce } from '../domain/bodies.ts';
import type { SuccessionKind } from '../domain/bodies.ts';
import { addDays } from '../domain/dates.ts';

/** From the first day to the last; `to` is null while it lasts. */
interface Period {
  from: string;
  to: string | null;
}
export interface UnitRow extends Period {
  code: string;
  parent: string | null;
  organization: string;
}
export interface FunctionRow extends Period {
  function: string;
  unit: string;
}
export interface SuccessionRow {
  from: string;
  to: string | null;
  on: string;
  kind: SuccessionKind;
  scope: string;
}
/** An organization with all its dates, a parent before its children. */
export interface OrganizationRows {
  units: readonly UnitRow[];
  functions: readonly FunctionRow[];
  successions: readonly SuccessionRow[];
}
type OrganizationPart = keyof OrganizationRows;
export interface OrganizationFault {
  /** The list, the place in it, and the field where one is to blame. */
  path: [part: OrganizationPart, index: number] | [part: OrganizationPart, index: number, field: string];
  message: string;
}

/** What is wrong with an organization as a whole, whether it comes from a file or from an administrator's change. */
export function organizationFaults(rows: OrganizationRows): OrganizationFault[] {
  return [...unitFaults(rows), ...functionFaults(rows), ...successionFaults(rows)];
}

const last = ({ to }: Period): string => to ?? '9999-12-31';
const meet = (a: Period, b: Period): boolean => a.from <= last(b) && b.from <= last(a);

function unitFaults({ units, successions }: OrganizationRows): OrganizationFault[] {
  const faults: OrganizationFault[] = [];
  const places = new Map<string, number>();
  units.forEach((unit, i) => {
    const at = (field: string, message: string) => faults.push({ path: ['units', i, field], message });
    if (places.has(unit.code)) at('code', 'mã đơn vị bị trùng');
    const parent = units[places.get(unit.parent ?? '') ?? -1];
    if (unit.parent !== null && !parent) at('parent', 'đơn vị cấp trên phải có và đứng trước');
    if (parent && (unit.from < parent.from || last(unit) > last(parent)))
      at('parent', 'đơn vị cấp trên không tồn tại suốt thời gian của đơn vị');
    const body = units.find(({ code }) => code === unit.organization);
    if (body?.organization !== body?.code || !body)
      at('organization', 'không có cơ quan này, hoặc không phải là cơ quan');
    if (unit.to !== null && unit.to < unit.from) at('to', 'ngày cuối trước ngày đầu');
    if (unit.to !== null && !successions.some(({ from }) => from === unit.code))
      at('to', 'đơn vị kết thúc phải có dòng kế thừa hoặc giải thể (successions)');
    if (!places.has(unit.code)) places.set(unit.code, i);
  });
  return faults;
}

function functionFaults({ units, functions }: OrganizationRows): OrganizationFault[] {
  const faults: OrganizationFault[] = [];
  functions.forEach((row, i) => {
    const at = (field: string | undefined, message: string) =>
      faults.push({ path: field === undefined ? ['functions', i] : ['functions', i, field], message });
    const holder = units.find(({ code }) => code === row.unit);
    if (!holder) at('unit', 'không có đơn vị này');
    else if (row.from < holder.from || last(row) > last(holder))
      at('unit', 'đơn vị không tồn tại suốt thời gian giữ chức năng');
    if (last(row) < row.from) at('to', 'ngày cuối trước ngày đầu');
    if (functions.slice(0, i).some((other) => other.function === row.function && meet(other, row)))
      at(undefined, 'chức năng này đã có đơn vị khác giữ cùng thời gian');
  });
  return faults;
}

function successionFaults({ units, successions }: OrganizationRows): OrganizationFault[] {
  const faults: OrganizationFault[] = [];
  successions.forEach((row, i) => {
    const at = (field: keyof SuccessionRow, message: string) =>
      faults.push({ path: ['successions', i, field], message });
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
    const same = (other: SuccessionRow): boolean =>
      other.from === row.from && other.on === row.on && other.scope === row.scope;
    if (successions.slice(0, i).some(same))
      faults.push({ path: ['successions', i], message: 'phần này đã có nơi kế thừa khác' });
  });
  return faults;
}
