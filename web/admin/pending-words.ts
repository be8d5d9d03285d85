import type { PendingState } from '../../domain/pending-changes.ts';
import type { Words } from '../words/words.ts';

export const pendingWords = {
  title: { vi: 'Thay đổi chờ người thứ hai', en: 'Changes that need a second person' },
  what: { vi: 'Nội dung', en: 'What' },
  organization: { vi: 'Cơ quan', en: 'Organization' },
  person: { vi: 'Người được thay đổi', en: 'Whom it concerns' },
  delegator: { vi: 'Người ủy quyền', en: 'Delegator' },
  askedBy: { vi: 'Người đề nghị', en: 'Asked by' },
  askedAt: { vi: 'Đề nghị lúc', en: 'Asked at' },
  until: { vi: 'Có giá trị đến', en: 'Good until' },
  noRole: { vi: 'Chưa giữ vai trò nào.', en: 'Holds no role yet.' },

  settledBy: { vi: 'Người giải quyết', en: 'Settled by' },
  reason: { vi: 'Lý do', en: 'Reason' },
  mayConfirm: { vi: 'Ai xác nhận được', en: 'Who may confirm' },
  nobody: {
    vi: 'Chưa ai xác nhận được: cần thủ trưởng cơ quan, một quản trị viên khác, hoặc quản trị viên toàn hệ thống.',
    en: 'Nobody yet: it takes the head, another administrator, or one of the whole deployment.',
  },
  before: { vi: 'Hiện nay', en: 'As it is' },
  after: { vi: 'Sau khi xác nhận', en: 'Once confirmed' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  confirmFollows: {
    vi: 'Thay đổi có hiệu lực ngay. Đồng chí chịu trách nhiệm cùng người đề nghị; nhật ký ghi tên cả hai.',
    en: 'It holds at once. You answer for it together with who asked; the audit names both.',
  },
  refuse: { vi: 'Từ chối', en: 'Refuse' },
  refuseFollows: { vi: 'Không có gì thay đổi.', en: 'Nothing is changed.' },
  withdraw: { vi: 'Rút đề nghị', en: 'Withdraw' },
} as const;

export const pendingStateNames: Record<PendingState, Words> = {
  waiting: { vi: 'Chờ xác nhận', en: 'Waiting' },
  confirmed: { vi: 'Đã xác nhận', en: 'Confirmed' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
  expired: { vi: 'Hết hạn', en: 'Expired' },
};
export const pendingTones: Record<PendingState, 'warning' | 'success' | 'default'> = {
  waiting: 'warning',
  confirmed: 'success',
  refused: 'default',
  withdrawn: 'default',
  expired: 'default',
};
