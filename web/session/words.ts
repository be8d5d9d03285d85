export const words = {
  onlyFor: {
    vi: 'Trang này dành cho người giữ vai trò: {roles}. Đồng chí không giữ vai trò này.',
    en: 'This page is for those who hold the role: {roles}. You do not.',
  },
  toTasks: { vi: 'Về Việc của tôi', en: 'To my tasks' },
  login: { vi: 'Đăng nhập', en: 'Log in' },
  logout: { vi: 'Đăng xuất', en: 'Log out' },
  username: { vi: 'Tên đăng nhập', en: 'User name' },
  password: { vi: 'Mật khẩu', en: 'Password' },
  about: {
    vi: 'Hệ thống xử lý hồ sơ đề nghị khen thưởng của các phong trào thi đua.',
    en: 'Carries the award nominations of emulation movements, from proposal to decision.',
  },
  again: { vi: 'Phiên đăng nhập đã hết hạn', en: 'Your session has ended' },
  againWhy: {
    vi: 'Đăng nhập lại để tiếp tục. Nội dung đang nhập vẫn còn nguyên.',
    en: 'Log in again to go on. What you typed is kept.',
  },
  confirmation: { vi: 'Xác nhận bằng mật khẩu', en: 'Confirm with your password' },
  confirmationWhy: {
    vi: 'Nhập lại mật khẩu trước khi biểu quyết, quyết định hoặc trao quyền. Nội dung đang nhập vẫn còn nguyên.',
    en: 'Give your password again before a vote, a decision or giving rights. What you typed is kept.',
  },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  setPassword: { vi: 'Đặt mật khẩu', en: 'Set a password' },
  newPassword: { vi: 'Mật khẩu mới', en: 'New password' },
  passwordRule: {
    vi: 'Ít nhất {least} ký tự, không dùng mật khẩu phổ biến hay tên của đồng chí. Ghép vài từ không liên quan là đủ.',
    en: 'At least {least} characters, no common password and not your name. A few unrelated words will do.',
  },
  passwordSet: {
    vi: 'Đã đặt mật khẩu. Đồng chí có thể đăng nhập với tên {username}.',
    en: 'The password is set. You can log in as {username}.',
  },
  showPassword: { vi: 'Hiện mật khẩu', en: 'Show the password' },
  hidePassword: { vi: 'Ẩn mật khẩu', en: 'Hide the password' },
  changePassword: { vi: 'Đổi mật khẩu', en: 'Change your password' },
  currentPassword: { vi: 'Mật khẩu hiện tại', en: 'Current password' },
  changeFollows: {
    vi: 'Các máy khác đang đăng nhập bằng tên của đồng chí phải đăng nhập lại; mọi khóa API hết hiệu lực.',
    en: 'Other devices on which you are logged in have to log in again; all your tokens end.',
  },
  passwordChanged: { vi: 'Đã đổi mật khẩu.', en: 'Your password is changed.' },
  tryAs: { vi: 'Vào thử với vai …', en: 'Try it as …' },
  tryAsWhy: {
    vi: 'Tài khoản trình diễn của bản chạy thử trên máy này: bấm vào một người là đăng nhập, không cần mật khẩu.',
    en: 'Demonstration accounts of this trial on your own machine: one click logs you in, without a password.',
  },
  forgot: {
    vi: 'Chưa có mật khẩu hoặc quên mật khẩu? Đề nghị quản trị hệ thống gửi lại thư mời.',
    en: 'No password, or forgotten? Ask the administrator to send an invitation.',
  },
} as const;
