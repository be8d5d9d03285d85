import { expect, it } from 'vitest';
import { hasWords, searchText, wordsOf } from '../../domain/search-text.ts';

it('finds a name by some of its words, without diacritics and capitals, whatever their form', () => {
  expect(searchText('  ĐẶNG  Văn Ái'.normalize('NFD'))).toBe('dang van ai');
  expect(hasWords('Đặng Văn Ái', wordsOf('ai dang'))).toBe(true);
  expect(hasWords('Đặng Văn Ái', wordsOf('Ái Đạt'))).toBe(false);
  expect(hasWords('Đặng Văn Ái', wordsOf(''))).toBe(true);
});
