import type { Candidate, Post } from './season.ts';
import { Season, wayOf } from './season.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';

const { APPRAISER, COUNCIL, DEPARTMENT, LEAD, PROVINCE } = story;
const reviewer: Post = ['office-reviewer', LEAD];
const appraiser: Post = ['appraiser', APPRAISER];

/** The whole province may be nominated: a firm, a citizen without an account, a school, somebody of a xã. */
const candidates: Record<'firm' | 'citizen' | 'school' | 'villager', Candidate> = {
  firm: {
    award: 'bang-khen',
    category: 'tap-the',
    name: 'Công ty Cổ phần Cơ khí Hưng Yên',
    unit: 'cong-ty-co-khi-hung-yen',
  },
  citizen: {
    award: 'bang-khen',
    category: 'ca-nhan',
    name: 'Hoàng Đức Khánh',
    unit: 'xa-dong-quan',
    outside: true,
  },
  school: {
    award: 'giay-khen',
    category: 'tap-the',
    name: 'Khoa Cơ khí Động lực',
    unit: 'truong-dh-spkt-hung-yen',
  },
  villager: { award: 'giay-khen', category: 'ca-nhan', name: 'Bùi Ngọc Linh', unit: 'xa-luong-bang' },
};

/** Plan 001: proposals from outside the Sở, one quota for collectives and individuals together, and again nobody named to appraise. */
export async function initiatives(stage: Stage): Promise<void> {
  const season = await Season.open(stage, 'sang-kien-hung-yen-2024', 'nam-2024', LEAD);
  await stage.tell(`001 · Văn phòng Sở mở đợt. ${season.round.warnings.join(' ')}`);
  const firm = await season.propose(candidates.firm);
  const citizen = await season.propose(candidates.citizen);
  const school = await season.propose(candidates.school);
  const villager = await season.propose(candidates.villager);
  const ids = [firm, citizen, school, villager].map(({ id }) => id);
  await stage.tell('Doanh nghiệp, trường và xã tự đề nghị; hồ sơ của công dân do Văn phòng Sở lập thay');
  stage.same('001: Bằng khen has one quota for both kinds', citizen.quota?.max, 10);
  stage.same('001: Giấy khen has one for each', [school.quota?.max, villager.quota?.max], [5, 10]);

  await season.closeIntake();
  await season.approve(ids, reviewer, 1);
  const bangKhen = [firm.id, citizen.id];
  await season.voted({ [school.id]: 7, [villager.id]: 7 }, COUNCIL, DEPARTMENT);
  await season.voted({ [firm.id]: 7, [citizen.id]: 7 }, COUNCIL, DEPARTMENT);
  await stage.tell('Văn phòng thẩm tra, Hội đồng biểu quyết, Giám đốc Sở đồng ý');
  await season.decide([school.id, villager.id], DEPARTMENT, '72/QĐ-SKHCN');
  await stage.tell('Giám đốc Sở quyết định tặng Giấy khen: một tập thể, một cá nhân');

  const officeHead = await stage.as('office-head', LEAD);
  for (const id of bangKhen) {
    const stopped = await story.arrive(officeHead, id, (view) => view.stage === 'submission');
    stage.same('001: it stops for the office head', stopped.waiting?.code, 'body-missing');
    const office = await stage.as(...reviewer);
    const early = await office.post<{ code: string }>('/submissions', {
      ...{ roundId: season.round.id, award: 'bang-khen', fromBody: LEAD, toBody: APPRAISER },
      ...{
        nominationIds: [id],
        number: '1/TTr',
        signedBy: 'Trần Tùng Chuẩn',
        signedOn: await season.today(),
      },
    });
    stage.same('001: there is no tờ trình to nobody', early.status, 422);
    const named = await season.reroute(id, 4, APPRAISER);
    stage.same('001: then the tờ trình can be written', named.waiting?.code, 'submission-to-write');
  }
  await stage.tell('Kế hoạch không nêu cơ quan thẩm định: Chánh Văn phòng chỉ định Sở Nội vụ');

  await season.sendOn(bangKhen, 'bang-khen', reviewer, [LEAD, APPRAISER]);
  await season.approve(bangKhen, appraiser);
  const onward = await season.sendOn(bangKhen, 'bang-khen', appraiser, [APPRAISER, PROVINCE]);
  await season.recordDecision(onward, appraiser, '1302/QĐ-UBND', { awarded: bangKhen });
  await stage.tell('UBND tỉnh quyết định tặng Bằng khen: một tập thể, một cá nhân');
  await allAwarded(stage, season, ids);
}

async function allAwarded(stage: Stage, season: Season, ids: string[]): Promise<void> {
  for (const id of ids) stage.same('001: it is awarded', (await season.look(id)).outcome, 'awarded');
  const [firm = '', , school = ''] = ids;
  stage.same('001: the way of a Bằng khen', wayOf(await season.look(firm)), [
    `unit-proposal ${candidates.firm.unit}`,
    `office-review ${LEAD}`,
    `council-vote ${COUNCIL}`,
    `submission ${LEAD}`,
    `appraisal ${APPRAISER}`,
    `submission ${APPRAISER}`,
    `decision ${PROVINCE}`,
  ]);
  stage.same('001: the way of a Giấy khen ends within the Sở', wayOf(await season.look(school)), [
    `unit-proposal ${candidates.school.unit}`,
    `office-review ${LEAD}`,
    `council-vote ${COUNCIL}`,
    `decision ${DEPARTMENT}`,
  ]);
  const { quota } = await season.finished();
  const combined = quota.find(({ award }) => award === 'bang-khen');
  stage.same('001: both kinds count in one quota', [combined?.max, combined?.awarded], [10, 2]);
}
