import type { Problem } from './problem.ts';

/** What is wrong with a list of nominees. */
export const listsProblems = {
  'not-a-spreadsheet': {
    status: 415,
    retryable: false,
    vi: 'Tệp này không phải bảng tính.',
    en: 'This file is no spreadsheet.',
    when: 'A list is to be read from a file that no spreadsheet program wrote.',
    wayOut: {
      vi: 'Danh sách được nhận: Excel (.xlsx, .xlsm, .xlsb, .xls), OpenDocument (.ods), văn bản CSV. Danh sách trong Word hoặc PDF: chép bảng sang Excel rồi chọn tệp Excel.',
      en: 'Lists are taken from Excel (.xlsx, .xlsm, .xlsb, .xls), OpenDocument (.ods) and CSV. Of a list in Word or a PDF, copy the table into Excel and choose that.',
    },
  },
  'reading-too-long': {
    status: 413,
    retryable: false,
    vi: 'Đọc tệp quá lâu nên đã dừng.',
    en: 'Reading the file took too long and was ended.',
    when: 'A spreadsheet takes more than a minute to read.',
    wayOut: {
      vi: 'Chép riêng bảng danh sách sang một tệp mới rồi chọn lại.',
      en: 'Copy the list alone into a new file and choose that.',
    },
  },
  'no-list': {
    status: 422,
    retryable: false,
    vi: 'Không tìm thấy dòng tiêu đề của danh sách trong tệp.',
    en: 'No headings of a list were found in the file.',
    when: 'No sheet has a row that heads a list of nominees.',
    wayOut: {
      vi: 'Cần ít nhất ba cột, trong đó có cột họ tên, đặt tên như trong mẫu (thứ tự nào cũng được).',
      en: 'At least three columns are needed, one of them for names, headed as in the template (in any order).',
    },
  },
  'headings-twice': {
    status: 422,
    retryable: false,
    vi: 'Hai cột của danh sách có cùng nghĩa; không rõ lấy cột nào.',
    en: 'Two columns of the list say that they hold the same; which one is meant can’t be told.',
    when: 'A list has two columns for one thing; `errors` names them.',
    wayOut: { vi: 'Đổi tiêu đề của một cột.', en: 'Rename one of them.' },
  },
  'too-many-rows': {
    status: 413,
    retryable: false,
    vi: 'Danh sách có quá 5.000 dòng.',
    en: 'The list has more than 5,000 rows.',
    when: 'A list of nominees is longer than one file may be.',
    wayOut: { vi: 'Chia thành nhiều tệp.', en: 'Split it.' },
  },
  'list-changed': {
    status: 409,
    retryable: false,
    vi: 'Danh sách nay được hiểu khác với khi đồng chí xem; chưa có gì được lưu.',
    en: 'The list is now understood otherwise than when you saw it; nothing was saved.',
    when: 'What would be made of the list is not what was shown: the round has changed, or the file was read with other choices.',
    wayOut: { vi: 'Xem lại rồi xác nhận.', en: 'Look at it again and confirm.' },
  },
  'rows-refused': {
    status: 422,
    retryable: false,
    vi: 'Có dòng không lập được hồ sơ, nên chưa dòng nào được lưu.',
    en: 'Some rows can’t become drafts, so none was saved.',
    when: 'A list is to be taken as a whole and `errors` names rows that are wrong.',
    wayOut: {
      vi: 'Sửa hoặc bỏ các dòng được nêu, hoặc lập hồ sơ cho các dòng đúng trước.',
      en: 'Correct or leave out the rows named, or take each row by itself.',
    },
  },
} as const satisfies Record<string, Problem>;
