import { isDate } from '../dates.ts';
import type { DateText } from '../dates.ts';
import { searchText } from '../search-text.ts';
import type { Words } from '../texts.ts';

/** Days of work: what counts from somewhere else than 1900 gives others. */
const EARLIEST = '1945-09-02';
const LATEST = '2100-12-31';
/** From 1900 to the day on which 1904 counts from. */
const DAYS_TO_1904 = 1462;

export type DayRead = { day: DateText; note?: Words } | { fault: Words };

const fault = (vi: string, en: string): DayRead => ({ fault: { vi, en } });
const noDay = fault('Không phải ngày (ngày/tháng/năm).', 'Not a date (dd/mm/yyyy).');
const monthOnly = fault('Thiếu ngày: ghi đủ ngày/tháng/năm.', 'The day is missing: write dd/mm/yyyy.');
const yearOnly = fault('Chỉ có năm: ghi đủ ngày/tháng/năm.', 'Only a year: write dd/mm/yyyy.');
const monthFirst = fault(
  'Tháng đứng trước ngày? Ghi ngày/tháng/năm.',
  'The month before the day? Write dd/mm/yyyy.',
);
const noSuchDay = fault('Không có ngày này trong lịch.', 'There is no such day.');

/** A day as somebody wrote it: '1/6/2021', '01.06.21', '2021-06-01', 'ngày 1 tháng 6 năm 2021'. The month is never guessed. */
export function dayWritten(text: string): DayRead {
  const plain = searchText(text.replace(/[\u00a0\u202f]/g, ' ')).replace(/[,;]/g, ' ');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ][\d:.]+z?)?$/.exec(plain);
  if (iso) return dayOf(iso[3], iso[2], iso[1]);
  const words = /^(?:ngay )?(\d{1,2}) ?thang (\d{1,2}) ?nam (\d{4})$/.exec(plain);
  if (words) return dayOf(words[1], words[2], words[3]);
  const usual = /^(?:ngay )?(\d{1,2}) ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?(\d{4}|\d{2})(?: [\d:]+)?$/.exec(plain);
  if (usual) return dayOf(usual[1], usual[2], usual[3]);
  if (/^(?:thang )?\d{1,2} ?[/.\-] ?\d{4}$|^thang \d{1,2} nam \d{4}$/.test(plain)) return monthOnly;
  if (/^(?:nam )?(19|20)\d{2}$/.test(plain)) return yearOnly;
  return noDay;
}

/** A number in a column of days: Excel's count of days that has lost its form, or a year. */
export function dayNumbered(value: number, from1904: boolean): DayRead {
  if (Number.isInteger(value) && value >= 1900 && value <= 2100) return yearOnly;
  const days = Math.floor(value) + (from1904 ? DAYS_TO_1904 : 0);
  // 25569 is 1 January 1970.
  if (!(days > 16_000 && days < 74_000)) return noDay;
  const day = new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
  const note = {
    vi: `Ô là số ${value}, hiểu là ngày của Excel.`,
    en: `The cell is the number ${value}, taken for Excel’s date.`,
  };
  return within(day, note);
}

export const within = (day: DateText, note?: Words): DayRead =>
  day < EARLIEST || day > LATEST
    ? fault(`Năm ${day.slice(0, 4)} không hợp lý.`, `The year ${day.slice(0, 4)} can’t be right.`)
    : { day, ...(note ? { note } : {}) };

function dayOf(d = '', m = '', y = ''): DayRead {
  if (Number(m) > 12 && Number(m) <= 31 && Number(d) <= 12) return monthFirst;
  const year = y.length === 2 ? `20${y}` : y;
  const day = `${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  if (!isDate(day)) return noSuchDay;
  const note = { vi: `Năm ghi hai chữ số, hiểu là ${year}.`, en: `A year of two digits, taken for ${year}.` };
  return within(day, y.length === 2 ? note : undefined);
}
