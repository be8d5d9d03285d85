import type { Problem } from './problem.ts';

/** Whose an act is, and whose it is not. */
export const rightsProblems = {
  forbidden: {
    status: 403,
    retryable: false,
    vi: 'Việc này không thuộc quyền của đồng chí.',
    en: 'This is not yours to do.',
    when: 'The role or unit does not allow the act.',
    wayOut: { vi: 'Nhờ người giữ vai trò đó làm.', en: 'Ask someone who holds the role.' },
  },
  'right-ended': {
    status: 403,
    retryable: false,
    vi: 'Quyền làm việc này đã hết từ khi đồng chí bắt đầu; chưa có gì được ghi.',
    en: 'The right to do this has ended since you began; nothing was recorded.',
    when: 'Between the request and its recording the account was disabled, the role ended, or the delegation was revoked; `errors` names which.',
    wayOut: {
      vi: 'Nhờ người nay giữ vai trò đó làm; cần giữ lại thì liên hệ quản trị viên.',
      en: 'Ask whoever holds the role now, or an administrator where it should still be yours.',
    },
  },
  'other-organization': {
    status: 403,
    retryable: false,
    vi: 'Cơ quan này do quản trị viên khác phụ trách.',
    en: 'This organization has other administrators.',
    when: 'An administrator serves one organization, and those below it that have no administrator of their own.',
    wayOut: {
      vi: 'Liên hệ quản trị viên của cơ quan đó, hoặc của toàn hệ thống.',
      en: 'Ask an administrator of that organization, or one of the whole deployment.',
    },
  },
  'second-person': {
    status: 403,
    retryable: false,
    vi: 'Việc này phải do người khác xác nhận: không phải người đề nghị, cũng không phải người được hưởng.',
    en: 'Somebody else has to confirm this: not who asked for it, nor who gains by it.',
    when: 'Who asked for a change, or gains by it, confirms or refuses it.',
    wayOut: {
      vi: 'Chờ một trong những người được nêu xác nhận.',
      en: 'Have one of those named (`mayConfirm`) confirm it.',
    },
  },
  'own-proposal': {
    status: 403,
    retryable: false,
    vi: 'Không ai thẩm tra, biểu quyết hoặc quyết định hồ sơ mà chính mình đã tham gia lập.',
    en: 'Nobody reviews, votes on or decides a dossier that they worked on themselves.',
    when: 'The person, or the one they stand in for, drafted, edited, sent or took back this dossier, or put a file in or took one out; `errors` says which.',
    wayOut: {
      vi: 'Để đồng nghiệp không tham gia lập hồ sơ làm việc này.',
      en: 'Have a colleague act who did not work on it.',
    },
  },
  'own-nomination': {
    status: 403,
    retryable: false,
    vi: 'Người được đề nghị khen thưởng, người đứng đầu tập thể được đề nghị, hoặc người trùng họ tên chưa được xác nhận không thẩm tra, biểu quyết hay quyết định hồ sơ đó.',
    en: 'Who is nominated, heads what is nominated, or bears the nominee’s name and was not told apart does not review, vote on or decide it.',
    when: 'The person, or the one they stand in for, is the nominee by account or as somebody confirmed, bears the nominee’s name in the same organization, or heads the nominated unit.',
    wayOut: {
      vi: 'Để đồng nghiệp làm; nếu chỉ trùng họ tên, người thẩm tra hoặc thư ký xác nhận là người khác.',
      en: 'Have a colleague act; of one name only, have a reviewer or the secretary say that it is somebody else.',
    },
  },
  'approved-by-recorder': {
    status: 403,
    retryable: false,
    vi: 'Người đã đồng ý hồ sơ ở bước thẩm tra không ghi quyết định của hồ sơ đó.',
    en: 'Who approved a dossier at the review does not record its decision.',
    when: 'A decision is recorded from its paper by the person who approved one of its dossiers at the office’s review, or in whose place that was done.',
    wayOut: {
      vi: 'Nhờ đồng nghiệp, lãnh đạo văn phòng hoặc thủ trưởng ghi quyết định.',
      en: 'Have a colleague, the head of the office or the deciding head record it.',
    },
  },
  'body-acts-itself': {
    status: 403,
    retryable: false,
    vi: 'Cơ quan này có tài khoản và tự thao tác; không ghi thay.',
    en: 'This body has accounts and acts itself; its acts are not recorded on its behalf.',
    when: '`onBehalf` was sent for a body that has accounts.',
    wayOut: { vi: 'Để cơ quan đó tự thao tác.', en: 'Have the body act.' },
  },
  'not-entitled': {
    status: 403,
    retryable: false,
    vi: 'Không có quyền bỏ phiếu trong phiên họp này.',
    en: 'Not entitled to vote in this session.',
    when: 'The caller holds no seat present in the session.',
    wayOut: {
      vi: 'Dự họp theo danh sách, hoặc cử người thay có giấy cử.',
      en: 'Attend, or send a substitute with a letter.',
    },
  },
  recused: {
    status: 403,
    retryable: false,
    vi: 'Thành viên đã rút khỏi việc biểu quyết hồ sơ này.',
    en: 'The member is recused from this nomination.',
    when: 'A ballot by a recused member, or a judgement by him in the place of another.',
    wayOut: {
      vi: 'Thành viên khác biểu quyết; không phải làm gì thêm.',
      en: 'The other members vote; there is nothing more to do.',
    },
  },
} as const satisfies Record<string, Problem>;
