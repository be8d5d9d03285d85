import { expect, test } from 'vitest';
import {
  conditionsAmong,
  evidenceLabel,
  isUnstated,
  isUseless,
  partsOfChoice,
} from '../../../web/nominations/evidence.ts';

test('a number is called by what the plan counts', () => {
  expect(evidenceLabel({ type: 'numeric', unitOfMeasure: 'người' }, 'value').vi).toBe('Số người');
  expect(evidenceLabel({ type: 'numeric' }, 'value').vi).toBe('Số trường hợp');
  expect(evidenceLabel({ type: 'classification' }, 'level').vi).not.toBe(
    evidenceLabel({ type: 'recognition' }, 'level').vi,
  );
});

test('only what a first draft leaves empty is not filled in; what somebody judged is judged', () => {
  const unsaid = { quote: '', reason: '', version: 0, earlier: [] };
  const check = { ...unsaid, criterion: 'xep-loai', result: 'unmet', needed: true } as const;
  const draft = { stage: 'unit-proposal', returned: false, evidence: {}, checks: [check] };
  expect(isUnstated(draft, 'xep-loai')).toBe(true);
  expect(isUnstated({ ...draft, evidence: { 'xep-loai': { level: 'completed' } } }, 'xep-loai')).toBe(false);
  expect(isUnstated({ ...draft, returned: true }, 'xep-loai')).toBe(false);
  expect(isUnstated({ ...draft, stage: 'office-review' }, 'xep-loai')).toBe(false);
  expect(isUnstated({ ...draft, checks: [{ ...check, result: 'unverified' }] }, 'xep-loai')).toBe(false);
});

test('a choice is one condition, and what another part of it makes needless is neither met nor wanting', () => {
  const criteria = [
    { code: 'a', choice: null },
    { code: 'b', choice: 1 },
    { code: 'c', choice: 1 },
  ];
  expect(conditionsAmong(criteria)).toBe(2);
  expect(criteria.map((criterion) => partsOfChoice(criterion, criteria))).toEqual([1, 2, 2]);
  const unsaid = { quote: '', reason: '', version: 0, earlier: [] };
  const check = { ...unsaid, criterion: 'b', result: 'unmet', needed: false } as const;
  expect([check, { ...check, needed: true }, { ...check, result: 'met' as const }].map(isUseless)).toEqual([
    true,
    false,
    false,
  ]);
});
