import type { CauseText } from '../cause.ts';

/** Why something can’t be done about people and rights. */
export const organizationCauses = {
  'change-confirmed': {
    of: 'not-in-this-state',
    vi: 'Đề nghị thay đổi đã được xác nhận.',
    en: 'The change has been confirmed.',
    wayOut: {
      vi: 'Thay đổi đang có hiệu lực; cần khác thì đề nghị mới.',
      en: 'It holds; for another, ask anew.',
    },
  },
  'change-refused': {
    of: 'not-in-this-state',
    vi: 'Đề nghị thay đổi đã bị từ chối.',
    en: 'The change has been refused.',
    wayOut: { vi: 'Xem lý do, rồi đề nghị lại nếu cần.', en: 'See why, and ask anew if it is wanted.' },
  },
  'change-withdrawn': {
    of: 'not-in-this-state',
    vi: 'Đề nghị thay đổi đã được rút.',
    en: 'The change has been taken back.',
    wayOut: { vi: 'Đề nghị lại nếu cần.', en: 'Ask anew if it is wanted.' },
  },
  'change-expired': {
    of: 'not-in-this-state',
    vi: 'Đề nghị thay đổi đã hết hạn xác nhận.',
    en: 'The time to confirm the change is over.',
    wayOut: { vi: 'Người quản trị đề nghị lại.', en: 'An administrator asks anew.' },
  },
  'asker-left': {
    of: 'not-in-this-state',
    vi: 'Người đề nghị không còn quyền quản trị nên đề nghị này không xác nhận được.',
    en: 'Who asked for the change administers no more: it can’t be confirmed.',
    wayOut: { vi: 'Quản trị viên hiện nay đề nghị lại.', en: 'An administrator of today asks anew.' },
  },
  'changed-since-asked': {
    of: 'not-in-this-state',
    vi: 'Điều được đề nghị thay đổi nay đã khác lúc đề nghị.',
    en: 'What was to be changed is no longer as it was when it was asked for.',
    wayOut: { vi: 'Xem lại rồi đề nghị lại.', en: 'Look at it again, and ask anew.' },
  },
  'change-impossible': {
    of: 'not-in-this-state',
    vi: 'Thay đổi được đề nghị nay không thực hiện được nữa.',
    en: 'What was asked for can no longer be done.',
    wayOut: {
      vi: 'Từ chối đề nghị này và đề nghị lại cho đúng.',
      en: 'Refuse it, and ask for what is right today.',
    },
  },
  'account-disabled': {
    of: 'not-in-this-state',
    vi: 'Tài khoản đang bị khóa.',
    en: 'The account is disabled.',
    wayOut: { vi: 'Mở lại tài khoản trước.', en: 'Let them in again first.' },
  },
  'delegation-ended': {
    of: 'not-in-this-state',
    vi: 'Ủy quyền đã hết thời hạn.',
    en: 'The delegation has run out.',
    wayOut: { vi: 'Không phải thu hồi.', en: 'It need not be revoked.' },
  },
  'delegation-revoked': {
    of: 'not-in-this-state',
    vi: 'Ủy quyền đã bị thu hồi trước đó.',
    en: 'The delegation was revoked before.',
    wayOut: { vi: 'Không phải thu hồi lần nữa.', en: 'It need not be revoked again.' },
  },
} as const satisfies Record<string, CauseText>;
