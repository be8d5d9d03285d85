import type { CauseText } from '../cause.ts';

/** Why something can’t be done about a nomination, or about its papers. */
export const nominationsCauses = {
  'nomination-draft': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ còn là bản nháp, đơn vị chưa gửi.',
    en: 'The nomination is still a draft: its unit has not submitted it.',
    wayOut: { vi: 'Chờ đơn vị gửi hồ sơ.', en: 'Wait until the unit submits it.' },
  },
  'nomination-returned': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã được trả lại đơn vị để bổ sung.',
    en: 'The nomination was returned to its unit to be amended.',
    wayOut: {
      vi: 'Chờ đơn vị gửi lại; quá hạn bổ sung hồ sơ sẽ hết hiệu lực.',
      en: 'Wait until the unit submits it again; past its date it lapses.',
    },
  },
  'submitting-over': {
    of: 'not-in-this-state',
    vi: 'Đã hết hạn gửi hồ sơ nên đơn vị chưa gửi được.',
    en: 'The time to submit is over: the unit can’t submit it as it stands.',
    wayOut: {
      vi: 'Đề nghị đơn vị chủ trì gia hạn, hoặc cho đơn vị nộp muộn, trước khi hồ sơ hết hiệu lực.',
      en: 'Ask the lead office to extend the round, or to admit the unit late, before the draft lapses.',
    },
  },
  'amending-over': {
    of: 'not-in-this-state',
    vi: 'Đã hết hạn bổ sung hồ sơ.',
    en: 'The time to amend the nomination is over.',
    wayOut: {
      vi: 'Đề nghị lãnh đạo văn phòng gia hạn bổ sung, trước khi hồ sơ hết hiệu lực.',
      en: 'Ask the head of the office to extend it before the nomination lapses.',
    },
  },
  'nomination-submitted': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã được gửi nên đơn vị không sửa, không gửi lại được.',
    en: 'The nomination has been submitted: its unit can neither change it nor submit it again.',
    wayOut: {
      vi: 'Cần sửa thì đề nghị nơi đang xử lý trả lại, hoặc thủ trưởng đơn vị rút hồ sơ.',
      en: 'To change it, ask whoever has it to return it, or have the head of the unit withdraw it.',
    },
  },
  'nomination-at-selection': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đang được xét chọn.',
    en: 'The nomination is being selected.',
    wayOut: { vi: 'Chờ nơi xét chọn kết luận.', en: 'Wait for the word of whoever selects.' },
  },
  'nomination-at-office-review': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đang được văn phòng thẩm tra.',
    en: 'The office is reviewing the nomination.',
    wayOut: { vi: 'Chờ văn phòng thẩm tra xong.', en: 'Wait until the office has reviewed it.' },
  },
  'nomination-at-council-vote': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đang ở Hội đồng.',
    en: 'The nomination is before the council.',
    wayOut: {
      vi: 'Chờ Hội đồng biểu quyết và thủ trưởng kết luận; việc của Hội đồng làm ở trang phiên họp.',
      en: 'Wait for the vote and the conclusion; what the council does is done at its session.',
    },
  },
  'nomination-at-appraisal': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đang được cơ quan thẩm định xem xét.',
    en: 'The nomination is being appraised.',
    wayOut: { vi: 'Chờ cơ quan thẩm định trả lời.', en: 'Wait for the appraiser’s answer.' },
  },
  'nomination-at-submission': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đang chờ trình cấp trên bằng tờ trình.',
    en: 'The nomination waits to go up with a submission.',
    wayOut: {
      vi: 'Lập và gửi tờ trình có hồ sơ này.',
      en: 'Write and dispatch the submission that carries it.',
    },
  },
  'nomination-at-decision': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đang chờ quyết định khen thưởng.',
    en: 'The nomination waits for its decision.',
    wayOut: { vi: 'Chờ người có thẩm quyền quyết định.', en: 'Wait for the competent head’s decision.' },
  },
  'nomination-on-hold': {
    of: 'not-in-this-state',
    vi: 'Trong lúc hồ sơ tạm dừng, việc này không làm được.',
    en: 'While the nomination is on hold this can’t be done.',
    wayOut: { vi: 'Văn phòng cho hồ sơ tiếp tục trước.', en: 'Have the office release it first.' },
  },
  'body-missing': {
    of: 'not-in-this-state',
    vi: 'Bước hiện tại của hồ sơ chưa có cơ quan xử lý.',
    en: 'No body is named for the present step of the nomination.',
    wayOut: { vi: 'Lãnh đạo văn phòng chỉ định cơ quan xử lý.', en: 'The head of the office names one.' },
  },
  'decided-by-submission': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ do cấp trên quyết định, kết quả được ghi ở tờ trình.',
    en: 'It is decided above; the result is recorded at its submission.',
    wayOut: {
      vi: 'Mở tờ trình và ghi quyết định ở đó.',
      en: 'Open the submission and record the decision there.',
    },
  },
  'decided-unreleased': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã có quyết định, đang chờ công bố.',
    en: 'The nomination has its decision, which waits to be released.',
    wayOut: {
      vi: 'Công bố quyết định ở trang đợt xét; thủ trưởng cũng có thể phản đối khi chưa hết hạn.',
      en: 'Release it at the round; the head may contest it while there is time.',
    },
  },
  'nomination-not-on-hold': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ không tạm dừng.',
    en: 'The nomination is not on hold.',
    wayOut: {
      vi: 'Không phải làm gì: hồ sơ vẫn đang đi tiếp.',
      en: 'There is nothing to do: it goes on as it is.',
    },
  },
  'nomination-awarded': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã kết thúc: được khen thưởng.',
    en: 'The nomination is closed: it was awarded.',
    wayOut: {
      vi: 'Nếu có căn cứ, thủ trưởng hủy quyết định khen thưởng.',
      en: 'Where there is ground for it, the head revokes the award.',
    },
  },
  'nomination-rejected': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã kết thúc: không được chấp thuận.',
    en: 'The nomination is closed: it was rejected.',
    wayOut: {
      vi: 'Lý do ghi trong diễn biến hồ sơ; đơn vị lập hồ sơ mới ở đợt sau nếu đủ điều kiện.',
      en: 'The reason is in its story; the unit may nominate anew in a later round.',
    },
  },
  'nomination-not-selected': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã kết thúc: đạt nhưng ngoài chỉ tiêu.',
    en: 'The nomination is closed: it passed and was over the quota.',
    wayOut: {
      vi: 'Đơn vị có thể đề nghị lại ở đợt sau.',
      en: 'The unit may nominate again in a later round.',
    },
  },
  'nomination-withdrawn': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã được rút.',
    en: 'The nomination was withdrawn.',
    wayOut: {
      vi: 'Cần đề nghị tiếp thì lập hồ sơ mới khi đợt còn nhận.',
      en: 'To go on, draft a new one while the round takes nominations.',
    },
  },
  'nomination-lapsed': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ hết hiệu lực vì quá hạn.',
    en: 'The nomination lapsed: its date passed.',
    wayOut: {
      vi: 'Liên hệ đơn vị chủ trì để được gia hạn hoặc cho nộp muộn.',
      en: 'Ask the lead office for an extension or a leave.',
    },
  },
  'nomination-revoked': {
    of: 'not-in-this-state',
    vi: 'Khen thưởng của hồ sơ này đã bị hủy.',
    en: 'The award of this nomination was revoked.',
    wayOut: { vi: 'Việc thu hồi theo dõi ở trang thu hồi.', en: 'Its return is followed at the revocation.' },
  },
  'not-awarded': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ chưa được khen thưởng nên không có gì để hủy.',
    en: 'The nomination has no award that could be revoked.',
    wayOut: { vi: 'Chờ có quyết định khen thưởng.', en: 'Wait until there is a decision.' },
  },
  'revocation-begun': {
    of: 'not-in-this-state',
    vi: 'Việc hủy khen thưởng này đã được ghi.',
    en: 'This revocation has been recorded already.',
    wayOut: { vi: 'Theo dõi việc thu hồi ở trang thu hồi.', en: 'Follow the return at the revocation.' },
  },
  'route-ended': {
    of: 'not-in-this-state',
    vi: 'Hồ sơ đã ở bước cuối, không còn bước sau.',
    en: 'The nomination is at its last step: there is none after it.',
    wayOut: {
      vi: 'Báo người vận hành kiểm tra các bước của kế hoạch.',
      en: 'Have the operators look at the plan’s route.',
    },
  },
  'case-moved': {
    of: 'not-in-this-state',
    vi: 'Tình trạng vừa thay đổi trong lúc đồng chí thao tác.',
    en: 'Things changed while you were at it.',
    wayOut: {
      vi: 'Xem lại trang rồi làm lại nếu còn cần.',
      en: 'Look at the page again, and repeat it if it is still wanted.',
    },
  },
  'no-such-act': {
    of: 'not-in-this-state',
    vi: 'Loại việc này không có ở hồ sơ, văn bản này.',
    en: 'There is no such act here.',
    wayOut: {
      vi: 'Chọn một trong các việc mà trang cho làm.',
      en: 'Choose one of the acts that the page offers.',
    },
  },
} as const satisfies Record<string, CauseText>;
