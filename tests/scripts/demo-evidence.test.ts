import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evidenceFaults, judge } from '../../domain/criteria.ts';
import { criteriaOf } from '../../domain/plan.ts';
import type { CriterionView } from '../../acceptance/demo/evidence.ts';
import { evidenceFor } from '../../acceptance/demo/evidence.ts';
import { readPlan } from '../support/plans.ts';

/** The demo writes no evidence by hand: it is made from any plan's own data. */
const plans = readdirSync('movements')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readPlan(file.slice(0, -'.yaml'.length)));
const cases = plans.flatMap((plan) =>
  Object.keys(plan.criteria).map((category) => ({ plan, category, name: `${plan.code} ${category}` })),
);

describe('evidence made from a plan', () => {
  it.each(cases)('is enough for each criterion that a unit answers: $name', ({ plan, category }) => {
    const criteria = criteriaOf(plan, category);
    const view = { ...plan, version: 1, criteriaByCategory: { [category]: criteria as CriterionView[] } };
    const evidence = evidenceFor(view, category);
    expect(evidenceFaults(criteria, evidence)).toEqual([]);
    expect(
      judge(plan.criteria[category]!, evidence, new Map()).filter(({ result }) => result === 'unmet'),
    ).toEqual([]);
  });
});
