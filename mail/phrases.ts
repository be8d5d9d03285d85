import { dayText, pathNames } from '../domain/texts.ts';
import type { MailEvent } from './events.ts';
import type { MailFacts } from './facts.ts';

/** What an event is called in a subject, what happened, and what those who must act are asked for. */
interface Phrase {
  about: string | ((facts: MailFacts) => string);
  what: string | ((facts: MailFacts) => string);
  /** Said to those who must act. */
  ask?: string;
  /** What happens then, where `waiting` does not say it. */
  then?: string;
  /** What the link is for, where it isn't to look at something. */
  link?: string;
}

const it = ({ kind }: MailFacts) =>
  kind === 'person' ? 'tài khoản' : kind === 'service' ? 'hệ thống' : pathNames[kind].vi;
const It = (facts: MailFacts) => it(facts).replace(/^./, (letter) => letter.toUpperCase());
const counted = (count: number | undefined, noun: string) =>
  count === undefined ? noun : `${count} ${noun}`;
const paper = ({ number, decidedOn }: MailFacts) =>
  [number && ` số ${number}`, decidedOn && ` ngày ${dayText(decidedOn, 'vi')}`].filter(Boolean).join('');
const by = ({ waitingBody }: MailFacts) => (waitingBody === undefined ? '' : ` tại ${waitingBody}`);

const owed = ({ obligation }: MailFacts) =>
  obligation === undefined ? 'văn bản' : `văn bản “${obligation}”`;

const diskOf = ({ disk }: MailFacts) => (disk === 'database' ? 'cơ sở dữ liệu' : 'tệp tài liệu');

const lowered = (text = 'thay đổi') => text.replace(/^./u, (letter) => letter.toLowerCase());

const duty = (f: MailFacts) => (f.duty ?? 'việc được giao').replace(/^./, (letter) => letter.toLowerCase());

const reportIt = 'Đề nghị Quý cơ quan thực hiện, rồi báo đã thực hiện theo đường dẫn dưới đây.';
const handIn = 'Đề nghị Quý đơn vị gửi văn bản kèm tài liệu theo đường dẫn dưới đây.';
const answerIt = 'Đề nghị Quý cơ quan trả lời, hoặc chuyển cơ quan có trách nhiệm trả lời.';
const asked = ({ opinion }: MailFacts) => (opinion ? 'đề nghị cho ý kiến' : 'phản ánh khó khăn, vướng mắc');
const handle = 'Đề nghị Quý cơ quan xem xét, xử lý trước khi hết hạn.';

const closing =
  'Hết hạn, việc nhận hồ sơ đóng lại; hồ sơ chưa gửi không được gia hạn thì không còn được xét.';

export const phrases: Record<MailEvent, Phrase> = {
  'path-stuck': {
    about: (f) => `${It(f)} không đi tiếp được`,
    what: (f) =>
      `Hệ thống gặp lỗi khi xử lý ${it(f)} này và đang tự thử lại. Các hồ sơ khác không bị ảnh hưởng, dữ liệu đã ghi không mất.`,
    ask: 'Đề nghị đồng chí xem lỗi trên Temporal và báo bộ phận kỹ thuật; khi bản sửa lỗi được cài đặt, hồ sơ tự đi tiếp.',
  },
  'trail-heads': {
    about: (f) => `Mã băm cuối chuỗi nhật ký${f.day ? `, ngày ${dayText(f.day, 'vi')}` : ''}`,
    what: 'Dưới đây là mã băm cuối cùng của chuỗi nhật ký từng cơ quan. Xin giữ lại thư này: nếu về sau nhật ký bị sửa rồi niêm phong lại, chuỗi sẽ không còn khớp. Cách đối chiếu: lưu nội dung thư thành tệp văn bản, rồi chạy npm run audit -- --heads TỆP.',
    link: 'Tình trạng nhật ký',
  },
  'unit-succeeded': {
    about: (f) => `${f.fromBody ?? 'Đơn vị'} kết thúc hoạt động: ${f.count ?? 0} việc đang mở được chuyển`,
    what: (f) =>
      `Từ ngày ${f.day ? dayText(f.day, 'vi') : '—'}, theo ${f.paper ?? 'văn bản đã ghi'}, ${f.fromBody ?? 'đơn vị'} kết thúc hoạt động. ` +
      (f.toBody
        ? `${f.toBody} tiếp nhận toàn bộ hồ sơ, văn bản phải gửi và việc đang mở nêu dưới đây.`
        : 'Không đơn vị nào kế thừa toàn bộ: người đứng đầu văn phòng chủ trì giao từng hồ sơ nêu dưới đây cho một đơn vị.'),
    ask: 'Đề nghị đồng chí bàn giao, hoặc tiếp nhận và xử lý tiếp các việc của mình.',
    link: 'Mở việc cần làm',
  },
  'disk-full': {
    about: (f) => `Hết dung lượng ${diskOf(f)}`,
    what: (f) =>
      `Máy chủ không còn chỗ để ghi ${diskOf(f)}: các thao tác cần ghi bị từ chối, nội dung không ghi được không giữ lại phần nào, dữ liệu đã ghi không mất. Thư này chỉ gửi một lần cho đến khi có chỗ trở lại.`,
    ask: 'Đề nghị đồng chí giải phóng hoặc bổ sung dung lượng đĩa.',
    link: 'Mở hệ thống',
  },
  'stage-entered': {
    about: (f) => `${It(f)} chờ xử lý`,
    what: (f) => `${It(f)} đã được chuyển đến${f.waitingBody === undefined ? '' : ` ${f.waitingBody}`}.`,
    ask: handle,
  },
  extended: {
    about: 'Gia hạn xử lý',
    what: (f) => `Hạn xử lý ${it(f)}${by(f)} đã được gia hạn.`,
    ask: handle,
  },
  recalculated: {
    about: 'Hạn xử lý được tính lại',
    what: (f) =>
      `Lịch nghỉ, làm bù có thay đổi nên hạn xử lý ${it(f)}${by(f)} được tính lại theo ngày làm việc.`,
    ask: handle,
  },
  reminder: {
    about: 'Nhắc việc sắp đến hạn',
    what: (f) => `${It(f)} đang chờ xử lý${by(f)} và sắp đến hạn.`,
    ask: handle,
  },
  overdue: {
    about: 'Quá hạn xử lý',
    what: (f) => `${It(f)} đã quá hạn xử lý${by(f)}. Quá hạn không có nghĩa là được thông qua.`,
    ask: 'Đề nghị Quý cơ quan xử lý ngay.',
  },
  'escalated-to-body-head': {
    about: 'Báo cáo việc quá hạn',
    what: (f) => `${It(f)} đã quá hạn xử lý${by(f)} mà chưa có kết quả.`,
    ask: 'Kính đề nghị đồng chí chỉ đạo xử lý.',
    then: 'Nếu vẫn chưa xử lý, việc này được báo cáo lên cấp trên.',
  },
  'escalated-to-organization-head': {
    about: 'Báo cáo việc quá hạn kéo dài',
    what: (f) => `${It(f)} đã quá hạn xử lý${by(f)}, đã báo cáo lãnh đạo bộ phận mà chưa có kết quả.`,
    ask: 'Kính đề nghị đồng chí chỉ đạo xử lý.',
  },

  submitted: {
    about: 'Đã nhận hồ sơ đề nghị',
    what: 'Hồ sơ đề nghị khen thưởng của đơn vị đã được tiếp nhận.',
  },
  returned: {
    about: 'Hồ sơ được trả lại để bổ sung',
    what: 'Hồ sơ đề nghị khen thưởng được trả lại để đơn vị bổ sung, hoàn thiện.',
    ask: 'Đề nghị đơn vị bổ sung và gửi lại trước khi hết hạn; hồ sơ gửi lại sẽ về đúng bước đã trả.',
  },
  rejected: {
    about: 'Hồ sơ không được chấp nhận',
    what: 'Hồ sơ đề nghị khen thưởng không được chấp nhận ở bước xem xét.',
    then: 'Hồ sơ đã kết thúc.',
  },
  withdrawn: {
    about: 'Hồ sơ đã được rút',
    what: 'Đơn vị đề nghị đã rút hồ sơ; các bước tiếp theo không cần thực hiện nữa.',
    then: 'Hồ sơ đã kết thúc.',
  },
  held: {
    about: 'Hồ sơ tạm dừng xử lý',
    what: 'Việc xem xét hồ sơ được tạm dừng. Thời hạn của bước hiện tại không tính trong thời gian tạm dừng.',
    then: 'Hồ sơ được xem xét tiếp khi có thông báo.',
  },
  released: {
    about: 'Hồ sơ được xử lý tiếp',
    what: 'Hồ sơ hết tạm dừng và được xem xét tiếp; thời hạn đã được tính lại.',
    ask: handle,
  },
  rerouted: {
    about: 'Hồ sơ chuyển nơi xử lý',
    what: (f) => `Một bước của hồ sơ được giao cho cơ quan khác xử lý${f.toBody ? `: ${f.toBody}` : ''}.`,
    ask: handle,
  },
  'time-is-up': {
    about: 'Hồ sơ hết hạn, đóng lại chờ gia hạn',
    what: ({ waiting }) =>
      `Đã hết hạn mà đơn vị chưa gửi hồ sơ nên hồ sơ đóng lại; nội dung đã lập còn nguyên. Nếu ${waiting?.until ? `từ nay đến hết ngày ${dayText(waiting.until, 'vi')} ` : ''}được gia hạn, hồ sơ mở lại.`,
  },
  reopened: {
    about: 'Hồ sơ mở lại',
    what: 'Thời hạn đã được gia hạn, hồ sơ mở lại với toàn bộ nội dung đã lập.',
    ask: 'Đề nghị đơn vị hoàn thiện và gửi hồ sơ trước khi hết hạn.',
  },
  lapsed: {
    about: 'Hồ sơ hết hạn',
    what: 'Đã hết hạn mà đơn vị chưa gửi hồ sơ; hồ sơ không còn được xét trong đợt này.',
    then: 'Hồ sơ đã kết thúc.',
  },
  'passed-council': {
    about: 'Kết quả xét của Hội đồng',
    what: 'Hội đồng Thi đua – Khen thưởng đã thông qua đề nghị. Đây chưa phải là quyết định khen thưởng.',
  },
  'not-selected': {
    about: 'Kết quả xét theo chỉ tiêu',
    what: 'Đề nghị đã được Hội đồng thông qua nhưng vượt chỉ tiêu của đợt nên không được chọn.',
    then: 'Hồ sơ đã kết thúc.',
  },
  awarded: {
    about: 'Quyết định khen thưởng',
    what: (f) => `Đã có Quyết định khen thưởng${paper(f)} đối với đề nghị này.`,
    then: 'Hồ sơ đã kết thúc.',
  },
  refused: {
    about: 'Kết quả đề nghị khen thưởng',
    what: 'Đề nghị này không được khen thưởng.',
    then: 'Hồ sơ đã kết thúc.',
  },

  'round-opened': {
    about: 'Mở đợt xét khen thưởng',
    what: 'Đợt xét khen thưởng đã được mở để nhận hồ sơ đề nghị.',
    ask: 'Đề nghị đơn vị rà soát, lập và gửi hồ sơ trước khi hết hạn.',
    then: closing,
  },
  'campaign-opened': {
    about: 'Phát động đợt thi đua',
    what: 'Đợt thi đua đã được mở. Kế hoạch không quy định hình thức khen thưởng nên đợt này không nhận hồ sơ đề nghị.',
  },
  'round-reminder': {
    about: 'Nhắc gửi hồ sơ đề nghị',
    what: 'Đến nay đơn vị chưa gửi hồ sơ đề nghị nào trong đợt xét này.',
    ask: 'Đề nghị đơn vị gửi hồ sơ trước khi hết hạn, nếu có đề nghị.',
    then: closing,
  },
  'round-extended': {
    about: 'Thay đổi thời hạn của đợt xét',
    what: 'Thời hạn của đợt xét khen thưởng đã được thay đổi.',
  },
  'intake-closed': {
    about: 'Hết hạn nhận hồ sơ',
    what: (f) =>
      `Việc nhận hồ sơ đã đóng: ${f.count ?? 0} hồ sơ đã gửi, ${f.lapsed ?? 0} hồ sơ chưa gửi, ${f.silentUnits ?? 0} đơn vị không có đề nghị.${f.day ? ` Từ nay đến hết ngày ${dayText(f.day, 'vi')}, nếu gia hạn hoặc cho nộp muộn thì hồ sơ chưa gửi mở lại; sau đó không còn được xét.` : ''}`,
  },
  'round-reopened': {
    about: 'Mở lại đợt xét khen thưởng',
    what: 'Đợt xét khen thưởng đã được mở lại để nhận hồ sơ đề nghị.',
    ask: 'Đề nghị đơn vị gửi hồ sơ trước khi hết hạn, nếu có đề nghị.',
    then: closing,
  },
  'round-cancelled': {
    about: 'Hủy đợt xét khen thưởng',
    what: 'Đợt xét khen thưởng đã bị hủy; các hồ sơ trong đợt không được xét tiếp.',
  },

  'decision-to-confirm': {
    about: (f) => `Quyết định${paper(f)} do văn phòng ghi, chờ xác nhận`,
    what: (f) =>
      `Văn phòng đã ghi Quyết định khen thưởng${paper(f)} theo bản đã ký gửi kèm, gồm ${counted(f.count, 'hồ sơ')}. Các đơn vị chưa được báo.`,
    ask: 'Kính đề nghị đồng chí xem bản quyết định và xác nhận; nếu không phải quyết định của mình thì không xác nhận, kèm lý do.',
    then: 'Không có ý kiến trong hạn, quyết định được coi là đúng và các đơn vị được báo.',
  },
  'decision-contested': {
    about: (f) => `Quyết định${paper(f)} không được thủ trưởng xác nhận`,
    what: (f) =>
      `Thủ trưởng không xác nhận Quyết định${paper(f)} do văn phòng ghi. Việc ghi bị hủy, ${counted(f.count, 'hồ sơ')} lại chờ quyết định; chưa đơn vị nào được báo. Lý do ghi ở diễn biến của đợt xét.`,
    ask: 'Đề nghị Quý cơ quan kiểm tra lại bản quyết định đã ký.',
  },

  'session-convened': {
    about: 'Giấy mời họp Hội đồng',
    what: (f) =>
      `Kính mời dự phiên họp Hội đồng Thi đua – Khen thưởng, xét ${counted(f.count, 'hồ sơ đề nghị')}. Chương trình và hồ sơ xem theo đường dẫn dưới đây.`,
    ask: 'Nếu không dự được, xin báo Thư ký Hội đồng để bố trí người dự thay hoặc lấy ý kiến.',
  },
  'session-reminder': {
    about: 'Nhắc lịch họp Hội đồng',
    what: (f) =>
      `Phiên họp Hội đồng Thi đua – Khen thưởng sắp diễn ra, xét ${counted(f.count, 'hồ sơ đề nghị')}.`,
  },
  'session-adjourned': {
    about: 'Tạm dừng phiên họp Hội đồng',
    what: 'Phiên họp Hội đồng Thi đua – Khen thưởng tạm dừng và họp tiếp vào thời gian dưới đây.',
  },
  'ballot-annulled': {
    about: 'Hủy một lần biểu quyết của Hội đồng',
    what: 'Một lần biểu quyết tại phiên họp Hội đồng Thi đua – Khen thưởng đã bị hủy; phiếu đã bỏ cho hồ sơ dưới đây không được tính. Lý do ghi ở diễn biến của phiên họp.',
    ask: 'Kính đề nghị đồng chí biểu quyết lại đối với hồ sơ này trong thời gian phiên họp còn biểu quyết.',
  },
  'opinions-asked': {
    about: 'Lấy ý kiến thành viên Hội đồng bằng văn bản',
    what: (f) =>
      `Hội đồng Thi đua – Khen thưởng xin ý kiến đồng chí về ${counted(f.count, 'hồ sơ đề nghị')}. Hồ sơ và phiếu lấy ý kiến xem theo đường dẫn dưới đây.`,
    ask: 'Kính đề nghị đồng chí gửi ý kiến trong thời hạn.',
  },
  'opinions-reminder': {
    about: 'Nhắc gửi ý kiến bằng văn bản',
    what: 'Hội đồng Thi đua – Khen thưởng đang chờ ý kiến bằng văn bản của các thành viên.',
    ask: 'Kính đề nghị đồng chí gửi đủ ý kiến trong thời hạn dưới đây; ai đã gửi đủ thì không phải gửi lại.',
  },
  'opinions-ended': {
    about: 'Hết hạn lấy ý kiến bằng văn bản',
    what: 'Đã hết hạn lấy ý kiến bằng văn bản; phiên họp chưa kết thúc biểu quyết.',
    ask: 'Đề nghị kiểm phiếu và kết thúc biểu quyết, hoặc gia hạn nếu chưa đủ ý kiến.',
  },
  'session-tied': {
    about: 'Bằng phiếu ở ranh giới chỉ tiêu',
    what: 'Có hồ sơ bằng phiếu ở ranh giới chỉ tiêu, chưa chọn được theo số phiếu và theo Điều 4.6 Nghị định 152/2025/NĐ-CP.',
    ask: 'Kính đề nghị Chủ tịch Hội đồng cho ý kiến quyết định.',
  },
  'session-closed': {
    about: 'Phiên họp Hội đồng đã bế mạc',
    what: 'Phiên họp đã bế mạc và kiểm phiếu xong; biên bản xem theo đường dẫn dưới đây.',
    ask: 'Kính đề nghị thủ trưởng cơ quan xem xét, kết luận.',
  },
  'session-cancelled': {
    about: 'Hủy phiên họp Hội đồng',
    what: 'Phiên họp Hội đồng Thi đua – Khen thưởng đã bị hủy; các hồ sơ được đưa vào phiên họp khác.',
  },

  'submission-dispatched': {
    about: (f) => `Tờ trình${paper(f)}`,
    what: (f) =>
      `${f.fromBody ?? 'Cơ quan trình'} gửi ${f.toBody ?? 'cơ quan nhận'} Tờ trình${paper(f)} đề nghị khen thưởng, gồm ${counted(f.count, 'hồ sơ')}.`,
    ask: 'Kính đề nghị Quý cơ quan tiếp nhận, xem xét. Tờ trình và danh sách đề nghị được gửi kèm thư này.',
  },
  'submission-received': {
    about: 'Tờ trình đã được tiếp nhận',
    what: (f) => `${f.toBody ?? 'Nơi nhận'} đã tiếp nhận tờ trình${f.number ? `, số đến ${f.number}` : ''}.`,
  },
  'submission-reminder': {
    about: 'Nhắc việc về tờ trình',
    what: (f) => `Tờ trình${paper(f)} đang chờ xử lý${by(f)}.`,
    ask: handle,
  },
  'answer-recorded': {
    about: 'Đã có văn bản trả lời tờ trình',
    what: (f) => `Đã ghi nhận văn bản trả lời${paper(f)} đối với tờ trình.`,
  },
  'decision-recorded': {
    about: 'Đã có quyết định khen thưởng',
    what: (f) => `Đã ghi nhận Quyết định khen thưởng${paper(f)} theo tờ trình.`,
  },
  correction: {
    about: 'Đính chính tờ trình',
    what: (f) =>
      `Tờ trình${paper(f)} được đính chính: một hồ sơ trong danh sách đã được đơn vị đề nghị rút sau khi tờ trình được gửi.`,
    ask: 'Kính đề nghị Quý cơ quan không xét hồ sơ có mã nêu trên.',
  },

  invited: {
    about: 'Mời sử dụng hệ thống Thi đua – Khen thưởng',
    what: 'Quản trị viên đã mở tài khoản, hoặc cho đặt lại mật khẩu, của đồng chí trên hệ thống Thi đua – Khen thưởng.',
    ask: 'Đề nghị đồng chí đặt mật khẩu theo đường dẫn dưới đây. Đường dẫn chỉ dùng được một lần; xin không chuyển cho người khác.',
    then: 'Xin liên hệ quản trị viên để được gửi lời mời mới.',
    link: 'Đặt mật khẩu',
  },

  'change-asked': {
    about: 'Đề nghị thay đổi quyền, tài khoản chờ xác nhận',
    what: (f) =>
      `Quản trị viên đề nghị: ${lowered(f.change)}. Việc này chỉ có hiệu lực khi người thứ hai xác nhận.`,
    ask: 'Đề nghị đồng chí xem kỹ và xác nhận, hoặc từ chối, theo đường dẫn dưới đây.',
    then: 'Đề nghị hết hiệu lực, không có gì thay đổi.',
  },
  'change-made': {
    about: 'Đã thay đổi quyền, tài khoản',
    what: (f) =>
      `Đã thực hiện và đã được người thứ hai xác nhận: ${lowered(f.change)}. Nếu đồng chí thấy không đúng, xin báo ngay cho thủ trưởng cơ quan.`,
  },
  'change-refused': {
    about: 'Đề nghị thay đổi quyền, tài khoản không được xác nhận',
    what: (f) => `Người thứ hai đã từ chối: ${lowered(f.change)}. Không có gì thay đổi.`,
  },
  'address-left': {
    about: 'Thư của tài khoản sẽ gửi đến địa chỉ khác',
    what: 'Địa chỉ thư điện tử của tài khoản này đã được đổi; từ nay thư không gửi đến hộp thư này nữa. Nếu đồng chí không yêu cầu việc này, xin báo ngay cho thủ trưởng cơ quan.',
  },

  'obligation-asked': {
    about: (f) => `Đề nghị gửi ${owed(f)}`,
    what: (f) => `${f.toBody ?? 'Cơ quan nhận'} cần ${owed(f)} của ${f.fromBody ?? 'đơn vị'}.`,
    ask: handIn,
  },
  'obligation-reminder': {
    about: (f) => `Nhắc gửi ${owed(f)}`,
    what: (f) => `Đến nay ${f.fromBody ?? 'đơn vị'} chưa gửi ${owed(f)} cho ${f.toBody ?? 'cơ quan nhận'}.`,
    ask: handIn,
  },
  'obligation-overdue': {
    about: (f) => `Quá hạn gửi ${owed(f)}`,
    what: (f) =>
      `Đã hết hạn mà ${f.fromBody ?? 'đơn vị'} chưa gửi ${owed(f)} cho ${f.toBody ?? 'cơ quan nhận'}. Quá hạn không có nghĩa là được miễn.`,
    ask: 'Đề nghị Quý đơn vị gửi ngay.',
  },
  'obligation-submitted': {
    about: (f) => `Đã gửi ${owed(f)}`,
    what: (f) => `${f.fromBody ?? 'Đơn vị'} đã gửi ${owed(f)} cho ${f.toBody ?? 'cơ quan nhận'}.`,
    ask: 'Đề nghị Quý cơ quan xem xét, chấp nhận hoặc trả lại kèm lý do.',
  },
  'obligation-returned': {
    about: (f) => `Trả lại ${owed(f)} để bổ sung`,
    what: (f) => `${f.toBody ?? 'Cơ quan nhận'} trả lại ${owed(f)} để bổ sung, hoàn thiện.`,
    ask: 'Đề nghị Quý đơn vị bổ sung và gửi lại.',
  },
  'obligation-accepted': {
    about: (f) => `Đã chấp nhận ${owed(f)}`,
    what: (f) => `${f.toBody ?? 'Cơ quan nhận'} đã chấp nhận ${owed(f)} của ${f.fromBody ?? 'đơn vị'}.`,
  },
  'duty-begun': {
    about: 'Việc phải làm sau khi có quyết định khen thưởng',
    what: (f) => `Đã có quyết định khen thưởng${paper(f)}. Việc tiếp theo${by(f)}: ${duty(f)}.`,
    ask: reportIt,
  },
  'duty-reminder': {
    about: 'Nhắc việc sau khi có quyết định khen thưởng',
    what: (f) =>
      `Việc sau quyết định khen thưởng${paper(f)} chưa được báo là đã thực hiện${by(f)}: ${duty(f)}.`,
    ask: reportIt,
  },
  'duty-overdue': {
    about: 'Quá hạn việc sau khi có quyết định khen thưởng',
    what: (f) =>
      `Đã hết hạn mà việc sau quyết định khen thưởng${paper(f)} chưa được báo là đã thực hiện${by(f)}: ${duty(f)}.`,
    ask: reportIt,
  },
  'duty-settled': {
    about: 'Việc sau khi có quyết định khen thưởng đã kết thúc',
    what: (f) =>
      `${f.fromBody ?? 'Cơ quan'} kết thúc việc sau quyết định khen thưởng${paper(f)}: ${duty(f)}.`,
  },
  'enquiry-asked': {
    about: (f) => (f.opinion ? 'Đề nghị cho ý kiến về hồ sơ' : 'Phản ánh khó khăn, vướng mắc'),
    what: (f) =>
      f.opinion
        ? `${f.fromBody ?? 'Cơ quan thẩm tra'} đề nghị cho ý kiến về một hồ sơ đề nghị khen thưởng.`
        : `${f.fromBody ?? 'Đơn vị'} phản ánh khó khăn, vướng mắc trong thực hiện phong trào.`,
    ask: answerIt,
  },
  'enquiry-forwarded': {
    about: (f) => `Chuyển ${asked(f)} để trả lời`,
    what: (f) =>
      `Nội dung ${asked(f)} của ${f.fromBody ?? 'đơn vị'} được chuyển đến ${f.toBody ?? 'cơ quan khác'} để trả lời.`,
    ask: answerIt,
  },
  'enquiry-reminder': {
    about: (f) => `Nhắc trả lời ${asked(f)}`,
    what: (f) =>
      `Nội dung ${asked(f)} của ${f.fromBody ?? 'đơn vị'} chưa được ${f.toBody ?? 'cơ quan nhận'} trả lời.`,
    ask: answerIt,
  },
  'enquiry-overdue': {
    about: (f) => `Quá hạn trả lời ${asked(f)}`,
    what: (f) =>
      `Đã hết hạn mà ${f.toBody ?? 'cơ quan nhận'} chưa trả lời ${asked(f)} của ${f.fromBody ?? 'đơn vị'}.`,
    ask: answerIt,
  },
  'enquiry-answered': {
    about: (f) => `Đã trả lời ${asked(f)}`,
    what: (f) => `${f.toBody ?? 'Cơ quan nhận'} đã trả lời ${asked(f)} của ${f.fromBody ?? 'đơn vị'}.`,
  },
  assigned: {
    about: 'Phân công xử lý hồ sơ',
    what: 'Hồ sơ này được phân công cho đồng chí xử lý.',
    ask: 'Đề nghị đồng chí xem xét, xử lý trước khi hết hạn.',
  },
  'obligation-waived': {
    about: (f) => `Miễn gửi ${owed(f)}`,
    what: (f) => `${f.fromBody ?? 'Đơn vị'} được miễn gửi ${owed(f)} cho ${f.toBody ?? 'cơ quan nhận'}.`,
  },

  'award-revoked': {
    about: 'Hủy quyết định khen thưởng',
    what: (f) => `Việc khen thưởng đối với đề nghị này đã bị hủy theo Quyết định${paper(f)}.`,
    then: 'Đơn vị nộp lại hiện vật khen thưởng và tiền thưởng đã nhận; khi thu hồi xong, việc này kết thúc.',
  },
  'revocation-reminder': {
    about: 'Nhắc thu hồi hiện vật, tiền thưởng',
    what: (f) =>
      `Hiện vật, tiền thưởng kèm theo khen thưởng bị hủy theo Quyết định${paper(f)} chưa thu hồi xong.`,
    ask: handle,
  },
  'revocation-overdue': {
    about: 'Quá hạn thu hồi hiện vật, tiền thưởng',
    what: (f) =>
      `Đã hết hạn mà hiện vật, tiền thưởng kèm theo khen thưởng bị hủy theo Quyết định${paper(f)} chưa thu hồi xong.`,
    ask: 'Đề nghị Quý cơ quan xử lý ngay.',
  },
  'revocation-settled': {
    about: 'Đã thu hồi xong hiện vật, tiền thưởng',
    what: (f) =>
      `Hiện vật, tiền thưởng kèm theo khen thưởng bị hủy theo Quyết định${paper(f)} đã được thu hồi.`,
    then: 'Việc này đã kết thúc.',
  },
};
