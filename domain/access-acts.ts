/** What the trail says of how people come in and go out, with its names. */
export const accessActs = {
  'logged-in': { vi: 'Đăng nhập', en: 'Logged in' },
  'login-failed': { vi: 'Đăng nhập không thành công', en: 'Login failed' },
  'logged-out': { vi: 'Đăng xuất', en: 'Logged out' },
  'password-confirmed': { vi: 'Xác nhận lại bằng mật khẩu', en: 'Password confirmed' },
  'confirmation-failed': { vi: 'Xác nhận lại bằng mật khẩu không đúng', en: 'Confirmation failed' },
  'session-ended': { vi: 'Kết thúc phiên đăng nhập', en: 'Session ended' },
  'session-expired': { vi: 'Phiên đăng nhập hết hạn', en: 'Session expired' },
  'token-made': { vi: 'Tạo khóa API', en: 'Token made' },
  'token-revoked': { vi: 'Thu hồi khóa API', en: 'Token revoked' },
  'token-expired': { vi: 'Khóa API hết hạn', en: 'Token expired' },
} as const;
export type AccessAct = keyof typeof accessActs;
