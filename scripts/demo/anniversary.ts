import { Season } from './season.ts';
import type { Stage } from './stage.ts';

const MOVEMENT = 'chao-mung-190-nam-ha-tinh-2021';
const LEAD = 'van-phong-so-khcn-ha-tinh';
const UNIT = 'phong-qlkh-so-khcn-ha-tinh';

/** Plan 004 gives no award: its round can be opened, and a nomination is refused with its reason. */
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
}

/**
 * The one thing the plan asks for: the Sở registers with the Ban Thi đua - Khen thưởng of the province. To be told
 * here once obligations can be handed in over HTTP.
 */
export const registration = (stage: Stage): Promise<unknown> => stage.tell('004 · Đăng ký thi đua');
