import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { acceptedFiles } from '../domain/media-types.ts';
import { Refusal } from '../domain/problems.ts';
import { inspectOfficeFile } from './office-file.ts';
import { inspectPdf, pdfBeginsAt } from './pdf-file.ts';
import { refuseCutPicture } from './picture-file.ts';

/** Of a telephone's camera, which many programs of an office can't open. */
const heic = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence', 'image/avif'];

/**
 * Looks into a paper of a dossier, and says what it is by its content.
 * @returns its media type
 * @throws Refusal one code for one cause: `empty-file`, `damaged-file`, `encrypted-file`, `old-office-file`, `heic-picture`,
 * `wrong-file-type`, `wrong-ending`, `unpacks-too-large`, or what an Office file would do by itself (`inspectOfficeFile`)
 */
export async function judgePaper(file: string, name: string): Promise<string> {
  const { size } = await stat(file);
  if (size === 0) throw new Refusal('empty-file');
  await inspectOfficeFile(file);
  const begins = await pdfBeginsAt(file);
  const type = begins === null ? (await fileTypeFromFile(file))?.mime : 'application/pdf';
  if (type !== undefined && heic.includes(type)) throw new Refusal('heic-picture');
  const endings = type === undefined ? undefined : acceptedFiles[type];
  if (type === undefined || endings === undefined) throw new Refusal('wrong-file-type');
  refuseOtherEnding(name, endings);
  if (type === 'application/pdf') await inspectPdf(file);
  if (type.startsWith('image/')) await refuseCutPicture(file, type);
  return type;
}

function refuseOtherEnding(name: string, endings: string[]): void {
  const ending = path.extname(name).toLowerCase();
  if (endings.includes(ending)) return;
  const shown = ending === '' ? 'không có đuôi' : `có đuôi ${ending}`;
  const message = `Tên tệp ${shown}, nội dung là loại ${endings[0]}: đổi tên tệp cho có đuôi ${endings[0]}.`;
  throw new Refusal('wrong-ending', [{ path: 'file', message }]);
}
