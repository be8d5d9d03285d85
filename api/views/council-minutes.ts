import { z } from 'zod';
import { sealOfPath } from '../../cases/shared/audit/seal.ts';
import { loadPlan } from '../../cases/context.ts';
import { loadRoll } from '../../cases/council-session/box.ts';
import { groundOf } from '../../cases/council-session/set-aside.ts';
import type { ItemRow, SessionRow } from '../../cases/council-session/row.ts';
import {
  ballotOf,
  itemParties,
  membersByRank,
  modeOf,
  ruleOf,
  seatsOf,
} from '../../cases/council-session/row.ts';
import type { NomineeGround } from '../../domain/nominee.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import { isSetAside, seatsPresent, sessionQuorum } from '../../domain/session.ts';
import type { RollEntry } from '../../domain/session.ts';
import type { VotingRule } from '../../domain/voting.ts';
import type { CouncilMinutes, Issuer, MinutesItem } from '../../documents/types.ts';
import type { Db } from '../../prisma/db.ts';
import { itemsVoted, openVotesOf } from '../council-ballots.ts';
import { annulledIn } from './annulled.ts';
import { earlierResults } from './ballot-results.ts';
import { memberOf, minutesSitting, officer } from './minutes-attendance.ts';
import { countOf } from './session.ts';
import { sittingsOf } from './sittings.ts';

/** The minutes as the record tells them. @throws Refusal `not-in-this-state` before the vote is closed */
export async function minutesOf(db: Db, row: SessionRow): Promise<CouncilMinutes> {
  const items = itemsVoted(row);
  const plans = await plansOf(db, items);
  const seats = seatsOf(row);
  const rules = items.map(ruleOf);
  const rule = rules[0];
  if (!rule) throw new Refusal({ cause: 'nothing-voted-on' });
  const unitNames = await namesOfUnits(db, items);
  const votes = await openVotesOf(db, row);
  const rolls = await loadRoll(db, row);
  const answered = new Set(
    [...rolls.values()].flat().flatMap((entry) => (entry.written ? entry.memberId : [])),
  );
  const earlier = await earlierResults(db, items);
  const annulled = await annulledIn(db, row);
  const members = membersByRank(row);
  const sittings = await sittingsOf(db, row);
  const words = await tieWordsOf(db, items);
  const titles = [...new Set([...plans.values()].map(({ title }) => `“${title}”`))];
  const issuer = await issuerOf(db, row);
  return {
    issuer,
    councilName: issuer.name,
    purpose: `xét, đề nghị khen thưởng phong trào thi đua ${titles.join(', ')}`,
    startedAt: (row.openedAt ?? row.scheduledAt).toISOString(),
    endedAt: row.closedAt?.toISOString() ?? null,
    place: row.place,
    mode: modeOf(row),
    ballot: ballotOf(row),
    chair: officer(row, sittings, ['chair', 'deputy', 'standing']),
    secretary: officer(row, sittings, ['secretary']),
    members: members.map((member) => memberOf(member, answered)),
    sittings: sittings.map((sitting) => minutesSitting(sitting, members, answered)),
    invitees: row.invitees.map(titled),
    tellers: row.tellers.map(titled),
    ...(await earlyOf(db, row)),
    breaks: await breaksOf(db, row),
    seal: await sealOfPath(db, { kind: 'council-session', id: row.id }),
    rule: {
      quorum: { ...sessionQuorum(rules, seats.length, seatsPresent(seats).length), members: seats.length },
      passText: [...new Set(rules.map(passText))].join('; '),
      baseText: [...new Set(rules.map(({ pass }) => baseNames[pass.base]))].join('; '),
    },
    items: items.map((item): MinutesItem => {
      const count = countOf(item);
      const { award } = item.nomination;
      const plan = plans.get(planKey(item));
      if (!count || item.base === null || item.needed === null)
        throw new Refusal({ cause: 'item-without-count' });
      const openVotes = votes?.get(item.nominationId);
      const setAside = new Set(
        seats.filter((seat) => isSetAside(seat, itemParties(item))).map(({ memberId }) => memberId),
      );
      return {
        position: item.position,
        name: item.nomination.subjectName,
        kind: item.nomination.subjectKind === 'individual' ? 'individual' : 'collective',
        unit: unitNames.get(item.nomination.subjectUnit) ?? item.nomination.subjectUnit,
        awardName: plan?.awards.find(({ code }) => code === award)?.name ?? award,
        count: { ...count, invalid: count.collected - count.valid },
        base: item.base,
        needed: item.needed,
        passed: item.state !== 'failed',
        recused: row.members
          .filter(({ memberId }) => setAside.has(memberId))
          .map(({ memberId, name }) => withGround(name, item, memberId)),
        annulled: annulled.get(item.nominationId) ?? [],
        earlier: (earlier.get(item.nominationId) ?? []).map(({ ballot, approve, base }) => ({
          ballot,
          approve,
          base,
        })),
        written: row.mode === 'written' ? [] : namesOf(row, rolls.get(item.nominationId) ?? []),
        tieWords: words.get(item.nominationId) ?? [],
        ...(openVotes ? { openVotes: openVotes.map(({ member, choice }) => ({ member, choice })) } : {}),
        ...(item.state === 'agreed' || item.state === 'refused' ? { conclusion: item.state } : {}),
        ...(item.reason === null ? {} : { reason: item.reason }),
      };
    }),
  };
}

/** How minutes say why the service set a member aside. */
const groundTexts: Record<NomineeGround, string> = {
  account: 'là người được đề nghị khen thưởng',
  confirmed: 'được xác nhận là người được đề nghị khen thưởng',
  name: 'trùng họ tên với người được đề nghị khen thưởng',
  'heads-unit': 'là người đứng đầu tập thể được đề nghị khen thưởng',
};

/** The name of a member who was set aside; with the ground where the service found it, and that a vote was taken back. */
function withGround(name: string, { recusals, ballot }: ItemRow, memberId: string): string {
  const recusal = recusals.find((one) => one.memberId === memberId);
  const ground = recusal && groundOf(recusal.reason);
  if (recusal?.takenBack === ballot) return `${name} (phiếu đã bỏ không tính)`;
  return ground ? `${name} (${groundTexts[ground]})` : name;
}

const planKey = ({ nomination }: ItemRow): string => `${nomination.movement}@${nomination.planVersion}`;

async function plansOf(db: Db, items: ItemRow[]): Promise<Map<string, Plan>> {
  const plans = new Map<string, Plan>();
  for (const item of items)
    if (!plans.has(planKey(item)))
      plans.set(planKey(item), await loadPlan(db, item.nomination.movement, item.nomination.planVersion));
  return plans;
}

async function namesOfUnits(db: Db, items: ItemRow[]): Promise<Map<string, string>> {
  const units = await db.unit.findMany({
    where: { code: { in: items.map(({ nomination }) => nomination.subjectUnit) } },
    select: { code: true, name: true },
  });
  return new Map(units.map(({ code, name }) => [code, name]));
}

/** The council as issuer, under the organization it belongs to; it dates its papers where that one sits. */
async function issuerOf(db: Db, { body, organization }: SessionRow): Promise<Issuer> {
  const [council, parent] = await Promise.all([
    db.unit.findUnique({ where: { code: body } }),
    db.unit.findUnique({ where: { code: organization } }),
  ]);
  return {
    parentName: parent?.name ?? '',
    name: council?.name ?? body,
    symbol: council?.symbol ?? 'HĐTĐKT',
    place: council?.place ?? parent?.place ?? '',
  };
}

const titled = ({ name, title }: { name: string; title: string | null }) =>
  title === null ? { name } : { name, title };

/** The absent members among those who voted. */
const namesOf = ({ members }: SessionRow, roll: readonly RollEntry[]): string[] =>
  members
    .filter(({ memberId, attendance }) =>
      roll.some((entry) => entry.memberId === memberId && entry.written && attendance === 'absent'),
    )
    .map(({ name }) => name);

const earlyDetail = z.object({ scheduledOn: z.string() });
/** Where it met before its day: the day to which its members were invited, and why. */
async function earlyOf(db: Db, { id }: SessionRow): Promise<Pick<CouncilMinutes, 'early'>> {
  const opening = await db.transition.findFirst({
    where: { pathKind: 'council-session', pathId: id, act: 'open' },
    orderBy: { version: 'asc' },
  });
  const early = earlyDetail.safeParse(opening?.detail);
  return early.success && opening?.reason ? { early: { ...early.data, reason: opening.reason } } : {};
}

const sittingDetail = z.object({ absent: z.array(z.string()).default([]) });
/** Each adjournment with its reason, and who was missing when the session went on. */
async function breaksOf(db: Db, { id, members }: SessionRow): Promise<CouncilMinutes['breaks']> {
  const sittings = await db.transition.findMany({
    where: { pathKind: 'council-session', pathId: id, act: { in: ['open', 'adjourn'] } },
    orderBy: { version: 'asc' },
  });
  return sittings.flatMap((sitting, i) => {
    if (sitting.act !== 'adjourn') return [];
    const next = sittings[i + 1];
    const { absent } = sittingDetail.parse(next?.detail ?? {});
    return [
      {
        at: sitting.at.toISOString(),
        reason: sitting.reason ?? '',
        resumedAt: next?.at.toISOString() ?? null,
        absent: members.filter(({ memberId }) => absent.includes(memberId)).map(({ name }) => name),
        ...(next?.reason ? { early: next.reason } : {}),
      },
    ];
  });
}

/** The words that broke ties, by nomination: open, as the minutes have them. */
async function tieWordsOf(db: Db, items: ItemRow[]): Promise<Map<string, MinutesItem['tieWords']>> {
  const words = await db.tieWord.findMany({
    where: { nominationId: { in: items.map(({ nominationId }) => nominationId) } },
    orderBy: { role: 'asc' },
  });
  const found = new Map<string, NonNullable<MinutesItem['tieWords']>>();
  for (const { nominationId, role, choice } of words)
    found.set(nominationId, [
      ...(found.get(nominationId) ?? []),
      {
        position: role === 'head' ? 'Thủ trưởng cơ quan' : 'Chủ tịch Hội đồng',
        choice: choice === 'approve' ? 'approve' : 'disapprove',
      },
    ]);
  return found;
}

const baseNames: Record<VotingRule['pass']['base'], string> = {
  'all-members': 'tổng số thành viên Hội đồng',
  present: 'số thành viên dự họp',
  'valid-ballots': 'số phiếu hợp lệ',
};

/** E.g. 'từ 80% trở lên tổng số thành viên Hội đồng'; a share that is no whole percentage as a fraction. */
function passText({ pass: { share, comparison, base } }: VotingRule): string {
  const { numerator, denominator } = share;
  const hundredfold = numerator * 100;
  const part =
    hundredfold % denominator === 0 ? `${hundredfold / denominator}%` : `${numerator}/${denominator}`;
  return `${comparison === 'at-least' ? `từ ${part} trở lên` : `trên ${part}`} ${baseNames[base]}`;
}
