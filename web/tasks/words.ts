import type { Words } from '../words/words.ts';

export const words = {
  title: { vi: 'Việc của tôi', en: 'My tasks' },
  none: { vi: 'Không có việc nào đang chờ đồng chí.', en: 'Nothing waits for you.' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  soon: { vi: 'Đến hạn trong 7 ngày', en: 'Due within 7 days' },
  later: { vi: 'Sau đó', en: 'Later' },
  undated: { vi: 'Không có hạn', en: 'No due date' },
  task: { vi: 'Việc', en: 'Task' },
  subject: { vi: 'Nội dung', en: 'What' },
  filter: { vi: 'Lọc theo tên, mã', en: 'Filter by name or code' },
} as const;

/** What a task asks for, by the kind that the service gives it. */
export const taskNames: Record<string, Words> = {
  'unit-proposal': { vi: 'Lập, gửi hồ sơ', en: 'Draft and submit' },
  returned: { vi: 'Bổ sung hồ sơ bị trả lại', en: 'Amend what was returned' },
  selection: { vi: 'Xét chọn', en: 'Select' },
  'office-review': { vi: 'Thẩm tra hồ sơ', en: 'Review' },
  'council-vote': { vi: 'Đưa ra Hội đồng', en: 'Put before the council' },
  appraisal: { vi: 'Thẩm định', en: 'Appraise' },
  submission: { vi: 'Trình cấp trên', en: 'Submit' },
  decision: { vi: 'Quyết định khen thưởng', en: 'Decide' },
  'on-hold': { vi: 'Đang tạm dừng: xem xét cho tiếp tục', en: 'On hold: to be released' },
  'body-missing': { vi: 'Chỉ định cơ quan xử lý', en: 'Name the body for this step' },
  'council-session': { vi: 'Phiên họp Hội đồng', en: 'Council session' },
  vote: { vi: 'Bỏ phiếu', en: 'Vote' },
  tied: { vi: 'Cho ý kiến khi bằng phiếu', en: 'Break the tie' },
  obligation: { vi: 'Văn bản phải gửi', en: 'Obligation' },
  revocation: { vi: 'Theo dõi việc thu hồi', en: 'See to the return' },
  'opinion-asked': { vi: 'Cho ý kiến về hồ sơ', en: 'Give an opinion' },
  'enquiry-asked': { vi: 'Trả lời khó khăn, vướng mắc', en: 'Answer an enquiry' },
};
