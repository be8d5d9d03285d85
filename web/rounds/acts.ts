import { reason } from '../acts/form.ts';
import type { FormsOf } from '../acts/form.ts';
import { roundDateWords } from '../../domain/texts.ts';
import type { Round } from '../client/answers.ts';
import { AwardPart } from './act-parts.tsx';

const { intakeCloses, reviewBy, councilBy, submitBy, decisionBy } = roundDateWords;

export const roundActs = {
  extend: {
    label: { vi: 'Gia hạn', en: 'Extend' },
    follows: {
      vi: 'Mọi hồ sơ đang mở của đợt tính lại hạn theo ngày mới; nơi đang xử lý được báo. Gia hạn nhận hồ sơ thì hồ sơ nháp đã đóng mở lại.',
      en: 'Every open nomination works out its date again; whoever has one is told. A later end of intake opens again what it had closed.',
    },
    fields: {
      deadline: {
        kind: 'choice',
        label: { vi: 'Mốc', en: 'Which date' },
        options: { intakeCloses, reviewBy, councilBy, submitBy, decisionBy },
      },
      to: { kind: 'date', label: { vi: 'Ngày mới', en: 'New date' } },
      reason,
    },
  },
  'close-intake': {
    label: { vi: 'Kết thúc nhận hồ sơ', en: 'Close intake' },
    tone: 'warning',
    follows: {
      vi: 'Không nhận thêm hồ sơ. Hồ sơ nháp chưa gửi đóng lại, chờ gia hạn trong thời gian kế hoạch cho phép; sau đó không còn được xét.',
      en: 'No more proposals are taken. Drafts that were not submitted are closed; they wait for an extension as long as the plan lets them, then lapse.',
    },
    fields: {},
  },
  'admit-late': {
    label: { vi: 'Cho nộp muộn', en: 'Admit late' },
    follows: {
      vi: 'Đơn vị được chọn vẫn đề nghị được đến ngày đã nêu, hồ sơ nháp đã đóng của đơn vị mở lại; lý do được ghi lại.',
      en: 'The unit may still propose until that day, and its drafts that were closed open again; the reason is recorded.',
    },
    fields: {
      unit: { kind: 'unit', label: { vi: 'Đơn vị', en: 'Unit' } },
      until: { kind: 'date', label: { vi: 'Đến hết ngày', en: 'Until' } },
      reason,
    },
  },
  'rank-and-cut': {
    label: { vi: 'Xếp thứ tự, chọn theo chỉ tiêu', en: 'Rank and cut' },
    follows: {
      vi: 'Hồ sơ đã được Hội đồng thông qua được xếp theo số phiếu; phần vượt chỉ tiêu kết thúc với kết quả “Đạt nhưng vượt chỉ tiêu”.',
      en: 'What passed is ranked by votes; what is over the quota ends as “not selected”.',
    },
    fields: { award: null },
    part: AwardPart,
  },
  release: {
    label: { vi: 'Công bố quyết định', en: 'Release decisions' },
    follows: {
      vi: 'Mọi quyết định đã chuẩn bị mà chưa công bố của đợt được công bố: đơn vị và người được khen nhận thư báo.',
      en: 'Every decision of the round that was prepared and told to nobody is now told, by mail.',
    },
    fields: {},
  },
  'confirm-decision': {
    label: { vi: 'Xác nhận', en: 'Confirm' },
    tone: 'success',
    follows: {
      vi: 'Đồng chí xác nhận đây là quyết định mình đã ký. Hồ sơ kết thúc theo quyết định, khen thưởng vào sổ, các đơn vị nhận thư báo (nếu văn phòng chọn công bố sau thì khi đợt xét công bố).',
      en: 'You confirm that this is what you have signed. The nominations end by it, awards enter the register, and the units are told (or with the round’s release, where the office chose that).',
    },
    fields: { decisionId: null },
  },
  'contest-decision': {
    label: { vi: 'Không xác nhận', en: 'Contest' },
    tone: 'error',
    follows: {
      vi: 'Việc ghi quyết định bị hủy, các hồ sơ lại chờ quyết định; văn phòng được báo kèm lý do. Chưa đơn vị nào được báo.',
      en: 'What was recorded is undone and its nominations wait for a decision again; the office hears why. No unit has been told.',
    },
    fields: { decisionId: null, reason },
  },
  reopen: {
    label: { vi: 'Mở lại đợt xét', en: 'Reopen the round' },
    tone: 'warning',
    follows: {
      vi: 'Đợt xét nhận hồ sơ trở lại đến hết ngày đã nêu; các đơn vị được báo kèm lý do. Hồ sơ đã kết thúc không mở lại; đơn vị sao chép được sang hồ sơ mới. Mốc nào của đợt đã qua thì gia hạn riêng.',
      en: 'The round takes proposals again until that day, and the units are told why. What has ended stays ended; units may copy it into a new nomination. Dates of the round that have passed are extended one by one.',
    },
    fields: {
      to: { kind: 'date', label: { vi: 'Nhận hồ sơ đến hết ngày', en: 'Intake closes on' } },
      reason,
    },
  },
  cancel: {
    label: { vi: 'Hủy đợt xét', en: 'Cancel the round' },
    tone: 'error',
    follows: {
      vi: 'Đợt xét kết thúc, không hoàn lại được. Các đơn vị được báo.',
      en: 'The round ends for good. The units are told.',
    },
    fields: { reason },
  },
} satisfies FormsOf<'/rounds/{id}', Round>;
