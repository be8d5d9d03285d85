import type { PathKind } from '../../domain/path.ts';
import { isDate } from '../../domain/dates.ts';
import { outcomes } from '../../domain/stages.ts';
import { outcomeNames, stageName } from '../../domain/texts.ts';
import type { Language, Words } from '../words/words.ts';

/** What an entry of the audit notes beside who did what; a key that is not here is shown as it stands. */
export const detailNames: Record<string, Words> = {
  to: { vi: 'Chuyển sang', en: 'To' },
  from: { vi: 'Từ', en: 'From' },
  before: { vi: 'Trước đó', en: 'Before' },
  version: { vi: 'Lần ghi', en: 'Version' },
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
  affected: { vi: 'Số việc đổi hạn', en: 'Dates moved' },
};

const yes: Words = { vi: 'có', en: 'yes' };
const no: Words = { vi: 'không', en: 'no' };

interface Speaking {
  kind: PathKind | undefined;
  language: Language;
  /** Of an ISO date. */
  day: (date: string) => string;
  /** Of an ISO instant. */
  moment: (at: string) => string;
  /** Of a unit's code; the code itself where there is none. */
  unitName: (code: string) => string;
}

/** The detail of an entry, a line for each thing it notes. */
export const detailLines = (detail: Record<string, unknown>, speaking: Speaking): string[] =>
  Object.entries(detail).map(([key, value]) => {
    const name = detailNames[key]?.[speaking.language] ?? key;
    return `${name}: ${valueText(key, value, speaking)}`;
  });

function valueText(key: string, value: unknown, speaking: Speaking): string {
  const { kind, language, day, moment, unitName } = speaking;
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return (value ? yes : no)[language];
  if (Array.isArray(value)) return value.map((each) => valueText(key, each, speaking)).join(', ');
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return moment(value);
  if (isDate(value)) return day(value);
  const outcome = outcomes.find((known) => known === value);
  if (outcome) return outcomeNames[outcome][language];
  if (kind && key === 'to') return stageName(kind, value, language);
  return unitName(value);
}
