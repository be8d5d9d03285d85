/** What a document's bytes are, for who receives them. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What of files is accepted, by content; each with the endings its name may have. */
export const acceptedFiles: Record<string, string[]> = {
  'application/pdf': ['.pdf'],
  [docxType]: ['.docx'],
  [xlsxType]: ['.xlsx'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg', '.jfif', '.jpe'],
};
/** The same as people call them. */
export const acceptedNames = {
  vi: 'PDF, Word (.docx), Excel (.xlsx), ảnh PNG hoặc JPG',
  en: 'PDF, Word (.docx), Excel (.xlsx), PNG or JPG',
} as const;
/** Of one file at most. */
export const FILE_MEGABYTES = 20;

/** A list of nominees, kept for a day to be read: never a paper that an act may name, whatever program wrote it. */
export const nomineeListType = 'application/x-nominee-list';
/** The endings of files that hold a list. */
export const listEndings = ['.xlsx', '.xlsm', '.xlsb', '.xls', '.ods', '.csv', '.txt'];
