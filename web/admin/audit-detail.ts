import type { PathKind } from '../../domain/path.ts';
import type { PendingKind } from '../../domain/pending-changes.ts';
import { pendingKinds } from '../../domain/pending-changes.ts';
import { isDate } from '../../domain/dates.ts';
import { isId } from '../../domain/ids.ts';
import { roles } from '../../domain/roles.ts';
import { outcomes } from '../../domain/stages.ts';
import { outcomeNames, roleNames, stageName, stagesOf } from '../../domain/texts.ts';
import { inOrder } from './pending-lines.ts';
import type { Language, Words } from '../words/words.ts';

/** What an entry of the audit notes beside who did what; a key that is not here is shown as it stands. */
const detailNames: Record<string, Words> = {
  to: { vi: 'Chuyển sang', en: 'To' },
  from: { vi: 'Từ', en: 'From' },
  before: { vi: 'Trước đó', en: 'Before' },
  items: { vi: 'Số hồ sơ', en: 'Nominations' },
  nominations: { vi: 'Số hồ sơ', en: 'Nominations' },
  documents: { vi: 'Số tài liệu', en: 'Documents' },
  members: { vi: 'Số thành viên', en: 'Members' },
  tellers: { vi: 'Số người kiểm phiếu', en: 'Tellers' },
  debtor: { vi: 'Đơn vị phải gửi', en: 'Who owes it' },
  toBody: { vi: 'Nơi nhận', en: 'Receiver' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  body: { vi: 'Cơ quan', en: 'Body' },
  obligation: { vi: 'Văn bản, việc', en: 'What' },
  number: { vi: 'Số văn bản', en: 'Number' },
  day: { vi: 'Ngày', en: 'Day' },
  on: { vi: 'Ngày', en: 'Day' },
  due: { vi: 'Hạn', en: 'Due' },
  dueOn: { vi: 'Hạn', en: 'Due' },
  until: { vi: 'Đến hết', en: 'Until' },
  decidedOn: { vi: 'Ngày quyết định', en: 'Decided on' },
  receivedOn: { vi: 'Ngày tiếp nhận', en: 'Received on' },
  passed: { vi: 'Đạt', en: 'Passed' },
  failed: { vi: 'Không đạt', en: 'Failed' },
  agreed: { vi: 'Được đồng ý', en: 'Agreed' },
  refused: { vi: 'Không được đồng ý', en: 'Refused' },
  awarded: { vi: 'Được khen', en: 'Awarded' },
  approved: { vi: 'Đồng ý', en: 'Approved' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  rejected: { vi: 'Từ chối', en: 'Rejected' },
  selected: { vi: 'Trong chỉ tiêu', en: 'Selected' },
  notSelected: { vi: 'Vượt chỉ tiêu', en: 'Not selected' },
  tied: { vi: 'Ngang phiếu', en: 'Tied' },
  late: { vi: 'Quá hạn', en: 'Late' },
  ground: { vi: 'Căn cứ', en: 'Ground' },
  criterion: { vi: 'Tiêu chí', en: 'Criterion' },
  result: { vi: 'Kết quả', en: 'Result' },
  kind: { vi: 'Loại', en: 'Kind' },
  role: { vi: 'Vai trò', en: 'Role' },
  award: { vi: 'Hình thức khen thưởng', en: 'Award' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  deadline: { vi: 'Mốc', en: 'Deadline' },
  documentId: { vi: 'Tài liệu', en: 'Document' },
  paper: { vi: 'Văn bản', en: 'Paper' },
  nominationId: { vi: 'Hồ sơ', en: 'Nomination' },
  person: { vi: 'Người dùng', en: 'Person' },
  same: { vi: 'Là một', en: 'One and the same' },
  setAside: { vi: 'Số thành viên không tham gia biểu quyết', en: 'Set aside' },
  memberId: { vi: 'Thành viên', en: 'Member' },
  takenBack: { vi: 'Phiếu không tính, lần biểu quyết', en: 'Vote taken back, of ballot' },
  annulled: { vi: 'Hủy lần biểu quyết', en: 'Annulled ballot' },
  cast: { vi: 'Số phiếu đã bỏ', en: 'Cast' },
  parts: { vi: 'Phần đã sửa', en: 'Parts changed' },
  fields: { vi: 'Mục đã sửa', en: 'Fields changed' },
  what: { vi: 'Đã thu hồi', en: 'Returned' },
  choice: { vi: 'Ý kiến', en: 'Word' },
  set: { vi: 'Bảng xếp hạng', en: 'Ranking' },
  period: { vi: 'Kỳ', en: 'Period' },
  group: { vi: 'Nhóm', en: 'Group' },
  disabled: { vi: 'Khóa tài khoản', en: 'Disabled' },
  ballots: { vi: 'Số phiếu trong hòm', en: 'Ballots in the box' },
  carriedOver: { vi: 'Số phiếu bỏ trước khi có cam kết', en: 'Cast before ballots were committed to' },
  movement: { vi: 'Phong trào', en: 'Movement' },
  planVersion: { vi: 'Phiên bản', en: 'Version' },
  sha256: { vi: 'SHA-256 của tệp', en: 'SHA-256 of the file' },
  table: { vi: 'Bảng', en: 'Table' },
  rows: { vi: 'Số dòng', en: 'Rows' },
  days: { vi: 'Số ngày', en: 'Days' },
  roles: { vi: 'Vai trò', en: 'Roles' },
  askedBy: { vi: 'Người đề nghị', en: 'Asked by' },
  delegator: { vi: 'Người ủy quyền', en: 'Delegator' },
  moves: { vi: 'Sang địa chỉ khác', en: 'To another address' },
  affected: { vi: 'Số việc đổi hạn', en: 'Dates moved' },
};

/** What short answers in it mean. */
const valueNames: Record<string, Words> = {
  met: { vi: 'đạt', en: 'met' },
  unmet: { vi: 'chưa đạt', en: 'not met' },
  unverified: { vi: 'chưa xác nhận', en: 'unverified' },
  approve: { vi: 'đồng ý', en: 'approve' },
  reject: { vi: 'không đồng ý', en: 'reject' },
  return: { vi: 'trả lại', en: 'return' },
  subject: { vi: 'đối tượng', en: 'subject' },
  achievement: { vi: 'thành tích', en: 'achievement' },
  evidence: { vi: 'minh chứng', en: 'evidence' },
  items: { vi: 'hiện vật', en: 'items' },
  money: { vi: 'tiền thưởng', en: 'money' },
  secret: { vi: 'bỏ phiếu kín', en: 'secret ballot' },
  open: { vi: 'biểu quyết công khai', en: 'open vote' },
  displayName: { vi: 'họ và tên', en: 'full name' },
  name: { vi: 'tên', en: 'name' },
  shortName: { vi: 'tên viết tắt', en: 'short name' },
  email: { vi: 'thư điện tử', en: 'email' },
  disabled: { vi: 'khóa tài khoản', en: 'disabled' },
  place: { vi: 'nơi ban hành', en: 'place' },
  symbol: { vi: 'ký hiệu', en: 'symbol' },
  'proposal.docx': { vi: 'tờ trình', en: 'tờ trình' },
  'list.docx': { vi: 'danh sách đề nghị', en: 'list of those proposed' },
  'list.xlsx': { vi: 'danh sách đề nghị (Excel)', en: 'list of those proposed (Excel)' },
  'summary.docx': { vi: 'tóm tắt thành tích', en: 'summary of achievements' },
  'decision-draft.docx': { vi: 'dự thảo quyết định', en: 'draft of the decision' },
  'report.xlsx': { vi: 'báo cáo kết quả đợt xét', en: 'report of the round' },
  'minutes.docx': { vi: 'biên bản họp', en: 'minutes' },
  'tally.docx': { vi: 'biên bản kiểm phiếu', en: 'record of the count' },
};
/** What machines know an entry by says nothing to people. */
const forMachines = ['version', 'step', 'id', 'seats', 'actId', 'box', 'results'];
/** An id that nobody has a name for. */
const isNameless = (value: unknown, names: Record<string, string>): boolean =>
  typeof value === 'string' && isId(value) && !names[value];

const yes: Words = { vi: 'có', en: 'yes' };
const no: Words = { vi: 'không', en: 'no' };

interface Speaking {
  kind: PathKind | undefined;
  /** False for what left its path where it was. */
  moved?: boolean | null;
  language: Language;
  /** Of an ISO date. */
  day: (date: string) => string;
  /** Of an ISO instant. */
  moment: (at: string) => string;
  /** Of a unit's code; the code itself where there is none. */
  unitName: (code: string) => string;
  /** What other codes and ids are called. */
  names: Record<string, string>;
}

/** The detail of an entry, a line for each thing it notes. */
export const detailLines = (detail: Record<string, unknown>, speaking: Speaking): string[] =>
  Object.entries(detail)
    .filter(([key, value]) => !forMachines.includes(key) && !isNameless(value, speaking.names))
    .filter(([key]) => key !== 'to' || speaking.moved !== false)
    .map(([key, value]) => {
      const name = detailNames[key]?.[speaking.language] ?? key;
      return `${name}: ${valueText(key, value, speaking)}`;
    });

const pendingKindOf = (value: string): PendingKind | undefined =>
  (Object.keys(pendingKinds) as PendingKind[]).find((known) => known === value);

/** Several things in one, as a role at a unit from a day on: who or what first, then since when and until when. */
const partsText = (value: object, speaking: Speaking): string =>
  inOrder(value)
    .filter(([, part]) => part !== null && !isNameless(part, speaking.names))
    .map(([name, part]) => `${name === 'to' ? '→ ' : ''}${valueText(name, part, speaking)}`)
    .join(', ');

function valueText(key: string, value: unknown, speaking: Speaking): string {
  const { kind, language, day, moment, unitName, names } = speaking;
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return (value ? yes : no)[language];
  if (Array.isArray(value) && value.every((each) => isNameless(each, names))) return String(value.length);
  if (Array.isArray(value)) return value.map((each) => valueText(key, each, speaking)).join(', ');
  if (typeof value === 'object') return partsText(value, speaking);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return moment(value);
  if (isDate(value)) return day(value);
  const outcome = outcomes.find((known) => known === value);
  if (outcome) return outcomeNames[outcome][language];
  if (kind && key === 'to' && stagesOf(kind).includes(value)) return stageName(kind, value, language);
  const role = roles.find((known) => known === value);
  if (role) return roleNames[role][language];
  const pending = key === 'kind' ? pendingKindOf(value) : undefined;
  if (pending) return pendingKinds[pending][language];
  const short = valueNames[value];
  if (short && key !== 'kind') return short[language];
  return names[value] ?? unitName(value);
}
