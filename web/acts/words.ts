export const words = {
  follows: { vi: 'Điều gì xảy ra tiếp', en: 'What will follow' },
  done: { vi: 'Đã ghi nhận: {act}.', en: 'Recorded: {act}.' },
  changed: {
    vi: 'Người khác vừa sửa nội dung này sau khi đồng chí bắt đầu nhập.',
    en: 'Somebody has changed this since you began.',
  },
  nowIs: { vi: '{label}: nay là “{text}”.', en: '{label}: now “{text}”.' },
  another: { vi: 'nội dung khác', en: 'another' },
  yoursStays: {
    vi: 'Nội dung đồng chí nhập vẫn còn bên dưới. Xem lại rồi hãy gửi.',
    en: 'What you typed still stands below. Look again before you send it.',
  },
  startOver: { vi: 'Bỏ nội dung tôi nhập', en: 'Drop what I typed' },
  goOn: { vi: 'Đã xem, giữ nội dung tôi nhập', en: 'Seen: keep what I typed' },
  paper: {
    vi: 'Cơ quan không có tài khoản trả lời bằng văn bản; việc ghi nhận được đánh dấu là ghi thay.',
    en: 'A body without accounts answers on paper; what is recorded is marked as recorded for it.',
  },
  paperNumber: { vi: 'Số văn bản', en: 'Number' },
  paperDate: { vi: 'Ngày văn bản', en: 'Dated' },
  paperFile: { vi: 'Bản chụp văn bản', en: 'Scan of the paper' },
  recordPaper: { vi: 'Ghi thay theo văn bản', en: 'Record from a paper' },
} as const;

export const pendingWords = {
  waits: {
    vi: 'Đã ghi đề nghị: {act}. Chờ người thứ hai xác nhận: {names}.',
    en: 'Asked for: {act}. To be confirmed by another: {names}.',
  },
} as const;
