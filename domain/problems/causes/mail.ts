import type { CauseText } from '../cause.ts';

/** Why a mail can’t be sent again, or be seen to. */
export const mailCauses = {
  'mail-waits': {
    of: 'not-in-this-state',
    vi: 'Thư đang chờ gửi.',
    en: 'The mail is waiting to be sent.',
    wayOut: {
      vi: 'Chờ máy chủ thư nhận; thư bị hoãn được tự gửi lại.',
      en: 'Wait: what is put off is sent again by itself.',
    },
  },
  'mail-sent': {
    of: 'not-in-this-state',
    vi: 'Thư đã được máy chủ thư nhận và chưa có báo lỗi.',
    en: 'The mail server took the mail, and no notice of a failure has come.',
    wayOut: {
      vi: 'Không phải gửi lại; nếu người nhận không thấy thư, xem hộp thư rác.',
      en: 'It need not be sent again; where it is missed, look among the junk.',
    },
  },
  'mail-seen-to': {
    of: 'not-in-this-state',
    vi: 'Thư này đã có người xử lý.',
    en: 'Somebody has seen to this mail already.',
    wayOut: {
      vi: 'Xem thư gửi thay, hoặc cách đã báo.',
      en: 'See the mail in its place, or how it was told.',
    },
  },
  'mail-withdrawn': {
    of: 'not-in-this-state',
    vi: 'Thư đã được rút lại vì nội dung không còn đúng.',
    en: 'The mail was withdrawn: what it says no longer holds.',
    wayOut: {
      vi: 'Không gửi lại thư này; làm lại việc đã tạo ra thư nếu cần.',
      en: 'It is not sent again; do anew what it came from if it is wanted.',
    },
  },
  'mail-has-a-secret': {
    of: 'not-in-this-state',
    vi: 'Thư có đường dẫn đặt mật khẩu, chỉ gửi đến địa chỉ của tài khoản.',
    en: 'The mail has a link that sets a password: it goes to the account’s own address alone.',
    wayOut: {
      vi: 'Sửa địa chỉ ở trang người dùng (có người thứ hai xác nhận nếu tài khoản đã dùng), rồi mời lại.',
      en: 'Change the address at the person’s page (confirmed by a second person where the account is in use), and invite anew.',
    },
  },
  'mail-without-address': {
    of: 'not-in-this-state',
    vi: 'Người nhận chưa có địa chỉ thư.',
    en: 'The recipient has no mail address.',
    wayOut: {
      vi: 'Nhập địa chỉ để gửi, hoặc báo bằng cách khác.',
      en: 'Give an address to send it to, or tell them in another way.',
    },
  },
} as const satisfies Record<string, CauseText>;
