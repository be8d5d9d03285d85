import type {
  Achievement,
  AwardSum,
  ListedCollective,
  ListedIndividual,
  Nominees,
} from '../../documents/types.ts';
import type { Bodies } from '../../domain/bodies.ts';
import type { DateText } from '../../domain/dates.ts';
import { dateOf } from '../../domain/dates.ts';
import { awardMoney } from '../../domain/money.ts';
import { awardOf, categoryOf } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { awardMoneyRates } from '../../organization/award-money.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText } from '../context.ts';
import { checksOf } from '../nomination/facts.ts';
import type { NominationRow } from '../nomination/row.ts';
import { loadReference } from '../reference.ts';

/** What papers about nominations say of them, in the order they were named in. */
export interface NomineesAsked {
  plan: Plan;
  award: string;
  nominations: readonly NominationRow[];
  bodies: Bodies;
  /** The day of the paper: units are named as they are called then. */
  on: DateText;
  votes: ReadonlyMap<string, { approve: number; base: number }> | null;
}

type Nominee = Achievement['nominee'];

/** The name that a unit, or what it became as a whole, bears on a day. */
export async function namesOn(
  tx: Tx,
  codes: readonly string[],
  { standing }: Bodies,
  on: DateText,
): Promise<(code: string) => string> {
  const now = new Map(codes.map((code) => [code, standing(code, on) ?? code]));
  const { byCode } = await loadReference(tx);
  return (code) => byCode.get(now.get(code) ?? code)?.name ?? code;
}

async function nomineesBy(
  { nominations, bodies, on, votes }: NomineesAsked,
  tx: Tx,
): Promise<Map<string, Nominee>> {
  const nameOf = await namesOn(
    tx,
    nominations.map((n) => n.subjectUnit),
    bodies,
    on,
  );
  return new Map(
    nominations.map((n) => [
      n.id,
      {
        name: n.subjectName,
        unit: nameOf(n.subjectUnit),
        achievement: n.achievementTitle,
        votes: votes?.get(n.id) ?? null,
        gender: genderOf(n),
        position: n.position,
        headcount: n.headcount,
        femaleCount: n.femaleCount,
      },
    ]),
  );
}

export async function nomineesOf(tx: Tx, asked: NomineesAsked): Promise<Nominees> {
  const { plan, award, nominations } = asked;
  const nominees = await nomineesBy(asked, tx);
  const ofKind = (kind: string): (ListedCollective & ListedIndividual)[] =>
    nominations.flatMap((n) =>
      n.subjectKind === kind ? [nominees.get(n.id)].filter((x) => x !== undefined) : [],
    );
  return {
    movement: {
      title: plan.title,
      planReference: planReference(plan),
      parents: plan.parents.map(({ reference }) => reference),
      guidance: guidanceOf(nominations),
    },
    award: { name: awardOf(plan, award)?.name ?? award },
    collectives: ofKind('collective'),
    individuals: ofKind('individual'),
  };
}

/** What was stated as the basis of their rounds, a paper a line, as a căn cứ is cited. */
const guidanceOf = (nominations: readonly NominationRow[]): string[] => [
  ...new Set(
    nominations
      .flatMap(({ round }) => (round.basis ?? '').split('\n'))
      .map((line) =>
        line
          .replace(/^\s*(?:căn cứ|theo)\s+/iu, '')
          .replace(/[\s;.]+$/u, '')
          .trim(),
      )
      .filter((line) => line !== ''),
  ),
];

/** Everybody's own page, in the order of the list: collectives first. */
export async function achievementsOf(tx: Tx, asked: NomineesAsked): Promise<Achievement[]> {
  const { plan, nominations } = asked;
  const nominees = await nomineesBy(asked, tx);
  const pages: Achievement[] = [];
  for (const kind of ['collective', 'individual'] as const) {
    let position = 0;
    for (const n of nominations.filter((row) => row.subjectKind === kind)) {
      const nominee = nominees.get(n.id);
      if (!nominee) continue;
      position += 1;
      pages.push({
        kind,
        position,
        nominee,
        category: categoryOf(plan, n.category)?.name ?? n.category,
        from: dateText(n.achievementFrom),
        to: dateText(n.achievementTo),
        summary: n.summary,
        criteria: await checksOf(tx, n, plan, asked.on),
      });
    }
  }
  return pages;
}

/** Null also where somebody is neither: papers then write the name without Ông or Bà. */
const genderOf = ({ gender }: { gender: string | null }): 'female' | 'male' | null =>
  gender === 'female' || gender === 'male' ? gender : null;

/** The money that goes with an award decided on a day, for each kind (NĐ 152/2025 Đ49, Đ54). */
export function moneyOn(
  plan: Plan,
  award: string,
  on: DateText,
): Record<'collective' | 'individual', AwardSum | null> {
  const form = awardOf(plan, award)?.form ?? award;
  const of = (kind: 'collective' | 'individual'): AwardSum | null => {
    const money = awardMoney(awardMoneyRates(), form, kind, on);
    return (
      money && {
        amount: money.amount,
        // What a rate's source says of itself beside the article is for those who keep the rates.
        sources: [money.factor.source, money.baseSalary.source].map((source) =>
          source.replace(/[;(,].*$/u, '').trim(),
        ),
      }
    );
  };
  return { collective: of('collective'), individual: of('individual') };
}

/** The council's last word on these nominations, and the day of its last session on them; null where none voted. */
export async function councilVotes(tx: Tx, nominationIds: readonly string[]) {
  const items = await tx.agendaItem.findMany({
    where: { nominationId: { in: [...nominationIds] }, state: { in: ['passed', 'agreed'] } },
    include: { session: { select: { openedAt: true, scheduledAt: true } } },
    orderBy: { session: { scheduledAt: 'asc' } },
  });
  const last = items.at(-1);
  if (!last) return null;
  return {
    heldOn: dateOf(last.session.openedAt ?? last.session.scheduledAt),
    votes: new Map(
      items.flatMap(({ nominationId, approve, base }) =>
        approve === null || base === null ? [] : [[nominationId, { approve, base }] as const],
      ),
    ),
  };
}

/**
 * 'Kế hoạch số 60/KH-SKHCN ngày 20/4/2022 của Sở Khoa học và Công nghệ phát động phong trào thi đua “…”'. What the plan
 * leaves blank of its number and date is not spoken of: a paper that is signed has no dots to fill in.
 */
export function planReference({ number, symbol, issuedOn, issuer, title }: Plan): string {
  const { year, month, day } = issuedOn;
  const numbered =
    number === null ? '' : ` số ${number.includes('/') ? number : `${number}/${symbol.replace(/^\//, '')}`}`;
  const dated =
    month === null
      ? ` năm ${year}`
      : day === null
        ? ` tháng ${month} năm ${year}`
        : ` ngày ${day}/${month}/${year}`;
  return `Kế hoạch${numbered}${dated} của ${issuer.name} phát động phong trào thi đua “${title}”`;
}
