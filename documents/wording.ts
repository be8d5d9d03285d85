import type { DateText } from '../domain/dates.ts';
import { dateOf, formatLongDateVi, instantAt } from '../domain/dates.ts';
import type { ApprovalShare } from './types.ts';

/** Text as a document may hold it: NFC (NĐ 30/2020/NĐ-CP: TCVN 6909), on one line, nothing that XML forbids. */
export const clean = (text: string): string =>
  text.normalize('NFC').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, ' ');

export const capitals = (text: string): string => clean(text).trim().toLocaleUpperCase('vi');

export const capitalized = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);

/** Numbers below 10 are written with a leading 0. */
export const figures = (n: number): string => String(n).padStart(2, '0');

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const digit = (n: number): string => digits[n] ?? '';

function belowThousand(n: number, afterOthers: boolean): string[] {
  const [hundreds, tens, units] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const words: string[] = [];
  const hasHundreds = hundreds > 0 || afterOthers;
  if (hasHundreds) words.push(digit(hundreds), 'trăm');
  if (tens > 1) words.push(digit(tens), 'mươi');
  else if (tens === 1) words.push('mười');
  else if (units > 0 && hasHundreds) words.push('linh');
  if (units === 1 && tens > 1) words.push('mốt');
  else if (units === 5 && tens > 0) words.push('lăm');
  else if (units > 0) words.push(digit(units));
  return words;
}

const scales = ['', 'nghìn', 'triệu', 'tỷ'] as const;

/** 'hai mươi mốt' for 21. @throws RangeError for what is no whole number from 0 to 999,999,999,999. */
export function inWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= 1e12) throw new RangeError(`not to be put in words: ${n}`);
  if (n === 0) return digit(0);
  return [3, 2, 1, 0]
    .flatMap((power) => {
      const group = Math.floor(n / 1000 ** power) % 1000;
      const isFirst = n < 1000 ** (power + 1);
      const scale = scales[power] ?? '';
      return group === 0 ? [] : [...belowThousand(group, !isFirst), ...(scale === '' ? [] : [scale])];
    })
    .join(' ');
}

/** '7.590.000': whole đồng, as Vietnamese papers write them. */
export const dong = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, '.');

/** '05 (năm) cá nhân'. */
export const counted = (n: number, what: string): string => `${figures(n)} (${inWords(n)}) ${what}`;

/** '01 (một) tập thể và 05 (năm) cá nhân', without the kind of which there is none. */
export const countedSubjects = (collectives: number, individuals: number): string =>
  [
    ...(collectives > 0 ? [counted(collectives, 'tập thể')] : []),
    ...(individuals > 0 ? [counted(individuals, 'cá nhân')] : []),
  ].join(' và ');

/** '08/09': the base is always named. */
export const fraction = ({ approve, base }: ApprovalShare): string => `${figures(approve)}/${figures(base)}`;

/** '88,89%', rounded half up in whole numbers; a dash where there is no base. */
export function percent({ approve, base }: ApprovalShare): string {
  if (base === 0) return '–';
  const doubled = approve * 20_000 + base;
  const hundredths = (doubled - (doubled % (2 * base))) / (2 * base);
  return `${Math.floor(hundredths / 100)},${figures(hundredths % 100)}%`;
}

/** '12/TTr-SKHCN' from '12', with a leading 0 below 10; what has its symbol already keeps it; room if empty. */
export function documentNumber(number: string | undefined, kind: string, symbol: string): string {
  const given = clean(number ?? '').trim();
  if (given.includes('/')) return given.replace(/^\d(?!\d)/, '0$&');
  return `${given === '' ? ' '.repeat(8) : given.padStart(2, '0')}/${kind}-${symbol}`;
}

/** '08 giờ 30 phút, ngày 05 tháng 02 năm 2026' in Vietnam. @throws RangeError for what is no instant. */
export function momentOf(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) throw new RangeError(`not an instant: ${instant}`);
  const day: DateText = dateOf(at);
  const minutes = Math.floor((at.getTime() - instantAt(day, 0).getTime()) / 60_000);
  return `${figures(Math.floor(minutes / 60))} giờ ${figures(minutes % 60)} phút, ${formatLongDateVi(day)}`;
}

const kindsOfLaw: Readonly<Record<string, string>> = {
  NĐ: 'Nghị định số',
  TT: 'Thông tư số',
  QĐ: 'Quyết định số',
};

/** 'khoản 6 Điều 4 Nghị định số 152/2025/NĐ-CP' for 'NĐ 152/2025/NĐ-CP Đ4.6'; what is not so written stays as it is. */
export function inFull(source: string): string {
  const found = /^(NĐ|TT|QĐ) (\S+)(?: Đ(\d+)(?:\.(\d+))?(?:\.(\p{Ll}))?)?$/u.exec(source.trim());
  if (!found) return source;
  const [, kind = '', number = '', dieu, khoan, diem] = found;
  return [
    ...(diem === undefined ? [] : [`điểm ${diem}`]),
    ...(khoan === undefined ? [] : [`khoản ${khoan}`]),
    ...(dieu === undefined ? [] : [`Điều ${dieu}`]),
    `${kindsOfLaw[kind] ?? kind} ${number}`,
  ].join(' ');
}

/** 'A, B và C'. */
export const listed = (parts: readonly string[]): string =>
  [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' và ');
