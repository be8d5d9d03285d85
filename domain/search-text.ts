/** Text to be searched without diacritics and capitals, as people type it: 'đặng văn Ái' → 'dang van ai'. */
export const searchText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/gu, ' ')
    .trim();
