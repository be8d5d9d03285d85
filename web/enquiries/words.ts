export const words = {
  title: { vi: 'Khó khăn, vướng mắc', en: 'Enquiries' },
  ask: { vi: 'Gửi vướng mắc', en: 'Raise an enquiry' },
  subject: { vi: 'Vấn đề', en: 'Subject' },
  text: { vi: 'Nội dung', en: 'Text' },
  from: { vi: 'Đơn vị hỏi', en: 'From' },
  to: { vi: 'Nơi trả lời', en: 'To' },
  asked: { vi: 'Ngày hỏi', en: 'Asked' },
  answer: { vi: 'Trả lời', en: 'Answer' },
  story: { vi: 'Quá trình xử lý', en: 'History' },
} as const;
