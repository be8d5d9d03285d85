import { addDays, dateOf, instantAt } from '../../domain/dates.ts';
import type { Candidate, Post } from './season.ts';
import { Season, wayOf } from './season.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';

const { APPRAISER, COUNCIL, DEPARTMENT, PROVINCE } = story;
const LEAD = 'phong-qlcn-so-khcn-hung-yen';
const reviewer: Post = ['office-reviewer', LEAD];
const appraiser: Post = ['appraiser', APPRAISER];

const bangKhen: Record<'collective' | 'citizen', Candidate> = {
  collective: {
    award: 'bang-khen',
    category: 'tap-the-thuoc-so',
    name: 'Trung tâm Ứng dụng tiến bộ khoa học và công nghệ',
    unit: 'trung-tam-udtb-so-khcn-hung-yen',
  },
  citizen: {
    award: 'bang-khen',
    category: 'ca-nhan-ngoai-so',
    name: 'Phạm Văn Dũng',
    unit: 'xa-luong-bang',
    outside: true,
  },
};
/** Three collectives for two places, from within the Sở and outside it; and one individual. */
const giayKhen: Candidate[] = [
  ...['van-phong-so-khcn-hung-yen', 'chi-cuc-tdc-so-khcn-hung-yen'].map((unit) => ({
    award: 'giay-khen',
    category: 'tap-the-thuoc-so',
    name: `Tập thể ${unit}`,
    unit,
  })),
  {
    award: 'giay-khen',
    category: 'tap-the-ngoai-so',
    name: 'Trường Đại học Sư phạm Kỹ thuật Hưng Yên',
    unit: 'truong-dh-spkt-hung-yen',
  },
  {
    award: 'giay-khen',
    category: 'ca-nhan-thuoc-so',
    name: 'Lê Thu Giang',
    unit: 'phong-qlkh-so-khcn-hung-yen',
  },
];

/**
 * Plan 000, led by a phòng. The tờ trình for Bằng khen was to go to the Sở TT&TT, whose work the Sở itself does by
 * now: those steps fall away. Who appraises is left open, so that each case stops until the office head names one.
 */
export async function digitalHungYen(stage: Stage): Promise<void> {
  const season = await Season.open(stage, 'chuyen-doi-so-hung-yen-2022', 'tong-ket-2025', LEAD);
  await stage.tell(`000 · Phòng Quản lý chuyên ngành mở đợt. ${season.round.warnings.join(' ')}`);
  const collective = await season.propose(bangKhen.collective);
  const citizen = await season.propose(bangKhen.citizen);
  await stage.tell(`${collective.code}, ${citizen.code}: hồ sơ Bằng khen; hồ sơ công dân do Phòng lập thay`);
  const small: string[] = [];
  for (const candidate of giayKhen) small.push((await season.propose(candidate)).id);
  await stage.tell('Ba tập thể và một cá nhân được đề nghị tặng Giấy khen');

  await season.closeIntake();

  const drafter = await stage.as(...reviewer);
  const own = await drafter.post<{ code: string }>(`/nominations/${citizen.id}/actions/approve`);
  stage.check(
    'who drafted for a citizen does not review it',
    own.body.code === 'own-proposal',
    own.body.code,
  );
  await season.approve([collective.id, citizen.id, ...small], reviewer, 1);
  await stage.tell('Phòng Quản lý chuyên ngành thẩm tra xong, chuyển Hội đồng');

  await decidedWithinQuota(stage, season, small);
  await season.voted({ [collective.id]: 7, [citizen.id]: 6 }, COUNCIL, DEPARTMENT);
  await stage.tell('Hội đồng biểu quyết về Bằng khen, Giám đốc Sở đồng ý');
  await rerouted(stage, season, [collective.id, citizen.id]);
  await decidedByTheProvince(stage, season, collective.id, citizen.id);
  await season.finished();
}

/** Two places for three collectives, in the Sở and outside it together: the one with fewest votes is not selected. */
async function decidedWithinQuota(stage: Stage, season: Season, ids: string[]): Promise<void> {
  const votes = Object.fromEntries(ids.map((id, i) => [id, i === 2 ? 6 : 7]));
  await season.voted(votes, COUNCIL, DEPARTMENT);
  const office = await stage.as(...reviewer);
  // Nobody is still to come, so that the head's conclusion makes the cut at once.
  await story.arrive(office, ids[2] ?? '', (view) => view.outcome === 'not-selected');
  await stage.tell('Giấy khen: ba tập thể đạt, kế hoạch có hai suất; hồ sơ ít phiếu nhất không được chọn');
  await season.decide(
    ids.filter((_, i) => i !== 2),
    DEPARTMENT,
    '61/QĐ-SKHCN',
  );
  await stage.tell('Giám đốc Sở quyết định tặng Giấy khen: hai tập thể, một cá nhân');
  const { quota } = await season.roundNow();
  stage.same(
    '000: the quota of Giấy khen as the round tells it',
    quota.filter(({ award }) => award === 'giay-khen').map(({ max, awarded }) => [max, awarded]),
    [
      [2, 2],
      [3, 1],
    ],
  );
}

/** The case has passed the Sở TT&TT, which the Sở is now itself, and stops since nobody is named to appraise. */
async function rerouted(stage: Stage, season: Season, ids: string[]): Promise<void> {
  const officeHead = await stage.as('office-head', LEAD);
  for (const id of ids) {
    const stopped = await story.arrive(officeHead, id, (view) => view.stage === 'submission');
    stage.same('000: it stops for the office head', stopped.waiting?.code, 'body-missing');
    stage.check('000: which only he can end', stopped.allowedActions.includes('reroute'));
    stage.same('000: the Sở sends nothing to itself', wayOf(stopped).slice(2, 6), [
      `council-vote ${COUNCIL}`,
      `(submission ${DEPARTMENT})`,
      `(appraisal ${DEPARTMENT})`,
      `submission ${DEPARTMENT}`,
    ]);
    const { items } = story.good(await officeHead.get<{ items: unknown[] }>('/tasks'));
    stage.check('000: it is a task of the office head', JSON.stringify(items).includes(id));
    const named = await season.reroute(id, 6, APPRAISER);
    stage.same('000: then the tờ trình can be written', named.waiting?.code, 'submission-to-write');
  }
  await stage.tell('Chưa rõ cơ quan thẩm định: Trưởng phòng chỉ định Sở Nội vụ, kèm lý do');
}

/** UBND has no accounts: Sở Nội vụ records what it decided. */
async function decidedByTheProvince(
  stage: Stage,
  season: Season,
  collective: string,
  citizen: string,
): Promise<void> {
  const ids = [collective, citizen];
  await season.sendOn(ids, 'bang-khen', reviewer, [DEPARTMENT, APPRAISER]);
  await season.approve(ids, appraiser);
  const onward = await season.sendOn(ids, 'bang-khen', appraiser, [APPRAISER, PROVINCE]);
  await stage.tell('Sở Nội vụ thẩm định, trình UBND tỉnh');
  await stage.until(instantAt(addDays(dateOf(stage.now), 5), 9));
  await season.recordDecision(onward, appraiser, '1301/QĐ-UBND', { awarded: [collective, citizen] });
  await stage.tell('UBND tỉnh quyết định tặng Bằng khen: một tập thể, một cá nhân');
  const view = await season.look(collective);
  stage.same('000: the whole way of a Bằng khen', wayOf(view), [
    `unit-proposal ${bangKhen.collective.unit}`,
    `office-review ${LEAD}`,
    `council-vote ${COUNCIL}`,
    `(submission ${DEPARTMENT})`,
    `(appraisal ${DEPARTMENT})`,
    `submission ${DEPARTMENT}`,
    `appraisal ${APPRAISER}`,
    `submission ${APPRAISER}`,
    `decision ${PROVINCE}`,
  ]);
  for (const id of ids) stage.same('000: Bằng khen is awarded', (await season.look(id)).outcome, 'awarded');
}
