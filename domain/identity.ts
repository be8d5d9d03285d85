/**
 * When two spellings are one. People, lists and old systems write the same name and the same number in several ways;
 * nothing here changes what is kept or shown, it only says what is compared. Tables of cases: tests/domain/identity.test.ts;
 * the database's own forms (columns `nearName`, `numberKey`) are held against these in tests/paths/desk.test.ts.
 */
import { searchText } from './search-text.ts';

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Titles that may stand before a name and are none of it; the longer before those that they begin with. */
const titles = [
  ...['đồng chí', 'luật sư', 'kỹ sư', 'bác sĩ', 'tiến sĩ', 'thạc sĩ', 'phó giáo sư', 'giáo sư', 'cử nhân'],
  ...['ông', 'bà', 'anh', 'chị', 'cô', 'thầy', 'bác', 'đ/c'],
  ...['pgs', 'gs', 'tskh', 'ts', 'ths', 'bs', 'ks', 'cn', 'ls', 'nsnd', 'nsưt', 'ngnd', 'ngưt'],
].map((title) => title.normalize('NFC'));

/** The Icelandic Ð and the African Ɖ look like Đ, and old keyboards and fonts have them. */
export const vietnameseD = (text: string): string =>
  text.replace(/[\u00d0\u0189]/gu, 'Đ').replace(/[\u00f0\u0256]/gu, 'đ');

const wordsIn = (name: string): string[] =>
  vietnameseD(name.normalize('NFC').replace(/\p{Cf}/gu, ''))
    .toLocaleLowerCase('vi')
    .split(/[\s.,]+/u)
    .filter((word) => word !== '');

/** How many of the words are titles before the name; none where nothing else is there. */
function titlesBefore(words: readonly string[]): number {
  const left = words.join(' ');
  const title = titles.find((one) => left.startsWith(`${one} `));
  if (title === undefined) return 0;
  const length = title.split(' ').length;
  return length + titlesBefore(words.slice(length));
}

/**
 * A name as it is compared: NFC and NFD alike, without capitals, doubled spaces, characters that show nothing and titles;
 * with the Vietnamese Đ where the Icelandic Ð was typed, and with the tone of a word at its end, so that “Hoà” and “Hòa”
 * are one. Diacritics count: “Hoa” is another name.
 */
export function canonicalName(name: string): string {
  const words = wordsIn(name);
  return words.slice(titlesBefore(words)).map(toneLast).join(' ');
}

function toneLast(word: string): string {
  const marks = word.normalize('NFD');
  return (marks.replace(tones, '') + (marks.match(tones)?.join('') ?? '')).normalize('NFC');
}

export const isSameName = (a: string, b: string): boolean => canonicalName(a) === canonicalName(b);

/** What names that are the same, and names that are easily taken for each other, have in common: “Hoà”, “Hòa” and “Hoa”. */
export const nearName = (name: string): string => searchText(canonicalName(name));

/** The titles that stand before a name as it was typed, '' where none do: papers write Ông and Bà themselves. */
export function titleOf(name: string): string {
  const words = wordsIn(name);
  return words.slice(0, titlesBefore(words)).join(' ');
}

/**
 * A paper's number as it is compared: '01/qđ-UBND ' is '1/QĐ-UBND'. Blanks, capitals and zeros in front say nothing
 * (NĐ 30/2020/NĐ-CP Phụ lục I II.3: the number is in Arabic numerals, the symbol in capitals).
 */
export const numberKey = (number: string): string =>
  vietnameseD(number.normalize('NFC'))
    .replace(/[\s\p{Cf}]/gu, '')
    .toLocaleUpperCase('vi')
    .replace(/^0+(?=\d)/u, '');
