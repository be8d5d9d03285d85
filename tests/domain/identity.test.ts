import { describe, expect, it } from 'vitest';
import { canonicalName, isSameName, nearName, numberKey, titleOf } from '../../domain/identity.ts';

describe('two spellings are one name', () => {
  it.each([
    ['as it is', 'Nguyễn Văn An', 'Nguyễn Văn An'],
    ['composed and decomposed', 'Lê Thị Hồng', 'Lê Thị Hồng'.normalize('NFD')],
    ['in capitals', 'TRẦN QUỐC ĐẠT', 'Trần Quốc Đạt'],
    ['with the tone on either vowel', 'Vũ Thị Hoà', 'Vũ Thị Hòa'],
    ['with the tone on either vowel, of three', 'Đỗ Thuý Khoẻ', 'Đỗ Thúy Khỏe'],
    ['with the Icelandic Ð', '\u00d0inh V\u0103n \u00d0\u1ee9c', 'Đinh Văn Đức'],
    ['with doubled and outer spaces', '  Phạm   Thu Hà ', 'Phạm Thu Hà'],
    ['with characters that show nothing', 'Phạm\u200b Thu\u202e Hà', 'Phạm Thu Hà'],
    ['with a title', 'PGS.TS. Hoàng Minh', 'Hoàng Minh'],
    ['with titles of courtesy', 'Đồng chí Bà Mai Lan', 'Mai Lan'],
  ])('%s', (_, a, b) => {
    expect(isSameName(a, b)).toBe(true);
  });

  it.each([
    ['another tone', 'Nguyễn Văn Hòa', 'Nguyễn Văn Hoa'],
    ['another vowel', 'Trần Thị Hương', 'Trần Thị Hường'],
    ['d and đ', 'Lê Dức', 'Lê Đức'],
    ['fewer words', 'Nguyễn An', 'Nguyễn Văn An'],
    ['a word more at the end', 'Hoàng Minh', 'Hoàng Minh Bà'],
  ])('not with %s', (_, a, b) => {
    expect(isSameName(a, b)).toBe(false);
  });

  it('and what is only titles is left as it stands', () => {
    expect(canonicalName('Bà')).toBe('bà');
  });
});

describe('names that are easily taken for each other', () => {
  it.each([
    ['tones', 'Nguyễn Thị Hoa', 'Nguyễn Thị Hòa'],
    ['a tone on either vowel', 'Nguyễn Thị Hoà', 'Nguyễn Thị Hóa'],
    ['d and đ', 'Lê Dức', 'Lê Đức'],
    ['no diacritics at all', 'Tran Quoc Dat', 'Trần Quốc Đạt'],
    ['a title', 'TS. Mai Lan', 'Mai Lan'],
  ])('%s', (_, a, b) => {
    expect(nearName(a)).toBe(nearName(b));
  });
  it('are not those with another word', () => {
    expect(nearName('Nguyễn An')).not.toBe(nearName('Nguyễn Văn An'));
  });
});

describe('the title before a name', () => {
  it.each([
    ['Bà Nguyễn Thị Hòa', 'bà'],
    ['PGS.TS. Hoàng Minh', 'pgs ts'],
    ['Đồng chí Bà Mai Lan', 'đồng chí bà'],
    ['Phó Giáo sư Mai Lan', 'phó giáo sư'],
    ['Nguyễn Văn Anh', ''],
    ['Bá Thị Hoa', ''],
    ['Bà', ''],
  ])('%s', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});

describe('two numbers are one paper', () => {
  it.each([
    ['01/QĐ-UBND', '1/QĐ-UBND'],
    ['1/qđ-ubnd', '1/QĐ-UBND'],
    ['1 / QĐ-UBND ', '1/QĐ-UBND'],
    ['1/Q\u00d0-UBND', '1/QĐ-UBND'],
    ['1/QĐ-UBND'.normalize('NFD'), '1/QĐ-UBND'],
  ])('%s', (a, b) => {
    expect(numberKey(a)).toBe(numberKey(b));
  });
  it.each([
    ['10/QĐ-UBND', '1/QĐ-UBND'],
    ['1/QD-UBND', '1/QĐ-UBND'],
    ['1a/QĐ-UBND', '1/QĐ-UBND'],
  ])('not %s', (a, b) => {
    expect(numberKey(a)).not.toBe(numberKey(b));
  });
});
