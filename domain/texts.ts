import type { Duty } from './after-decision.ts';
import type { StateOf } from './case-states.ts';
import { dateOf, endOfDay, formatDateVi, lastDayBefore } from './dates.ts';
import type { PathKind, Waiting, WaitingThen, WaitingWhy } from './path.ts';
import type { Role } from './roles.ts';
import type { RoundDateName, RoundWarning } from './round.ts';
import type { Outcome } from './stages.ts';

/**
 * The words for codes, in one place for the API, mail and the Temporal UI. Pure: workflow code imports it.
 * Names of people and units are not here; those come from the record.
 */
export type Language = 'vi' | 'en';
export type Words = Readonly<Record<Language, string>>;

const stageNames: Record<StateOf<'nomination'>, Words> = {
  'unit-proposal': { vi: 'Đơn vị lập hồ sơ', en: 'Proposal by the unit' },
  selection: { vi: 'Xét chọn', en: 'Selection' },
  'office-review': { vi: 'Thẩm tra hồ sơ', en: 'Office review' },
  'council-vote': { vi: 'Hội đồng Thi đua – Khen thưởng xét', en: 'Council vote' },
  appraisal: { vi: 'Thẩm định', en: 'Appraisal' },
  submission: { vi: 'Trình cấp trên', en: 'Submission' },
  decision: { vi: 'Quyết định khen thưởng', en: 'Decision' },
  closed: { vi: 'Đã kết thúc', en: 'Closed' },
};

const stagesOfPaths: { readonly [K in PathKind]: Readonly<Record<StateOf<K>, Words>> } = {
  nomination: stageNames,
  'award-round': {
    open: { vi: 'Đang nhận hồ sơ', en: 'Taking nominations' },
    'intake-closed': { vi: 'Đã hết hạn nhận hồ sơ', en: 'Intake closed' },
    finished: { vi: 'Đã kết thúc', en: 'Finished' },
    cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
  },
  'council-session': {
    draft: { vi: 'Dự kiến', en: 'Planned' },
    convened: { vi: 'Đã triệu tập', en: 'Convened' },
    open: { vi: 'Đang họp', en: 'In session' },
    adjourned: { vi: 'Tạm dừng', en: 'Adjourned' },
    closed: { vi: 'Đã bế mạc, chờ kết luận', en: 'Closed, to be concluded' },
    concluded: { vi: 'Đã kết luận', en: 'Concluded' },
    cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
  },
  submission: {
    draft: { vi: 'Dự thảo', en: 'Draft' },
    dispatched: { vi: 'Đã gửi', en: 'Dispatched' },
    received: { vi: 'Đã được tiếp nhận', en: 'Received' },
    finished: { vi: 'Đã có kết quả', en: 'Finished' },
  },
  obligation: {
    owed: { vi: 'Chờ gửi', en: 'Owed' },
    submitted: { vi: 'Đã gửi, chờ tiếp nhận', en: 'Submitted' },
    accepted: { vi: 'Đã được chấp nhận', en: 'Accepted' },
    done: { vi: 'Đã thực hiện', en: 'Done' },
    waived: { vi: 'Được miễn', en: 'Waived' },
  },
  enquiry: {
    asked: { vi: 'Chờ trả lời', en: 'To be answered' },
    answered: { vi: 'Đã trả lời', en: 'Answered' },
    closed: { vi: 'Đã kết thúc', en: 'Closed' },
  },
  revocation: {
    returning: { vi: 'Đã hủy, chờ thu hồi', en: 'Revoked, to be returned' },
    finished: { vi: 'Đã thu hồi xong', en: 'Returned' },
  },
};

/** The name of a path's stage (its state, but for nominations); an unknown code as it is. */
export function stageName(kind: PathKind, stage: string, language: Language): string {
  const names: Readonly<Partial<Record<string, Words>>> = stagesOfPaths[kind];
  return names[stage]?.[language] ?? stage;
}

/** The stages (or states) that a kind of path may be in, in the order in which it goes through them. */
export const stagesOf = (kind: PathKind): string[] => Object.keys(stagesOfPaths[kind]);

export const pathNames: Record<PathKind, Words> = {
  nomination: { vi: 'hồ sơ đề nghị khen thưởng', en: 'nomination' },
  'award-round': { vi: 'đợt xét khen thưởng', en: 'award round' },
  'council-session': { vi: 'phiên họp Hội đồng', en: 'council session' },
  submission: { vi: 'tờ trình', en: 'submission' },
  obligation: { vi: 'văn bản phải gửi', en: 'obligation' },
  enquiry: { vi: 'khó khăn, vướng mắc', en: 'enquiry' },
  revocation: { vi: 'việc hủy quyết định khen thưởng', en: 'revocation' },
};

/** What an office does after a decision. */
export const dutyNames: Record<Duty, Words> = {
  'send-decision': {
    vi: 'Sao gửi quyết định khen thưởng, thông báo trường hợp không được khen thưởng',
    en: 'Send copies of the decision, and tell those who were refused',
  },
  'hand-over-award': { vi: 'Trao tặng hình thức khen thưởng', en: 'Hand over the award' },
};

/** The dates of a round, as people call them. */
export const roundDateWords: Record<RoundDateName, Words> = {
  opens: { vi: 'mở đợt', en: 'opening' },
  intakeCloses: { vi: 'hết hạn nhận hồ sơ', en: 'closing of intake' },
  reviewBy: { vi: 'hạn thẩm tra', en: 'review' },
  councilBy: { vi: 'hạn họp Hội đồng', en: 'council' },
  submitBy: { vi: 'hạn trình', en: 'submission' },
  decisionBy: { vi: 'hạn quyết định', en: 'decision' },
};

export const outcomeNames: Record<Outcome, Words> = {
  awarded: { vi: 'Được khen thưởng', en: 'Awarded' },
  rejected: { vi: 'Không được khen thưởng', en: 'Rejected' },
  'not-selected': { vi: 'Đạt nhưng vượt chỉ tiêu', en: 'Passed, but over the quota' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
  lapsed: { vi: 'Hết hạn, không còn được xét', en: 'Lapsed' },
  revoked: { vi: 'Đã hủy khen thưởng', en: 'Revoked' },
};

export const roleNames: Record<Role, Words> = {
  'unit-officer': { vi: 'Cán bộ phụ trách của đơn vị', en: 'Officer of the unit' },
  'unit-head': { vi: 'Thủ trưởng đơn vị', en: 'Head of the unit' },
  selector: { vi: 'Cán bộ xét chọn', en: 'Selector' },
  'office-reviewer': { vi: 'Cán bộ thẩm tra', en: 'Office reviewer' },
  'office-head': { vi: 'Lãnh đạo bộ phận thẩm tra', en: 'Head of the reviewing office' },
  'council-member': { vi: 'Thành viên Hội đồng', en: 'Council member' },
  'council-chair': { vi: 'Chủ tịch Hội đồng', en: 'Chair of the council' },
  'council-secretary': { vi: 'Thư ký Hội đồng', en: 'Secretary of the council' },
  head: { vi: 'Thủ trưởng cơ quan', en: 'Head of the body' },
  appraiser: { vi: 'Cán bộ thẩm định', en: 'Appraiser' },
  'index-owner': { vi: 'Cán bộ công bố xếp hạng', en: 'Owner of the ranking' },
  administrator: { vi: 'Quản trị hệ thống', en: 'Administrator' },
  auditor: { vi: 'Cán bộ kiểm tra, giám sát', en: 'Auditor' },
};

export const whyTexts: Record<WaitingWhy, Words> = {
  'unit-drafts': { vi: 'Đơn vị đang lập hồ sơ', en: 'The unit is drafting' },
  'unit-amends': {
    vi: 'Hồ sơ được trả lại, đơn vị bổ sung',
    en: 'Returned to the unit for amendment',
  },
  'draft-awaits-time': {
    vi: 'Đã hết hạn nhận hồ sơ; được gia hạn hoặc cho nộp muộn thì hồ sơ mở lại',
    en: 'Intake is over; with an extension or leave it opens again',
  },
  'amendment-awaits-time': {
    vi: 'Đã hết hạn bổ sung; được gia hạn thì hồ sơ mở lại',
    en: 'The time to amend is over; with an extension it opens again',
  },
  selection: { vi: 'Chờ xét chọn', en: 'To be selected' },
  'office-review': { vi: 'Chờ thẩm tra hồ sơ', en: 'To be reviewed' },
  'council-to-convene': { vi: 'Chờ đưa vào phiên họp Hội đồng', en: 'To be put before the council' },
  'council-convened': {
    vi: 'Đã vào chương trình phiên họp Hội đồng, chờ họp',
    en: 'On the agenda of a council session',
  },
  'council-voting': { vi: 'Hội đồng đang biểu quyết', en: 'The council is voting' },
  'council-to-conclude': {
    vi: 'Hội đồng đã thông qua, chờ thủ trưởng kết luận',
    en: 'Passed by the council, to be concluded by the head',
  },
  'council-to-cut': { vi: 'Chờ xét theo chỉ tiêu của đợt', en: 'To be cut by the quota of the round' },
  'submission-to-write': { vi: 'Chờ lập tờ trình', en: 'A submission is to be written' },
  'submission-to-dispatch': {
    vi: 'Đã vào dự thảo tờ trình, chờ gửi đi',
    en: 'In a submission that is to be dispatched',
  },
  appraisal: { vi: 'Chờ thẩm định', en: 'To be appraised' },
  'decision-of-head': { vi: 'Chờ thủ trưởng cơ quan quyết định', en: 'To be decided by the head' },
  'decision-of-body': {
    vi: 'Chờ cấp có thẩm quyền quyết định',
    en: 'To be decided by the competent body',
  },
  'body-missing': {
    vi: 'Chưa xác định được cơ quan xử lý, cần chỉ định',
    en: 'No body holds this step: one is to be named',
  },
  'unit-missing': {
    vi: 'Hồ sơ không còn đơn vị: đơn vị đề nghị đã kết thúc, không đơn vị nào kế thừa toàn bộ; cần giao cho một đơn vị',
    en: 'Its unit has ended, and none became it as a whole: it is to be handed to one',
  },
  'on-hold': { vi: 'Đang tạm dừng xử lý', en: 'On hold' },
  'round-intake': { vi: 'Đợt xét đang nhận hồ sơ', en: 'The round takes nominations' },
  'round-in-review': {
    vi: 'Đợt xét đã hết hạn nhận hồ sơ, đang xem xét',
    en: 'Intake is closed, nominations are under way',
  },
  'session-to-convene': { vi: 'Chờ triệu tập phiên họp', en: 'The session is to be convened' },
  'session-to-open': { vi: 'Đã triệu tập, chờ khai mạc', en: 'Convened, to be opened' },
  'session-voting': { vi: 'Phiên họp đang biểu quyết', en: 'The session is voting' },
  'session-collecting': {
    vi: 'Đang lấy ý kiến thành viên Hội đồng bằng văn bản',
    en: 'The members of the council are answering in writing',
  },
  'session-to-resume': { vi: 'Phiên họp tạm dừng, chờ họp tiếp', en: 'Adjourned, to be resumed' },
  'session-to-conclude': {
    vi: 'Phiên họp đã bế mạc, chờ thủ trưởng kết luận',
    en: 'Closed, to be concluded by the head',
  },
  'submission-drafted': { vi: 'Tờ trình đang dự thảo, chờ gửi đi', en: 'Drafted, to be dispatched' },
  'submission-to-be-received': {
    vi: 'Tờ trình đã gửi, chờ nơi nhận tiếp nhận',
    en: 'Dispatched, to be received',
  },
  'submission-to-be-answered': {
    vi: 'Tờ trình đã được tiếp nhận, chờ trả lời',
    en: 'Received, to be answered',
  },
  'after-decision': {
    vi: 'Chờ thực hiện việc sau khi có quyết định khen thưởng',
    en: 'To be done after the decision',
  },
  'obligation-owed': { vi: 'Chờ gửi văn bản theo kế hoạch', en: 'A paper is owed' },
  'obligation-returned': {
    vi: 'Văn bản được trả lại, chờ bổ sung và gửi lại',
    en: 'Returned, to be submitted again',
  },
  'obligation-submitted': { vi: 'Văn bản đã gửi, chờ nơi nhận chấp nhận', en: 'Submitted, to be accepted' },
  'enquiry-asked': { vi: 'Khó khăn, vướng mắc chờ trả lời', en: 'A difficulty was raised, to be answered' },
  'opinion-asked': { vi: 'Chờ cho ý kiến về hồ sơ', en: 'An opinion on a nomination is asked for' },
  'enquiry-answered': { vi: 'Đã trả lời; đơn vị có thể kết thúc', en: 'Answered; the unit may close it' },
  'revocation-returning': {
    vi: 'Chờ thu hồi hiện vật, tiền thưởng',
    en: 'Certificate and money are to be returned',
  },
};

export const thenTexts: Record<WaitingThen, Words> = {
  ends: { vi: 'Tự kết thúc', en: 'It ends by itself' },
  'time-up': {
    vi: 'Hồ sơ đóng lại, chờ gia hạn; không được gia hạn thì không còn được xét trong đợt này',
    en: 'It closes and waits for an extension; without one it lapses',
  },
  lapse: { vi: 'Hồ sơ không còn được xét trong đợt này', en: 'It lapses' },
  escalate: {
    vi: 'Báo cáo lãnh đạo bộ phận, rồi báo cáo thủ trưởng cơ quan',
    en: 'The head of the body is told, then the head of the organization',
  },
  remind: { vi: 'Nhắc lại; việc vẫn chờ được xử lý', en: 'A reminder is sent; it keeps waiting' },
  closes: { vi: 'Đóng việc nhận hồ sơ', en: 'Intake closes' },
  'vote-closes': { vi: 'Kết thúc lấy ý kiến và kiểm phiếu', en: 'The vote closes and is tallied' },
  nothing: { vi: 'Vẫn chờ được xử lý', en: 'It keeps waiting' },
};

const vietnamOffsetMs = 7 * 3_600_000;

/** A day as people read it: '05/02/2026' in Vietnamese, '2026-02-05' in English. */
export const dayText = (date: string, language: Language): string =>
  language === 'vi' ? formatDateVi(date) : date;

/** An instant in Vietnamese wall-clock time: '08:30 ngày 05/02/2026', '2026-02-05 08:30'. */
export function momentText(instant: string, language: Language): string {
  const at = new Date(instant);
  const time = new Date(at.getTime() + vietnamOffsetMs).toISOString().slice(11, 16);
  const day = dayText(dateOf(at), language);
  return language === 'vi' ? `${time} ngày ${day}` : `${day} ${time}`;
}

/** Until when something is good: what ends with a day says that day, not the midnight after it. */
export function untilText(instant: string, language: Language): string {
  const at = new Date(instant);
  const day = lastDayBefore(at);
  if (endOfDay(day).getTime() !== at.getTime()) return momentText(instant, language);
  return language === 'vi' ? `hết ngày ${dayText(day, language)}` : `the end of ${dayText(day, language)}`;
}

/** A due date with what there is to know about it. */
export function dueText(due: string | null, provisional: boolean, language: Language): string {
  if (due === null) return language === 'vi' ? 'Không có hạn' : 'No date';
  return `${dayText(due, language)}${provisional ? (language === 'vi' ? ' (tạm tính)' : ' (provisional)') : ''}`;
}

/** "Why is it here, who must act, since when, until when, what happens then", in words; `body` is its name. */
export function waitingText(
  waiting: Waiting,
  language: Language,
  body?: string,
): Record<'why' | 'who' | 'since' | 'until' | 'then', string> {
  const role = roleNames[waiting.role][language];
  const late = waiting.overdue ? (language === 'vi' ? ', đã quá hạn' : ', overdue') : '';
  return {
    why: whyTexts[waiting.why][language],
    who: body === undefined ? role : `${role}, ${body}`,
    since: momentText(waiting.since, language),
    until: dueText(waiting.until, waiting.provisional, language) + late,
    then: thenTexts[waiting.then][language],
  };
}

export function roundWarningText(noted: RoundWarning, language: Language): string {
  const vi = language === 'vi';
  if (noted.warning === 'open-already')
    return vi
      ? 'Đợt này của phong trào đang mở ở một lần khác.'
      : 'This round of the movement is open already.';
  const names = noted.dates.map((name) => roundDateWords[name][language]).join(', ');
  const period = `${dayText(noted.from, language)} – ${dayText(noted.to, language)}`;
  return vi
    ? `Thời gian của đợt nằm ngoài thời gian phong trào (${period}): ${names}.`
    : `The round lies outside the period of the movement (${period}): ${names}.`;
}
