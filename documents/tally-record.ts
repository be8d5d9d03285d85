import { packDocument, receiversBlock, sealLine, twoSignatures } from './administrative-form.ts';
import { body, leadIn, line } from './layout.ts';
import { attendanceSentence } from './council-attendance.ts';
import { checkMinutes } from './minutes-checks.ts';
import type { CouncilMinutes } from './types.ts';
import { ballotNames, voteNotes, voteTable } from './vote-table.ts';
import { documentNumber, figures, momentOf } from './wording.ts';

const place = '……………………';

/**
 * The biên bản kiểm phiếu as a .docx file: Tổ kiểm phiếu, ballots given out and returned, and for each nomination the
 * share with its base. It shows sums, never who voted what. Without tellers the secretary signs for the count.
 * @throws InconsistentMinutes (see `checkMinutes`), RangeError for what is no instant
 */
export async function renderTallyRecord(minutes: CouncilMinutes): Promise<Buffer> {
  checkMinutes(minutes);
  const { issuer, councilName, purpose, ballot, mode, endedAt, items, rule, tellers = [] } = minutes;
  const [first, ...others] = tellers;
  return packDocument({
    issuer,
    number: documentNumber(undefined, 'BB', issuer.symbol),
    kind: 'Biên bản',
    subject: `Kiểm phiếu của ${councilName} ${purpose}`,
    body: [
      body(`Thời gian: ${endedAt === null ? place : momentOf(endedAt)}.`),
      body(`Địa điểm: ${minutes.place}.`),
      body(`1. Hình thức: ${ballotNames[ballot]}${mode === 'written' ? ', lấy ý kiến bằng văn bản' : ''}.`),
      body(`2. ${tellersText(minutes)}`),
      ...others.map((teller) => body(`- ${called(teller)}, thành viên.`)),
      body(`3. ${attendanceSentence(minutes)}`),
      body(
        `4. ${ballotsText(minutes)} Tập thể, cá nhân được thông qua khi đạt ${rule.passText}; tỷ lệ dưới đây tính ` +
          `trên ${rule.baseText}.`,
      ),
      leadIn('5. Kết quả kiểm phiếu:'),
      voteTable(items),
      ...voteNotes(items),
      body(
        `Việc kiểm phiếu kết thúc vào ${endedAt === null ? place : momentOf(endedAt)}./.`,
        {},
        { keepNext: true },
      ),
      ...twoSignatures(
        first ? { position: 'Tổ trưởng Tổ kiểm phiếu', name: first.name } : minutes.secretary,
        minutes.chair,
      ),
      line(''),
      ...receiversBlock(minutes.receivers ?? [], 'Lưu: VT, hồ sơ Hội đồng'),
      ...sealLine(minutes.seal),
    ],
  });
}

const called = ({ name, title }: { name: string; title?: string }): string =>
  title === undefined ? name : `${name}, ${title}`;

function tellersText({ ballot, tellers = [], secretary }: CouncilMinutes): string {
  const [leader] = tellers;
  if (leader)
    return `Tổ kiểm phiếu gồm ${figures(tellers.length)} người: ${called(leader)}, Tổ trưởng${tellers.length > 1 ? '; và:' : '.'}`;
  const inSystem = ballot === 'open' || ballot === 'secret';
  return `Phiếu được kiểm${inSystem ? ' trên hệ thống' : ''}; ${secretary.name}, ${secretary.position}, lập biên bản.`;
}

/** The ballots of the session in one sentence where they are the same for all items; else the table says it. */
function ballotsText({ items }: CouncilMinutes): string {
  const [first] = items;
  if (!first) return '';
  const { issued, collected, valid, invalid } = first.count;
  const same = items.every(
    ({ count }) => count.issued === issued && count.collected === collected && count.valid === valid,
  );
  if (!same) return 'Số phiếu của từng mục ghi trong bảng.';
  return `Số phiếu phát ra: ${figures(issued)}; thu về: ${figures(collected)}; hợp lệ: ${figures(valid)}; không hợp lệ: ${figures(invalid)}.`;
}
