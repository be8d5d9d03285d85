import type { CauseText } from '../cause.ts';

/** Why something can’t be done in a session of a council, or a vote not be cast. */
export const sessionsCauses = {
  'session-draft': {
    of: 'not-in-this-state',
    vi: 'Phiên họp mới dự kiến, chưa triệu tập.',
    en: 'The session is planned and not yet convened.',
    wayOut: { vi: 'Triệu tập phiên họp trước.', en: 'Convene it first.' },
  },
  'session-convened': {
    of: 'not-in-this-state',
    vi: 'Phiên họp đã triệu tập, chưa khai mạc.',
    en: 'The session is convened and not yet opened.',
    wayOut: { vi: 'Khai mạc phiên họp trước.', en: 'Open it first.' },
  },
  'session-open': {
    of: 'not-in-this-state',
    vi: 'Phiên họp đang lấy phiếu.',
    en: 'The session is taking votes.',
    wayOut: { vi: 'Kết thúc hoặc hoãn phiên họp trước.', en: 'Close or adjourn it first.' },
  },
  'session-adjourned': {
    of: 'not-in-this-state',
    vi: 'Phiên họp đang tạm dừng.',
    en: 'The session is adjourned.',
    wayOut: { vi: 'Chờ họp tiếp, hoặc khai mạc lại.', en: 'Wait until it resumes, or open it again.' },
  },
  'session-closed': {
    of: 'not-in-this-state',
    vi: 'Phiên họp đã bế mạc, chờ thủ trưởng kết luận.',
    en: 'The session is closed and waits for the head’s conclusion.',
    wayOut: {
      vi: 'Chờ kết luận; bỏ phiếu lại nếu quy chế cho phép.',
      en: 'Wait for it; vote again where the rule allows.',
    },
  },
  'session-concluded': {
    of: 'not-in-this-state',
    vi: 'Phiên họp đã được kết luận.',
    en: 'The session is concluded.',
    wayOut: {
      vi: 'Việc của phiên họp đã xong; cần xét tiếp thì lập phiên họp khác.',
      en: 'Its work is done; what is still to be looked at needs another session.',
    },
  },
  'session-cancelled': {
    of: 'not-in-this-state',
    vi: 'Phiên họp đã hủy.',
    en: 'The session was cancelled.',
    wayOut: { vi: 'Lập phiên họp khác.', en: 'Call another session.' },
  },
  'counted-by-the-system': {
    of: 'not-in-this-state',
    vi: 'Phiếu bỏ trong hệ thống do hệ thống kiểm.',
    en: 'Ballots cast in the system are counted by it.',
    wayOut: { vi: 'Kết thúc biểu quyết để hệ thống kiểm phiếu.', en: 'Close the vote: the system counts.' },
  },
  'no-opinions-taken': {
    of: 'not-in-this-state',
    vi: 'Phiên họp không lấy ý kiến bằng văn bản nên không có hạn để gia hạn.',
    en: 'The session takes no written opinions: there is no end to extend.',
    wayOut: { vi: 'Hoãn phiên họp nếu cần thêm thời gian.', en: 'Adjourn it where more time is needed.' },
  },
  'written-has-no-sitting': {
    of: 'not-in-this-state',
    vi: 'Lấy ý kiến bằng văn bản không có buổi họp để hoãn.',
    en: 'A vote in writing has no sitting to adjourn.',
    wayOut: { vi: 'Gia hạn thời gian lấy ý kiến.', en: 'Extend the time for opinions.' },
  },
  'meeting-sits': {
    of: 'not-in-this-state',
    vi: 'Buổi họp đang diễn ra nên không hủy được.',
    en: 'The meeting is sitting and can’t be called off.',
    wayOut: { vi: 'Hoãn hoặc kết thúc phiên họp.', en: 'Adjourn or close it.' },
  },
  'vote-not-closed': {
    of: 'not-in-this-state',
    vi: 'Biểu quyết chưa kết thúc nên chưa có kết quả.',
    en: 'The vote is not closed: there is no result yet.',
    wayOut: { vi: 'Chờ phiên họp bế mạc.', en: 'Wait until the session is closed.' },
  },
  'nothing-voted-on': {
    of: 'not-in-this-state',
    vi: 'Phiên họp không có hồ sơ nào được biểu quyết.',
    en: 'Nothing was voted on in the session.',
    wayOut: { vi: 'Không có biên bản để lập.', en: 'There are no minutes to be made.' },
  },
  'item-without-count': {
    of: 'not-in-this-state',
    vi: 'Có hồ sơ trong phiên họp chưa có kết quả kiểm phiếu.',
    en: 'An item of the session has no count.',
    wayOut: { vi: 'Ghi kết quả kiểm phiếu của hồ sơ đó.', en: 'Record its count.' },
  },
  'vote-not-begun': {
    of: 'vote-closed',
    vi: 'Phiên họp chưa lấy phiếu.',
    en: 'The session has not begun to take votes.',
    wayOut: { vi: 'Chờ thư ký khai mạc phiên họp.', en: 'Wait until the secretary opens it.' },
  },
  'vote-adjourned': {
    of: 'vote-closed',
    vi: 'Việc bỏ phiếu tạm dừng cùng phiên họp.',
    en: 'The vote is adjourned with its session.',
    wayOut: { vi: 'Bỏ phiếu khi phiên họp họp tiếp.', en: 'Vote when the session resumes.' },
  },
  'vote-over': {
    of: 'vote-closed',
    vi: 'Việc bỏ phiếu đã kết thúc.',
    en: 'The vote is over.',
    wayOut: {
      vi: 'Không bỏ phiếu được nữa; kết quả ở trang phiên họp.',
      en: 'No more votes are taken; the result is at the session.',
    },
  },
  'opinions-over': {
    of: 'vote-closed',
    vi: 'Thời hạn gửi ý kiến bằng văn bản đã hết.',
    en: 'The time for written opinions is over.',
    wayOut: {
      vi: 'Dự họp để bỏ phiếu, hoặc đề nghị thư ký gia hạn.',
      en: 'Attend to vote, or ask the secretary to extend it.',
    },
  },
  'vote-by-hand': {
    of: 'vote-closed',
    vi: 'Phiên họp biểu quyết giơ tay hoặc bỏ phiếu giấy, không bỏ phiếu trong hệ thống.',
    en: 'The session votes by hands or on paper, not in the system.',
    wayOut: {
      vi: 'Biểu quyết tại phiên họp; thư ký ghi kết quả.',
      en: 'Vote at the meeting; the secretary records the count.',
    },
  },
  'no-seat': {
    of: 'not-entitled',
    vi: 'Đồng chí không có tên trong danh sách biểu quyết của phiên họp.',
    en: 'You hold no seat in this session.',
    wayOut: {
      vi: 'Liên hệ thư ký Hội đồng nếu danh sách chưa đúng.',
      en: 'Ask the council’s secretary where the list is wrong.',
    },
  },
  'marked-absent': {
    of: 'not-entitled',
    vi: 'Đồng chí được ghi vắng mặt ở phiên họp này.',
    en: 'You are recorded as absent from this session.',
    wayOut: {
      vi: 'Báo thư ký ghi có mặt khi họp tiếp, hoặc cử người thay có giấy cử.',
      en: 'Have the secretary record you as present when it resumes, or send a substitute with a letter.',
    },
  },
  'ballots-exhausted': {
    of: 'ballots-used',
    vi: 'Đã bỏ phiếu đủ số lần quy chế cho phép.',
    en: 'It has been voted on as often as the rule allows.',
    wayOut: {
      vi: 'Người có thẩm quyền quyết định trên kết quả đã có.',
      en: 'The competent head decides on the result there is.',
    },
  },
  'passed-already': {
    of: 'ballots-used',
    vi: 'Hồ sơ đã được Hội đồng thông qua nên không bỏ phiếu lại.',
    en: 'It has passed: it is not voted on again.',
    wayOut: { vi: 'Để thủ trưởng kết luận.', en: 'Have the head conclude.' },
  },
} as const satisfies Record<string, CauseText>;
