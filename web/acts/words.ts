export const words = {
  follows: { vi: 'Điều gì xảy ra tiếp', en: 'What will follow' },
  done: { vi: 'Đã ghi nhận: {act}.', en: 'Recorded: {act}.' },
  paper: {
    vi: 'Cơ quan không có tài khoản trả lời bằng văn bản; việc ghi nhận được đánh dấu là ghi thay.',
    en: 'A body without accounts answers on paper; what is recorded is marked as recorded for it.',
  },
  paperNumber: { vi: 'Số văn bản', en: 'Number' },
  paperDate: { vi: 'Ngày văn bản', en: 'Dated' },
  paperFile: { vi: 'Bản chụp văn bản', en: 'Scan of the paper' },
  recordPaper: { vi: 'Ghi thay theo văn bản', en: 'Record from a paper' },
} as const;
