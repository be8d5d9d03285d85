import { vietnameseShare } from './vietnamese-syllables.ts';

/**
 * Vietnamese that was written for fonts of its own, before Unicode, and what became of UTF-8 that was read as Western text.
 * Copied into a list it looks like “NguyÔn V¨n §øc”, “Nguyeãn Vaên Ñöùc”, “Nguyá»…n VÄƒn Äá»©c”.
 */
export const legacyEncodings = ['tcvn3', 'vni', 'utf-8-misread'] as const;
export type LegacyEncoding = (typeof legacyEncodings)[number];

/** TCVN 5712:1993 (VN3, fonts of the family .VnTime), as Windows shows its bytes. Small letters; a font of capitals shows them so. */
const tcvn3 = pairs(
  'µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũôụ\u00adưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư',
);

/** VNI Windows: a letter, and after it its mark. */
const vniMarks: Record<string, string> = {
  ...{ ø: '\u0300', ù: '\u0301', û: '\u0309', õ: '\u0303', ï: '\u0323' },
  ...{
    â: '\u0302',
    à: '\u0302\u0300',
    á: '\u0302\u0301',
    å: '\u0302\u0309',
    ã: '\u0302\u0303',
    ä: '\u0302\u0323',
  },
  ...{
    ê: '\u0306',
    è: '\u0306\u0300',
    é: '\u0306\u0301',
    ú: '\u0306\u0309',
    ü: '\u0306\u0303',
    ë: '\u0306\u0323',
  },
};
const vniLetters = pairs('ôơöưñđííììæỉóĩòịîỵ');

/** What Windows shows for the bytes 80 to 9F. */
const western = Array.from(
  new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at)),
);

function pairs(text: string): Map<string, string> {
  const signs = Array.from(text.normalize('NFC'));
  return new Map(signs.flatMap((sign, at) => (at % 2 === 0 ? [[sign, signs[at + 1] ?? ''] as const] : [])));
}

/** A text in Unicode that was written in such an encoding. NFC. */
export function convertLegacy(text: string, encoding: LegacyEncoding): string {
  if (encoding === 'utf-8-misread') return reread(text);
  const convert = encoding === 'tcvn3' ? wordOfTcvn3 : wordOfVni;
  return text.replace(/[^\s\u0000-\u002f]+/gu, (word) =>
    /[\u0080-\u024f]/u.test(word) ? convert(word).normalize('NFC') : word,
  );
}

function wordOfTcvn3(word: string): string {
  const read = Array.from(word)
    .map((sign) => tcvn3.get(sign) ?? sign)
    .join('');
  const plain = word.replace(/[^A-Za-z]/g, '');
  // Beside capitals the letters of such a font stand for capitals.
  return plain.length > 1 && plain === plain.toUpperCase() ? read.toLocaleUpperCase('vi') : read;
}

function wordOfVni(word: string): string {
  let read = '';
  for (const sign of word) {
    const small = sign.toLocaleLowerCase('vi');
    const mark = vniMarks[small];
    const before = read.normalize('NFD').replace(/\p{M}/gu, '').at(-1) ?? '';
    const letter = vniLetters.get(small);
    if (mark !== undefined && /[aeouy]/i.test(before)) read += mark;
    else if (letter !== undefined) read += sign === small ? letter : letter.toLocaleUpperCase('vi');
    else read += sign;
  }
  return read;
}

function reread(text: string): string {
  const bytes = Array.from(text).map((sign) => {
    const at = western.indexOf(sign);
    return at >= 0 ? 0x80 + at : (sign.codePointAt(0) ?? 0);
  });
  if (bytes.some((byte) => byte > 0xff)) return text;
  // The second byte of Đ is none of Western text, and is often lost.
  for (let at = bytes.length; at-- > 0;)
    if (bytes[at] === 0xc4 && !isContinuation(bytes[at + 1])) bytes.splice(at + 1, 0, 0x90);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)).normalize('NFC');
  } catch {
    return text;
  }
}

const isContinuation = (byte = 0): boolean => byte >= 0x80 && byte < 0xc0;

/** The encoding in which a text was written, where reading it so makes it Vietnamese and it is not otherwise; null for all else. */
export function legacyEncodingOf(whole: string): LegacyEncoding | null {
  const text = whole.slice(0, 400);
  const asItIs = vietnameseShare(text);
  if (asItIs > 0.7) return null;
  const [best] = legacyEncodings
    .map((encoding) => ({ encoding, share: vietnameseShare(convertLegacy(text, encoding)) }))
    .sort((a, b) => b.share - a.share);
  return best && best.share > 0.8 && best.share > asItIs ? best.encoding : null;
}
