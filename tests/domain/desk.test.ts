import { expect, test } from 'vitest';
import { pointedOut } from '../../domain/desk.ts';
import type { Compared, Other } from '../../domain/desk.ts';

const lan: Compared = {
  ...{ code: 'A', roundId: 'r1', award: 'giay-khen', outcome: null },
  achievement: { title: 'Rút ngắn thời gian', from: '2025-01-01', to: '2025-12-31' },
};
const other = (change: Partial<Other> = {}): Other => ({ ...lan, code: 'B', likeness: 'same', ...change });

test.each<[string, Other, string[]]>([
  ['the same nominee in the round', other(), ['nominated-twice']],
  ['somebody of nearly that name', other({ likeness: 'near' }), ['namesake']],
  ['somebody of nearly that name in another round', other({ likeness: 'near', roundId: 'r2' }), []],
  ['in another round', other({ roundId: 'r2' }), []],
  ['turned down before', other({ outcome: 'rejected' }), []],
  [
    'for another form of award in the same time',
    other({ award: 'bang-khen' }),
    ['nominated-twice', 'two-awards'],
  ],
  [
    'the same achievement in another round and form',
    other({ roundId: 'r2', award: 'bang-khen', outcome: 'awarded' }),
    ['two-awards'],
  ],
  [
    'another achievement in another round and form',
    other({ roundId: 'r2', award: 'bang-khen', achievement: { ...lan.achievement, title: 'Khác' } }),
    [],
  ],
])('%s', (_what, found, warnings) => {
  expect(pointedOut(lan, [found]).map(({ warning }) => warning)).toEqual(warnings);
  for (const { codes } of pointedOut(lan, [found])) expect(codes).toEqual(['B']);
});
