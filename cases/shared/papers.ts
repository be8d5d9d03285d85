import { Refusal } from '../../domain/problems.ts';

/** Why nothing is recorded for a body without accounts unless its paper is named. */
export const paperMissing = (
  message = 'Cơ quan này không có tài khoản: phải nêu văn bản của cơ quan (số, ngày, tệp).',
): Refusal => new Refusal('invalid', [{ path: 'onBehalf', message }]);
