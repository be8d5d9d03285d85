import JSZip from 'jszip';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string): string =>
  [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)]
    .map(([, t = '']) => t.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole))
    .join('');

/** The rows of each sheet of a workbook: words, whole numbers, null for an empty cell. */
export async function readSheets(file: Buffer): Promise<(string | number | null)[][][]> {
  const zip = await JSZip.loadAsync(file);
  const part = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  const shared = [...(await part('xl/sharedStrings.xml')).matchAll(/<si>.*?<\/si>/gs)].map(([si]) =>
    plain(si),
  );
  const names = Object.keys(zip.files)
    .filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .sort();
  const sheets = await Promise.all(names.map(part));
  return sheets.map((sheet) => {
    const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
      const cells = new Map(
        [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<v>([^<]*)<\/v>|(<is>.*?<\/is>))?/g)].map(
          ([, column = '', attributes = '', value, inline]) => [
            column.charCodeAt(0) - 65,
            value === undefined
              ? inline === undefined
                ? null
                : plain(inline)
              : attributes.includes('t="s"')
                ? (shared[Number(value)] ?? '')
                : Number(value),
          ],
        ),
      );
      return cells;
    });
    const width = Math.max(...rows.flatMap((cells) => [...cells.keys()])) + 1;
    return rows.map((cells) => Array.from({ length: width }, (_, i) => cells.get(i) ?? null));
  });
}
