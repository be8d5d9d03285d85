/** What a document's bytes are, for who receives them. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What of files is accepted, by content; each with the endings its name may have. */
export const acceptedFiles: Record<string, string[]> = {
  'application/pdf': ['.pdf'],
  [docxType]: ['.docx'],
  [xlsxType]: ['.xlsx'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
};
/** The same as people call them. */
export const acceptedNames = {
  vi: 'PDF, Word (.docx), Excel (.xlsx), ảnh PNG hoặc JPG',
  en: 'PDF, Word (.docx), Excel (.xlsx), PNG or JPG',
} as const;
/** Of one file at most. */
export const FILE_MEGABYTES = 20;
