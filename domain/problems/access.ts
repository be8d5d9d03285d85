import type { Problem } from './problem.ts';

/** Who is asking, and whether they have said so of late. */
export const accessProblems = {
  'not-logged-in': {
    status: 401,
    retryable: false,
    vi: 'Chưa đăng nhập hoặc phiên đăng nhập đã hết hạn.',
    en: 'Not logged in, or the session has expired.',
    when: 'No valid session cookie or token.',
    wayOut: { vi: 'Đăng nhập rồi làm lại.', en: 'Log in and repeat.' },
  },
  'wrong-credentials': {
    status: 401,
    retryable: false,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'Wrong user name or password.',
    when: 'A login did not match.',
    wayOut: {
      vi: 'Kiểm tra lại tên đăng nhập, mật khẩu; quên mật khẩu thì nhờ quản trị viên mời lại.',
      en: 'Look at both again; who forgot the password asks an administrator for an invitation.',
    },
  },
  'confirmation-required': {
    status: 403,
    retryable: false,
    vi: 'Cần nhập lại mật khẩu trước khi làm việc này.',
    en: 'Give your password again before you do this.',
    when: 'A vote, a decision or giving rights asks for a fresh password, and this session gave none of late; a token has none to give.',
    wayOut: {
      vi: 'Nhập mật khẩu trong hộp thoại rồi tiếp tục.',
      en: 'Give the password (`POST /session/confirm`) and repeat with the same key.',
    },
  },
  'invitation-void': {
    status: 422,
    retryable: false,
    vi: 'Lời mời không đúng, đã được dùng hoặc đã hết hạn.',
    en: 'The invitation is wrong, has been used or has expired.',
    when: 'A password was to be set with a link that is no longer good.',
    wayOut: { vi: 'Nhờ quản trị viên gửi thư mời mới.', en: 'Ask an administrator for a new invitation.' },
  },
} as const satisfies Record<string, Problem>;
