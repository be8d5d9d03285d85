import { describe, expect, it } from 'vitest';
import { likenessOf } from '../../domain/namesakes.ts';
import type { NominatedSubject } from '../../domain/namesakes.ts';

describe('whether two nominations name one', () => {
  const hang: NominatedSubject = { kind: 'individual', name: 'Nguyễn Thị Hằng', unit: 'a' };
  it.each<[string, Partial<NominatedSubject>, 'same' | 'near' | null]>([
    ['the same', {}, 'same'],
    ['other capitals and spaces', { name: '  NGUYỄN  THỊ\tHẰNG ' }, 'same'],
    ['decomposed letters', { name: hang.name.normalize('NFD') }, 'same'],
    ['a title', { name: 'Bà Nguyễn Thị Hằng' }, 'same'],
    ['another tone', { name: 'Nguyễn Thị Hắng' }, 'near'],
    ['no diacritics', { name: 'Nguyen Thi Hang' }, 'near'],
    ['another unit', { unit: 'b' }, 'near'],
    ['another unit and another tone', { unit: 'b', name: 'Nguyễn Thị Hắng' }, null],
    ['another name', { name: 'Nguyễn Thị Hương' }, null],
    ['a collective of that name', { kind: 'collective' }, null],
  ])('%s', (_, second, likeness) => {
    expect(likenessOf(hang, { ...hang, ...second }, null)).toBe(likeness);
    expect(likenessOf({ ...hang, ...second }, hang, null)).toBe(likeness);
  });

  it('is what a person said of them', () => {
    expect(likenessOf(hang, { ...hang, name: 'Nguyễn Thị Hắng' }, true)).toBe('same');
    expect(likenessOf(hang, hang, false)).toBeNull();
  });

  it('collectives of one name in two units are two', () => {
    const office = { kind: 'collective', name: 'Văn phòng' } as const;
    expect(likenessOf({ ...office, unit: 'a' }, { ...office, unit: 'b' }, null)).toBeNull();
  });
});
