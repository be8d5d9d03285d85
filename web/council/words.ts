import type { Tone } from '../parts/StateChip.tsx';
import type { Words } from '../words/words.ts';

export const words = {
  endedSince: { vi: 'đã thôi từ ngày {date}', en: 'ended, since {date}' },
  comesInstead: { vi: 'Người thay', en: 'Who comes instead' },
  nobodyInstead: { vi: 'Không có người thay', en: 'Nobody' },
  seatsEnded: {
    vi: 'Không còn là thành viên, phải thay hoặc đưa ra khỏi phiên họp trước khi biểu quyết: {names}.',
    en: 'No longer members, to be replaced or removed before the vote: {names}.',
  },
  title: { vi: 'Phiên họp Hội đồng', en: 'Council sessions' },
  plan: { vi: 'Lập phiên họp', en: 'Plan a session' },
  council: { vi: 'Hội đồng', en: 'Council' },
  when: { vi: 'Thời gian', en: 'When' },
  day: { vi: 'Ngày họp', en: 'Day' },
  time: { vi: 'Giờ họp', en: 'Time' },
  timeHelp: { vi: 'giờ:phút, ví dụ 08:30', en: 'hh:mm, e.g. 08:30' },
  place: { vi: 'Địa điểm', en: 'Place' },
  mode: { vi: 'Hình thức', en: 'Way to meet' },
  ballot: { vi: 'Cách biểu quyết', en: 'Ballot' },
  agenda: { vi: 'Chương trình', en: 'Agenda' },
  nominations: { vi: 'Số hồ sơ', en: 'Nominations' },
  choose: { vi: 'Hồ sơ đưa ra phiên họp', en: 'Nominations for the agenda' },
  noneWaiting: { vi: 'Không có hồ sơ nào chờ đưa ra Hội đồng.', en: 'No nomination waits for the council.' },
  members: { vi: 'Thành viên', en: 'Members' },
  seat: { vi: 'Chức danh', en: 'Seat' },
  attendance: { vi: 'Điểm danh', en: 'Attendance' },
  present: { vi: 'Có mặt', en: 'Present' },
  absent: { vi: 'Vắng', en: 'Absent' },
  notCalled: { vi: 'Chưa điểm danh', en: 'Not called yet' },
  atSitting: { vi: 'Lần {n}, ngày {day}: {there}', en: 'Sitting {n}, {day}: {there}' },
  annulled: {
    vi: 'Lần biểu quyết {n} bị hủy ({cast} phiếu không tính): {reason}',
    en: 'Ballot {n} was annulled ({cast} {cast:vote|votes} not counted): {reason}',
  },
  takenBack: { vi: 'Phiếu không tính: {names}', en: 'Not counted: {names}' },
  setAsideFor: { vi: 'Không tham gia biểu quyết: {names}', en: 'Do not vote on it: {names}' },
  substitute: { vi: '{name} thay', en: '{name} stands in' },
  quorum: {
    vi: 'Có mặt {have} trên {members}, cần ít nhất {needed}',
    en: '{have} of {members} present, {needed} needed',
  },
  quorumMet: { vi: 'Đủ điều kiện họp', en: 'Quorate' },
  quorumShort: { vi: 'Chưa đủ điều kiện họp', en: 'Not quorate' },
  result: { vi: 'Kết quả', en: 'Result' },
  count: {
    vi: '{approve} đồng ý, {disapprove} không đồng ý trên {valid} phiếu hợp lệ',
    en: '{approve} for, {disapprove} against, of {valid} valid',
  },
  needed: { vi: 'cần {needed} trên {base}', en: '{needed} of {base} needed' },
  votesOpen: { vi: 'Phiếu công khai', en: 'Open votes' },
  screen: { vi: 'Trình chiếu', en: 'Show on a screen' },
  leaveScreen: { vi: 'Về trang phiên họp', en: 'Back to the session' },
  votes: { vi: 'Bỏ phiếu', en: 'Votes' },
  hasVoted: { vi: 'Đã bỏ phiếu đủ', en: 'All cast' },
  notAllVoted: { vi: '{n} phiếu không bỏ', en: '{n} not cast' },
  recount: { vi: 'Kiểm lại phiếu', en: 'The count, checked' },
  recountHolds: {
    vi: 'Đã kiểm lại: {ballots} phiếu trong {boxes} hòm đúng như khi bỏ vào, theo cam kết trong nhật ký (mục số {entry}).',
    en: 'Counted again: {ballots} {ballots:ballot|ballots} in {boxes} {boxes:box|boxes} are as they were cast, by the commitment in the audit trail (entry {entry}).',
  },
  recountNone: {
    vi: 'Đã kiểm lại: kết quả đúng như số đã ghi khi kiểm phiếu.',
    en: 'Checked again: the results are what was entered when it was counted.',
  },
  recountFaults: {
    vi: 'Phiếu hoặc kết quả đã bị thay đổi sau khi bỏ phiếu. Không lập biên bản và không kết luận được; cần kiểm tra cơ sở dữ liệu.',
    en: 'Ballots or results were changed after they were cast. No minutes are drawn and nothing can be concluded; the database has to be examined.',
  },
  recountLine: {
    vi: 'đã bỏ {castYes} đồng ý, {castNo} không đồng ý, {castBlank} không có ý kiến; trong hòm nay là {yes}, {no}, {blank}',
    en: 'cast {castYes} for, {castNo} against, {castBlank} blank; now there are {yes}, {no}, {blank}',
  },
  carriedOver: {
    vi: '{n} phiếu bỏ trước khi hệ thống có cam kết: không kiểm được chúng có bị thay đổi trước đó không.',
    en: '{n} {n:ballot was|ballots were} cast before the service committed to ballots: whether they were changed before that is not known.',
  },
  votesOwed: { vi: 'Còn {n} phiếu', en: '{n} to come' },
  castOf: { vi: 'Đã bỏ phiếu: {cast}/{all}', en: 'Voted: {cast}/{all}' },
  minutes: { vi: 'Biên bản họp', en: 'Minutes' },
  yourVote: { vi: 'Phiếu của đồng chí', en: 'Your vote' },
  yourVoteHelp: {
    vi: 'Chọn cho từng hồ sơ rồi gửi phiếu. Phiếu đã gửi không đổi được.',
    en: 'Choose for each, then cast. A cast vote can’t be changed.',
  },
  secretHelp: {
    vi: 'Bỏ phiếu kín: hệ thống chỉ giữ ai đã bỏ phiếu, không giữ ai chọn gì. Ai đã bỏ phiếu được công bố khi kết thúc biểu quyết.',
    en: 'A secret ballot: who has voted is kept, not who chose what, and is told once the vote is closed.',
  },
  openHelp: {
    vi: 'Bỏ phiếu công khai: lựa chọn của từng người được ghi vào biên bản.',
    en: 'An open ballot: what each chose goes into the minutes.',
  },
  dossier: { vi: 'Xem hồ sơ', en: 'Dossier' },
  cast: { vi: 'Gửi phiếu ({done}/{all})', en: 'Cast ({done}/{all})' },
  confirmCast: { vi: 'Gửi {n} phiếu?', en: 'Cast {n} {n:vote|votes}?' },
  receipts: { vi: 'Biên nhận phiếu của đồng chí', en: 'Your receipts' },
  receiptsHelp: {
    vi: 'Mã biên nhận chỉ ở trên máy này, đến khi đồng chí đăng xuất. Mã có trong hòm phiếu nghĩa là phiếu đã được nhận.',
    en: 'Receipts are kept on this device only, until you log out. A receipt that is in the box is a vote that was taken.',
  },
  receiptsLater: {
    vi: 'Mã trong hòm phiếu kín được công bố khi kết thúc biểu quyết: hãy ghi lại mã nếu sẽ đăng xuất trước đó.',
    en: 'Receipts of a secret ballot are published once the vote is closed: write them down if you log out before.',
  },
  taken: { vi: 'phiếu đã được nhận', en: 'taken' },
  inBox: { vi: 'có trong hòm phiếu', en: 'in the box' },
  ofAnnulled: { vi: 'lần biểu quyết này đã bị hủy', en: 'this ballot was annulled' },
  ballotNo: { vi: 'lần biểu quyết {n}', en: 'ballot {n}' },
  notInBox: { vi: 'chưa thấy trong hòm phiếu', en: 'not in the box yet' },
  allVoted: { vi: 'Đồng chí đã gửi hết phiếu của mình.', en: 'You have cast all your votes.' },
  absenteeUntil: { vi: 'Hạn gửi ý kiến bằng văn bản', en: 'Written opinions until' },
  absenteeHelp: {
    vi: 'Thành viên vắng mặt (hoặc mọi thành viên, nếu lấy ý kiến bằng văn bản) gửi ý kiến đến lúc này.',
    en: 'Absent members, or in a written round all, answer until then.',
  },
  writtenCounted: {
    vi: 'Thành viên vắng mặt có ý kiến bằng văn bản trong số phiếu này',
    en: 'Absent members whose written opinion is among these',
  },
  writtenAnswered: {
    vi: 'Thành viên đã gửi phiếu lấy ý kiến',
    en: 'Members who have answered',
  },
  member: { vi: 'Thành viên', en: 'Member' },
  nomination: { vi: 'Hồ sơ', en: 'Nomination' },
  issued: { vi: 'Số phiếu phát ra', en: 'Issued' },
  collected: { vi: 'Số phiếu thu về', en: 'Collected' },
  valid: { vi: 'Số phiếu hợp lệ', en: 'Valid' },
  approve: { vi: 'Đồng ý', en: 'For' },
  disapprove: { vi: 'Không đồng ý', en: 'Against' },
  abstain: { vi: 'Không có ý kiến', en: 'Abstain' },
  refuse: { vi: 'Không đồng ý với Hội đồng', en: 'Do not agree' },
  agree: { vi: 'Đồng ý với Hội đồng', en: 'Agree' },
  tellers: { vi: 'Tổ kiểm phiếu', en: 'Tellers' },
  tellersHelp: { vi: 'Mỗi người một dòng.', en: 'One to a line.' },
  standIn: { vi: 'Người dự thay', en: 'Substitute' },
  letter: { vi: 'Giấy ủy quyền', en: 'Letter' },
} as const;

export const choices = {
  approve: words.approve,
  disapprove: words.disapprove,
  abstain: words.abstain,
} as const;
export type Choice = keyof typeof choices;

export const ballotNames: Record<string, Words> = {
  'show-of-hands': { vi: 'Giơ tay', en: 'Show of hands' },
  open: { vi: 'Bỏ phiếu công khai trên hệ thống', en: 'Open ballot' },
  secret: { vi: 'Bỏ phiếu kín trên hệ thống', en: 'Secret ballot' },
  paper: { vi: 'Bỏ phiếu kín bằng giấy', en: 'Paper ballot' },
};
export const modeNames: Record<string, Words> = {
  meeting: { vi: 'Họp trực tiếp', en: 'Meeting' },
  written: { vi: 'Lấy ý kiến bằng văn bản', en: 'Written round' },
};
export const councilRoleNames: Record<string, Words> = {
  chair: { vi: 'Chủ tịch', en: 'Chair' },
  deputy: { vi: 'Phó Chủ tịch', en: 'Deputy chair' },
  standing: { vi: 'Ủy viên thường trực', en: 'Standing member' },
  secretary: { vi: 'Thư ký', en: 'Secretary' },
  member: { vi: 'Ủy viên', en: 'Member' },
};
const itemStates: Record<string, Words> = {
  listed: { vi: 'Chờ biểu quyết', en: 'To be voted' },
  passed: { vi: 'Thông qua', en: 'Passed' },
  failed: { vi: 'Không thông qua', en: 'Not passed' },
  removed: { vi: 'Đưa ra khỏi chương trình', en: 'Removed' },
  agreed: { vi: 'Thủ trưởng đồng ý', en: 'Agreed' },
  refused: { vi: 'Thủ trưởng không đồng ý', en: 'Refused' },
};
/** What a recount may find. */
export const faultNames: Record<string, Words> = {
  trail: {
    vi: 'Hòm phiếu không còn là hòm phiếu mà nhật ký đã cam kết',
    en: 'The boxes are not those the trail committed to',
  },
  missing: { vi: 'Thiếu phiếu', en: 'Ballots are missing' },
  added: { vi: 'Thừa phiếu', en: 'Ballots were added' },
  changed: { vi: 'Phiếu đã bị thay đổi', en: 'Ballots were changed' },
  uncommitted: { vi: 'Có phiếu không nằm trong cam kết', en: 'There are ballots that nobody committed to' },
  result: { vi: 'Kết quả khác với số phiếu đã kiểm', en: 'The result is not what was counted' },
  'set-aside': {
    vi: 'Có phiếu không tính hoặc lần biểu quyết bị hủy mà diễn biến phiên họp không ghi',
    en: 'Votes were left out, or a ballot annulled, of which the story of the session knows nothing',
  },
};
/** What became of a nomination on an agenda. */
export const itemName = (state: string): Words => itemStates[state] ?? { vi: state, en: state };
export const itemTone = (state: string): Tone =>
  ['passed', 'agreed'].includes(state)
    ? 'success'
    : ['failed', 'refused'].includes(state)
      ? 'error'
      : 'default';
