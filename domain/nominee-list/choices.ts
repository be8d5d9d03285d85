import { searchText } from '../search-text.ts';

export interface Choice {
  code: string;
  name: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLocaleLowerCase('vi');
const bare = (text: string): string => searchText(plain(text).replace(/[^\p{L}\p{M}\d\s]/gu, ' '));

/**
 * The one that a cell names: by its code or in full, without regard to capitals and spaces, or by a beginning that no other
 * has; typed without marks also by its name without them. A wrong mark is a wrong word. Undefined where none or several could
 * be meant.
 */
export function choiceNamed<T extends Choice>(choices: readonly T[], text: string): T | undefined {
  const read = searchText(text) === plain(text) ? bare : plain;
  if (read(text) === '') return undefined;
  const whole = choices.filter(({ code, name }) => code === plain(text) || read(name) === read(text));
  return only(whole.length > 0 ? whole : choices.filter(({ name }) => read(name).startsWith(read(text))));
}
const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

export const genders = [
  { code: 'male', name: 'Nam' },
  { code: 'female', name: 'Nữ' },
  { code: 'other', name: 'Khác' },
] as const;

/** As lists write it: also 'Ông' and 'Bà', where a column is headed so. */
export function genderNamed(text: string): (typeof genders)[number] | undefined {
  const word = plain(text);
  const code = word === 'ông' ? 'male' : word === 'bà' ? 'female' : undefined;
  return code ? genders.find((gender) => gender.code === code) : choiceNamed(genders, text);
}
