export const accessWords = {
  access: { vi: 'Phiên đăng nhập và khóa API', en: 'Sessions and tokens' },
  sessions: { vi: 'Nơi đang đăng nhập', en: 'Where you are logged in' },
  device: { vi: 'Trình duyệt, hệ điều hành', en: 'Browser, system' },
  unknownDevice: { vi: 'Không rõ', en: 'Unknown' },
  here: { vi: 'Máy này', en: 'Here' },
  since: { vi: 'Từ', en: 'Since' },
  lastUsed: { vi: 'Dùng gần nhất', en: 'Last used' },
  until: { vi: 'Hết hạn', en: 'Expires' },
  endSession: { vi: 'Kết thúc phiên', en: 'End the session' },
  endSessionFollows: {
    vi: 'Máy đó phải đăng nhập lại. Nếu không phải máy của đồng chí, hãy đổi mật khẩu.',
    en: 'That device has to log in again. If it is not yours, change your password.',
  },
  tokens: { vi: 'Khóa API', en: 'Tokens' },
  newToken: { vi: 'Tạo khóa API', en: 'New token' },
  tokenFollows: {
    vi: 'Phần mềm dùng khóa này làm được những việc đồng chí được làm, trừ biểu quyết, quyết định và việc phải có người thứ hai xác nhận.',
    en: 'A program with it may do what you may, but for votes, decisions and what a second person confirms.',
  },
  tokenOnce: {
    vi: 'Khóa chỉ hiện một lần, hãy lưu lại ngay:',
    en: 'It is shown this once, keep it now:',
  },
  days: { vi: 'Số ngày dùng được', en: 'Good for days' },
  revokeToken: { vi: 'Thu hồi khóa', en: 'Revoke the token' },
  revokeTokenFollows: {
    vi: 'Phần mềm dùng khóa này không truy cập được nữa, có hiệu lực ngay.',
    en: 'The program that uses it is locked out at once.',
  },
  over: { vi: 'Hết hiệu lực', en: 'Over' },
} as const;
