import { open, readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../domain/problems.ts';

/** As far as readers look for the beginning (ISO 32000-1, Annex H, note 13 of Acrobat's): scanners and mail put lines before it. */
const LOOKED_FOR_WITHIN = 1_024;
const OPENED_WITHIN_MS = 20_000;

/** Where a PDF begins in a file, null where none does. */
export async function pdfBeginsAt(file: string): Promise<number | null> {
  const handle = await open(file);
  try {
    const length = LOOKED_FOR_WITHIN + 5;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    const at = buffer.subarray(0, bytesRead).indexOf('%PDF-');
    // Of an archive or a picture that only says so within, the beginning tells more.
    const isOther = ['504b0304', 'ffd8ff', '89504e47'].some((hex) =>
      buffer.toString('hex', 0, 4).startsWith(hex),
    );
    return at < 0 || (at > 0 && isOther) ? null : at;
  } finally {
    await handle.close();
  }
}

/** @throws Refusal `damaged-file` for one that is cut short, `encrypted-file` for one that asks for a password to be opened */
export async function inspectPdf(file: string): Promise<void> {
  const bytes = await readFile(file);
  const end = Math.max(bytes.lastIndexOf('%%EOF'), bytes.lastIndexOf('startxref'));
  // After the last thing it holds comes its end: what was saved again has several, what was cut has none there.
  if (end < 0 || bytes.lastIndexOf('endobj') > end) throw new Refusal('damaged-file');
  // One that may only not be printed or copied is opened by anybody: which of both it is takes the format's own reckoning.
  if (bytes.includes('/Encrypt') && (await isLocked(bytes))) throw new Refusal('encrypted-file');
}

/** In a thread of its own, which is ended where a file keeps it too long. */
function isLocked(bytes: Buffer): Promise<boolean> {
  const thread = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    workerData: bytes,
    // What the library says to a console is not for the log.
    ...{ stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  return new Promise<boolean>((resolve, reject) => {
    const over = setTimeout(() => reject(new Refusal('damaged-file')), OPENED_WITHIN_MS);
    const settle = (how: () => void) => {
      clearTimeout(over);
      how();
    };
    thread.once('message', (answer: 'open' | 'locked' | 'damaged') =>
      settle(() =>
        answer === 'damaged' ? reject(new Refusal('damaged-file')) : resolve(answer === 'locked'),
      ),
    );
    thread.once('error', (failure) =>
      settle(() => reject(failure instanceof Error ? failure : new Refusal('damaged-file'))),
    );
  }).finally(() => void thread.terminate());
}
