import JSZip from 'jszip';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a .docx file holds: its main part, its other parts by name, and the text a reader sees, a line a paragraph. */
export async function readDocx(
  file: Buffer,
): Promise<{ xml: string; part: (name: string) => Promise<string>; text: string; headers: string[] }> {
  const zip = await JSZip.loadAsync(file);
  const part = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  const xml = await part('word/document.xml');
  const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([p]) =>
    [...p.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, t = '']) => t.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole))
      .join(''),
  );
  const names = Object.keys(zip.files).filter((name) => /^word\/header\d+\.xml$/.test(name));
  return { xml, part, text: paragraphs.join('\n'), headers: await Promise.all(names.map(part)) };
}
