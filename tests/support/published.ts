import { readFileSync } from 'node:fs';
import { routeFor } from '../../domain/plan.ts';
import type { Criterion, Plan } from '../../domain/plan-schema.ts';

/** What tests hold a plan against: the text as it was published, beside the tests of the movements. */

/** Each run of white space is one space. */
export const publishedText = (code: string): string =>
  readFileSync(new URL(`../movements/${code}.txt`, import.meta.url), 'utf8').replace(/\s+/gu, ' ');

/** Every quote of a plan, once. */
export const quotesIn = (plan: Plan): string[] => [...new Set(quotesWithin(plan))];

const quotesWithin = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        key === 'quote' && typeof inner === 'string' ? [inner] : quotesWithin(inner),
      );

/** The pieces of the published text that no clause of the plan quotes. */
export const notQuoted = (plan: Plan): string[] =>
  quotesIn(plan)
    .sort((a, b) => b.length - a.length)
    .reduce((text, quote) => text.split(quote).join('¦'), publishedText(plan.code))
    .split('¦')
    .flatMap((rest) => (rest.trim() === '' ? [] : [rest.trim()]));

/** The figure a criterion is judged by, undefined where it has none. */
export function limitOf(criterion: Criterion): unknown {
  switch (criterion.type) {
    case 'numeric':
      return criterion.atMost ?? criterion.atLeast;
    case 'attested':
    case 'rank':
      return undefined;
    case 'share':
    case 'classification':
    case 'recognition':
      return criterion.atLeast;
  }
}

/** A route as lines: stage, body, receiver, working days, the round's date. */
export const stepsOf = (plan: Plan, award: string, category: string): string[] =>
  routeFor(plan, award, category).map(({ stage, body, to, deadline: { workingDays, roundDate } }) =>
    [stage, body, to, workingDays, roundDate].filter((part) => part !== undefined).join(' '),
  );

/** Clauses that say neither where in the plan they stand nor what else they rest on; a default must say the latter. */
export const unsourced = (plan: Plan): string[] => {
  interface Clause {
    quote?: string | undefined;
    source?: string | undefined;
    interpretation?: string | undefined;
  }
  const steps = plan.routes.flatMap(({ award, steps }) =>
    steps.map((step, i) => ({ name: `${award} step ${i + 1}`, step })),
  );
  const defaults: [string, Clause][] = [
    ...steps.map(({ name, step }): [string, Clause] => [`deadline of ${name}`, step.deadline]),
    ...plan.documents.map((kind): [string, Clause] => [`document ${kind.code}`, kind]),
    ['proposal', plan.proposal],
    ['deadline of proposal', plan.proposal.deadline],
    ['deadline of amending', plan.proposal.amend],
    ...steps
      .filter(({ step }) => step.stage === 'council-vote')
      .map(({ name, step }): [string, Clause] => [name, step]),
  ];
  const clauses: [string, Clause][] = [
    ...steps.map(({ name, step }): [string, Clause] => [name, step]),
    ...Object.entries(plan.bodies),
    ...plan.categories.map((category): [string, Clause] => [category.code, category]),
    ...plan.quotas.map((quota, i): [string, Clause] => [`quota ${i}`, quota]),
    ...plan.obligations.map((obligation): [string, Clause] => [obligation.code, obligation]),
  ];
  return [
    ...defaults.filter(([, { source }]) => source === undefined),
    ...clauses.filter(([, { quote, source }]) => (quote ?? source) === undefined),
    ...Object.entries<Clause>(plan.checks).filter(
      ([, { quote, source, interpretation }]) => (quote ?? source ?? interpretation) === undefined,
    ),
  ].map(([name]) => name);
};
