import { addDays, dateOf, instantAt } from '../../domain/dates.ts';
import { inTurns } from '../../temporal/in-turns.ts';
import { inventedWoman } from '../../scripts/invented-names.ts';
import { enrol, makeUnits } from './newcomers.ts';
import type { NewUnit } from './newcomers.ts';
import type { Papers } from './papers.ts';
import type { Candidate, Post } from './season.ts';
import { Season } from './season.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';

const { APPRAISER, PROVINCE } = story;
const LEAD = 'so-khcn-hung-yen';
const ASSOCIATION = 'hiep-hoi-dn-hung-yen';
const selector: Post = ['selector', LEAD];
const association: Post = ['selector', ASSOCIATION];
const appraiser: Post = ['appraiser', APPRAISER];
/** As many hands would. */
const AT_ONCE = 4;
/** The plan's limits: the first three Sở, the first two xã; persons and units of the first ten Sở. */
const [SO_LINE, XA_LINE] = [3, 2];

interface Proposers {
  so: string[];
  /** A unit of each Sở. */
  under: string[];
  xa: string[];
  firms: string[];
}
interface Case {
  id: string;
  candidate: Candidate;
  /** By the ranks that will be published, or because none are asked for. */
  fulfils: boolean;
}

/** A season of plan 003: 60 units, 160 nominations, ranks, enterprises by their association, no council. */
export async function digitalSeason(stage: Stage, papers: Papers): Promise<void> {
  const proposers = await sixtyUnits(stage);
  const season = await Season.open(stage, 'chuyen-doi-so-thai-binh-2023', 'tong-ket-2025', LEAD);
  await stage.tell('003 · Sở KH&CN mở đợt tổng kết cho 60 cơ quan, địa phương, doanh nghiệp');
  const cases: Case[] = await inTurns(candidates(proposers), AT_ONCE, async ({ candidate, fulfils }) => ({
    ...{ candidate, fulfils },
    id: (await season.propose(candidate)).id,
  }));
  await stage.tell(`${cases.length} đề nghị của 60 đơn vị`);
  await overItsQuota(stage, season, proposers);
  await published(stage, proposers);
  await season.closeIntake();

  const enterprises = cases.filter(({ candidate }) => candidate.category.startsWith('doanh-'));
  await inTurns(enterprises, AT_ONCE, ({ id }) => season.approve([id], association));
  await stage.tell(`Hiệp hội Doanh nghiệp chọn ${enterprises.length} doanh nghiệp, doanh nhân`);
  const [good, low] = [cases.filter(({ fulfils }) => fulfils), cases.filter(({ fulfils }) => !fulfils)];
  await inTurns(low, AT_ONCE, async ({ id }) =>
    story.act(await stage.as(...selector), id, 'reject', { reason: 'Xếp hạng ngoài nhóm được xét.' }),
  );
  await inTurns(good, AT_ONCE, ({ id }) => season.approve([id], selector));
  await stage.tell(`Sở KH&CN xét chọn: ${good.length} được chọn, ${low.length} xếp hạng ngoài nhóm được xét`);

  const refused = enterprises.at(-1)?.id ?? '';
  await story.act(await stage.as(...appraiser), refused, 'reject', { reason: 'Doanh nghiệp đang nợ thuế.' });
  const ids = good.map(({ id }) => id).filter((id) => id !== refused);
  await inTurns(ids, AT_ONCE, (id) => season.approve([id], appraiser));
  await stage.tell('Sở Nội vụ thẩm định: một doanh nhân không được đề nghị');
  const sent = await season.sendOn(ids, 'bang-khen', appraiser, [APPRAISER, PROVINCE]);
  await papers.ofSubmission(await stage.as(...appraiser), sent.id, '003-to-trinh-so-noi-vu');
  await stage.until(instantAt(addDays(dateOf(stage.now), 5), 9));
  await season.recordDecision(sent, appraiser, '1303/QĐ-UBND', { awarded: ids });
  await stage.tell(`UBND tỉnh tặng ${ids.length} Bằng khen`);

  const outcomes = await inTurns(cases, AT_ONCE, async ({ id }) => (await season.look(id)).outcome);
  stage.same('003: so many were awarded', outcomes.filter((o) => o === 'awarded').length, ids.length);
  stage.same('003: so many were not', outcomes.filter((o) => o === 'rejected').length, low.length + 1);
  await season.finished();
  await papers.ofRound(await stage.as('office-reviewer', LEAD), season.round.id, '003-dot');
}

/** 9 Sở, 40 xã and 11 enterprises, those that there are among them. */
async function sixtyUnits(stage: Stage): Promise<Proposers> {
  const province = PROVINCE;
  const numbered = (count: number, of: (n: number) => NewUnit) =>
    Array.from({ length: count }, (_, i) => of(i + 1));
  const own = (code: string) => ({ code, organization: code, parent: province });
  const so = numbered(6, (n) => ({ ...own(`so-moi-${n}`), name: `Sở thứ ${n}`, kind: 'department' }));
  const xa = numbered(36, (n) => ({
    ...own(`xa-moi-${n}`),
    name: `Ủy ban nhân dân xã số ${n}`,
    kind: 'commune',
  }));
  const firms = numbered(10, (n) => ({
    ...own(`cong-ty-${n}`),
    name: `Công ty số ${n}`,
    kind: 'enterprise',
  }));
  const departments = [
    'so-y-te-hung-yen',
    'so-giao-duc-hung-yen',
    'so-vhttdl-hung-yen',
    ...so.map(({ code }) => code),
  ];
  const under = departments.map((parent) => ({
    ...{ code: `trung-tam-${parent}`, name: `Trung tâm của ${parent}`, kind: 'public-service-unit' },
    ...{ organization: parent, parent },
  }));
  await makeUnits(stage, [...so, ...xa, ...firms, ...under]);
  await enrol(
    stage,
    [...so, ...xa, ...firms].map(({ code }, i) => ({
      username: `can-bo-${code}`,
      displayName: inventedWoman(400 + i),
      roles: [{ role: 'unit-officer' as const, unit: code }],
    })),
  );
  return {
    so: departments,
    under: under.map(({ code }) => code),
    xa: ['xa-hung-nhan', 'xa-dong-quan', 'phuong-thai-binh', 'xa-luong-bang', ...xa.map(({ code }) => code)],
    firms: ['cong-ty-det-may-thai-binh', ...firms.map(({ code }) => code)],
  };
}

/** 27 of the Sở, 80 of the xã, 53 of the enterprises. Ranks will follow the order of the lists. */
function candidates({ so, under, xa, firms }: Proposers): Omit<Case, 'id'>[] {
  let people = 500;
  const of = (category: string, unit: string, fulfils: boolean, more: Partial<Candidate> = {}) => ({
    candidate: { award: 'bang-khen', category, unit, name: inventedWoman(people++), ...more },
    fulfils,
  });
  const staff = 'can-bo-cong-chuc-vien-chuc';
  return [
    ...so.flatMap((unit, i) => [
      of('so-ban-nganh', unit, i < SO_LINE, { name: `Tập thể ${unit}` }),
      of(staff, unit, true),
      of('don-vi-thuoc-so', under[i] ?? '', true, { name: `Trung tâm của ${unit}`, proposedBy: unit }),
    ]),
    ...xa.flatMap((unit, i) => [
      of('xa-phuong-thi-tran', unit, i < XA_LINE, { name: `Tập thể ${unit}` }),
      of(staff, unit, i < XA_LINE),
    ]),
    // The plan has no number for enterprises and those who lead them.
    ...firms.flatMap((unit, i) => [
      of('doanh-nghiep', unit, true, { name: `Tập thể ${unit}` }),
      ...Array.from({ length: i < 9 ? 4 : 3 }, () => of('doanh-nhan', unit, true)),
    ]),
  ];
}

/** One civil servant for each Sở: the second is refused at once, and says why. */
async function overItsQuota(stage: Stage, season: Season, { so: [unit = ''] }: Proposers): Promise<void> {
  const second = {
    award: 'bang-khen',
    category: 'can-bo-cong-chuc-vien-chuc',
    name: inventedWoman(490),
    unit,
  };
  const { id } = await season.draft(second);
  await season.handIn(id, second);
  const officer = await season.drafter(second);
  const answer = await officer.post<{ errors: { path: string }[] }>(`/nominations/${id}/actions/submit`);
  stage.same(
    '003: a unit over its quota is refused',
    [answer.status, answer.body.errors[0]?.path],
    [422, 'quota'],
  );
  await stage.tell('Một sở đề nghị công chức thứ hai: bị từ chối vì vượt số lượng');
}

async function published(stage: Stage, { so, xa }: Proposers): Promise<void> {
  const publisher = await stage.as('index-owner', LEAD);
  const at = '/rankings/bo-chi-so-chuyen-doi-so/2025';
  for (const [group, units] of Object.entries({ 'so-ban-nganh': so, 'xa-phuong-thi-tran': xa })) {
    const entries = units.map((unit, i) => ({ unit, rank: i + 1, score: 960 - 5 * i, maximum: 1000 }));
    const body = { group, version: 1, entries };
    story.good(await publisher.send('PUT', at, body, { 'If-None-Match': '*' }));
  }
  await stage.tell('Sở KH&CN công bố xếp hạng chuyển đổi số của 9 sở và 40 xã');
}
