import type { Problem } from './problem.ts';

/** What is the service’s own fault, or nobody’s. */
export const serviceProblems = {
  unavailable: {
    status: 503,
    retryable: true,
    vi: 'Một bộ phận của hệ thống đang tạm ngừng.',
    en: 'A part of the system is down.',
    when: 'PostgreSQL or Temporal cannot be reached.',
    wayOut: {
      vi: 'Thử lại sau ít phút; việc đã gửi không bị tính hai lần.',
      en: 'Repeat it in a while: with the same key it counts once.',
    },
  },
  'files-full': {
    status: 507,
    retryable: true,
    vi: 'Nơi lưu tệp đã hết chỗ, tệp chưa được lưu.',
    en: 'The storage of files is full: the file was not kept.',
    when: 'The disk of FILES_DIR has no room.',
    wayOut: {
      vi: 'Người vận hành thấy cảnh báo; hãy gửi lại sau.',
      en: 'The operators see an alarm; send it again later.',
    },
  },
  'database-full': {
    status: 503,
    retryable: true,
    vi: 'Cơ sở dữ liệu đã hết chỗ, việc này chưa được ghi.',
    en: 'The database has no room: nothing was recorded.',
    when: 'PostgreSQL says that its disk is full.',
    wayOut: {
      vi: 'Người vận hành thấy cảnh báo; hãy thử lại sau.',
      en: 'The operators see an alarm; try again later.',
    },
  },
  'outcome-unknown': {
    status: 503,
    retryable: true,
    vi: 'Chưa xác nhận được kết quả trong thời gian cho phép.',
    en: 'The outcome could not be confirmed in time.',
    when: 'The path did not answer within the deadline.',
    wayOut: {
      vi: 'Gửi lại: việc chỉ được tính một lần.',
      en: 'Repeat with the same Idempotency-Key: it counts once.',
    },
  },
  internal: {
    status: 500,
    retryable: true,
    vi: 'Lỗi ngoài dự kiến; người vận hành đã được báo.',
    en: 'An unexpected error; the operators have been told.',
    when: 'Never on purpose.',
    wayOut: { vi: 'Báo người vận hành kèm mã yêu cầu.', en: 'Tell the operators the request’s id.' },
  },
} as const satisfies Record<string, Problem>;
