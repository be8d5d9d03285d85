import { expect, test } from 'vitest';
import { changedSince, takenOver, typedIn } from '../../../web/acts/typed.ts';

const start = { version: 1, values: { name: 'A', place: '', seats: [{ id: 1, role: 'chair' }] } };
const begun = { start, values: { ...start.values, place: 'Tầng 2' } };

test('what somebody else changed is named; what both made the same is no news', () => {
  const now = { version: 2, values: { ...start.values, name: 'B', place: 'Tầng 2' } };
  expect(typedIn(begun)).toEqual(['place']);
  expect(changedSince(begun, now)).toEqual(['name']);
  expect(changedSince(begun, { version: 2, values: { ...now.values, place: 'Tầng 5' } })).toEqual([
    'name',
    'place',
  ]);
});

test('what was typed stands over what is there now, and the rest follows', () => {
  const now = { version: 2, values: { ...start.values, name: 'B', place: 'Tầng 5' } };
  const over = takenOver(begun, now);
  expect(over).toEqual({ start: now, values: { ...now.values, place: 'Tầng 2' } });
  expect(changedSince(over, now)).toEqual([]);
});

test('neither the order of keys nor an empty text for none is a change', () => {
  const now = { values: { name: 'A', seats: [{ role: 'chair', id: 1 }] } };
  expect(changedSince(begun, now)).toEqual([]);
  expect(typedIn({ start, values: { ...start.values, place: undefined } })).toEqual([]);
});
