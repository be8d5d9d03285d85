/**
 * When two spellings are one name. People, lists and old systems write the same name in several ways; nothing here
 * changes what is kept or shown, it only says what is compared.
 */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Titles that stand before a name and are none of it. */
const titles = new Set(
  'ông bà anh chị cô đồng chí đ/c thầy bác ts ths pgs gs bs ks cn luật sư kỹ sư bác sĩ tiến sĩ thạc sĩ phó giáo sư giáo sư'
    .normalize('NFC')
    .split(' '),
);

/**
 * A name as it is compared: NFC and NFD alike, without capitals, doubled spaces, characters that show nothing and titles;
 * with the Vietnamese Đ where the Icelandic Ð was typed, and with the tone of a word at its end, so that “Hoà” and “Hòa”
 * are one. Diacritics count: “Hoa” is another name.
 */
export function canonicalName(name: string): string {
  const words = name
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u00d0\u0189]/gu, 'Đ')
    .replace(/[\u00f0\u0256]/gu, 'đ')
    .toLocaleLowerCase('vi')
    .split(/[\s.,]+/u)
    .filter((word) => word !== '');
  const first = words.findIndex((word) => !titles.has(word));
  return words.slice(Math.max(0, first)).map(toneLast).join(' ');
}

function toneLast(word: string): string {
  const marks = word.normalize('NFD');
  return (marks.replace(tones, '') + (marks.match(tones)?.join('') ?? '')).normalize('NFC');
}

export const isSameName = (a: string, b: string): boolean => canonicalName(a) === canonicalName(b);
