import { describe, expect, it } from 'vitest';
import { decidedBy, recordSigned } from '../../../web/acts/decided.ts';
import type { User } from '../../../web/client/answers.ts';
import { nominationActs } from '../../../web/nominations/acts.ts';
import { decisionForm } from '../../../web/rounds/decision.ts';
import { taskName } from '../../../web/tasks/words.ts';

const holding = (role: User['roles'][number]['role']) =>
  ({ displayName: 'Lê Thị Hoa', roles: [{ role, unit: 'so' }] }) as unknown as User;
const task = { kind: 'decision', actions: ['decide'] };

describe('a decision', () => {
  it('is made by the head, who signs it himself', () => {
    const form = decidedBy(holding('head'), nominationActs.decide);
    expect(form.label).toEqual(nominationActs.decide.label);
    expect(form.start?.(undefined)).toMatchObject({ outcome: 'award', signedBy: 'Lê Thị Hoa' });
    expect(taskName(task, true)).not.toEqual(recordSigned);
  });

  it('is to the office one that is signed, and to be recorded: in the tasks, of one and of many', () => {
    const office = holding('office-reviewer');
    const one = decidedBy(office, nominationActs.decide);
    const many = decidedBy(office, decisionForm);
    expect([one.label, many.label, taskName(task, false)]).toEqual([
      recordSigned,
      recordSigned,
      recordSigned,
    ]);
    expect(one.start?.(undefined)).not.toHaveProperty('signedBy');
    const { follows } = many;
    const said = typeof follows === 'function' ? follows({ items: [] }).vi : follows.vi;
    expect(said).toMatch(/^Chỉ ghi theo quyết định mà thủ trưởng cơ quan đã ký; .* 0 hồ sơ kết thúc/u);
    // Without the signed paper nothing is recorded; the head, who signs it, may add it.
    for (const form of [one, many]) expect(form.fields['file']).not.toHaveProperty('optional');
    const own = decidedBy(holding('head'), nominationActs.decide);
    expect(own.fields.file).toHaveProperty('optional', true);
  });
});
