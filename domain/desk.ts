import type { Achievement, Likeness } from './namesakes.ts';
import { isSameTitle } from './namesakes.ts';

/** A nomination as a reviewer compares it with another. */
export interface Compared {
  code: string;
  roundId: string;
  award: string;
  achievement: Achievement;
  outcome: string | null;
}

/** Another, whose nominee is the same or may be. */
export interface Other extends Compared {
  likeness: Likeness;
}

/** What a reviewer should look at: nothing of it is refused. `codes` names the other nominations. */
export interface PointedOut {
  warning: 'nominated-twice' | 'two-awards' | 'namesake';
  codes: string[];
}

/**
 * The same nominee twice in a round; and one achievement in two forms of award: "không khen thưởng nhiều lần, nhiều hình
 * thức cho một thành tích đạt được" (Luật Thi đua, khen thưởng 2022 Đ5.2.c), by the same title, or in the same time
 * within a round.
 * @param others submitted; what was turned down counts no more
 */
export function pointedOut(nomination: Compared, others: readonly Other[]): PointedOut[] {
  const standing = others.filter(({ outcome }) => outcome === null || outcome === 'awarded');
  const same = standing.filter(({ likeness }) => likeness === 'same');
  const inRound = ({ roundId }: Compared) => roundId === nomination.roundId;
  const { title, from, to } = nomination.achievement;
  const twoForms = same.filter(
    (other) =>
      other.award !== nomination.award &&
      (isSameTitle(other.achievement.title, title) ||
        (inRound(other) && other.achievement.from <= to && from <= other.achievement.to)),
  );
  const near = standing.filter((other) => other.likeness === 'near' && inRound(other));
  const found = (warning: PointedOut['warning'], of: readonly Compared[]): PointedOut[] =>
    of.length > 0 ? [{ warning, codes: of.map(({ code }) => code) }] : [];
  return [
    ...found('nominated-twice', same.filter(inRound)),
    ...found('two-awards', twoForms),
    ...found('namesake', near),
  ];
}
