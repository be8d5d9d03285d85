import { acceptedNames, FILE_MEGABYTES } from './media-types.ts';

/**
 * Every way in which the service refuses, in one closed list. Domain rules and activities throw a `Refusal` with
 * one of these codes; the API alone turns it into `application/problem+json`. Only the code and `errors` (paths
 * and codes, no personal data) travel through Temporal.
 *
 * `when` says when it is thrown, `recover` how a caller gets on.
 */
interface Problem {
  status: number;
  /** Whether the same request may succeed later without being changed. */
  retryable: boolean;
  vi: string;
  en: string;
  when: string;
  recover: string;
}

const catalogue = {
  malformed: {
    status: 400,
    retryable: false,
    vi: 'Yêu cầu không đọc được.',
    en: 'The request cannot be read.',
    when: 'The body is not JSON, or not of the declared content type.',
    recover: 'Correct the request.',
  },
  'idempotency-key-required': {
    status: 400,
    retryable: false,
    vi: 'Thiếu tiêu đề Idempotency-Key.',
    en: 'The Idempotency-Key header is missing.',
    when: 'A POST that changes something came without a key.',
    recover: 'Send a key of your own, the same for each repeat of the same act.',
  },
  'not-logged-in': {
    status: 401,
    retryable: false,
    vi: 'Chưa đăng nhập hoặc phiên đăng nhập đã hết hạn.',
    en: 'Not logged in, or the session has expired.',
    when: 'No valid session cookie or token.',
    recover: 'Log in and repeat.',
  },
  'wrong-credentials': {
    status: 401,
    retryable: false,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'Wrong user name or password.',
    when: 'A login did not match.',
    recover: 'Try again with the right credentials.',
  },
  'foreign-origin': {
    status: 403,
    retryable: false,
    vi: 'Yêu cầu đến từ trang khác.',
    en: 'The request comes from a foreign origin.',
    when: 'Origin or Sec-Fetch-Site names another site.',
    recover: 'Send it from this site.',
  },
  forbidden: {
    status: 403,
    retryable: false,
    vi: 'Việc này không thuộc quyền của đồng chí.',
    en: 'This is not yours to do.',
    when: 'The role or unit does not allow the act.',
    recover: 'Ask someone who holds the role.',
  },
  'right-ended': {
    status: 403,
    retryable: false,
    vi: 'Quyền làm việc này đã hết từ khi đồng chí bắt đầu; chưa có gì được ghi.',
    en: 'The right to do this has ended since you began; nothing was recorded.',
    when: 'Between the request and its recording the account was disabled, the role ended, or the delegation was revoked; `errors` names which.',
    recover: 'Ask someone who holds the role.',
  },
  'other-organization': {
    status: 403,
    retryable: false,
    vi: 'Cơ quan này do quản trị viên khác phụ trách.',
    en: 'This organization has other administrators.',
    when: 'An administrator serves one organization, and those below it that have no administrator of their own.',
    recover: 'Ask an administrator of that organization, or one of the whole deployment.',
  },
  'second-person': {
    status: 403,
    retryable: false,
    vi: 'Việc này phải do người khác xác nhận: không phải người đề nghị, cũng không phải người được hưởng.',
    en: 'Somebody else has to confirm this: not who asked for it, nor who gains by it.',
    when: 'Who asked for a change, or gains by it, confirms or refuses it.',
    recover: 'Have one of `mayConfirm` act.',
  },
  'confirmation-required': {
    status: 403,
    retryable: false,
    vi: 'Cần nhập lại mật khẩu trước khi làm việc này.',
    en: 'Give your password again before you do this.',
    when: 'A vote, a decision or giving rights asks for a fresh password, and this session gave none of late; a token has none to give.',
    recover: 'Call `POST /session/confirm` and repeat with the same key.',
  },
  'own-proposal': {
    status: 403,
    retryable: false,
    vi: 'Không ai thẩm tra, biểu quyết hoặc quyết định hồ sơ mà chính mình đã tham gia lập.',
    en: 'Nobody reviews, votes on or decides a dossier that they worked on themselves.',
    when: 'The person, or the one they stand in for, drafted, edited, sent or took back this dossier, or put a file in or took one out; `errors` says which.',
    recover: 'Have a colleague act.',
  },
  'own-nomination': {
    status: 403,
    retryable: false,
    vi: 'Người được đề nghị khen thưởng, người đứng đầu tập thể được đề nghị, hoặc người trùng họ tên chưa được xác nhận không thẩm tra, biểu quyết hay quyết định hồ sơ đó.',
    en: 'Who is nominated, heads what is nominated, or bears the nominee’s name and was not told apart does not review, vote on or decide it.',
    when: 'The person, or the one they stand in for, is the nominee by account or as somebody confirmed, bears the nominee’s name in the same organization, or heads the nominated unit.',
    recover:
      'Have a colleague act; of one name only, have a reviewer or the secretary say that it is somebody else.',
  },
  'nominees-untold': {
    status: 409,
    retryable: true,
    vi: 'Có thành viên trùng họ tên, cùng cơ quan với người được đề nghị; phải xác nhận có phải là một người trước khi biểu quyết.',
    en: 'A member bears a nominee’s name in the same organization: say whether it is the same person before the vote begins.',
    when: 'A vote would begin on a nomination while somebody who has a seat in it bears the nominee’s name and nobody has said who they are; `errors` names the items and seats.',
    recover:
      'Say of each that it is the same person or somebody else: `PUT /nominations/{id}/nominees/{personId}`.',
  },
  'approved-by-recorder': {
    status: 403,
    retryable: false,
    vi: 'Người đã đồng ý hồ sơ ở bước thẩm tra không ghi quyết định của hồ sơ đó: người khác của văn phòng, lãnh đạo văn phòng hoặc thủ trưởng ghi.',
    en: 'Who approved a dossier at the review does not record its decision: somebody else of the office, its head, or the head who decides does.',
    when: 'A decision is recorded from its paper by the person who approved one of its dossiers at the office’s review, or in whose place that was done.',
    recover: 'Have a colleague, the head of the office or the deciding head record it.',
  },
  'decision-awaits-head': {
    status: 409,
    retryable: true,
    vi: 'Quyết định do văn phòng ghi đang chờ thủ trưởng xác nhận; chưa công bố được.',
    en: 'What the office recorded waits for the head to confirm it; it can’t be released yet.',
    when: '`release` where every decision that was prepared still waits for its head.',
    recover: 'Have the head confirm it, or wait until the time to contest it is over.',
  },
  'body-acts-itself': {
    status: 403,
    retryable: false,
    vi: 'Cơ quan này có tài khoản và tự thao tác; không ghi thay.',
    en: 'This body has accounts and acts itself; its acts are not recorded on its behalf.',
    when: '`onBehalf` was sent for a body that has accounts.',
    recover: 'Have the body act.',
  },
  'not-found': {
    status: 404,
    retryable: false,
    vi: 'Không tìm thấy.',
    en: 'Not found.',
    when: 'It does not exist, or the caller may not see it.',
    recover: 'Check the address.',
  },
  'not-in-this-state': {
    status: 409,
    retryable: false,
    vi: 'Hồ sơ đang ở bước không cho phép việc này.',
    en: 'This cannot be done in the present state.',
    when: 'The act is not open at this stage, or the case is on hold or closed.',
    recover: 'Look at `allowedActions`.',
  },
  'on-hold': {
    status: 409,
    retryable: false,
    vi: 'Hồ sơ đang tạm dừng.',
    en: 'The nomination is on hold.',
    when: 'The clock of the case stands still.',
    recover: 'Release it first.',
  },
  'ballot-open': {
    status: 409,
    retryable: true,
    vi: 'Hội đồng đang biểu quyết hồ sơ này.',
    en: 'The ballot on this nomination is open.',
    when: 'Withdraw or hold while its ballot is open.',
    recover: 'Wait until the ballot is closed.',
  },
  'checks-block': {
    status: 409,
    retryable: false,
    vi: 'Còn tiêu chí bắt buộc chưa đạt hoặc chưa được xác nhận.',
    en: 'Binding checks are unmet or unverified.',
    when: 'Approve while a binding check is open and not overridden.',
    recover: 'Set the checks named in `errors`, or override them where the plan allows it.',
  },
  'returns-used': {
    status: 409,
    retryable: false,
    vi: 'Hồ sơ đã được trả lại bổ sung đủ số lần kế hoạch cho phép.',
    en: 'It has been returned as often as the plan allows.',
    when: 'A further return.',
    recover: 'Approve or reject.',
  },
  'no-quorum': {
    status: 409,
    retryable: true,
    vi: 'Phiên họp chưa đủ số thành viên theo quy định.',
    en: 'There is no quorum.',
    when: 'Too few members present or substituted.',
    recover: 'Open with enough members, or adjourn.',
  },
  'counts-missing': {
    status: 409,
    retryable: false,
    vi: 'Còn hồ sơ chưa có kết quả kiểm phiếu.',
    en: 'Some items have no count yet.',
    when: 'Closing a session while items have neither a count nor ballots.',
    recover: 'Record the counts named in `errors`, or take the items off the agenda.',
  },
  'tied-at-the-cut': {
    status: 409,
    retryable: false,
    vi: 'Các hồ sơ bằng nhau ở ranh giới chỉ tiêu.',
    en: 'Nominations are tied at the cut-line.',
    when: 'Votes and NĐ 152/2025 Đ4.6 do not decide.',
    recover: 'The chair breaks the tie.',
  },
  'nothing-prepared': {
    status: 409,
    retryable: false,
    vi: 'Đợt xét không có quyết định nào đang chờ công bố.',
    en: 'No decision of this round waits to be released.',
    when: '`release` where every decision has been told already, or none was prepared.',
    recover:
      'Prepare one first: `POST /decisions` with `prepared`. What was not prepared is told as it is recorded.',
  },
  'sessions-to-come': {
    status: 409,
    retryable: true,
    vi: 'Còn hồ sơ cùng hình thức chưa qua Hội đồng.',
    en: 'Nominations for the same award have still to pass the council.',
    when: 'A cut before the last session of the round.',
    recover: 'Conclude the remaining session first.',
  },
  'voting-begun': {
    status: 409,
    retryable: false,
    vi: 'Đã có phiếu hoặc kết quả kiểm phiếu, không đổi được cách biểu quyết.',
    en: 'Ballots have been cast or counted: the way to vote stands.',
    when: 'Another way to vote, once a ballot was cast or a count entered.',
    recover: 'Close this ballot; where the rule allows a second, switch before it begins.',
  },
  'opinions-awaited': {
    status: 409,
    retryable: false,
    vi: 'Còn chờ ý kiến bằng văn bản của thành viên vắng mặt.',
    en: 'Written opinions of absent members are still awaited.',
    when: 'Closing before the end of the written opinions, while some are missing.',
    recover: 'Wait for them or for their end.',
  },
  'ballots-used': {
    status: 409,
    retryable: false,
    vi: 'Không còn được bỏ phiếu lại.',
    en: 'There is no further ballot.',
    when: 'Another ballot than the rule allows, or on what passed.',
    recover: 'The competent head decides.',
  },
  'not-tied': {
    status: 409,
    retryable: false,
    vi: 'Hồ sơ không bằng phiếu ở ranh giới chỉ tiêu.',
    en: 'It does not tie at the cut-line.',
    when: 'A word to break a tie that there is not.',
    recover: 'Nothing to do.',
  },
  'box-mismatch': {
    status: 409,
    retryable: false,
    vi: 'Phiếu trong hòm không còn là phiếu đã bỏ: không khớp với danh sách đã bỏ phiếu hoặc với cam kết trong nhật ký. Cần kiểm tra cơ sở dữ liệu.',
    en: 'What lies in the box is not what was cast: it fits neither the roll nor the commitment in the trail. The database has to be examined.',
    when: 'A vote, its closing, its conclusion or its papers, where somebody has changed, added or removed a ballot or a result in the database.',
    recover: 'Have the database examined (`npm run recount`); vote again under another session.',
  },
  'already-voted': {
    status: 409,
    retryable: false,
    vi: 'Đã bỏ phiếu cho hồ sơ này.',
    en: 'Already voted on this nomination.',
    when: 'A second ballot for one seat and item.',
    recover: 'Nothing to do.',
  },
  'vote-closed': {
    status: 409,
    retryable: false,
    vi: 'Việc bỏ phiếu không mở.',
    en: 'The vote is not open.',
    when: 'A ballot before opening or after closing.',
    recover: 'Vote while the session is open.',
  },
  'not-entitled': {
    status: 403,
    retryable: false,
    vi: 'Không có quyền bỏ phiếu trong phiên họp này.',
    en: 'Not entitled to vote in this session.',
    when: 'The caller holds no seat present in the session.',
    recover: 'Attend, or send a substitute with a letter.',
  },
  recused: {
    status: 403,
    retryable: false,
    vi: 'Thành viên đã rút khỏi việc biểu quyết hồ sơ này.',
    en: 'The member is recused from this nomination.',
    when: 'A ballot by a recused member, or a judgement by him in the place of another.',
    recover: 'Nothing to do.',
  },
  'too-large': {
    status: 413,
    retryable: false,
    vi: `Dữ liệu vượt quá dung lượng cho phép (mỗi tệp không quá ${FILE_MEGABYTES} MB).`,
    en: `It is too large (${FILE_MEGABYTES} MB at most for a file).`,
    when: 'The upload passes the limit while it streams.',
    recover: 'Send a smaller file.',
  },
  'case-full': {
    status: 413,
    retryable: false,
    vi: 'Hồ sơ đã đủ số tệp hoặc dung lượng cho phép.',
    en: 'This case holds as many files, or as much, as it may.',
    when: 'Another file would pass the limit of a case; files that were replaced count.',
    recover: 'Put several papers into one file, or send smaller ones.',
  },
  'wrong-file-type': {
    status: 415,
    retryable: false,
    vi: `Loại tệp không được nhận, hoặc nội dung không đúng với tên tệp. Tệp được nhận: ${acceptedNames.vi}.`,
    en: `This type of file is not accepted, or the content is not what the name says. Accepted: ${acceptedNames.en}.`,
    when: 'The content is not one of the accepted types.',
    recover: 'Send PDF, Word, Excel or a picture.',
  },
  'active-content': {
    status: 415,
    retryable: false,
    vi: 'Tệp có macro, đối tượng nhúng, liên kết tự lấy dữ liệu từ nơi khác hoặc thành phần không rõ loại. Hãy lưu lại không kèm các nội dung này, hoặc xuất ra PDF, rồi tải lên.',
    en: 'The file has macros, embedded objects, links that fetch by themselves, or parts of an unknown kind. Save it without them, or as a PDF.',
    when: 'An Office file holds what would run, what Office would fetch by itself, or what is of no known kind.',
    recover: 'Save it without them, or as a PDF.',
  },
  'encrypted-file': {
    status: 415,
    retryable: false,
    vi: 'Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên.',
    en: 'The file has a password. Remove it and send it again.',
    when: 'An Office file is encrypted, so that nobody who is to judge it could read it.',
    recover: 'Remove the password.',
  },
  'unpacks-too-large': {
    status: 413,
    retryable: false,
    vi: 'Tệp có quá nhiều thành phần hoặc quá lớn khi mở ra.',
    en: 'The file has too many parts, or is too large once opened.',
    when: 'An Office file declares more than it may unpack to.',
    recover: 'Send a smaller file, or a PDF.',
  },
  'wrong-content-type': {
    status: 415,
    retryable: false,
    vi: 'Kiểu nội dung của yêu cầu không đúng.',
    en: 'The content type of the request is not the one expected.',
    when: 'The body is not of the type that the OpenAPI document names.',
    recover: 'Send the content type named there.',
  },
  'method-not-allowed': {
    status: 405,
    retryable: false,
    vi: 'Địa chỉ này không nhận phương thức ấy.',
    en: 'This address does not take that method.',
    when: 'The path exists with other methods.',
    recover: 'Look at the Allow header.',
  },
  'version-required': {
    status: 428,
    retryable: false,
    vi: 'Thiếu tiêu đề If-Match.',
    en: 'The If-Match header is missing.',
    when: 'PATCH or PUT of what exists without its version.',
    recover: 'Send the version you read.',
  },
  'version-stale': {
    status: 412,
    retryable: false,
    vi: 'Nội dung đã được người khác sửa.',
    en: 'Someone else changed it meanwhile.',
    when: 'If-Match names an older version.',
    recover: 'Read it again and repeat.',
  },
  invalid: {
    status: 422,
    retryable: false,
    vi: 'Nội dung chưa đúng.',
    en: 'The content is not right.',
    when: 'Well-formed but wrong; `errors` names each path.',
    recover: 'Correct what `errors` names.',
  },
  'key-reused': {
    status: 422,
    retryable: false,
    vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác.',
    en: 'This Idempotency-Key was used for another request.',
    when: 'The same key with another body.',
    recover: 'Use a new key for a new act.',
  },
  'invitation-void': {
    status: 422,
    retryable: false,
    vi: 'Lời mời không đúng, đã được dùng hoặc đã hết hạn.',
    en: 'The invitation is wrong, has been used or has expired.',
    when: 'A password was to be set with a link that is no longer good.',
    recover: 'Ask an administrator for a new invitation.',
  },
  'outside-period': {
    status: 422,
    retryable: false,
    vi: 'Đợt xét nằm ngoài thời gian của phong trào; cần nêu lý do.',
    en: 'The round lies outside the period of the movement; a reason is needed.',
    when: 'A round dated outside its plan without `reason`.',
    recover: 'Give the reason.',
  },
  'not-admissible': {
    status: 422,
    retryable: false,
    vi: 'Hồ sơ chưa đủ điều kiện để gửi.',
    en: 'The nomination cannot be submitted as it is.',
    when: 'A check that the plan lets refuse at submission fails.',
    recover: 'Correct what `errors` names.',
  },
  'no-awards': {
    status: 422,
    retryable: false,
    vi: 'Kế hoạch không quy định hình thức khen thưởng cho đợt này.',
    en: 'The plan provides no award form for this round.',
    when: 'A nomination in a round without awards.',
    recover: 'Register or report instead; there is nothing to nominate for.',
  },
  'too-many-requests': {
    status: 429,
    retryable: true,
    vi: 'Quá nhiều yêu cầu, hãy thử lại sau.',
    en: 'Too many requests, try again later.',
    when: 'A limit is passed.',
    recover: 'Wait for Retry-After.',
  },
  'too-many-uploads': {
    status: 429,
    retryable: true,
    vi: 'Đã tải lên hết dung lượng cho phép trong ngày.',
    en: 'You have uploaded as much as a day allows.',
    when: 'What a person uploads within 24 hours passes the limit.',
    recover: 'Wait for Retry-After.',
  },
  unavailable: {
    status: 503,
    retryable: true,
    vi: 'Một bộ phận của hệ thống đang tạm ngừng.',
    en: 'A part of the system is down.',
    when: 'PostgreSQL or Temporal cannot be reached.',
    recover: 'Repeat with the same key after Retry-After.',
  },
  'files-full': {
    status: 507,
    retryable: true,
    vi: 'Nơi lưu tệp đã hết chỗ, tệp chưa được lưu. Người vận hành thấy cảnh báo; hãy gửi lại sau.',
    en: 'The storage of files is full: the file was not kept. The operators see an alarm; send it again later.',
    when: 'The disk of FILES_DIR has no room.',
    recover: 'Repeat after Retry-After; whoever runs the service makes room.',
  },
  'database-full': {
    status: 503,
    retryable: true,
    vi: 'Cơ sở dữ liệu đã hết chỗ, việc này chưa được ghi. Người vận hành thấy cảnh báo; hãy thử lại sau.',
    en: 'The database has no room: nothing was recorded. The operators see an alarm; try again later.',
    when: 'PostgreSQL says that its disk is full.',
    recover: 'Repeat with the same key after Retry-After; whoever runs the service makes room.',
  },
  'outcome-unknown': {
    status: 503,
    retryable: true,
    vi: 'Chưa xác nhận được kết quả trong thời gian cho phép.',
    en: 'The outcome could not be confirmed in time.',
    when: 'The path did not answer within the deadline.',
    recover: 'Repeat with the same Idempotency-Key: it counts once.',
  },
  internal: {
    status: 500,
    retryable: true,
    vi: 'Lỗi ngoài dự kiến; người vận hành đã được báo.',
    en: 'An unexpected error; the operators have been told.',
    when: 'Never on purpose.',
    recover: 'Report the request id.',
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof catalogue;
export const problems: Record<ProblemCode, Problem> = catalogue;

/** A fault at a place in the request; `message` is Vietnamese, `code` for machines. */
export interface FieldError {
  path: string;
  message: string;
}

/** Thrown wherever a rule says no. Has no effect on anything. */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly errors: FieldError[] = [],
    /** With 409: what may be done instead. */
    readonly allowedActions?: string[],
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && code in catalogue;
}
