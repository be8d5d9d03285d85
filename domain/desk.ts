import type { NominatedSubject } from './checks.ts';
import { sameSubject } from './checks.ts';
import type { DateText } from './dates.ts';

/** A nomination as a reviewer compares it with another. */
export interface Compared {
  code: string;
  roundId: string;
  award: string;
  subject: NominatedSubject;
  achievement: { title: string; from: DateText; to: DateText };
  outcome: string | null;
}

/** What a reviewer should look at: nothing of it is refused. `codes` names the other nominations. */
export interface PointedOut {
  warning: 'nominated-twice' | 'two-awards';
  codes: string[];
}

const words = (title: string): string =>
  title.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');

/**
 * The same nominee twice in a round; and one achievement in two forms of award: "không khen thưởng nhiều lần, nhiều hình
 * thức cho một thành tích đạt được" (Luật Thi đua, khen thưởng 2022 Đ5.2.c), by the same title, or in the same time
 * within a round.
 * @param others of the same unit, submitted; what was turned down counts no more
 */
export function pointedOut(nomination: Compared, others: readonly Compared[]): PointedOut[] {
  const same = others.filter(
    (other) =>
      sameSubject(other.subject, nomination.subject) &&
      (other.outcome === null || other.outcome === 'awarded'),
  );
  const inRound = same.filter(({ roundId }) => roundId === nomination.roundId);
  const { title, from, to } = nomination.achievement;
  const twoForms = same.filter(
    ({ award, roundId, achievement }) =>
      award !== nomination.award &&
      (words(achievement.title) === words(title) ||
        (roundId === nomination.roundId && achievement.from <= to && from <= achievement.to)),
  );
  const found = (warning: PointedOut['warning'], of: readonly Compared[]): PointedOut[] =>
    of.length > 0 ? [{ warning, codes: of.map(({ code }) => code) }] : [];
  return [...found('nominated-twice', inRound), ...found('two-awards', twoForms)];
}
