import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clean,
  counted,
  documentNumber,
  fraction,
  inFull,
  inWords,
  listed,
  momentOf,
  percent,
} from '../../documents/wording.ts';

describe('numbers in words', () => {
  it.each([
    [0, 'không'],
    [1, 'một'],
    [10, 'mười'],
    [11, 'mười một'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [25, 'hai mươi lăm'],
    [100, 'một trăm'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [1005, 'một nghìn không trăm linh năm'],
    [12_345, 'mười hai nghìn ba trăm bốn mươi lăm'],
    [11_390_000, 'mười một triệu ba trăm chín mươi nghìn'],
    [1_000_005, 'một triệu không trăm linh năm'],
    [2_000_010_000, 'hai tỷ không trăm mười nghìn'],
  ])('%d is “%s”', (n, words) => expect(inWords(n)).toBe(words));

  it('are different for different numbers', () => {
    const all = new Set(Array.from({ length: 20_000 }, (_, n) => inWords(n)));
    expect(all.size).toBe(20_000);
  });

  it.each([-1, 1.5, 1_000_000_000_000, NaN])('%d is refused', (n) =>
    expect(() => inWords(n)).toThrow(RangeError),
  );

  it('stand beside figures, which have a leading 0 below 10', () => {
    expect(counted(5, 'cá nhân')).toBe('05 (năm) cá nhân');
    expect(counted(12, 'tập thể')).toBe('12 (mười hai) tập thể');
  });
});

describe('a share of votes', () => {
  it.each([
    [8, 9, '08/09', '88,89%'],
    [9, 9, '09/09', '100,00%'],
    [2, 3, '02/03', '66,67%'],
    [1, 3, '01/03', '33,33%'],
    [0, 7, '00/07', '0,00%'],
    [1, 8, '01/08', '12,50%'],
    [1, 99, '01/99', '1,01%'],
    [1, 2000, '01/2000', '0,05%'],
    [0, 0, '00/00', '–'],
  ])('%d of %d is %s, %s', (approve, base, exact, share) => {
    expect(fraction({ approve, base })).toBe(exact);
    expect(percent({ approve, base })).toBe(share);
  });

  it('is never off by more than half a hundredth of a percent', () => {
    const votes = fc
      .integer({ min: 1, max: 100_000 })
      .chain((base) => fc.record({ approve: fc.nat(base), base: fc.constant(base) }));
    fc.assert(
      fc.property(votes, ({ approve, base }) => {
        const hundredths = Number(percent({ approve, base }).replace(/[,%]/g, ''));
        expect(Math.abs(hundredths * base - approve * 10_000) * 2).toBeLessThanOrEqual(base);
      }),
    );
  });
});

describe('số, ký hiệu', () => {
  it.each([
    ['12', '12/TTr-SKHCN'],
    ['5', '05/TTr-SKHCN'],
    ['5/TTr-SKHCN', '05/TTr-SKHCN'],
    ['112/TTr-SNV', '112/TTr-SNV'],
    ['', '        /TTr-SKHCN'],
    [undefined, '        /TTr-SKHCN'],
  ])('of %o is “%s”', (number, whole) => expect(documentNumber(number, 'TTr', 'SKHCN')).toBe(whole));
});

describe('a moment', () => {
  it('is told in Vietnamese time, the next day where it is already', () => {
    expect(momentOf('2026-02-04T17:30:00Z')).toBe('00 giờ 30 phút, ngày 05 tháng 02 năm 2026');
  });
  it('must be one', () => expect(() => momentOf('hôm qua')).toThrow(RangeError));
});

describe('text', () => {
  it('is NFC, on one line, and holds nothing that XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = clean(text.normalize('NFD'));
        expect(cleaned).toBe(cleaned.normalize('NFC'));
        expect(cleaned).not.toMatch(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u);
      }),
    );
    expect(clean('Hội đồng\r\n\u0007Thi đua\uD800')).toBe('Hội đồng Thi đua ');
  });
});

describe('a source of law', () => {
  it.each([
    ['NĐ 152/2025/NĐ-CP Đ54', 'Điều 54 Nghị định số 152/2025/NĐ-CP'],
    ['NĐ 152/2025/NĐ-CP Đ4.6', 'khoản 6 Điều 4 Nghị định số 152/2025/NĐ-CP'],
    ['NĐ 152/2025/NĐ-CP Đ6.2.c', 'điểm c khoản 2 Điều 6 Nghị định số 152/2025/NĐ-CP'],
    ['TT 15/2025/TT-BNV', 'Thông tư số 15/2025/TT-BNV'],
    ['Quy chế của Hội đồng', 'Quy chế của Hội đồng'],
  ])('%s is cited as %s, the smallest part first', (source, cited) => {
    expect(inFull(source)).toBe(cited);
  });

  it('stands in a list as words do', () => {
    expect([listed(['A']), listed(['A', 'B']), listed(['A', 'B', 'C'])]).toEqual([
      'A',
      'A và B',
      'A, B và C',
    ]);
  });
});
