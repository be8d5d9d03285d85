import { readFile } from 'node:fs/promises';
import { Refusal } from '../domain/problems.ts';

const jpegEnd = Buffer.from('ffd9', 'hex');
const jpegScan = Buffer.from('ffda', 'hex');

/** @throws Refusal `damaged-file` for a picture that ends before its end */
export async function refuseCutPicture(file: string, type: string): Promise<void> {
  const bytes = await readFile(file);
  const isWhole =
    type === 'image/png'
      ? bytes.includes('IEND')
      : // A preview within has an end of its own, before the picture begins.
        bytes.lastIndexOf(jpegEnd) > bytes.lastIndexOf(jpegScan);
  if (!isWhole) throw new Refusal('damaged-file');
}
