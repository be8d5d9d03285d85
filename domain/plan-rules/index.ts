import { awardRules } from './awards.ts';
import { criteriaRules } from './criteria.ts';
import { dateRules } from './dates.ts';
import { routeRules } from './routes.ts';
import type { PlanRule } from './rule.ts';

/** What the parts of a plan must say of each other, beyond each one's own shape. */
export const planRules: readonly PlanRule[] = [...dateRules, ...awardRules, ...criteriaRules, ...routeRules];
