/** What a file that should be a list begins with: an archive (.xlsx, .ods), a compound file (.xls), a page or XML, or text. */
export type SheetFileKind = 'archive' | 'compound' | 'markup' | 'text' | 'empty' | 'other';

const begins = (bytes: Buffer, hex: string): boolean =>
  bytes.subarray(0, hex.length / 2).toString('hex') === hex;
/** %PDF, pictures (PNG, JPEG, GIF), RTF, and others that are neither text nor a workbook. */
const others = ['25504446', '89504e47', 'ffd8ff', '47494638', '7b5c727466', '1f8b', '52617221', '377abcaf'];
/** The first records of workbooks before Excel 97, which stood in no compound file. */
const oldRecords = ['0900', '0902', '0904', '0908'];

export function kindOfSheetFile(bytes: Buffer): SheetFileKind {
  if (bytes.length === 0) return 'empty';
  if (begins(bytes, '504b0304') || begins(bytes, '504b0506')) return 'archive';
  if (begins(bytes, 'd0cf11e0a1b11ae1')) return 'compound';
  if (oldRecords.some((record) => begins(bytes, record))) return 'compound';
  if (others.some((hex) => begins(bytes, hex))) return 'other';
  const head = bytes.subarray(0, 1_000);
  const text = head
    .toString('latin1')
    .trimStart()
    .replace(/^\u00ef\u00bb\u00bf/, '');
  if (/^<(\?xml|!doctype|html|head|body|table|style|meta)/i.test(text)) return 'markup';
  return isText(head) ? 'text' : 'other';
}

/** No signs that steer a machine, but those between lines and cells; UTF-16 has its zeros in every second byte alone. */
function isText(head: Buffer): boolean {
  const zerosAt = (odd: number) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  const isUtf16 = begins(head, 'fffe') || begins(head, 'feff') || (even === 0) !== (odd === 0);
  return isUtf16 || !head.some((byte) => byte < 9 || (byte > 13 && byte < 32));
}
