import { whyTexts } from '../../domain/texts.ts';
import { recordSigned } from '../acts/decided.ts';
import type { Words } from '../words/words.ts';

export const words = {
  title: { vi: 'Việc của tôi', en: 'My tasks' },
  firstOnes: {
    vi: 'Hiện {n} việc đến hạn sớm nhất, còn nữa.',
    en: 'The {n} that are due first; there are more.',
  },
  none: { vi: 'Không có việc nào đang chờ đồng chí.', en: 'Nothing waits for you.' },
  now: { vi: 'Cần làm ngay', en: 'To be done now' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  soon: { vi: 'Đến hạn trong 7 ngày', en: 'Due within 7 days' },
  later: { vi: 'Hạn sau 7 ngày tới', en: 'Due after 7 days' },
  undated: { vi: 'Không có hạn', en: 'No due date' },
  openRounds: { vi: 'Đợt xét đang nhận hồ sơ', en: 'Rounds that take nominations' },
  proposeBy: { vi: 'Nhận hồ sơ đến hết', en: 'Taken until' },
  propose: { vi: 'Lập hồ sơ', en: 'New nomination' },
  task: { vi: 'Việc', en: 'Task' },
  case: { vi: 'Hồ sơ, văn bản', en: 'Case' },
  subject: { vi: 'Nội dung', en: 'What' },
  filter: { vi: 'Lọc theo tên, mã', en: 'Filter by name or code' },
} as const;

/** What a task asks for, by the kind that the service gives it. */
const taskNames: Record<string, Words> = {
  'unit-proposal': { vi: 'Lập, gửi hồ sơ', en: 'Draft and submit' },
  returned: { vi: 'Bổ sung hồ sơ bị trả lại', en: 'Amend what was returned' },
  selection: { vi: 'Xét chọn', en: 'Select' },
  'office-review': { vi: 'Thẩm tra hồ sơ', en: 'Review' },
  appraisal: { vi: 'Thẩm định', en: 'Appraise' },
  decision: { vi: 'Quyết định khen thưởng', en: 'Decide' },
  'on-hold': { vi: 'Đang tạm dừng: xem xét cho tiếp tục', en: 'On hold: to be released' },
  'body-missing': { vi: 'Chỉ định cơ quan xử lý', en: 'Name the body' },
  'unit-missing': {
    vi: 'Hồ sơ không còn đơn vị: giao cho một đơn vị',
    en: 'Its unit has ended: hand it to another',
  },
  'council-to-convene': { vi: 'Đưa vào phiên họp Hội đồng', en: 'Put before the council' },
  'council-to-cut': { vi: 'Xét theo chỉ tiêu của đợt', en: 'Cut by the quota of the round' },
  'submission-to-write': { vi: 'Lập tờ trình', en: 'Write the submission' },
  'submission-drafted': { vi: 'Gửi tờ trình', en: 'Dispatch the submission' },
  'submission-to-be-received': {
    vi: 'Ghi nhận tiếp nhận tờ trình',
    en: 'Record the receipt of a submission',
  },
  'submission-to-be-answered': { vi: 'Ghi kết quả của tờ trình', en: 'Record the answer to a submission' },
  'session-to-convene': { vi: 'Triệu tập phiên họp', en: 'Convene the session' },
  'session-to-open': { vi: 'Khai mạc phiên họp', en: 'Open the session' },
  'session-to-attend': { vi: 'Dự họp, đọc hồ sơ trước phiên họp', en: 'Read the papers and attend' },
  'session-voting': { vi: 'Kiểm phiếu, kết thúc biểu quyết', en: 'Count and end the vote' },
  'session-collecting': { vi: 'Kết thúc lấy ý kiến bằng văn bản', en: 'End the vote in writing' },
  'session-to-resume': { vi: 'Họp tiếp', en: 'Resume the session' },
  'session-to-conclude': { vi: 'Kết luận phiên họp', en: 'Conclude the session' },
  'decision-to-confirm': { vi: 'Xác nhận quyết định do văn phòng ghi', en: 'Confirm a recorded decision' },
  vote: { vi: 'Bỏ phiếu', en: 'Vote' },
  'break-tie': { vi: 'Cho ý kiến khi bằng phiếu', en: 'Break the tie' },
  'obligation-owed': { vi: 'Gửi văn bản', en: 'Hand in a paper' },
  'obligation-returned': { vi: 'Bổ sung, gửi lại văn bản', en: 'Hand in a paper again' },
  'obligation-submitted': { vi: 'Tiếp nhận văn bản', en: 'Accept a paper' },
  'after-decision': { vi: 'Thực hiện sau quyết định', en: 'Do what follows a decision' },
  'revocation-returning': { vi: 'Theo dõi việc thu hồi', en: 'See to the return' },
  'pending-change': { vi: 'Xác nhận thay đổi quyền, tài khoản', en: 'Confirm a change of rights' },
  'opinion-asked': { vi: 'Cho ý kiến về hồ sơ', en: 'Give an opinion' },
  'enquiry-asked': { vi: 'Trả lời khó khăn, vướng mắc', en: 'Answer an enquiry' },
  'mail-not-delivered': {
    vi: 'Thư không đến: sửa địa chỉ, gửi lại hoặc báo cách khác',
    en: 'Mail that did not arrive: mend the address, or tell them otherwise',
  },
  'enquiry-answered': { vi: 'Kết thúc khó khăn, vướng mắc đã trả lời', en: 'Close an answered enquiry' },
};

const whys: Readonly<Record<string, Words>> = whyTexts;

/**
 * What one is asked for: a ballot or a tie goes before what its session waits for, and a decision is the head's to make
 * and anybody else's to record.
 */
export const taskName = (
  { kind, actions }: { kind: string; actions: readonly string[] },
  isHead: boolean,
): Words =>
  (kind === 'decision' && !isHead ? recordSigned : undefined) ??
  taskNames[['vote', 'break-tie'].find((act) => actions.includes(act)) ?? kind] ??
  whys[kind] ?? { vi: kind, en: kind };
