/** What is asked for by one person and confirmed by another, with its names. */
export const pendingKinds = {
  'give-roles': { vi: 'Giao vai trò', en: 'Roles given' },
  'extend-role': { vi: 'Kéo dài vai trò', en: 'A role extended' },
  'change-address': { vi: 'Đổi địa chỉ thư điện tử', en: 'Another mail address' },
  'reset-password': { vi: 'Đặt lại mật khẩu', en: 'A password set anew' },
  delegate: { vi: 'Ủy quyền', en: 'A delegation' },
  'seat-council': { vi: 'Thêm thành viên Hội đồng có tài khoản', en: 'Seats in a council' },
} as const;
export type PendingKind = keyof typeof pendingKinds;

export const pendingStates = ['waiting', 'confirmed', 'refused', 'withdrawn', 'expired'] as const;
export type PendingState = (typeof pendingStates)[number];

/** How long a change waits for its second person, in days on the wall clock. */
export const PENDING_DAYS = 7;
