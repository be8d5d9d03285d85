import type { Problem } from './problem.ts';

/** What stands in the way of a vote. */
export const councilProblems = {
  'ballot-open': {
    status: 409,
    retryable: true,
    vi: 'Hội đồng đang biểu quyết hồ sơ này.',
    en: 'The ballot on this nomination is open.',
    when: 'Withdraw or hold while its ballot is open.',
    wayOut: { vi: 'Chờ biểu quyết kết thúc.', en: 'Wait until the ballot is closed.' },
  },
  'seats-ended': {
    status: 409,
    retryable: true,
    vi: 'Có thành viên không còn trong Hội đồng, hoặc không còn giữ vai trò trong Hội đồng.',
    en: 'A seat, or its holder’s role in the council, has ended.',
    when: 'A vote would begin while a pinned seat’s term, or its holder’s role in the council, is over; `errors` names the seats and since when.',
    wayOut: {
      vi: 'Thay, hoặc đưa ra khỏi phiên họp, từng thành viên được nêu trước khi biểu quyết.',
      en: 'Replace or remove each before the vote: `POST /council-sessions/{id}/actions/settle-seat`.',
    },
  },
  'nominees-untold': {
    status: 409,
    retryable: true,
    vi: 'Có thành viên trùng họ tên, cùng cơ quan với người được đề nghị mà chưa xác nhận có phải là một người.',
    en: 'A member bears a nominee’s name in the same organization, and nobody has said whether they are the same person.',
    when: 'A vote would begin on a nomination while somebody who has a seat in it bears the nominee’s name and nobody has said who they are; `errors` names the items and seats.',
    wayOut: {
      vi: 'Xác nhận từng người được nêu là một người hay là người khác.',
      en: 'Say of each that it is the same person or somebody else: `PUT /nominations/{id}/nominees/{personId}`.',
    },
  },
  'no-quorum': {
    status: 409,
    retryable: true,
    vi: 'Phiên họp chưa đủ số thành viên theo quy định.',
    en: 'There is no quorum.',
    when: 'Too few members present or substituted.',
    wayOut: {
      vi: 'Mở phiên khi đủ thành viên, hoặc hoãn phiên.',
      en: 'Open with enough members, or adjourn.',
    },
  },
  'counts-missing': {
    status: 409,
    retryable: false,
    vi: 'Còn hồ sơ chưa có kết quả kiểm phiếu.',
    en: 'Some items have no count yet.',
    when: 'Closing a session while items have neither a count nor ballots.',
    wayOut: {
      vi: 'Ghi kết quả kiểm phiếu còn thiếu, hoặc đưa hồ sơ ra khỏi chương trình.',
      en: 'Record the counts named in `errors`, or take the items off the agenda.',
    },
  },
  'voting-begun': {
    status: 409,
    retryable: false,
    vi: 'Đã có phiếu hoặc kết quả kiểm phiếu, không đổi được cách biểu quyết.',
    en: 'Ballots have been cast or counted: the way to vote stands.',
    when: 'Another way to vote, once a ballot was cast or a count entered.',
    wayOut: {
      vi: 'Kết thúc lượt bỏ phiếu này; nếu quy chế cho bỏ phiếu lại thì đổi trước lượt sau.',
      en: 'Close this ballot; where the rule allows a second, switch before it begins.',
    },
  },
  'opinions-awaited': {
    status: 409,
    retryable: false,
    vi: 'Còn chờ ý kiến bằng văn bản của thành viên vắng mặt.',
    en: 'Written opinions of absent members are still awaited.',
    when: 'Closing before the end of the written opinions, while some are missing.',
    wayOut: { vi: 'Chờ đủ ý kiến, hoặc hết thời hạn lấy ý kiến.', en: 'Wait for them or for their end.' },
  },
  'ballots-used': {
    status: 409,
    retryable: false,
    vi: 'Không còn được bỏ phiếu lại.',
    en: 'There is no further ballot.',
    when: 'Another ballot than the rule allows, or on what passed.',
    wayOut: {
      vi: 'Người có thẩm quyền quyết định trên kết quả đã có.',
      en: 'The competent head decides on the result there is.',
    },
  },
  'box-mismatch': {
    status: 409,
    retryable: false,
    vi: 'Phiếu trong hòm không còn là phiếu đã bỏ: không khớp với danh sách đã bỏ phiếu hoặc với cam kết trong nhật ký.',
    en: 'What lies in the box is not what was cast: it fits neither the roll nor the commitment in the trail.',
    when: 'A vote, its closing, its conclusion or its papers, where somebody has changed, added or removed a ballot or a result in the database.',
    wayOut: { vi: 'Cần kiểm tra cơ sở dữ liệu.', en: 'The database has to be examined.' },
  },
  'already-voted': {
    status: 409,
    retryable: false,
    vi: 'Đã bỏ phiếu cho hồ sơ này.',
    en: 'Already voted on this nomination.',
    when: 'A second ballot for one seat and item.',
    wayOut: {
      vi: 'Phiếu đã bỏ được tính; không phải làm gì thêm.',
      en: 'The ballot counts; there is nothing more to do.',
    },
  },
  'vote-closed': {
    status: 409,
    retryable: false,
    vi: 'Việc bỏ phiếu không mở.',
    en: 'The vote is not open.',
    when: 'A ballot before opening or after closing.',
    wayOut: { vi: 'Bỏ phiếu khi phiên họp đang lấy phiếu.', en: 'Vote while the session takes ballots.' },
  },
} as const satisfies Record<string, Problem>;
