import type { Values } from '../acts/form.ts';
import { useDates } from '../parts/dates.ts';
import { useSay } from '../words/words.ts';
import type { Nomination } from '../client/answers.ts';
import type { Plan } from '../parts/plans.ts';
import type { Words } from '../words/words.ts';
import { evidenceNames, levelNames, words } from './words.ts';

export type Criterion = Plan['criteriaByCategory'][string][number];

export type Evidence = Record<string, Record<string, unknown>>;

/** What a part of the evidence is called for this criterion: the plan may say what is counted. */
export function evidenceLabel(
  { type, unitOfMeasure }: Pick<Criterion, 'type'> & Values,
  name: string,
): Words {
  if (name === 'value' && typeof unitOfMeasure === 'string')
    return { vi: `Số ${unitOfMeasure}`, en: `Number (${unitOfMeasure})` };
  if (name === 'level' && type === 'recognition') return { vi: 'Cấp công nhận', en: 'Level of recognition' };
  return evidenceNames[name] ?? { vi: name, en: name };
}

/** Whether a first draft says nothing of a criterion yet: nobody has found it wanting. */
export const isUnstated = (
  {
    stage,
    returned,
    evidence,
    checks,
  }: Pick<Nomination, 'stage' | 'returned' | 'checks'> & { evidence?: unknown },
  criterion: string,
): boolean =>
  stage === 'unit-proposal' &&
  !returned &&
  checks.some((check) => check.criterion === criterion && check.result === 'unmet') &&
  (evidence as Evidence | null | undefined)?.[criterion] === undefined;

/** Of a choice, a part that another one makes needless. */
export const isUseless = (check: Nomination['checks'][number] | undefined): boolean =>
  check !== undefined && !check.needed && check.result !== 'met';

/** How a criterion was judged; undefined where it is needless, or nobody has said anything of it yet. */
export function judgedCheck(
  nomination: Pick<Nomination, 'stage' | 'returned' | 'checks'> & { evidence?: unknown },
  criterion: string,
): Nomination['checks'][number] | undefined {
  const check = nomination.checks.find(({ criterion: code }) => code === criterion);
  return isUseless(check) || isUnstated(nomination, criterion) ? undefined : check;
}

/** How many conditions these criteria are: of a choice among several, one part is enough. */
export const conditionsAmong = (criteria: readonly Pick<Criterion, 'choice' | 'code'>[]): number =>
  new Set(criteria.map(({ choice, code }) => choice ?? code)).size;

/** How many parts the choice has that a criterion belongs to; 1 where it has to be met itself. */
export const partsOfChoice = (
  { choice }: Pick<Criterion, 'choice'>,
  criteria: readonly Pick<Criterion, 'choice'>[],
): number => (choice === null ? 1 : criteria.filter((other) => other.choice === choice).length);

/** What a unit stated for a criterion, in words; one line each. */
export function useEvidenceText(): (
  stated: Record<string, unknown> | undefined,
  criterion: Criterion,
) => string {
  const say = useSay();
  const { day } = useDates();
  return (stated, criterion) => {
    if (criterion.type === 'rank') return say(words.published);
    if (!stated || Object.keys(stated).length === 0) return say(words.noEvidence);
    const { part, whole, statement } = stated;
    if (typeof part === 'number' && typeof whole === 'number') return `${part}/${whole}`;
    if (typeof statement === 'string' && Object.keys(stated).length === 1) return statement;
    return Object.keys(evidenceNames)
      .filter((name) => stated[name] !== undefined)
      .map((name) => {
        const value = stated[name];
        const text = String(value);
        const shown = name === 'date' ? day(text) : levelNames[text] ? say(levelNames[text]) : text;
        return `${say(evidenceLabel(criterion, name))}: ${shown}`;
      })
      .join('\n');
  };
}
