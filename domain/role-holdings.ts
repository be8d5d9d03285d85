import type { InForce } from './bodies.ts';
import { isInForce } from './bodies.ts';
import type { DateText } from './dates.ts';
import { addDays, formatDateVi } from './dates.ts';
import type { FieldError } from './problems.ts';

/** A role that a person holds at a unit, from its first day to its last. */
export interface RoleHolding extends InForce {
  role: string;
  unit: string;
}

const last = ({ to }: InForce): DateText => to ?? '9999-12-31';
const meet = (a: InForce, b: InForce): boolean => a.from <= last(b) && b.from <= last(a);
const isSame = (a: RoleHolding, b: RoleHolding): boolean => a.role === b.role && a.unit === b.unit;

/** What is wrong with a holding, given the others of the same person. */
export function holdingFaults(
  holding: RoleHolding,
  others: readonly RoleHolding[],
  units: ReadonlyMap<string, InForce>,
): FieldError[] {
  const unit = units.get(holding.unit);
  const faults: FieldError[] = [];
  if (!unit) faults.push({ path: 'unit', message: 'Không có đơn vị này.' });
  else if (!isInForce(unit, holding.from))
    faults.push({ path: 'unit', message: 'Đơn vị không tồn tại vào ngày bắt đầu giữ vai trò.' });
  if (last(holding) < holding.from) faults.push({ path: 'to', message: 'Ngày cuối trước ngày đầu.' });
  if (others.some((other) => isSame(other, holding) && meet(other, holding)))
    faults.push({ path: 'role', message: 'Người này đã giữ vai trò này tại đơn vị trong thời gian đó.' });
  return faults;
}

/**
 * What is wrong with a new last day of a holding. What is past stays as it was; yesterday ends it at once, since a
 * last day counts; and one that has not begun is called off by the day before its first.
 */
export function lastDayFaults(
  holding: RoleHolding,
  to: DateText | null,
  others: readonly RoleHolding[],
  today: DateText,
): FieldError[] {
  if (last(holding) < today) return [{ path: 'to', message: 'Vai trò đã kết thúc; hãy thêm vai trò mới.' }];
  const earliest = addDays(holding.from > today ? holding.from : today, -1);
  if (to !== null && to < earliest)
    return [{ path: 'to', message: `Không được trước ngày ${formatDateVi(earliest)}.` }];
  const changed = { ...holding, to };
  if (others.some((other) => isSame(other, holding) && meet(other, changed)))
    return [{ path: 'to', message: 'Người này đã giữ vai trò này tại đơn vị trong thời gian đó.' }];
  return [];
}
