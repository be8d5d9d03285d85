import { body, ruledTable } from './layout.ts';
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
function notesOf(item: MinutesItem): string[] {
  const { issued, collected, valid, approve, disapprove } = item.count;
  const blank = valid - approve - disapprove;
  return [
    ...(item.annulled ?? []).map(
      ({ ballot, cast, reason }) =>
        `lần biểu quyết ${ballot} bị hủy, ${figures(cast)} phiếu không tính; lý do: ${reason.replace(/[\s.]+$/u, '')}`,
    ),
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

/** Under the table: what it has no column for, said once for all items of which it is the same. */
export function voteNotes(items: MinutesItem[]): Block[] {
  const byNote = new Map<string, number[]>();
  for (const item of items) {
    const note = notesOf(item).join('; ');
    if (note !== '') byNote.set(note, [...(byNote.get(note) ?? []), item.position]);
  }
  if (byNote.size === 0) return [];
  return [
    body('Ghi chú:', { italics: true }, { keepNext: true }),
    ...[...byNote].map(([note, positions]) => body(`- Mục ${positionsText(positions)}: ${note}.`)),
  ];
}

/** E.g. '1, 3 đến 38': two that follow each other are named, more are a stretch. */
function positionsText(positions: number[]): string {
  const stretches: number[][] = [];
  for (const position of positions) {
    const last = stretches.at(-1);
    if (last?.at(-1) === position - 1) last.push(position);
    else stretches.push([position]);
  }
  return stretches.map((all) => (all.length > 2 ? `${all[0]} đến ${all.at(-1)}` : all.join(', '))).join(', ');
}

/** Each item with its ballots, its share and its result. */
export const voteTable = (items: MinutesItem[]): Block => ruledTable(resultColumns, items.map(resultRow), 10);
