import { expect, test } from 'vitest';
import { evidenceLabel, isUnstated } from '../../../web/nominations/evidence.ts';

test('a number is called by what the plan counts', () => {
  expect(evidenceLabel({ type: 'numeric', unitOfMeasure: 'người' }, 'value').vi).toBe('Số người');
  expect(evidenceLabel({ type: 'numeric' }, 'value').vi).toBe('Số trường hợp');
  expect(evidenceLabel({ type: 'classification' }, 'level').vi).not.toBe(
    evidenceLabel({ type: 'recognition' }, 'level').vi,
  );
});

test('only what a first draft leaves empty is not filled in; what somebody judged is judged', () => {
  const check = { criterion: 'xep-loai', quote: '', result: 'unmet', reason: '' } as const;
  const draft = { stage: 'unit-proposal', returned: false, evidence: {}, checks: [check] };
  expect(isUnstated(draft, 'xep-loai')).toBe(true);
  expect(isUnstated({ ...draft, evidence: { 'xep-loai': { level: 'completed' } } }, 'xep-loai')).toBe(false);
  expect(isUnstated({ ...draft, returned: true }, 'xep-loai')).toBe(false);
  expect(isUnstated({ ...draft, stage: 'office-review' }, 'xep-loai')).toBe(false);
  expect(isUnstated({ ...draft, checks: [{ ...check, result: 'unverified' }] }, 'xep-loai')).toBe(false);
});
