import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOfAll } from '../../api/lists.ts';
import { Refusal } from '../../domain/problems.ts';
import { byCalledName } from '../../domain/vietnamese-order.ts';

interface Item {
  id: string;
  name: string;
}
const page = (all: Item[], limit: number, cursor?: string) =>
  pageOfAll({ limit, ...(cursor === undefined ? {} : { cursor }) }, all, ({ id }) => id, {
    name: ({ name }) => name,
  });
const named = (...names: string[]): Item[] => names.map((name, i) => ({ id: String(i), name }));
const namesOf = (all: Item[]): string[] => page(all, 100).items.map(({ name }) => name);

describe('a list by its names', () => {
  it('has the order of a Vietnamese dictionary', () => {
    expect(namesOf(named('Đông', 'Ân', 'Dũng', 'Ba', 'Ăn', 'Tổ 10', 'An', 'Tổ 9'))).toEqual([
      'An',
      'Ăn',
      'Ân',
      'Ba',
      'Dũng',
      'Đông',
      'Tổ 9',
      'Tổ 10',
    ]);
  });

  it('has Đ in one place, whichever letter that looks like it was typed', () => {
    const typed = named('\u00d0ỗ C', 'Đỗ A', 'Dương', 'Đỗ D', '\u0189ỗ B', 'Em');
    expect(namesOf(typed)).toEqual(['Dương', 'Đỗ A', '\u0189ỗ B', '\u00d0ỗ C', 'Đỗ D', 'Em']);
  });

  it('has people by what they are called by', () => {
    const people = named('Lê Văn Bình', 'Trần Thị An', 'Đỗ Bình', 'An').map((item) => ({
      ...item,
      name: byCalledName(item.name),
    }));
    expect(namesOf(people)).toEqual(['An', 'An Trần Thị', 'Bình Đỗ', 'Bình Lê Văn']);
    expect(byCalledName('Trần Thị An')).toBe('An Trần Thị');
  });

  it('comes page by page to everything once, also where names are the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('An', 'Bình', 'Đức')),
        fc.integer({ min: 1, max: 4 }),
        (names, limit) => {
          const all = named(...names);
          const seen: string[] = [];
          for (let cursor: string | null | undefined; cursor !== null;) {
            const { items, nextCursor, total } = page(all, limit, cursor);
            expect(total).toBe(all.length);
            seen.push(...items.map(({ id }) => id));
            cursor = nextCursor;
          }
          expect(seen.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        },
      ),
    );
  });

  it('refuses the cursor of another list, and holds no name in its own', () => {
    const { nextCursor } = page(named('An', 'Bình'), 1);
    expect(Buffer.from(nextCursor ?? '', 'base64url').toString()).toBe('0');
    expect(() => page(named('An'), 1, Buffer.from('elsewhere').toString('base64url'))).toThrow(Refusal);
  });
});
