import type { Field, Values } from '../acts/form.ts';
import type { BodyOf, Nomination } from '../client/answers.ts';
import { alike } from './draft-saver.ts';
import { words } from './words.ts';

/** What is typed into a draft, as the form holds it. */
export type DraftValues = Values;

const text = (label: Field['label'], lines?: number): Field => ({
  kind: 'text',
  label,
  ...(lines ? { lines } : {}),
});

/** The fields that every draft has, and those of its kind of subject. */
export const subjectFields = (kind: 'collective' | 'individual'): Record<string, Field> => ({
  name: text(
    kind === 'collective'
      ? { vi: 'Tên tập thể', en: 'Name of the collective' }
      : { vi: 'Họ và tên', en: 'Full name' },
  ),
  ...(kind === 'individual'
    ? {
        person: { kind: 'person', label: words.account, optional: true },
        position: text(words.position),
        gender: {
          kind: 'choice',
          label: words.gender,
          options: { female: words.female, male: words.male, other: words.other },
        },
      }
    : {
        headcount: { kind: 'number', label: words.headcount },
        femaleCount: { kind: 'number', label: words.femaleCount },
      }),
});
export const achievementFields: Record<string, Field> = {
  title: text(words.achievementTitle, 1),
  from: { kind: 'date', label: words.achievementFrom },
  to: { kind: 'date', label: words.achievementTo },
  summary: text(words.summary, 4),
};

const given = (value: unknown) =>
  value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');
const pick = (values: DraftValues, names: string[]): Values =>
  Object.fromEntries(names.filter((name) => given(values[name])).map((name) => [name, values[name]]));

const ofSubject = ['name', 'unit', 'person', 'gender', 'position', 'headcount', 'femaleCount'];
const ofAchievement = ['title', 'from', 'to', 'summary'];

/** The body of `POST /nominations`. */
export const draftBody = (values: DraftValues, kind: 'collective' | 'individual'): BodyOf<'/nominations'> =>
  ({
    roundId: values.round,
    award: values.award,
    subject: { kind, category: values.category, ...pick(values, ofSubject) },
    achievement: pick(values, ofAchievement),
    proposingUnit: values.proposingUnit,
    ...(given(values.outsideName)
      ? {
          outsideProposer: {
            name: values.outsideName,
            ...(given(values.outsideAddress) ? { address: values.outsideAddress } : {}),
            ...(given(values.outsideContact) ? { contact: values.outsideContact } : {}),
          },
        }
      : {}),
  }) as BodyOf<'/nominations'>;

/** A nomination as the form holds it. */
export const valuesOf = ({ subject, achievement, evidence }: Nomination): DraftValues => ({
  ...Object.fromEntries(Object.entries({ ...subject, ...achievement }).filter(([, value]) => given(value))),
  ...Object.fromEntries(
    Object.entries((evidence ?? {}) as Values).map(([code, stated]) => [
      evidenceSlot(code),
      { whole: true, stated },
    ]),
  ),
});

/** What may be taken out of a draft again: the service takes null for it. */
const optional = ['person', 'gender', 'position', 'headcount', 'femaleCount'];

/** The body of `PATCH /nominations/{id}`: what differs from what is kept. Null where nothing does. */
export function changesOf(values: DraftValues, kept: DraftValues): Values | null {
  const changed = (names: string[]): Values =>
    Object.fromEntries(
      names.flatMap((name) => {
        if (alike(values[name], kept[name])) return [];
        if (given(values[name])) return [[name, values[name]]];
        return optional.includes(name) ? [[name, null]] : [];
      }),
    );
  const [subject, achievement] = [changed(ofSubject), changed(ofAchievement)];
  const evidence = evidenceChanges(values, kept);
  const parts = {
    ...some('subject', subject),
    ...some('achievement', achievement),
    ...some('evidence', evidence),
  };
  return Object.keys(parts).length > 0 ? parts : null;
}

const some = (name: string, part: Values): Values => (Object.keys(part).length > 0 ? { [name]: part } : {});

export const evidenceSlot = (criterion: string): string => `evidence ${criterion}`;

/** Evidence that is whole and differs; what is half typed waits in the form. */
function evidenceChanges(values: DraftValues, kept: DraftValues): Values {
  const changes: Values = {};
  for (const [slot, value] of Object.entries(values)) {
    if (!slot.startsWith('evidence ') || alike(value, kept[slot])) continue;
    const { whole, stated } = value as { whole: boolean; stated: Values };
    if (whole) changes[slot.slice('evidence '.length)] = stated;
  }
  return changes;
}
