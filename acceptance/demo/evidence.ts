import type { ApiClient } from './client.ts';
import { good } from './story.ts';

/** A criterion as `GET /movements/{code}` tells it: what each type is judged by. */
export type CriterionView = { code: string } & (
  | { type: 'attested'; text: string }
  | { type: 'numeric'; atLeast?: number; atMost?: number }
  | { type: 'share'; atLeast: { numerator: number; denominator: number } }
  | { type: 'classification'; atLeast: string }
  | { type: 'recognition'; atLeast: string }
  | { type: 'rank'; set: string; group: string; to: number }
);

/** As much of a plan as it takes to draft a nomination under it. */
export interface PlanView {
  code: string;
  version: number;
  achievementPeriod: { from: string; to: string };
  categories: { code: string; kind: 'collective' | 'individual' }[];
  documents: { code: string; required: boolean; awards: string[]; categories: string[] }[];
  criteriaByCategory: Record<string, CriterionView[]>;
}

export const planOf = async (client: ApiClient, code: string): Promise<PlanView> =>
  good(await client.get<PlanView>(`/movements/${code}`));

/** What a unit may state so that each criterion of a category is fulfilled, for any plan. */
export function evidenceFor(plan: PlanView, category: string): Record<string, Record<string, unknown>> {
  const { to } = plan.achievementPeriod;
  return Object.fromEntries(
    (plan.criteriaByCategory[category] ?? []).flatMap((criterion) => {
      const stated = statementOf(criterion, to);
      return stated ? [[criterion.code, stated]] : [];
    }),
  );
}

/** Just enough; null for ranks, which nobody states: they are published. */
function statementOf(criterion: CriterionView, date: string): Record<string, unknown> | null {
  switch (criterion.type) {
    case 'attested':
      return { statement: `${criterion.text}: đã thực hiện, có tài liệu kèm theo.` };
    case 'numeric':
      return { value: criterion.atLeast ?? criterion.atMost ?? 0 };
    case 'share':
      return { part: criterion.atLeast.numerator, whole: criterion.atLeast.denominator };
    case 'classification':
      return { level: criterion.atLeast, year: Number(date.slice(0, 4)) };
    case 'recognition':
      return {
        level: criterion.atLeast,
        decisionNumber: '45/QĐ-UBND',
        date,
        title: 'Sáng kiến được công nhận',
      };
    case 'rank':
      return null;
  }
}
