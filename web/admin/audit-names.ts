import { accessActs } from '../../domain/access-acts.ts';
import { actName } from '../../domain/act-names.ts';
import type { PathKind } from '../../domain/path.ts';
import type { Language, Words } from '../words/words.ts';

/** What the audit calls what is no act of a path. */
const auditNames: Record<string, Words> = {
  ...accessActs,
  checked: { vi: 'Ghi kết quả thẩm tra tiêu chí', en: 'Criterion checked' },
  assigned: { vi: 'Giao người xử lý', en: 'Assigned' },
  'namesake-told': { vi: 'Xác nhận hồ sơ trùng tên', en: 'Namesake told apart or together' },
  'nominee-told': {
    vi: 'Xác nhận về người trùng họ tên với người được đề nghị',
    en: 'Namesake of the nominee told',
  },
  noted: { vi: 'Ghi chú nội bộ', en: 'Note written' },
  'document-added': { vi: 'Thêm tài liệu', en: 'Document added' },
  'document-removed': { vi: 'Bỏ tài liệu', en: 'Document removed' },
  'dossier-read': { vi: 'Xem hồ sơ', en: 'Dossier read' },
  'file-read': { vi: 'Mở tài liệu', en: 'Document opened' },
  'paper-read': { vi: 'Mở văn bản lập từ nhiều hồ sơ', en: 'Paper of many dossiers opened' },
  'nomination-copied': { vi: 'Sao chép sang đợt khác', en: 'Copied into another round' },
  'draft-changed': { vi: 'Sửa hồ sơ', en: 'Draft changed' },
  'session-created': { vi: 'Lập phiên họp', en: 'Session planned' },
  'nomination-closed': { vi: 'Một hồ sơ của đợt kết thúc', en: 'A nomination closed' },
  'calendar-changed': { vi: 'Lịch làm việc thay đổi', en: 'Calendar changed' },
  'password-set': { vi: 'Đặt mật khẩu', en: 'Password set' },
  'password-changed': { vi: 'Đổi mật khẩu', en: 'Password changed' },
  'role-given': { vi: 'Giao vai trò', en: 'Role given' },
  'role-extended': { vi: 'Kéo dài vai trò', en: 'Role extended' },
  'change-asked': { vi: 'Đề nghị thay đổi, chờ người thứ hai', en: 'Asked for, to be confirmed' },
  'change-refused': { vi: 'Từ chối đề nghị thay đổi', en: 'What was asked for was refused' },
  'change-withdrawn': { vi: 'Rút đề nghị thay đổi', en: 'What was asked for was withdrawn' },
  'role-ended': { vi: 'Kết thúc vai trò', en: 'Role ended' },
  'person-created': { vi: 'Thêm người dùng', en: 'Person added' },
  'person-changed': { vi: 'Sửa người dùng', en: 'Person changed' },
  'person-invited': { vi: 'Gửi thư mời đặt mật khẩu', en: 'Invitation sent' },
  'unit-created': { vi: 'Thêm đơn vị', en: 'Unit added' },
  'mail-sent-again': { vi: 'Gửi lại thư không đến', en: 'Mail sent again' },
  'mail-told-otherwise': { vi: 'Đã báo bằng cách khác', en: 'Told otherwise than by mail' },
  'unit-changed': { vi: 'Sửa đơn vị', en: 'Unit changed' },
  'unit-succeeded': { vi: 'Ghi đơn vị kế tục', en: 'Successor recorded' },
  'council-seated': { vi: 'Sửa thành viên Hội đồng', en: 'Council seats changed' },
  'ranking-published': { vi: 'Công bố xếp hạng', en: 'Ranking published' },
  'plan-filed': { vi: 'Nộp kế hoạch', en: 'Plan filed' },
  'rows-taken-over': { vi: 'Niêm phong dữ liệu có từ trước', en: 'Earlier rows sealed' },
  delegated: { vi: 'Ủy quyền', en: 'Delegated' },
  'delegation-revoked': { vi: 'Thu hồi ủy quyền', en: 'Delegation revoked' },
  voted: { vi: 'Đã bỏ phiếu', en: 'Voted' },
  'ballots-cast': { vi: 'Có phiếu được bỏ vào hòm', en: 'Ballots were cast' },
};
const ignored = 'news-ignored:';
const ignoredName: Words = { vi: 'Không còn áp dụng', en: 'No longer applies' };

/** What the audit calls an action, of a path or of none. An unknown one as it is. */
export function auditName(kind: PathKind | undefined, action: string, language: Language): string {
  if (action.startsWith(ignored))
    return `${ignoredName[language]}: ${auditName(kind, action.slice(ignored.length), language)}`;
  return auditNames[action]?.[language] ?? (kind ? actName(kind, action, language) : action);
}
