import type { Finding, SubmissionFacts } from './checks.ts';
import type { DateText } from './dates.ts';
import { isSameName, nearName } from './identity.ts';
import type { SubjectKind } from './quota.ts';
import type { Outcome } from './stages.ts';

export interface Achievement {
  title: string;
  from: DateText;
  to: DateText;
}

export interface NominatedSubject {
  kind: SubjectKind;
  name: string;
  unit: string;
}

/** `same`: one nominee; `near`: a person has to say. */
export type Likeness = 'same' | 'near';

/** Another nomination, whose nominee is the same or may be. */
export interface OtherNomination {
  /** Of another movement. */
  elsewhere: boolean;
  /** Its readable code, which the finding names. */
  code: string;
  unit: string;
  likeness: Likeness;
  award: string;
  achievement: Achievement;
  /** A draft stands in nobody's way. */
  submitted: boolean;
  outcome: Outcome | null;
}

/**
 * Whether two nominations name the same person or collective. Of one unit: the same name, however it is spelled
 * (domain/identity.ts); a name that differs by its diacritics alone is for a person to judge, and so is the same name of a
 * person in another unit.
 * @param said what a reviewer has said of the two; null where nobody has
 * @returns null for two who have nothing to do with each other
 */
export function likenessOf(a: NominatedSubject, b: NominatedSubject, said: boolean | null): Likeness | null {
  if (a.kind !== b.kind) return null;
  if (said !== null) return said ? 'same' : null;
  const isSame = isSameName(a.name, b.name);
  if (a.unit === b.unit) return isSame ? 'same' : nearName(a.name) === nearName(b.name) ? 'near' : null;
  return isSame && a.kind === 'individual' ? 'near' : null;
}

type Fault = Pick<Finding, 'code' | 'message' | 'messageEn' | 'items'>;

/** What was turned down counts no more, and a draft not yet. */
const standing = ({ others }: SubmissionFacts): OtherNomination[] =>
  others.filter(({ submitted, outcome }) => submitted && (outcome === null || outcome === 'awarded'));

/** Of the same nominee, open or awarded, for a time that overlaps. */
const clashing = (facts: SubmissionFacts): OtherNomination[] =>
  standing(facts).filter(
    ({ likeness, achievement: { from, to } }) =>
      likeness === 'same' && from <= facts.achievement.to && facts.achievement.from <= to,
  );

const codesOf = (others: readonly OtherNomination[]): string[] => others.map(({ code }) => code);

/**
 * "không khen thưởng nhiều lần, nhiều hình thức cho một thành tích đạt được" (Luật Thi đua, khen thưởng 2022
 * Đ5.2.c). Within one movement, achievements of one subject whose periods overlap are taken to be one.
 */
export function oneAwardFault(facts: SubmissionFacts): Fault | null {
  const codes = codesOf(clashing(facts).filter(({ elsewhere }) => !elsewhere));
  if (codes.length === 0) return null;
  return {
    code: 'achievement-already-nominated',
    message: `Đối tượng này đã được đề nghị hoặc khen thưởng cho thành tích cùng thời gian: ${codes.join(', ')}.`,
    messageEn: `The same subject is nominated or awarded for the same time in ${codes.join(', ')}.`,
    items: codes,
  };
}

/** Across movements only the achievement itself, by its name, is taken to be one: in each a subject may excel anew. */
export function sameAchievementFault(facts: SubmissionFacts): Fault | null {
  const codes = codesOf(
    clashing(facts).filter(
      ({ elsewhere, achievement }) => elsewhere && isSameTitle(achievement.title, facts.achievement.title),
    ),
  );
  if (codes.length === 0) return null;
  return {
    code: 'achievement-in-another-movement',
    message: `Thành tích này đã được đề nghị hoặc khen thưởng trong phong trào khác: ${codes.join(', ')}.`,
    messageEn: `This achievement is nominated or awarded in another movement: ${codes.join(', ')}.`,
    items: codes,
  };
}

/** Within the movement: who reads the list asks whether they are one, and the reviewer says so. */
export function namesakeFault(facts: SubmissionFacts): Fault | null {
  const near = standing(facts).filter(({ likeness, elsewhere }) => likeness === 'near' && !elsewhere);
  if (near.length === 0) return null;
  const named = near.map(({ code, unit }) => `${code} (${unit})`).join(', ');
  return {
    code: 'namesake',
    message: `Có hồ sơ trùng tên hoặc tên gần giống: ${named}. Kiểm tra xem có phải cùng một đối tượng.`,
    messageEn: `Of the same or nearly the same name: ${named}. See whether it is the same nominee.`,
    items: codesOf(near),
  };
}

const oneSpelling = (title: string): string =>
  title.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('vi');

/** Whether two achievements have one title, but for capitals and blanks. */
export const isSameTitle = (a: string, b: string): boolean => oneSpelling(a) === oneSpelling(b);
