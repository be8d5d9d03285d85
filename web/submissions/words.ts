import type { SubmissionItemState } from '../../domain/submission.ts';
import type { Words } from '../words/words.ts';

export const words = {
  title: { vi: 'Tờ trình', en: 'Submissions' },
  one: { vi: 'Tờ trình', en: 'Submission' },
  write: { vi: 'Lập tờ trình', en: 'Write a submission' },
  number: { vi: 'Số tờ trình', en: 'Number' },
  signedOn: { vi: 'Ngày ký', en: 'Signed on' },
  fromBody: { vi: 'Nơi gửi', en: 'From' },
  writtenBy: { vi: 'Nơi lập', en: 'Written by' },
  toBody: { vi: 'Nơi nhận', en: 'To' },
  byRoute: {
    vi: 'Theo trình tự của kế hoạch đối với hồ sơ đã chọn',
    en: 'By the route of the nominations that are chosen',
  },
  nominations: { vi: 'Hồ sơ đề nghị', en: 'Nominations' },
  count: { vi: 'Số hồ sơ', en: 'Nominations' },
  papers: { vi: 'Văn bản', en: 'Papers' },
  dispatched: { vi: 'Ngày gửi', en: 'Dispatched' },
  receipt: { vi: 'Tiếp nhận', en: 'Received' },
  decision: { vi: 'Quyết định', en: 'Decision' },
  numberOn: { vi: 'số {number} ngày {date}', en: '{number} of {date}' },
  none: { vi: 'Không có hồ sơ nào chờ trình.', en: 'No nominations wait to be submitted.' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
} as const;

const itemStateNames: Record<SubmissionItemState, Words> = {
  listed: { vi: 'Trong danh sách', en: 'Listed' },
  'left-out': { vi: 'Không gửi cùng đợt', en: 'Left out' },
  sent: { vi: 'Đã gửi', en: 'Sent' },
  approved: { vi: 'Đồng ý', en: 'Approved' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  rejected: { vi: 'Không đồng ý', en: 'Rejected' },
  awarded: { vi: 'Được khen thưởng', en: 'Awarded' },
  refused: { vi: 'Không được khen thưởng', en: 'Refused' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
};
export const itemStates: Record<string, Words | undefined> = itemStateNames;

/** By what each is asked for: what it is called, and what its file is. */
export const papers: [file: string, name: Words, saved: string][] = [
  ['proposal.docx', { vi: 'Tờ trình', en: 'Submission' }, 'to-trinh.docx'],
  ['list.docx', { vi: 'Danh sách đề nghị', en: 'List' }, 'danh-sach.docx'],
  ['list.xlsx', { vi: 'Danh sách (Excel)', en: 'List (Excel)' }, 'danh-sach.xlsx'],
  ['summary.docx', { vi: 'Tóm tắt thành tích', en: 'Achievements' }, 'tom-tat.docx'],
  ['decision-draft.docx', { vi: 'Dự thảo quyết định', en: 'Draft decision' }, 'du-thao-quyet-dinh.docx'],
];
