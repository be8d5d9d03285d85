import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { afterDecision, dutyPeriods, parseAfterDecision } from '../../organization/after-decision.ts';

describe('the periods after a decision', () => {
  const periods = Object.entries(afterDecision());

  it('are read from the file, each with its source', () => {
    for (const [, { workingDays }] of periods) expect(workingDays).toBeGreaterThan(0);
    expect(afterDecision().returnAfterRevocation.source).toContain('Đ93.2');
    for (const { source } of Object.values(dutyPeriods())) expect(source).toContain('311/QĐ-BNV');
  });

  it.each(['source', 'workingDays'])('one without its %s is refused by name', (missing) => {
    for (const [name, period] of periods) {
      const rest = Object.entries(period).filter(([key]) => key !== missing);
      const text = stringify({ ...afterDecision(), [name]: Object.fromEntries(rest) });
      expect(() => parseAfterDecision(text)).toThrow(`${name}.${missing}`);
    }
  });

  it('approve nothing by silence', () => {
    for (const [, { whenPassed }] of periods)
      expect(whenPassed.map((passed) => passed.do)).not.toContain('lapse');
  });
});
