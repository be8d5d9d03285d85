import { addDays, dateOf, instantAt } from '../../domain/dates.ts';
import type { Candidate, Post } from './season.ts';
import { Season, wayOf } from './season.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';
import type { NominationView } from './story.ts';

const { APPRAISER, PROVINCE } = story;
/** It took over the work of the Sở TT&TT of Thái Bình. */
const LEAD = 'so-khcn-hung-yen';
const ASSOCIATION = 'hiep-hoi-dn-hung-yen';
const HEALTH = 'so-y-te-hung-yen';
const SCHOOLS = 'so-giao-duc-hung-yen';
const selector: Post = ['selector', LEAD];
const appraiser: Post = ['appraiser', APPRAISER];
const RANKS = '/rankings/bo-chi-so-chuyen-doi-so/2025';

const agencies = {
  so: { category: 'so-ban-nganh', name: 'Sở Y tế', unit: HEALTH },
  xa: { category: 'xa-phuong-thi-tran', name: 'UBND xã Đông Quan', unit: 'xa-dong-quan' },
  hospital: {
    category: 'don-vi-thuoc-so',
    name: 'Bệnh viện Đa khoa Thái Bình',
    unit: 'benh-vien-da-khoa-thai-binh',
    proposedBy: HEALTH,
  },
  civilServant: { category: 'can-bo-cong-chuc-vien-chuc', name: 'Trần Minh Oanh', unit: SCHOOLS },
  tooLow: { category: 'so-ban-nganh', name: 'Sở Giáo dục và Đào tạo', unit: SCHOOLS },
};
const firm = { category: 'doanh-nghiep', name: 'Công ty Dệt may', unit: 'cong-ty-det-may-thai-binh' };
const owner = { category: 'doanh-nhan', name: 'Đặng Quang Phúc', unit: 'cong-ty-det-may-thai-binh' };
const forBangKhen = (candidate: Omit<Candidate, 'award'>): Candidate => ({
  award: 'bang-khen',
  ...candidate,
});

/**
 * Plan 003: no council and no Văn phòng. Ranks that are published decide who may be given a Bằng khen; enterprises
 * are selected by their association first.
 */
export async function digitalThaiBinh(stage: Stage): Promise<void> {
  const season = await Season.open(stage, 'chuyen-doi-so-thai-binh-2023', 'tong-ket-2025', LEAD);
  await stage.tell(`003 · Sở KH&CN mở đợt tổng kết. ${season.round.warnings.join(' ')}`);
  const so = await proposedWithItsMinutes(stage, season, forBangKhen(agencies.so));
  const xa = await season.propose(forBangKhen(agencies.xa));
  const hospital = await season.propose(forBangKhen(agencies.hospital));
  const civilServant = await season.propose(forBangKhen(agencies.civilServant));
  const tooLow = await season.propose(forBangKhen(agencies.tooLow));
  const company = await season.propose(forBangKhen(firm));
  const entrepreneur = await season.propose(forBangKhen(owner));
  await stage.tell('Sở, xã, bệnh viện, công chức, doanh nghiệp, doanh nhân được đề nghị tặng Bằng khen');
  await oneCivilServantEach(stage, season);
  await ranked(stage, season, { so, xa, hospital, civilServant, tooLow });

  await season.closeIntake();
  const enterprises = [company.id, entrepreneur.id];
  await season.approve(enterprises, ['selector', ASSOCIATION]);
  await stage.tell('Hiệp hội Doanh nghiệp chọn doanh nghiệp, doanh nhân, gửi qua Sở KH&CN');
  await rankedTooLow(stage, tooLow.id);
  const ids = [so, xa, hospital, civilServant].map(({ id }) => id).concat(enterprises);
  await season.approve(ids, selector);
  await stage.tell('Sở KH&CN xét chọn');
  await season.approve(ids, appraiser);
  const sent = await season.sendOn(ids, 'bang-khen', appraiser, [APPRAISER, PROVINCE]);
  await stage.tell('Sở Nội vụ thẩm định, trình Chủ tịch UBND tỉnh');
  await stage.until(instantAt(addDays(dateOf(stage.now), 5), 9));
  await season.recordDecision(sent, appraiser, '1303/QĐ-UBND', {
    awarded: ids.filter((id) => id !== entrepreneur.id),
    refused: [entrepreneur.id],
  });
  await stage.tell('UBND tỉnh quyết định tặng Bằng khen; một doanh nhân chưa được tặng');
  await asItShouldBe(stage, season, ids, entrepreneur.id);
  await corrected(stage, season, so.id);
}

/** The minutes of the proposer's own meeting belong to the dossier. */
async function proposedWithItsMinutes(
  stage: Stage,
  season: Season,
  candidate: Candidate,
): Promise<NominationView> {
  const officer = await season.drafter(candidate);
  const { id, missingDocuments } = await season.draft(candidate);
  stage.check('003: the minutes are asked for', missingDocuments.includes('bien-ban-hop-don-vi'));
  const early = await officer.post<{ errors: { path: string }[] }>(`/nominations/${id}/actions/submit`);
  stage.check(
    '003: nothing goes without them',
    early.status === 422 && early.body.errors.some(({ path }) => path === 'dossier.bien-ban-hop-don-vi'),
  );
  await season.handIn(id, candidate);
  return story.act(officer, id, 'submit');
}

/** One for each Sở: the plan refuses the second at once. */
async function oneCivilServantEach(stage: Stage, season: Season): Promise<void> {
  const second = forBangKhen({ ...agencies.civilServant, name: 'Ngô Văn Nam' });
  const { id } = await season.draft(second);
  await season.handIn(id, second);
  const officer = await season.drafter(second);
  const refused = await officer.post<{ errors: { path: string }[]; detail: string }>(
    `/nominations/${id}/actions/submit`,
  );
  stage.same(
    '003: the second civil servant of a Sở is refused',
    [refused.status, ...refused.body.errors.map(({ path }) => path)],
    [422, 'quota'],
  );
  const head = await stage.as('unit-head', SCHOOLS);
  await story.act(head, id, 'withdraw', { reason: 'Mỗi sở chỉ được đề nghị một cá nhân.' });
  await stage.tell(`Công chức thứ hai của cùng một sở bị từ chối: ${refused.body.detail}`);
}

type Ranked = Record<'so' | 'xa' | 'hospital' | 'civilServant' | 'tooLow', NominationView>;

/** Before the ranks are published nothing is known of them; then they speak for themselves. */
async function ranked(stage: Stage, season: Season, cases: Ranked): Promise<void> {
  const rankOf = async ({ id }: NominationView) =>
    (await season.look(id)).checks
      .filter(({ criterion }) => criterion.startsWith('xep-hang'))
      .map(({ result }) => result);
  stage.same('003: no rank is known before it is published', await rankOf(cases.so), ['unverified']);
  const publisher = await stage.as('index-owner', LEAD);
  const publish = async (group: string, units: string[]) =>
    story.good(
      await publisher.send(
        'PUT',
        RANKS,
        { group, version: 1, entries: entriesOf(units) },
        { 'If-None-Match': '*' },
      ),
    );
  await publish('so-ban-nganh', ['so-vhttdl-hung-yen', HEALTH, 'so-noi-vu-hung-yen', SCHOOLS]);
  // There are no districts any more: all xã are ranked together.
  await publish('xa-phuong-thi-tran', ['xa-hung-nhan', 'xa-dong-quan', 'phuong-thai-binh', 'xa-luong-bang']);
  await stage.tell('Sở KH&CN công bố xếp hạng chuyển đổi số năm 2025 của các sở và các xã');
  stage.same('003: a Sở by its own rank', await rankOf(cases.so), ['met']);
  stage.same('003: a xã among all xã', await rankOf(cases.xa), ['met']);
  stage.same('003: a hospital by the rank of its Sở', await rankOf(cases.hospital), ['met']);
  stage.same('003: a civil servant by that of any kind of his', await rankOf(cases.civilServant), [
    ...['met', 'unmet', 'unmet'],
  ]);
  stage.same('003: the fourth is below the third', await rankOf(cases.tooLow), ['unmet']);
}

const entriesOf = (units: string[]) =>
  units.map((unit, i) => ({ unit, rank: i + 1, score: 960 - 10 * i, maximum: 1000 }));

/** No reviewer may pass a rank over under this plan. */
async function rankedTooLow(stage: Stage, id: string): Promise<void> {
  const client = await stage.as(...selector);
  const body = { overrides: [{ criterion: 'xep-hang-so', reason: 'Thành tích nổi bật.' }] };
  const refused = await client.post(`/nominations/${id}/actions/approve`, body);
  stage.check(
    '003: a rank is not passed over',
    refused.status === 409 || refused.status === 422,
    `${refused.status}`,
  );
  await story.act(client, id, 'reject', { reason: 'Xếp hạng ngoài nhóm từ 01 đến 03.' });
  await stage.tell('Sở xếp hạng thứ tư không được chọn');
}

async function asItShouldBe(stage: Stage, season: Season, ids: string[], refused: string): Promise<void> {
  for (const id of ids) {
    const view = await season.look(id);
    stage.same('003: the outcome', view.outcome, id === refused ? 'rejected' : 'awarded');
  }
  const [so = ''] = ids;
  const common = [`appraisal ${APPRAISER}`, `submission ${APPRAISER}`, `decision ${PROVINCE}`];
  stage.same('003: the way of a Sở', wayOf(await season.look(so)), [
    ...[`unit-proposal ${HEALTH}`, `selection ${LEAD}`, ...common],
  ]);
  stage.same('003: an enterprise goes by its association', wayOf(await season.look(refused)), [
    `unit-proposal ${owner.unit}`,
    ...[`selection ${ASSOCIATION}`, `selection ${LEAD}`, ...common],
  ]);
  await season.finished();
}

/** What was decided stays as it was found, whatever is corrected afterwards. */
async function corrected(stage: Stage, season: Season, id: string): Promise<void> {
  const before = await season.look(id);
  const publisher = await stage.as('index-owner', LEAD);
  const order = ['so-vhttdl-hung-yen', 'so-noi-vu-hung-yen', SCHOOLS, HEALTH];
  const body = { group: 'so-ban-nganh', version: 2, entries: entriesOf(order) };
  story.good(await publisher.put(RANKS, body, 1));
  const after = await season.look(id);
  stage.same('003: a correction after the decision changes nothing', after.checks, before.checks);
  await stage.tell('Sửa xếp hạng sau quyết định: hồ sơ đã quyết định không đổi');
}
