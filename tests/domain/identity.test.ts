import { describe, expect, it } from 'vitest';
import { canonicalName, isSameName } from '../../domain/identity.ts';

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
