import type { PathKind } from './path.ts';
import type { Words } from './texts.ts';

const timers: Record<string, Words> = {
  remind: { vi: 'Nhắc hạn', en: 'Reminder' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  escalate: { vi: 'Báo cáo lãnh đạo vì quá hạn', en: 'Escalated' },
  lapse: { vi: 'Hết hạn, không còn được xét', en: 'Lapsed' },
};

const calendarChanged: Words = { vi: 'Lịch làm việc thay đổi', en: 'The working calendar changed' };

/** What a timeline's acts are called on the pages. */
const names: Record<PathKind, Record<string, Words>> = {
  nomination: {
    draft: { vi: 'Lập hồ sơ', en: 'Drafted' },
    submit: { vi: 'Gửi hồ sơ', en: 'Submitted' },
    withdraw: { vi: 'Rút hồ sơ', en: 'Withdrawn' },
    approve: { vi: 'Đồng ý, chuyển bước tiếp theo', en: 'Approved' },
    return: { vi: 'Trả lại để bổ sung', en: 'Returned for amendment' },
    reject: { vi: 'Không đồng ý', en: 'Rejected' },
    hold: { vi: 'Tạm dừng', en: 'Put on hold' },
    release: { vi: 'Tiếp tục sau tạm dừng', en: 'Released' },
    extend: { vi: 'Gia hạn', en: 'Extended' },
    reroute: { vi: 'Đổi cơ quan xử lý', en: 'Rerouted' },
    decide: { vi: 'Quyết định', en: 'Decided' },
    scheduled: { vi: 'Đưa vào phiên họp', en: 'Put on an agenda' },
    unscheduled: { vi: 'Đưa ra khỏi phiên họp', en: 'Taken off the agenda' },
    passed: { vi: 'Hội đồng biểu quyết đồng ý', en: 'Passed by the council' },
    failed: { vi: 'Hội đồng biểu quyết không đồng ý', en: 'Not passed by the council' },
    agreed: { vi: 'Thủ trưởng đồng ý với Hội đồng', en: 'Agreed by the head' },
    refused: { vi: 'Không được chấp thuận', en: 'Refused' },
    selected: { vi: 'Được chọn trong chỉ tiêu', en: 'Selected within the quota' },
    'not-selected': { vi: 'Đạt nhưng vượt chỉ tiêu', en: 'Passed, but over the quota' },
    drafted: { vi: 'Đưa vào tờ trình', en: 'Put into a tờ trình' },
    dispatched: { vi: 'Gửi tờ trình', en: 'Tờ trình dispatched' },
    'answered-approve': { vi: 'Cơ quan thẩm định đồng ý', en: 'Approved by the appraiser' },
    'answered-return': { vi: 'Cơ quan thẩm định trả lại', en: 'Returned by the appraiser' },
    'answered-reject': { vi: 'Cơ quan thẩm định không đồng ý', en: 'Rejected by the appraiser' },
    awarded: { vi: 'Được khen thưởng', en: 'Awarded' },
    'dates-changed': { vi: 'Đợt xét đổi hạn', en: 'Dates of the round changed' },
    'calendar-changed': calendarChanged,
    'intake-closed': { vi: 'Đợt xét hết hạn nhận hồ sơ', en: 'Intake closed' },
    revoke: { vi: 'Hủy quyết định khen thưởng', en: 'Award revoked' },
    ...timers,
  },
  'award-round': {
    open: { vi: 'Mở đợt xét', en: 'Opened' },
    extend: { vi: 'Gia hạn', en: 'Extended' },
    'close-intake': { vi: 'Kết thúc nhận hồ sơ', en: 'Intake closed' },
    'admit-late': { vi: 'Cho phép nộp muộn', en: 'Late proposal admitted' },
    'rank-and-cut': { vi: 'Xếp thứ tự và chọn theo chỉ tiêu', en: 'Ranked and cut' },
    decide: { vi: 'Quyết định nhiều hồ sơ cùng một số', en: 'Decided under one number' },
    release: { vi: 'Công bố các quyết định của đợt', en: 'Decisions released' },
    cancel: { vi: 'Hủy đợt xét', en: 'Cancelled' },
    ...timers,
  },
  'council-session': {
    create: { vi: 'Lập phiên họp', en: 'Planned' },
    convene: { vi: 'Triệu tập', en: 'Convened' },
    open: { vi: 'Khai mạc', en: 'Opened' },
    recuse: { vi: 'Thành viên rút khỏi biểu quyết', en: 'Member recused' },
    'remove-item': { vi: 'Đưa hồ sơ ra khỏi phiên họp', en: 'Item removed' },
    'switch-ballot': { vi: 'Đổi cách biểu quyết', en: 'Way to vote changed' },
    'appoint-tellers': { vi: 'Cử Tổ kiểm phiếu', en: 'Tellers appointed' },
    extend: { vi: 'Gia hạn lấy ý kiến', en: 'More time for opinions' },
    'opinions-end': { vi: 'Hết hạn lấy ý kiến bằng văn bản', en: 'Written opinions ended' },
    adjourn: { vi: 'Tạm dừng phiên họp', en: 'Adjourned' },
    reballot: { vi: 'Bỏ phiếu lại', en: 'Voted on again' },
    'break-tie': { vi: 'Quyết định khi bằng phiếu', en: 'Tie broken' },
    'record-count': { vi: 'Ghi kết quả kiểm phiếu', en: 'Count recorded' },
    close: { vi: 'Kết thúc biểu quyết', en: 'Closed' },
    conclude: { vi: 'Thủ trưởng kết luận', en: 'Concluded by the head' },
    cancel: { vi: 'Hủy phiên họp', en: 'Cancelled' },
    ...timers,
  },
  submission: {
    draft: { vi: 'Lập tờ trình', en: 'Drafted' },
    dispatch: { vi: 'Gửi tờ trình', en: 'Dispatched' },
    'record-receipt': { vi: 'Ghi nhận tiếp nhận', en: 'Receipt recorded' },
    'record-answer': { vi: 'Ghi kết quả thẩm định', en: 'Answer recorded' },
    'record-decision': { vi: 'Ghi quyết định khen thưởng', en: 'Decision recorded' },
    'calendar-changed': calendarChanged,
    ...timers,
  },
  revocation: {
    revoke: { vi: 'Hủy quyết định khen thưởng', en: 'Award revoked' },
    'record-return': { vi: 'Ghi nhận thu hồi', en: 'Return recorded' },
    ...timers,
  },
  obligation: {
    begin: { vi: 'Giao việc', en: 'Begun' },
    submit: { vi: 'Gửi văn bản, báo đã thực hiện', en: 'Submitted, or reported as done' },
    accept: { vi: 'Chấp nhận', en: 'Accepted' },
    return: { vi: 'Trả lại để bổ sung', en: 'Returned' },
    waive: { vi: 'Miễn', en: 'Waived' },
    'round-cancelled': { vi: 'Đợt xét bị hủy', en: 'Round cancelled' },
    ...timers,
  },
  enquiry: {
    ask: { vi: 'Phản ánh khó khăn, vướng mắc', en: 'Raised' },
    answer: { vi: 'Trả lời', en: 'Answered' },
    forward: { vi: 'Chuyển cơ quan khác trả lời', en: 'Forwarded' },
    close: { vi: 'Kết thúc', en: 'Closed' },
    ...timers,
    lapse: { vi: 'Tự kết thúc', en: 'Closed by itself' },
  },
};

/** An unknown act as it is. Timers carry a number: `remind-3`. */
export const actName = (kind: PathKind, act: string, language: 'vi' | 'en'): string =>
  (names[kind][act] ?? names[kind][act.replace(/-\d+$/, '')])?.[language] ?? act;
