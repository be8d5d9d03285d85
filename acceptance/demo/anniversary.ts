import { Season } from './season.ts';
import type { Stage } from './stage.ts';
import { all, good, pdf } from './story.ts';

const MOVEMENT = 'chao-mung-190-nam-ha-tinh-2021';
const LEAD = 'van-phong-so-khcn-ha-tinh';
const UNIT = 'phong-qlkh-so-khcn-ha-tinh';
const REGISTERED_WITH = 'ban-tdkt-tinh-ha-tinh';

/** Plan 004 gives no award: a nomination is refused with its reason. What it asks for is a registration. */
export async function anniversary(stage: Stage): Promise<void> {
  const season = await Season.open(stage, MOVEMENT, 'dot-thi-dua-2021', LEAD);
  await stage.tell(`004 · Văn phòng Sở KH&CN Hà Tĩnh mở đợt thi đua. ${season.round.warnings.join(' ')}`);
  const nominee = { award: 'bang-khen', category: 'tap-the-thuoc-so', name: 'Phòng QLKH', unit: UNIT };
  const officer = await stage.as('unit-officer', UNIT);
  const refused = await officer.post<{ code: string; detail: string }>(
    '/nominations',
    season.draftOf(nominee),
  );
  stage.same('004: no nomination where the plan gives no award', refused.body.code, 'no-awards');
  await stage.tell(`Đề nghị khen thưởng bị từ chối: ${refused.body.detail}`);
  await registration(stage, season.round.id);
}

interface Obligation {
  id: string;
  roundId: string | null;
  state: string;
  debtor: string;
  toBody: string;
  waiting: { for: { body: string } } | null;
}

/** The Sở registers with the province's Ban Thi đua - Khen thưởng (I.2), is asked to amend, and is accepted. */
async function registration(stage: Stage, roundId: string): Promise<void> {
  const office = await stage.as('office-reviewer', LEAD);
  const ban = await stage.as('appraiser', REGISTERED_WITH);
  const owed = (await all<Obligation>(office, '/obligations')).filter((o) => o.roundId === roundId);
  const [first] = owed;
  stage.same(
    '004: opening the round makes the registration, and nothing else, owed',
    owed.map(({ debtor, toBody }) => [debtor, toBody]),
    [[LEAD, REGISTERED_WITH]],
  );
  if (!first) return;
  const act = async (who: typeof office, kind: string, body: unknown = {}) =>
    good(await who.post<Obligation>(`/obligations/${first.id}/actions/${kind}`, body));
  const handIn = async (name: string) => {
    good(
      await office.upload(`/obligations/${first.id}/documents`, { name: `${name}.pdf`, bytes: pdf(name) }),
    );
    return act(office, 'submit');
  };
  const submitted = await handIn('dang-ky-thi-dua');
  stage.same('004: it then waits for the Ban', submitted.waiting?.for.body, REGISTERED_WITH);
  await stage.tell('Văn phòng gửi đăng ký thi đua đến Ban Thi đua - Khen thưởng tỉnh');
  const returned = await act(ban, 'return', { reason: 'Chưa nêu rõ phần việc đăng ký.' });
  stage.same('004: a returned registration lies with the office', returned.waiting?.for.body, LEAD);
  await stage.tell('Ban trả lại để nêu rõ phần việc');
  await handIn('dang-ky-thi-dua-bo-sung');
  const accepted = await act(ban, 'accept');
  stage.same('004: the registration is accepted', accepted.state, 'accepted');
  await stage.tell('Ban tiếp nhận đăng ký thi đua');
}
