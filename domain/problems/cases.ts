import type { Problem } from './problem.ts';

/** What stands in the way of a case, a round or a decision. */
export const casesProblems = {
  'not-in-this-state': {
    status: 409,
    retryable: false,
    vi: 'Việc này không làm được lúc này.',
    en: 'This cannot be done at present.',
    when: 'The act is not open at this stage, or the case is on hold or closed.',
    wayOut: {
      vi: 'Xem các việc đang làm được ở trang của hồ sơ.',
      en: 'Look at what may be done now (`allowedActions`).',
    },
  },
  'on-hold': {
    status: 409,
    retryable: false,
    vi: 'Hồ sơ đang tạm dừng.',
    en: 'The nomination is on hold.',
    when: 'The clock of the case stands still.',
    wayOut: {
      vi: 'Cho hồ sơ tiếp tục trước, hoặc chờ văn phòng cho tiếp tục.',
      en: 'Release it first, or wait until the office does.',
    },
  },
  'checks-block': {
    status: 409,
    retryable: false,
    vi: 'Còn tiêu chí bắt buộc chưa đạt hoặc chưa được xác nhận.',
    en: 'Binding checks are unmet or unverified.',
    when: 'Approve while a binding check is open and not overridden.',
    wayOut: {
      vi: 'Kết luận các tiêu chí được nêu, hoặc cho qua kèm lý do nếu kế hoạch cho phép.',
      en: 'Set the checks named in `errors`, or override them where the plan allows it.',
    },
  },
  'returns-used': {
    status: 409,
    retryable: false,
    vi: 'Hồ sơ đã được trả lại bổ sung đủ số lần kế hoạch cho phép.',
    en: 'It has been returned as often as the plan allows.',
    when: 'A further return.',
    wayOut: { vi: 'Đồng ý hoặc từ chối hồ sơ.', en: 'Approve or reject.' },
  },
  'tied-at-the-cut': {
    status: 409,
    retryable: false,
    vi: 'Các hồ sơ bằng nhau ở ranh giới chỉ tiêu.',
    en: 'Nominations are tied at the cut-line.',
    when: 'Votes and NĐ 152/2025 Đ4.6 do not decide.',
    wayOut: { vi: 'Chờ ý kiến của Chủ tịch Hội đồng.', en: 'The chair of the council breaks the tie.' },
  },
  'sessions-to-come': {
    status: 409,
    retryable: true,
    vi: 'Còn hồ sơ cùng hình thức chưa qua Hội đồng.',
    en: 'Nominations for the same award have still to pass the council.',
    when: 'A cut before the last session of the round.',
    wayOut: { vi: 'Kết luận phiên họp còn lại trước.', en: 'Conclude the remaining session first.' },
  },
  'not-tied': {
    status: 409,
    retryable: false,
    vi: 'Hồ sơ không bằng phiếu ở ranh giới chỉ tiêu.',
    en: 'It does not tie at the cut-line.',
    when: 'A word to break a tie that there is not.',
    wayOut: {
      vi: 'Không phải làm gì; xét theo chỉ tiêu như thường.',
      en: 'Nothing is to be said; the cut is made as usual.',
    },
  },
  'decision-awaits-head': {
    status: 409,
    retryable: true,
    vi: 'Quyết định do văn phòng ghi đang chờ thủ trưởng xác nhận; chưa công bố được.',
    en: 'What the office recorded waits for the head to confirm it; it can’t be released yet.',
    when: '`release` where every decision that was prepared still waits for its head.',
    wayOut: {
      vi: 'Thủ trưởng xác nhận, hoặc chờ hết thời gian phản đối.',
      en: 'Have the head confirm it, or wait until the time to contest it is over.',
    },
  },
  'nothing-prepared': {
    status: 409,
    retryable: false,
    vi: 'Đợt xét không có quyết định nào đang chờ công bố.',
    en: 'No decision of this round waits to be released.',
    when: '`release` where every decision has been told already, or none was prepared.',
    wayOut: {
      vi: 'Ghi quyết định chờ công bố trước; quyết định không ghi chờ thì đã báo ngay khi ghi.',
      en: 'Prepare one first: `POST /decisions` with `prepared`. What was not prepared is told as it is recorded.',
    },
  },
  'outside-period': {
    status: 422,
    retryable: false,
    vi: 'Đợt xét nằm ngoài thời gian của phong trào.',
    en: 'The round lies outside the period of the movement.',
    when: 'A round dated outside its plan without `reason`.',
    wayOut: { vi: 'Nêu lý do rồi mở đợt.', en: 'Give the reason and open the round.' },
  },
  'not-admissible': {
    status: 422,
    retryable: false,
    vi: 'Hồ sơ chưa đủ điều kiện để gửi.',
    en: 'The nomination cannot be submitted as it is.',
    when: 'A check that the plan lets refuse at submission fails.',
    wayOut: { vi: 'Sửa những chỗ được nêu rồi gửi lại.', en: 'Correct what is named and submit again.' },
  },
  'no-awards': {
    status: 422,
    retryable: false,
    vi: 'Kế hoạch không quy định hình thức khen thưởng cho đợt này.',
    en: 'The plan provides no award form for this round.',
    when: 'A nomination in a round without awards.',
    wayOut: {
      vi: 'Gửi đăng ký hoặc báo cáo theo kế hoạch; đợt này không đề nghị khen thưởng.',
      en: 'Register or report instead; there is nothing to nominate for.',
    },
  },
  'intake-over': {
    status: 409,
    retryable: false,
    vi: 'Đợt xét được chọn không còn nhận hồ sơ của đơn vị.',
    en: 'The round that was chosen takes no more proposals from the unit.',
    when: 'A nomination is copied into a round whose intake is over, while its unit has no leave.',
    wayOut: {
      vi: 'Chọn đợt đang nhận hồ sơ, hoặc đề nghị văn phòng gia hạn, cho nộp muộn.',
      en: 'Choose one that does (`GET /nominations/{id}/copies`), or ask the office for an extension or leave.',
    },
  },
  'copied-already': {
    status: 409,
    retryable: false,
    vi: 'Trong đợt xét này đã có hồ sơ ấy, hoặc bản sao của nó, chưa kết thúc.',
    en: 'This round has the nomination already, or a copy of it, that is still open.',
    when: 'A nomination is copied into a round where it, or an earlier copy of it, is open; `errors` names that one.',
    wayOut: {
      vi: 'Làm tiếp hồ sơ đó, hoặc rút hồ sơ đó trước.',
      en: 'Go on with that one, or withdraw it first.',
    },
  },
} as const satisfies Record<string, Problem>;
