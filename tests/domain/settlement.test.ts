import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CutFacts, CutPool } from '../../domain/settlement.ts';
import { cutStanding, settle } from '../../domain/settlement.ts';

const candidates = (...approve: number[]) =>
  approve.map((votes, i) => ({ id: `n${i + 1}`, approve: votes, femalePriority: false }));
const coming = (n: number, onHold = false) =>
  Array.from({ length: n }, (_, i) => ({ id: `c${i + 1}`, onHold }));
const pool = (more: Partial<CutPool>): CutPool => ({
  candidates: [],
  taken: 0,
  toCome: [],
  max: null,
  ...more,
});
const none = { selected: [], notSelected: [], tied: [], waiting: [] };

describe('the cut after a conclusion', () => {
  it.each<[string, CutPool, Partial<ReturnType<typeof settle>>]>([
    [
      'is made without a limit',
      pool({ candidates: candidates(7, 9), toCome: coming(5) }),
      { selected: ['n2', 'n1'] },
    ],
    [
      'is made where all that is there and to come fits',
      pool({ candidates: candidates(8, 8), toCome: coming(1), max: 3 }),
      { selected: ['n1', 'n2'] },
    ],
    [
      'waits while more is to come than fits',
      pool({ candidates: candidates(8, 9), toCome: coming(1), max: 2 }),
      { waiting: ['n1', 'n2'] },
    ],
    [
      'waits for what is on hold as well',
      pool({ candidates: candidates(8), toCome: coming(1, true), max: 1 }),
      { waiting: ['n1'] },
    ],
    [
      'is made by votes when nothing is to come',
      pool({ candidates: candidates(8, 9, 7), max: 2 }),
      { selected: ['n2', 'n1'], notSelected: ['n3'] },
    ],
    [
      'waits as a whole for a tie at the line',
      pool({ candidates: candidates(9, 8, 8), max: 2 }),
      { waiting: ['n1', 'n2', 'n3'] },
    ],
    [
      'counts the places that are gone',
      pool({ candidates: candidates(8, 9), taken: 2, max: 3 }),
      { selected: ['n2'], notSelected: ['n1'] },
    ],
    [
      'selects nobody where all places are gone, also when more were given than there are',
      pool({ candidates: candidates(8), taken: 5, max: 3 }),
      { notSelected: ['n1'] },
    ],
  ])('%s', (_, given, expected) => {
    expect(settle(given, false)).toEqual({ ...none, ...expected });
  });

  it('leaves out nobody: each candidate is selected, not selected, tied or waiting', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 9 }), { maxLength: 10 }),
        fc.nat({ max: 4 }),
        fc.nat({ max: 3 }),
        fc.option(fc.nat({ max: 10 })),
        (votes, taken, toCome, max) => {
          const given = pool({ candidates: candidates(...votes), taken, toCome: coming(toCome), max });
          const { selected, notSelected, tied, waiting } = settle(given, false);
          expect([...selected, ...notSelected, ...tied, ...waiting].sort()).toEqual(
            given.candidates.map(({ id }) => id).sort(),
          );
          expect(tied).toEqual([]);
          if (max !== null) expect(selected.length).toBeLessThanOrEqual(Math.max(0, max - taken));
        },
      ),
    );
  });
});

describe('rank-and-cut', () => {
  it('is refused while a session is to come, naming what it waits for', () => {
    const given = pool({ candidates: candidates(8, 9), toCome: coming(1), max: 1 });
    expect(() => settle(given, true)).toThrow(
      expect.objectContaining({
        code: 'sessions-to-come',
        errors: [expect.objectContaining({ path: 'nominations.c1' })],
      }),
    );
  });
  it('does not wait for what is on hold', () => {
    const given = pool({ candidates: candidates(8, 9), toCome: coming(1, true), max: 1 });
    expect(settle(given, true)).toEqual({ ...none, selected: ['n2'], notSelected: ['n1'] });
  });
  it('names a tie at the line', () => {
    expect(settle(pool({ candidates: candidates(9, 8, 8), max: 2 }), true)).toEqual({
      ...none,
      selected: ['n1'],
      tied: ['n2', 'n3'],
    });
  });
});

describe('where a nomination stands for the cut', () => {
  const facts = (more: Partial<CutFacts>): CutFacts => ({
    submitted: true,
    outcome: null,
    result: null,
    cut: null,
    pastCouncil: false,
    ...more,
  });
  it.each<[string, Partial<CutFacts>, ReturnType<typeof cutStanding>]>([
    ['a draft never submitted', { submitted: false }, 'out'],
    ['submitted and under way', {}, 'to-come'],
    ['passed, to be concluded', { result: 'passed' }, 'to-come'],
    ['failed, which it may not have recorded yet', { result: 'failed' }, 'out'],
    ['refused by the head, likewise', { result: 'refused' }, 'out'],
    ['agreed', { result: 'agreed' }, 'candidate'],
    ['agreed and selected', { result: 'agreed', cut: 'selected' }, 'taken'],
    ['agreed and not selected', { result: 'agreed', cut: 'not-selected' }, 'out'],
    ['past the council', { result: 'agreed', pastCouncil: true }, 'taken'],
    ['awarded', { result: 'agreed', cut: 'selected', outcome: 'awarded', pastCouncil: true }, 'taken'],
    ['withdrawn after it was selected', { result: 'agreed', cut: 'selected', outcome: 'withdrawn' }, 'out'],
    ['withdrawn after it was agreed', { result: 'agreed', outcome: 'withdrawn' }, 'out'],
  ])('%s', (_, more, standing) => {
    expect(cutStanding(facts(more))).toBe(standing);
  });
});
