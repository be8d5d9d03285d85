import type { Bodies } from '../../domain/bodies.ts';
import type { DateText } from '../../domain/dates.ts';
import { receiverAt } from '../../domain/route.ts';
import type { NominationRow } from '../nomination/row.ts';
import { stateOfRow } from '../nomination/row.ts';

/** What a nomination must agree with to go with a tờ trình. */
export interface Bundle {
  roundId: string;
  award: string;
  /** The codes that name the sender. */
  senders: readonly string[];
  toBody: string;
}

export const notToThisBody = 'Hồ sơ không trình đến cơ quan này.';
export const notInRound = 'Không có hồ sơ này trong đợt xét và hình thức khen thưởng này.';

/** Why a nomination can't go with this tờ trình on this day, in words; null where it can. */
export function whyNotReady(
  nomination: NominationRow,
  { roundId, award, senders, toBody }: Bundle,
  bodies: Bodies,
  today: DateText,
): string | null {
  if (nomination.roundId !== roundId || nomination.award !== award) return notInRound;
  const { stage, step, route, hold } = stateOfRow(nomination);
  const here = route[step];
  if (stage !== 'submission' || !here) return 'Hồ sơ không ở bước lập tờ trình.';
  if (hold) return 'Hồ sơ đang tạm dừng.';
  if (here.body === null || !senders.includes(here.body)) return 'Hồ sơ không do cơ quan này trình.';
  // A paper that was signed before the receiver became another body names the former one.
  if (receiverAt(route, step, bodies, today) !== bodies.standing(toBody, today)) return notToThisBody;
  return null;
}
