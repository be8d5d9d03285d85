import { dateOf, formatDateVi } from '../../domain/dates.ts';
import { optionalReason, reason } from '../acts/form.ts';
import type { FormsOf } from '../acts/form.ts';
import type { CouncilSession } from '../client/answers.ts';
import {
  AttendancePart,
  ConclusionPart,
  CountPart,
  EndedSeatPart,
  MemberAndItemPart,
  ReballotPart,
  TellersPart,
} from './act-parts.tsx';
import { BegunItemPart, ItemPart } from './item-parts.tsx';
import { serviceTime } from '../client/service-time.ts';
import { missingText } from './missing.ts';
import { ballotNames, words } from './words.ts';

const whole = (label: (typeof words)['issued' | 'collected' | 'valid' | 'approve' | 'disapprove']) =>
  ({ kind: 'number', label }) as const;

export const sessionActs = {
  convene: {
    label: { vi: 'Triệu tập', en: 'Convene' },
    follows: ({ notice }) => ({
      vi: `Giấy mời được gửi bằng thư tới mọi thành viên. Hồ sơ trong chương trình hiện ra với họ.${
        notice?.short
          ? ` Lưu ý: kế hoạch yêu cầu mời trước ${notice.workingDays} ngày làm việc, tức chậm nhất ngày ${formatDateVi(notice.inviteBy)}.`
          : ''
      }`,
      en: `Every member is invited by mail and sees the nominations on the agenda.${
        notice?.short
          ? ` Mind: the plan wants ${notice.workingDays} working days of notice, that is by ${notice.inviteBy}.`
          : ''
      }`,
    }),
    fields: {},
  },
  open: {
    label: { vi: 'Khai mạc', en: 'Open the session' },
    follows: ({ scheduledAt }) => {
      const early = dateOf(new Date(scheduledAt)) > dateOf(serviceTime());
      const meets = dateOf(new Date(scheduledAt));
      return {
        vi: `Phiên họp bắt đầu biểu quyết với những người có mặt. Trong lúc biểu quyết, hồ sơ không rút và không tạm dừng được.${
          early ? ` Lưu ý: giấy mời ghi ngày họp ${formatDateVi(meets)}, hôm nay chưa đến ngày đó.` : ''
        }`,
        en: `Voting begins with those present. Meanwhile no nomination can be withdrawn or put on hold.${
          early ? ` Mind: members are invited for ${meets}, which is yet to come.` : ''
        }`,
      };
    },
    fields: {
      present: null,
      substitutes: null,
      earlyReason: {
        ...optionalReason,
        label: { vi: 'Lý do họp trước ngày mời', en: 'Why it meets before its day' },
        help: {
          vi: 'Bắt buộc khi khai mạc trước ngày ghi trong giấy mời; ghi vào biên bản.',
          en: 'Needed before the day of the invitation; the minutes say it.',
        },
      },
    },
    part: AttendancePart,
    start: ({ members }) => ({ present: members.map(({ memberId }) => memberId) }),
  },
  'record-count': {
    label: { vi: 'Ghi kết quả kiểm phiếu', en: 'Record a count' },
    follows: {
      vi: 'Số phiếu của hồ sơ được ghi vào biên bản; ghi lại thì số sau thay số trước cho đến khi kết thúc.',
      en: 'The count goes into the minutes; a later one replaces it until the session is closed.',
    },
    fields: {
      nominationId: null,
      issued: whole(words.issued),
      collected: whole(words.collected),
      valid: whole(words.valid),
      approve: whole(words.approve),
      disapprove: whole(words.disapprove),
      written: null,
    },
    part: CountPart,
    start: ({ quorum: { have }, items }) => ({
      issued: have,
      collected: have,
      valid: have,
      nominationId: items.find(({ count }) => count === null)?.nominationId,
    }),
  },
  close: {
    label: { vi: 'Kết thúc biểu quyết', en: 'Close the vote' },
    tone: 'warning',
    follows: (session) => {
      const missing = missingText(session);
      return {
        vi: `${missing.vi}Hòm phiếu đóng và kiểm phiếu theo tỷ lệ của kế hoạch. Không nhận thêm phiếu; ai chưa bỏ phiếu, kể cả thành viên vắng, không được tính là đồng ý.`,
        en: `${missing.en}The box is closed and counted by the plan’s rule. No more votes are taken; who has not voted, absent members too, is not counted as for.`,
      };
    },
    fields: {},
  },
  conclude: {
    label: { vi: 'Kết luận', en: 'Conclude' },
    follows: {
      vi: 'Hồ sơ được đồng ý đi tiếp (sau khi xét theo chỉ tiêu); hồ sơ không đồng ý kết thúc, đơn vị được báo kèm lý do.',
      en: 'What is agreed goes on, after the cut by quota; what is refused ends, and the unit is told why.',
    },
    fields: { agreed: null, refused: null },
    part: ConclusionPart,
    start: ({ items }) => ({
      agreed: items.filter(({ state }) => state === 'passed').map(({ nominationId }) => nominationId),
    }),
  },
  'switch-ballot': {
    label: { vi: 'Đổi cách biểu quyết', en: 'Switch the ballot' },
    follows: {
      vi: 'Những hồ sơ chưa biểu quyết được biểu quyết theo cách mới.',
      en: 'What has not been voted on is voted on in the new way.',
    },
    fields: { ballot: { kind: 'choice', label: words.ballot, options: ballotNames } },
  },
  'appoint-tellers': {
    label: { vi: 'Cử Tổ kiểm phiếu', en: 'Appoint tellers' },
    follows: {
      vi: 'Tên Tổ kiểm phiếu được ghi vào biên bản kiểm phiếu.',
      en: 'The tellers are named in the minutes of the count.',
    },
    fields: { tellers: null },
    part: TellersPart,
  },
  extend: {
    label: { vi: 'Kéo dài thời hạn lấy ý kiến', en: 'Extend' },
    follows: {
      vi: 'Thành viên gửi ý kiến được đến thời điểm mới.',
      en: 'Members may send their opinions until then.',
    },
    fields: { to: { kind: 'moment', label: { vi: 'Đến', en: 'Until' } }, reason },
  },
  adjourn: {
    label: { vi: 'Tạm hoãn', en: 'Adjourn' },
    follows: {
      vi: 'Phiên họp dừng và họp lại vào ngày đã nêu; thành viên được báo.',
      en: 'The session stops and meets again then; members are told.',
    },
    fields: { to: { kind: 'date', label: { vi: 'Họp lại ngày', en: 'Meets again on' } }, reason },
  },
  reballot: {
    label: { vi: 'Biểu quyết lại', en: 'Vote again' },
    tone: 'warning',
    follows: {
      vi: 'Các hồ sơ được chọn biểu quyết lại từ đầu; kết quả lần trước vẫn ghi trong biên bản.',
      en: 'The chosen ones are voted on anew; the earlier result stays in the minutes.',
    },
    fields: {
      nominationIds: null,
      absenteeUntil: {
        kind: 'moment',
        optional: true,
        label: words.absenteeUntil,
        help: words.absenteeHelp,
      },
    },
    part: ReballotPart,
    start: ({ items }) => ({
      nominationIds: items.filter(({ state }) => state === 'failed').map(({ nominationId }) => nominationId),
    }),
  },
  'break-tie': {
    label: { vi: 'Chủ tịch quyết định khi phiếu ngang nhau', en: 'Break a tie' },
    follows: {
      vi: 'Ý kiến của Chủ tịch Hội đồng quyết định kết quả của hồ sơ.',
      en: 'The chair’s word decides the result.',
    },
    fields: {
      nominationId: null,
      choice: {
        kind: 'choice',
        label: words.result,
        options: { approve: words.approve, disapprove: words.disapprove },
      },
    },
    part: ItemPart,
  },
  'settle-seat': {
    label: { vi: 'Thay thành viên đã thôi', en: 'Settle an ended seat' },
    follows: {
      vi: 'Thành viên đã thôi ra khỏi phiên họp; người thay, nếu có, được mời. Số thành viên để tính tỷ lệ thay đổi theo.',
      en: 'Whose seat has ended leaves the session; who comes instead is invited. The number of members follows.',
    },
    fields: { memberId: null, by: null, reason },
    part: EndedSeatPart,
  },
  recuse: {
    label: { vi: 'Ghi nhận không tham gia biểu quyết', en: 'Record a recusal' },
    follows: ({ ballot }) => ({
      vi: `Thành viên không bỏ phiếu với hồ sơ này; lý do ghi vào diễn biến. ${
        ballot === 'open'
          ? 'Nếu đã bỏ phiếu thì phiếu đó không tính.'
          : 'Nếu hồ sơ đã có phiếu thì lần biểu quyết này bị hủy, mọi người biểu quyết lại và được báo bằng thư: không ai biết phiếu nào là của thành viên này.'
      }`,
      en: `The member does not vote on it; the reason is recorded. ${
        ballot === 'open'
          ? 'A vote of theirs that was cast does not count.'
          : 'Where anything was cast on it, this ballot is annulled and all vote anew, told by mail: nobody knows which vote is theirs.'
      }`,
    }),
    fields: { memberId: null, nominationId: null, reason },
    part: MemberAndItemPart,
  },
  'annul-ballot': {
    label: { vi: 'Hủy lần biểu quyết', en: 'Annul the ballot' },
    tone: 'warning',
    follows: {
      vi: 'Phiếu đã bỏ hoặc đã kiểm cho hồ sơ không tính nữa; mọi thành viên được báo bằng thư và biểu quyết lại. Lần bị hủy vẫn được lưu, biên bản ghi lý do.',
      en: 'What was cast or counted on it is no vote any more; all members are told by mail and vote anew. The annulled ballot stays on record, and the minutes give the reason.',
    },
    fields: { nominationId: null, reason },
    part: BegunItemPart,
  },
  'remove-item': {
    label: { vi: 'Đưa hồ sơ ra khỏi chương trình', en: 'Remove from the agenda' },
    follows: { vi: 'Hồ sơ chờ phiên họp sau.', en: 'It waits for a later session.' },
    fields: { nominationId: null, reason },
    part: ItemPart,
  },
  cancel: {
    label: { vi: 'Hủy phiên họp', en: 'Cancel the session' },
    tone: 'error',
    follows: {
      vi: 'Hồ sơ trong chương trình chờ phiên họp khác. Thành viên được báo.',
      en: 'The nominations wait for another session; members are told.',
    },
    fields: { reason },
  },
} satisfies FormsOf<'/council-sessions/{id}', CouncilSession>;
