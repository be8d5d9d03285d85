import { vietnameseShare } from '../domain/vietnamese-syllables.ts';
import { convertLegacy, legacyEncodings } from '../domain/legacy-vietnamese.ts';

/**
 * The text of bytes that don't say what they are: UTF-8 and UTF-16 by their mark or because nothing else could be so, of the
 * rest Windows-1258 (Excel's CSV on a Vietnamese Windows) or Windows-1252 (the carrier of fonts like .VnTime and VNI),
 * whichever makes more Vietnamese syllables. NFC.
 */
export function decodeText(bytes: Uint8Array): string {
  return (unicodeOf(bytes) ?? byWindows(bytes)).normalize('NFC');
}

/** Of a file, past its headings. */
const LOOKED_AT = 20_000;

function unicodeOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const zeros = bytes
    .subarray(0, 400)
    .reduce<[number, number]>(
      ([even, odd], byte, at) =>
        byte !== 0 ? [even, odd] : at % 2 === 0 ? [even + 1, odd] : [even, odd + 1],
      [0, 0],
    );
  if (zeros[1] > 20) return new TextDecoder('utf-16le').decode(bytes);
  if (zeros[0] > 20) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function byWindows(bytes: Uint8Array): string {
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  const western = new TextDecoder('windows-1252').decode(bytes);
  const share = (text: string) => vietnameseShare(text, LOOKED_AT);
  const best = Math.max(
    ...legacyEncodings.map((encoding) => share(convertLegacy(western.slice(0, LOOKED_AT), encoding))),
  );
  return best > share(vietnamese) ? western : vietnamese;
}
