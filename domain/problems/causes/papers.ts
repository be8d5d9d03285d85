import type { CauseText } from '../cause.ts';

/** Why something can’t be done about a round, a submission, an obligation, an enquiry or a revocation. */
export const papersCauses = {
  'round-open': {
    of: 'not-in-this-state',
    vi: 'Đợt xét đang nhận hồ sơ.',
    en: 'The round is taking nominations.',
    wayOut: { vi: 'Chờ hết hạn nhận, hoặc chốt nhận hồ sơ.', en: 'Wait for its date, or close the intake.' },
  },
  'round-intake-closed': {
    of: 'not-in-this-state',
    vi: 'Đợt xét đã hết hạn nhận hồ sơ.',
    en: 'The round takes no more nominations.',
    wayOut: {
      vi: 'Đề nghị đơn vị chủ trì gia hạn, hoặc cho đơn vị nộp muộn.',
      en: 'Ask the lead office to extend it, or to admit the unit late.',
    },
  },
  'round-finished': {
    of: 'not-in-this-state',
    vi: 'Đợt xét đã kết thúc.',
    en: 'The round is finished.',
    wayOut: { vi: 'Đề nghị ở đợt sau.', en: 'Nominate in a later round.' },
  },
  'round-cancelled': {
    of: 'not-in-this-state',
    vi: 'Đợt xét đã hủy.',
    en: 'The round was cancelled.',
    wayOut: { vi: 'Đề nghị ở đợt khác.', en: 'Nominate in another round.' },
  },
  'round-has-cases': {
    of: 'not-in-this-state',
    vi: 'Đợt xét còn hồ sơ đã gửi, chưa kết thúc.',
    en: 'The round has nominations that are submitted and open.',
    wayOut: {
      vi: 'Kết thúc hoặc để đơn vị rút các hồ sơ đó trước khi hủy đợt.',
      en: 'See them to their end, or have them withdrawn, before it is cancelled.',
    },
  },
  'nothing-awaits-head': {
    of: 'not-in-this-state',
    vi: 'Không có quyết định nào đang chờ thủ trưởng xác nhận.',
    en: 'No decision waits for the head to confirm it.',
    wayOut: {
      vi: 'Không phải làm gì: quyết định đã được xác nhận, phản đối hoặc công bố.',
      en: 'There is nothing to do: it was confirmed, contested or released.',
    },
  },
  'nothing-to-decide': {
    of: 'not-in-this-state',
    vi: 'Đợt xét không có hồ sơ hình thức này đang chờ quyết định.',
    en: 'No nomination of the round for this award waits for a decision.',
    wayOut: { vi: 'Chờ hồ sơ đến bước quyết định.', en: 'Wait until one comes to its decision.' },
  },
  'submission-draft': {
    of: 'not-in-this-state',
    vi: 'Tờ trình còn là dự thảo, chưa gửi.',
    en: 'The submission is a draft that has not gone.',
    wayOut: { vi: 'Gửi tờ trình trước.', en: 'Dispatch it first.' },
  },
  'submission-dispatched': {
    of: 'not-in-this-state',
    vi: 'Tờ trình đã gửi, chờ nơi nhận tiếp nhận.',
    en: 'The submission has gone and waits to be received.',
    wayOut: {
      vi: 'Ghi nhận tiếp nhận trước; sai sót thì đính chính bằng công văn.',
      en: 'Record its receipt first; what is wrong in it is corrected by letter.',
    },
  },
  'submission-received': {
    of: 'not-in-this-state',
    vi: 'Tờ trình đã được tiếp nhận.',
    en: 'The submission has been received.',
    wayOut: { vi: 'Chờ kết quả.', en: 'Wait for the answer.' },
  },
  'submission-finished': {
    of: 'not-in-this-state',
    vi: 'Tờ trình đã có kết quả.',
    en: 'The submission has its answer.',
    wayOut: {
      vi: 'Kết quả ghi ở từng hồ sơ; cần trình tiếp thì lập tờ trình mới.',
      en: 'It stands at each nomination; to go on, write another.',
    },
  },
  'nothing-ready': {
    of: 'not-in-this-state',
    vi: 'Không còn hồ sơ nào trong tờ trình gửi được.',
    en: 'Nothing in the submission is ready to go.',
    wayOut: {
      vi: 'Xem lý do ở từng hồ sơ, bổ sung hoặc lập tờ trình khác.',
      en: 'See why at each item; complete them, or write another.',
    },
  },
  'paper-empty': {
    of: 'not-in-this-state',
    vi: 'Văn bản này không có hồ sơ nào để liệt kê.',
    en: 'The paper would list nothing.',
    wayOut: {
      vi: 'Chọn văn bản khác, hoặc chờ có hồ sơ.',
      en: 'Choose another, or wait until there is something to list.',
    },
  },
  'obligation-owed': {
    of: 'not-in-this-state',
    vi: 'Văn bản chưa được gửi.',
    en: 'The paper has not been handed in.',
    wayOut: { vi: 'Chờ đơn vị gửi văn bản.', en: 'Wait until it is.' },
  },
  'obligation-submitted': {
    of: 'not-in-this-state',
    vi: 'Văn bản đã gửi, chờ tiếp nhận.',
    en: 'The paper is handed in and waits to be accepted.',
    wayOut: {
      vi: 'Cần sửa thì đề nghị nơi nhận trả lại.',
      en: 'To change it, ask the receiver to return it.',
    },
  },
  'obligation-accepted': {
    of: 'not-in-this-state',
    vi: 'Văn bản đã được chấp nhận.',
    en: 'The paper has been accepted.',
    wayOut: { vi: 'Không phải làm gì thêm.', en: 'There is nothing more to do about it.' },
  },
  'obligation-done': {
    of: 'not-in-this-state',
    vi: 'Việc phải làm đã được báo thực hiện.',
    en: 'What was owed has been reported as done.',
    wayOut: { vi: 'Không phải báo lại.', en: 'It need not be reported again.' },
  },
  'obligation-waived': {
    of: 'not-in-this-state',
    vi: 'Văn bản này đã được miễn.',
    en: 'The paper has been waived.',
    wayOut: { vi: 'Không phải gửi.', en: 'It need not be handed in.' },
  },
  'paper-handed-in': {
    of: 'not-in-this-state',
    vi: 'Tệp đã gửi cùng văn bản nên không bỏ ra được.',
    en: 'The file went with the paper and can’t be taken out.',
    wayOut: {
      vi: 'Đề nghị nơi nhận trả lại văn bản, rồi gửi tệp khác.',
      en: 'Have the paper returned, and hand in another file.',
    },
  },
  'enquiry-asked': {
    of: 'not-in-this-state',
    vi: 'Câu hỏi đang chờ trả lời.',
    en: 'The enquiry waits for its answer.',
    wayOut: { vi: 'Trả lời hoặc chuyển nơi có trách nhiệm.', en: 'Answer it, or forward it.' },
  },
  'enquiry-answered': {
    of: 'not-in-this-state',
    vi: 'Câu hỏi đã được trả lời.',
    en: 'The enquiry has been answered.',
    wayOut: { vi: 'Kết thúc, hoặc hỏi lại bằng câu hỏi mới.', en: 'Close it, or ask again in another.' },
  },
  'enquiry-closed': {
    of: 'not-in-this-state',
    vi: 'Câu hỏi đã kết thúc.',
    en: 'The enquiry is closed.',
    wayOut: { vi: 'Cần hỏi tiếp thì gửi câu hỏi mới.', en: 'To go on, ask another.' },
  },
  'revocation-returning': {
    of: 'not-in-this-state',
    vi: 'Việc thu hồi đang chờ hiện vật, tiền thưởng.',
    en: 'The revocation waits for what is to be returned.',
    wayOut: { vi: 'Ghi nhận khi thu hồi xong.', en: 'Record what was returned.' },
  },
  'revocation-finished': {
    of: 'not-in-this-state',
    vi: 'Việc thu hồi đã xong.',
    en: 'The revocation is finished.',
    wayOut: { vi: 'Không phải ghi thêm.', en: 'There is nothing more to record.' },
  },
} as const satisfies Record<string, CauseText>;
