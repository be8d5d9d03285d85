import { useDates } from '../parts/dates.ts';
import { useSay } from '../words/words.ts';
import { evidenceNames, levelNames, words } from './words.ts';

export type Evidence = Record<string, Record<string, unknown>>;

/** What a unit stated for a criterion, in words; one line each. */
export function useEvidenceText(): (stated: Record<string, unknown> | undefined, type: string) => string {
  const say = useSay();
  const { day } = useDates();
  return (stated, type) => {
    if (type === 'rank') return say(words.published);
    if (!stated || Object.keys(stated).length === 0) return say(words.noEvidence);
    const { part, whole, statement } = stated;
    if (typeof part === 'number' && typeof whole === 'number') return `${part}/${whole}`;
    if (typeof statement === 'string' && Object.keys(stated).length === 1) return statement;
    return Object.keys(evidenceNames)
      .filter((name) => stated[name] !== undefined)
      .map((name) => {
        const value = stated[name];
        const label = evidenceNames[name];
        const text = String(value);
        const shown = name === 'date' ? day(text) : levelNames[text] ? say(levelNames[text]) : text;
        return label && name !== 'value' ? `${say(label)}: ${shown}` : shown;
      })
      .join('\n');
  };
}
