import { ruledTable } from './layout.ts';
import type { Block, Column } from './layout.ts';
import type { ApprovalShare, BallotMethod, MinutesItem } from './types.ts';
import { figures, fraction, percent } from './wording.ts';

/** What biên bản họp and biên bản kiểm phiếu both say of a vote. */
export const ballotNames: Record<BallotMethod, string> = {
  'show-of-hands': 'biểu quyết giơ tay',
  open: 'bỏ phiếu công khai',
  secret: 'bỏ phiếu kín',
  paper: 'bỏ phiếu bằng phiếu giấy',
};

const votes = 'Số phiếu';
const resultColumns: Column[] = [
  { title: 'STT', width: 9 },
  { title: 'Tên tập thể, cá nhân; đơn vị', width: 35, align: 'left' },
  { title: 'Hình thức', width: 23, align: 'left' },
  { title: 'Phát ra', width: 10.5, group: votes },
  { title: 'Thu về', width: 10.5, group: votes },
  { title: 'Hợp lệ', width: 10.5, group: votes },
  { title: 'Không hợp lệ', width: 12, group: votes },
  { title: 'Đồng ý', width: 10.5, group: votes },
  { title: 'Không đồng ý', width: 12, group: votes },
  { title: 'Đồng ý (tỷ lệ)', width: 17 },
  { title: 'Kết quả', width: 15 },
];

export const shareOf = ({ count, base }: MinutesItem): ApprovalShare => ({
  approve: count.approve,
  base,
});

const resultRow = (item: MinutesItem): (string | string[])[] => {
  const { issued, collected, valid, invalid, approve, disapprove } = item.count;
  return [
    String(item.position),
    item.unit === item.name ? item.name : [item.name, `(${item.unit})`],
    item.awardName,
    ...[issued, collected, valid, invalid, approve, disapprove].map(figures),
    [fraction(shareOf(item)), percent(shareOf(item))],
    item.passed ? 'Đạt' : 'Không đạt',
  ];
};

/** What the table has no column for: ballots not returned or blank, who took no part, another mark. */
export function notesOf(item: MinutesItem): string[] {
  const { issued, collected, valid, approve, disapprove } = item.count;
  const blank = valid - approve - disapprove;
  return [
    ...(item.earlier ?? []).map(
      (e) => `bỏ phiếu lần ${e.ballot}: ${fraction(e)} phiếu đồng ý (${percent(e)})`,
    ),
    ...(issued > collected ? [`${figures(issued - collected)} phiếu không thu về`] : []),
    ...(blank > 0 ? [`${figures(blank)} phiếu trắng`] : []),
    ...(item.written && item.written.length > 0
      ? [`${figures(item.written.length)} ý kiến bằng văn bản (${item.written.join(', ')})`]
      : []),
    ...(item.recused.length > 0 ? [`${item.recused.join(', ')} không tham gia biểu quyết`] : []),
  ];
}

/** Each item with its ballots, its share and its result. */
export const voteTable = (items: MinutesItem[]): Block => ruledTable(resultColumns, items.map(resultRow), 10);
