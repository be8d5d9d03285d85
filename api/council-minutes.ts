import { z } from 'zod';
import { loadPlan } from '../activities/context.ts';
import type { ItemRow, SessionRow } from '../activities/session/row.ts';
import { ballotOf, itemParties, membersByRank, ruleOf, seatsOf } from '../activities/session/row.ts';
import { Refusal } from '../domain/problems.ts';
import { sessionModes } from '../domain/ballots.ts';
import { isSetAside, seatsPresent, sessionQuorum } from '../domain/session.ts';
import type { VotingRule } from '../domain/voting.ts';
import { renderCouncilMinutes } from '../documents/council-minutes.ts';
import type { CouncilMember, CouncilMinutes, Issuer, MinutesItem } from '../documents/types.ts';
import type { Plan } from '../domain/plan-schema.ts';
import type { Db } from '../prisma/db.ts';
import { itemsVoted, openVotesOf } from './council-ballots.ts';
import { endpoint, sent } from './endpoint.ts';
import { loadUnits } from './sight.ts';
import { countOf, findVisibleSession } from './views/session.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const councilMinutesEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/council-sessions/{id}/minutes.docx',
      tag: 'council-sessions',
      summary: 'The minutes (biên bản họp), once the vote is closed',
      login: true,
      params: z.object({ id: z.uuid() }),
      answer: { status: 200, contentType: docx },
      refusals: ['not-found', 'not-in-this-state'],
    },
    async ({ deps, person, params: { id }, res }) => {
      const row = await findVisibleSession(deps.db, id, person, await loadUnits(deps.db));
      const file = await renderCouncilMinutes(await minutesOf(deps.db, row));
      res
        .type(docx)
        .set('Content-Disposition', `attachment; filename="bien-ban-${row.code}.docx"`)
        .set('X-Content-Type-Options', 'nosniff')
        .send(file);
      return sent;
    },
  ),
];

/** The minutes as the record tells them. @throws Refusal `not-in-this-state` before the vote is closed */
export async function minutesOf(db: Db, row: SessionRow): Promise<CouncilMinutes> {
  const items = itemsVoted(row);
  const plans = await plansOf(db, items);
  const seats = seatsOf(row);
  const rules = items.map(ruleOf);
  const rule = rules[0];
  if (!rule) throw new Refusal('not-in-this-state');
  const unitNames = await namesOfUnits(db, items);
  const votes = await openVotesOf(db, row);
  const titles = [...new Set([...plans.values()].map(({ title }) => `“${title}”`))];
  const issuer = await issuerOf(db, row);
  return {
    issuer,
    councilName: issuer.name,
    purpose: `xét, đề nghị khen thưởng phong trào thi đua ${titles.join(', ')}`,
    startedAt: (row.openedAt ?? row.scheduledAt).toISOString(),
    endedAt: row.closedAt?.toISOString() ?? null,
    place: row.place,
    mode: z.enum(sessionModes).parse(row.mode),
    ballot: ballotOf(row),
    chair: officer(row, ['chair', 'deputy', 'standing']),
    secretary: officer(row, ['secretary']),
    members: membersByRank(row).map(memberOf),
    rule: {
      quorum: { ...sessionQuorum(rules, seats.length, seatsPresent(seats).length), members: seats.length },
      passText: passText(rule),
    },
    items: items.map((item): MinutesItem => {
      const count = countOf(item);
      const { award } = item.nomination;
      const plan = plans.get(planKey(item));
      if (!count || item.base === null || item.needed === null) throw new Refusal('not-in-this-state');
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
        recused: row.members.filter(({ memberId }) => setAside.has(memberId)).map(({ name }) => name),
        ...(openVotes ? { openVotes: openVotes.map(({ member, choice }) => ({ member, choice })) } : {}),
        ...(item.state === 'agreed' || item.state === 'refused' ? { conclusion: item.state } : {}),
        ...(item.reason === null ? {} : { reason: item.reason }),
      };
    }),
  };
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

const roleNames: Record<string, string> = {
  chair: 'Chủ tịch Hội đồng',
  deputy: 'Phó Chủ tịch Hội đồng',
  standing: 'Ủy viên Thường trực Hội đồng',
  secretary: 'Thư ký Hội đồng',
  member: 'Ủy viên Hội đồng',
};
const roleName = (councilRole: string): string => roleNames[councilRole] ?? councilRole;

/** Who held an office in this session: the first in rank who was there himself, else its holder. */
function officer({ members }: SessionRow, ranks: string[]): { name: string; position: string } {
  const holders = ranks.flatMap((rank) => members.filter(({ councilRole }) => councilRole === rank));
  const holder = holders.find(({ attendance }) => attendance === 'present') ?? holders[0];
  return { name: holder?.name ?? '', position: roleName(holder?.councilRole ?? ranks[0] ?? '') };
}

function memberOf({
  name,
  councilRole,
  attendance,
  substituteName,
}: SessionRow['members'][number]): CouncilMember {
  const member = { name, councilRole: roleName(councilRole) };
  if (attendance === 'substituted') return { ...member, attendance, substitute: substituteName ?? '' };
  return { ...member, attendance: attendance === 'present' ? 'present' : 'absent' };
}

const baseNames: Record<VotingRule['pass']['base'], string> = {
  'all-members': 'tổng số thành viên Hội đồng',
  present: 'số thành viên dự họp',
  'valid-ballots': 'số phiếu hợp lệ',
};

/** E.g. 'từ 80% trở lên tổng số thành viên Hội đồng'; a share that is no whole percentage as a fraction. */
export function passText({ pass: { share, comparison, base } }: VotingRule): string {
  const { numerator, denominator } = share;
  const hundredfold = numerator * 100;
  const part =
    hundredfold % denominator === 0 ? `${hundredfold / denominator}%` : `${numerator}/${denominator}`;
  return `${comparison === 'at-least' ? `từ ${part} trở lên` : `trên ${part}`} ${baseNames[base]}`;
}
