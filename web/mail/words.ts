import type { Say, Words } from '../words/words.ts';

export const words = {
  notDelivered: {
    vi: 'Có {n} thư không đến người nhận. Hãy sửa địa chỉ và gửi lại, hoặc báo bằng cách khác rồi ghi lại.',
    en: '{n} {n:mail|mails} did not arrive. Mend the address and send again, or tell them in another way and note it.',
  },
  othersSee: {
    vi: 'Có {n} thư không đến người nhận; người phụ trách đã có việc này trong danh sách việc.',
    en: '{n} {n:mail|mails} did not arrive; whoever sees to it has it among their tasks.',
  },
  since: { vi: 'từ {when}', en: 'since {when}' },
  unreached: { vi: 'Thư mời không đến: {why}', en: 'The mail did not arrive: {why}' },
  resend: { vi: 'Sửa địa chỉ và gửi lại', en: 'Mend the address and send again' },
  tell: { vi: 'Đã báo bằng cách khác', en: 'Told in another way' },
  address: { vi: 'Địa chỉ thư', en: 'Mail address' },
  addressHelp: {
    vi: 'Để trống: gửi đến địa chỉ hiện nay của người nhận.',
    en: 'Left empty, it goes to the address that the recipient has today.',
  },
  remember: { vi: 'Dùng địa chỉ này cho đơn vị từ nay', en: 'The unit’s address from now on' },
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không, chỉ gửi thư này', en: 'No, this mail alone' },
  how: { vi: 'Đã báo thế nào, cho ai, lúc nào', en: 'How, whom and when' },
  settled: { vi: 'Đã xử lý lúc {when}', en: 'Seen to at {when}' },
  instead: { vi: 'Gửi thay thư không đến', en: 'In place of one that did not arrive' },
} as const;

/** Why a mail did not go out or did not arrive, or what is not known of it. */
const mailErrors: Record<string, Words> = {
  'no-address': { vi: 'Người nhận chưa có địa chỉ thư', en: 'The recipient has no address' },
  'bad-address': { vi: 'Địa chỉ thư không hợp lệ', en: 'The address is not valid' },
  'attachment-missing': { vi: 'Không tìm thấy tệp đính kèm', en: 'An attachment is missing' },
  withdrawn: { vi: 'Đã rút lại, không gửi nữa', en: 'Withdrawn' },
  'connection-lost': { vi: 'Mất kết nối với máy chủ thư', en: 'Connection to the mail server lost' },
  'outcome-unknown': { vi: 'Chưa rõ thư đã đi hay chưa', en: 'Not known whether it went out' },
  'may-have-repeated': { vi: 'Có thể đã đến hai lần', en: 'May have arrived twice' },
  emessage: { vi: 'Không lập được nội dung thư', en: 'The mail could not be made' },
  estream: { vi: 'Không đọc được nội dung thư', en: 'The mail could not be read' },
};
/** What `smtp-550` and `bounced-5.1.1` say: answers of a mail server, and statuses of RFC 3463 by their subject. */
const refused: Words = { vi: 'Máy chủ thư từ chối (mã {code})', en: 'The mail server refused it ({code})' };
const bounced: Record<string, Words> = {
  1: {
    vi: 'Nơi nhận trả lại: địa chỉ không có (mã {code})',
    en: 'Sent back: there is no such address ({code})',
  },
  2: {
    vi: 'Nơi nhận trả lại: hộp thư đầy hoặc đã đóng (mã {code})',
    en: 'Sent back: the mailbox is full or closed ({code})',
  },
  4: {
    vi: 'Thư bị trả lại: không kết nối được với máy chủ nơi nhận (mã {code})',
    en: 'Sent back: the recipient’s server was not reached ({code})',
  },
  7: {
    vi: 'Nơi nhận trả lại: bị chặn theo quy định an toàn (mã {code})',
    en: 'Sent back: refused by a rule of the recipient ({code})',
  },
};
const sentBack: Words = { vi: 'Thư bị trả lại (mã {code})', en: 'Sent back ({code})' };

/** What went wrong with a mail; a code without a name as it is. */
export function mailErrorName(error: string, say: Say): string {
  const named = mailErrors[error];
  if (named) return say(named);
  const answer = /^smtp-(\d+)$/.exec(error)?.[1];
  if (answer) return say(refused, { code: answer });
  const [, status, subject = ''] = /^bounced-(\d\.(\d+)\.\d+)$/.exec(error) ?? [];
  return status ? say(bounced[subject] ?? sentBack, { code: status }) : error;
}
