import { addDays, dateOf, endOfDay, instantAt } from '../../domain/dates.ts';
import { FullCouncil } from './full-council.ts';
import { inventedWoman } from '../../scripts/invented-names.ts';
import { enrol, makeUnits } from './newcomers.ts';
import type { Papers } from './papers.ts';
import type { Candidate } from './season.ts';
import { Season } from './season.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';
import type { NominationView } from './story.ts';

const { APPRAISER, COUNCIL, DEPARTMENT, LEAD, MOVEMENT, PROVINCE } = story;
const there = ['phong-qlkh', 'phong-qlcn', 'trung-tam-udtb', 'chi-cuc-tdc'].map(
  (code) => `${code}-so-khcn-hung-yen`,
);
const made = [
  'Thanh tra',
  'Kế hoạch',
  'Tổ chức',
  'Sở hữu trí tuệ',
  'Bưu chính',
  'Hạ tầng số',
  'Dữ liệu',
  'An toàn',
];

interface Nominated extends Candidate {
  view: NominationView;
}

/** A season of plan 002: 12 units, 40 nominations, a council of 15, to the decisions. */
export async function reformSeason(stage: Stage, papers: Papers): Promise<void> {
  const council = await FullCouncil.seated(stage);
  const units = await twelveUnits(stage);
  const season = await Season.open(stage, MOVEMENT, 'tong-ket-2025', LEAD);
  await stage.tell('002 · Văn phòng Sở mở đợt tổng kết cho 12 đơn vị, Hội đồng 15 ủy viên');
  const all: Nominated[] = [];
  for (const candidate of candidates(units))
    all.push({ ...candidate, view: await season.propose(candidate) });
  await stage.tell(`${all.length} đề nghị của ${units.length} đơn vị`);
  await season.closeIntake();

  const ofAward = (award: string, kind: string) =>
    all.filter((one) => one.award === award && one.category.startsWith(kind)).map(({ view }) => view.id);
  const individuals = ofAward('giay-khen', 'ca-nhan');
  const [lapsing = '', held = '', ...others] = individuals;
  await lapsed(stage, season, lapsing);
  const letter = await hold(stage, held);
  const first = all.map(({ view }) => view.id).filter((id) => id !== lapsing && id !== held);
  await season.approve(first, ['office-reviewer', LEAD]);
  await stage.tell(`Văn phòng thẩm tra xong ${first.length} hồ sơ`);

  // Four are clearly ahead; two, and the one that is held, tie for the fifth place.
  const yes = new Map(first.map((id) => [id, 12]));
  for (const id of others.slice(0, 4)) yes.set(id, 15);
  for (const id of others.slice(4, 6)) yes.set(id, 14);
  for (const id of others.slice(6, 8)) yes.set(id, 11);
  const best = [
    ...ofAward('giay-khen', 'tap-the').slice(0, 2),
    ...ofAward('bang-khen', 'tap-the').slice(0, 1),
    ...ofAward('bang-khen', 'ca-nhan').slice(0, 1),
  ];
  for (const id of best) yes.set(id, 15);
  const voted = await council.secretBallot(yes);
  stage.same('15 ballots in the box for each', [...new Set(voted.items.map(({ state }) => state))].sort(), [
    'failed',
    'passed',
  ]);
  await agreed(stage, voted);
  await stage.tell('Hội đồng bỏ phiếu kín: 10 ủy viên dự, 2 người dự thay, 3 ý kiến bằng văn bản');

  await story.act(await stage.as('office-reviewer', LEAD), held, 'release', {
    ...{ document: letter, reason: 'Kết luận xác minh: không có sai phạm.' },
  });
  await season.approve([held], ['office-reviewer', LEAD]);
  await stage.until(instantAt(addDays(dateOf(stage.now), 5), 9));
  const again = await council.paperBallot(new Map([[held, 14]]));
  await agreed(stage, again);
  await stage.tell('Hồ sơ tạm dừng được xét ở phiên sau: bỏ phiếu giấy, Tổ kiểm phiếu kiểm');

  const tied = [...others.slice(4, 6), held];
  const chosen = await tieBroken(stage, season, again.id, tied, held);
  const secretary = await stage.as('council-secretary', COUNCIL);
  for (const [i, { id }] of [voted, again].entries())
    await papers.ofSession(secretary, id, `002-phien-${i + 1}`);
  await decided(stage, season, papers, {
    giayKhen: [...best.slice(0, 2), ...others.slice(0, 4), chosen],
    bangKhen: best.slice(2),
  });
  const { giayKhen, bangKhen } = { giayKhen: 7, bangKhen: 2 };
  const outcomes = await Promise.all(all.map(async ({ view }) => (await season.look(view.id)).outcome));
  stage.same(
    '002: so many were awarded',
    outcomes.filter((o) => o === 'awarded').length,
    giayKhen + bangKhen,
  );
  stage.same('002: one lapsed', outcomes.filter((o) => o === 'lapsed').length, 1);
  stage.same('002: two had too few votes', outcomes.filter((o) => o === 'rejected').length, 2);
  stage.same('002: the others were over the quota', outcomes.filter((o) => o === 'not-selected').length, 28);
  await season.finished();
  await papers.ofRound(await stage.as('office-reviewer', LEAD), season.round.id, '002-dot');
}

async function twelveUnits(stage: Stage): Promise<string[]> {
  const units = made.map((name, i) => ({
    code: `phong-moi-${i + 1}-so-khcn-hung-yen`,
    name: `Phòng ${name}`,
    ...{ kind: 'division', organization: DEPARTMENT, parent: DEPARTMENT },
  }));
  await makeUnits(stage, units);
  await enrol(
    stage,
    units.map(({ code }, i) => ({
      username: `can-bo-phong-${i + 1}`,
      displayName: inventedWoman(100 + i),
      roles: [{ role: 'unit-officer' as const, unit: code }],
    })),
  );
  return [...there, ...units.map(({ code }) => code)];
}

/** Twelve collectives and 28 individuals: three and four of them for Bằng khen. */
function candidates(units: string[]): Candidate[] {
  const collectives = units.map((unit, i) => ({
    award: i < 3 ? 'bang-khen' : 'giay-khen',
    ...{ category: 'tap-the-thuoc-so', name: `Tập thể ${unit.split('-so-')[0] ?? unit}`, unit },
  }));
  const individuals = Array.from({ length: 28 }, (_, i) => ({
    award: i < 4 ? 'bang-khen' : 'giay-khen',
    ...{ category: 'ca-nhan-thuoc-so', name: inventedWoman(i), unit: units[i % units.length] ?? '' },
  }));
  return [...collectives, ...individuals];
}

/** Returned, and not amended in the days it was given. */
async function lapsed(stage: Stage, season: Season, id: string): Promise<void> {
  const office = await stage.as('office-reviewer', LEAD);
  const returned = await story.act(office, id, 'return', {
    reason: 'Thiếu xác nhận của cấp trên trực tiếp.',
    items: [{ document: 'bao-cao-thanh-tich', note: 'Bổ sung xác nhận.' }],
  });
  await stage.until(new Date(endOfDay(returned.dueAt ?? dateOf(stage.now)).getTime() + 3_600_000));
  const { outcome, dueAt } = await season.look(id);
  stage.same('what is not amended in time is closed, and waits for more', outcome, null);
  await stage.until(new Date(endOfDay(dueAt ?? dateOf(stage.now)).getTime() + 3_600_000));
  stage.same('what is given no more time lapses', (await season.look(id)).outcome, 'lapsed');
  await stage.tell('Hồ sơ trả lại không được bổ sung đúng hạn, cũng không được gia hạn: hết hiệu lực');
}

async function hold(stage: Stage, id: string): Promise<string> {
  const office = await stage.as('office-reviewer', LEAD);
  const paper = { name: 'don-thu.pdf', bytes: story.pdf('complaint') };
  const letter = story.good(await office.upload<{ id: string }>('/files', paper)).id;
  await story.act(office, id, 'hold', {
    ground: 'complaint',
    document: letter,
    reason: 'Có đơn thư đang xác minh.',
  });
  return letter;
}

async function agreed(
  stage: Stage,
  { id, items }: { id: string; items: { nominationId: string; state: string }[] },
) {
  const passed = items.filter(({ state }) => state === 'passed').map(({ nominationId }) => nominationId);
  await story.conclude(stage.as, id, passed);
}

/** Three tie on one place: the chair has the last word, and the cut is made. @returns whom he chose */
async function tieBroken(
  stage: Stage,
  season: Season,
  session: string,
  tied: string[],
  chosen: string,
): Promise<string> {
  for (const id of tied)
    stage.same('a tie on the cut-line is left open', (await season.look(id)).stage, 'council-vote');
  const chair = await stage.as('council-chair', COUNCIL);
  const body = { nominationId: chosen, choice: 'approve' };
  story.good(await chair.post(`/council-sessions/${session}/actions/break-tie`, body));
  const office = await stage.as('office-reviewer', LEAD);
  for (const id of tied)
    await story.arrive(office, id, (view) =>
      id === chosen ? view.stage === 'decision' : view.outcome === 'not-selected',
    );
  await stage.tell('Ba hồ sơ bằng phiếu ở vị trí cuối: Chủ tịch Hội đồng quyết định');
  return chosen;
}

async function decided(
  stage: Stage,
  season: Season,
  papers: Papers,
  { giayKhen, bangKhen }: { giayKhen: string[]; bangKhen: string[] },
): Promise<void> {
  const head = await stage.as('head', DEPARTMENT);
  for (const id of giayKhen) await story.arrive(head, id, (view) => view.stage === 'decision');
  await papers.ofOwnDecision(head, season.round.id, 'giay-khen', '002-giay-khen');
  const decidedOn = await season.today();
  story.good(
    await head.post('/decisions', {
      number: '56/QĐ-SKHCN',
      decidedOn,
      signedBy: 'Trần Tùng Chuẩn',
      awarded: giayKhen,
    }),
  );
  await stage.tell('Giám đốc Sở tặng 7 Giấy khen bằng một quyết định');
  const office = await stage.as('office-reviewer', LEAD);
  const proposal = await season.sendOn(bangKhen, 'bang-khen', ['office-reviewer', LEAD], [LEAD, APPRAISER]);
  await papers.ofSubmission(office, proposal.id, '002-to-trinh-van-phong');
  await season.approve(bangKhen, ['appraiser', APPRAISER]);
  const onward = await season.sendOn(bangKhen, 'bang-khen', ['appraiser', APPRAISER], [APPRAISER, PROVINCE]);
  const appraiser = await stage.as('appraiser', APPRAISER);
  await papers.ofSubmission(appraiser, onward.id, '002-to-trinh-so-noi-vu');
  await season.recordDecision(onward, ['appraiser', APPRAISER], '2101/QĐ-UBND', { awarded: bangKhen });
  await stage.tell('UBND tỉnh tặng 2 Bằng khen');
}
