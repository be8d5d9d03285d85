import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { afterDecision, parseAfterDecision } from '../../organization/after-decision.ts';

describe('the periods after a decision', () => {
  const { returnAfterRevocation } = afterDecision();

  it('are read from the file, each with its source', () => {
    expect(returnAfterRevocation.workingDays).toBeGreaterThan(0);
    expect(returnAfterRevocation.source).toContain('Đ93.2');
  });

  it.each(['source', 'workingDays'])('one without its %s is refused by name', (missing) => {
    const rest = Object.entries(returnAfterRevocation).filter(([name]) => name !== missing);
    const text = stringify({ returnAfterRevocation: Object.fromEntries(rest) });
    expect(() => parseAfterDecision(text)).toThrow(`returnAfterRevocation.${missing}`);
  });

  it('approve nothing by silence', () => {
    expect(returnAfterRevocation.whenPassed.map((passed) => passed.do)).not.toContain('lapse');
  });
});
