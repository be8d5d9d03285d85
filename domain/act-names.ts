import type { StoryName } from './happenings.ts';
import type { PathKind } from './path.ts';
import type { Words } from './texts.ts';

/** What happens to a path of any kind by itself. */
const timers = {
  'calendar-changed': { vi: 'Lịch làm việc thay đổi', en: 'The working calendar changed' },
  remind: { vi: 'Nhắc hạn', en: 'Reminder' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  escalate: { vi: 'Báo cáo lãnh đạo vì quá hạn', en: 'Escalated' },
  lapse: { vi: 'Hết hạn, không còn được xét', en: 'Lapsed' },
  'unit-succeeded': { vi: 'Đơn vị kết thúc, nơi kế thừa tiếp nhận', en: 'Its unit ended, another took over' },
};

/** What a timeline's acts are called on the pages. */
const names: { readonly [K in PathKind]: Readonly<Record<StoryName<K>, Words>> } = {
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
    reroute: { vi: 'Chỉ định cơ quan xử lý', en: 'Body named' },
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
    'decision-contested': {
      vi: 'Thủ trưởng không xác nhận quyết định đã ghi',
      en: 'Recorded decision contested',
    },
    'dates-changed': { vi: 'Đợt xét đổi hạn', en: 'Dates of the round changed' },
    'intake-closed': { vi: 'Đợt xét hết hạn nhận hồ sơ', en: 'Intake closed' },
    'round-cancelled': { vi: 'Đợt xét bị hủy', en: 'Round cancelled' },
    'time-up': { vi: 'Hết hạn, đóng lại chờ gia hạn', en: 'Time is up: it waits for an extension' },
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
    'decision-recorded': {
      vi: 'Văn phòng ghi quyết định, chờ thủ trưởng xác nhận',
      en: 'Decision recorded, to be confirmed',
    },
    'confirm-decision': { vi: 'Thủ trưởng xác nhận quyết định', en: 'Decision confirmed by the head' },
    'contest-decision': { vi: 'Thủ trưởng không xác nhận quyết định', en: 'Decision contested by the head' },
    'decision-stands': {
      vi: 'Hết thời gian phản hồi, quyết định có hiệu lực',
      en: 'Time to contest is over',
    },
    'intake-over': { vi: 'Hết thời gian có thể gia hạn nhận hồ sơ', en: 'Time to extend intake is over' },
    'leave-over': { vi: 'Hết thời gian cho phép nộp muộn', en: 'Leave is over' },
    'nomination-closed': { vi: 'Một hồ sơ của đợt đã kết thúc', en: 'One of its nominations closed' },
    reopen: { vi: 'Mở lại đợt xét', en: 'Reopened' },
    cancel: { vi: 'Hủy đợt xét', en: 'Cancelled' },
    ...timers,
    lapse: { vi: 'Hết hạn nhận hồ sơ', en: 'Intake closed' },
  },
  'council-session': {
    create: { vi: 'Lập phiên họp', en: 'Planned' },
    convene: { vi: 'Triệu tập', en: 'Convened' },
    open: { vi: 'Khai mạc', en: 'Opened' },
    recuse: { vi: 'Thành viên rút khỏi biểu quyết', en: 'Member recused' },
    'settle-seat': { vi: 'Thay, đưa ra thành viên đã thôi', en: 'Ended seat settled' },
    'remove-item': { vi: 'Đưa hồ sơ ra khỏi phiên họp', en: 'Item removed' },
    'annul-ballot': { vi: 'Hủy lần biểu quyết, biểu quyết lại', en: 'Ballot annulled, to be cast anew' },
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
    'item-left': { vi: 'Một hồ sơ ra khỏi tờ trình', en: 'A nomination left it' },
    ...timers,
  },
  revocation: {
    revoke: { vi: 'Hủy quyết định khen thưởng', en: 'Award revoked' },
    'record-return': { vi: 'Ghi nhận thu hồi', en: 'Return recorded' },
    ...timers,
  },
  obligation: {
    begin: { vi: 'Giao việc', en: 'Begun' },
    begun: { vi: 'Được giao', en: 'Begun' },
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
export function actName(kind: PathKind, act: string, language: 'vi' | 'en'): string {
  const known: Readonly<Partial<Record<string, Words>>> = names[kind];
  return (known[act] ?? known[act.replace(/-\d+$/, '')])?.[language] ?? act;
}
