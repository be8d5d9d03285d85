/** Text to be searched without diacritics and capitals, as people type it: 'đặng văn Ái' → 'dang van ai'. */
export const searchText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[đ\u00f0\u0256]/gu, 'd')
    .replace(/\s+/gu, ' ')
    .trim();

/** What is looked for, word by word: a name is found by some of its words, in whatever order. */
export const wordsOf = (text: string): string[] => searchText(text).split(' ');

/** Whether a text has each of the words. */
export const hasWords = (text: string, words: string[]): boolean => {
  const within = searchText(text);
  return words.every((word) => within.includes(word));
};
