export const words = {
  title: { vi: 'Văn bản phải gửi', en: 'Obligations' },
  ask: { vi: 'Yêu cầu gửi văn bản', en: 'Ask for a paper' },
  what: { vi: 'Văn bản', en: 'Paper' },
  debtor: { vi: 'Đơn vị phải gửi', en: 'Debtor' },
  toBody: { vi: 'Nơi nhận', en: 'To' },
  documents: { vi: 'Tệp', en: 'Files' },
  add: { vi: 'Thêm tệp', en: 'Add a file' },
  when: { vi: 'Theo kế hoạch', en: 'As the plan says' },
  request: { vi: 'Yêu cầu', en: 'Request' },
  story: { vi: 'Quá trình xử lý', en: 'History' },
} as const;
