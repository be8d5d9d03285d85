import {
  onBehalf,
  optionalReason,
  paperNumber,
  reason,
  signedBy,
  optionalSignedPaper,
} from '../acts/form.ts';
import type { FormsOf } from '../acts/form.ts';
import { stageName } from '../../domain/texts.ts';
import type { Nomination } from '../client/answers.ts';
import type { Words } from '../words/words.ts';
import { NextBodyPart, OverridesPart, ReturnItemsPart, StillOpenPart } from './act-parts.tsx';

/** The step that comes after the present one, in words. */
function nextStep({ route, step }: Nomination, before: Words, none: Words): Words {
  const next = route.find((later) => later.step > step && !later.passedOver);
  if (!next) return none;
  return {
    vi: `${before.vi} “${stageName('nomination', next.stage, 'vi')}”.`,
    en: `${before.en} “${stageName('nomination', next.stage, 'en')}”.`,
  };
}

export const nominationActs = {
  submit: {
    label: { vi: 'Gửi hồ sơ', en: 'Submit' },
    follows: (view) =>
      nextStep(
        view,
        {
          vi: 'Hồ sơ được gửi đi và không sửa được nữa. Bước tiếp theo:',
          en: 'It is sent and can no longer be changed. Next:',
        },
        { vi: 'Hồ sơ được gửi đi.', en: 'It is sent.' },
      ),
    fields: {},
    part: StillOpenPart,
  },
  approve: {
    label: { vi: 'Đồng ý', en: 'Approve' },
    tone: 'success',
    follows: (view) =>
      nextStep(
        view,
        {
          vi: 'Hồ sơ chuyển sang bước tiếp theo, nơi xử lý được báo bằng thư:',
          en: 'It moves on, and who acts there is told by mail:',
        },
        { vi: 'Hồ sơ kết thúc bước này.', en: 'This step ends.' },
      ),
    fields: {
      note: { kind: 'text', lines: 2, optional: true, label: { vi: 'Ghi chú', en: 'Note' } },
      overrides: null,
      onBehalf,
    },
    part: OverridesPart,
  },
  return: {
    label: { vi: 'Trả lại bổ sung', en: 'Return' },
    tone: 'warning',
    follows: {
      vi: 'Hồ sơ về lại đơn vị kèm lý do và hạn bổ sung. Gửi lại đúng hạn thì quay về bước này; quá hạn thì không còn được xét.',
      en: 'Back to the unit with the reason and a deadline to amend. Submitted again in time, it returns to this step; if not, it lapses.',
    },
    fields: { reason, items: null, onBehalf },
    part: ReturnItemsPart,
  },
  reject: {
    label: { vi: 'Không đồng ý', en: 'Reject' },
    tone: 'error',
    follows: {
      vi: 'Hồ sơ kết thúc với kết quả “Không được khen thưởng”. Đơn vị đề nghị được báo kèm lý do. Không hoàn lại được.',
      en: 'It ends as rejected, and the unit is told why. This can’t be undone.',
    },
    fields: { reason, onBehalf },
  },
  decide: {
    label: { vi: 'Quyết định', en: 'Decide' },
    follows: {
      vi: 'Hồ sơ kết thúc. Khen thưởng được ghi vào sổ theo số quyết định; đơn vị đề nghị được báo bằng thư.',
      en: 'It ends. The award is entered under the number of the decision, and the unit is told by mail.',
    },
    start: () => ({ outcome: 'award' }),
    fields: {
      outcome: {
        kind: 'choice',
        label: { vi: 'Quyết định', en: 'Outcome' },
        options: {
          award: { vi: 'Khen thưởng', en: 'Award' },
          refuse: { vi: 'Không khen thưởng', en: 'Refuse' },
        },
      },
      number: { ...paperNumber, label: { vi: 'Số quyết định', en: 'Number of the decision' } },
      decidedOn: { kind: 'date', label: { vi: 'Ngày quyết định', en: 'Decided on' } },
      signedBy,
      reason: {
        ...optionalReason,
        help: { vi: 'Bắt buộc khi không khen thưởng.', en: 'Needed for a refusal.' },
      },
      file: optionalSignedPaper,
    },
  },
  revoke: {
    label: { vi: 'Thu hồi khen thưởng', en: 'Revoke' },
    tone: 'error',
    follows: {
      vi: 'Quyết định khen thưởng bị hủy bỏ; sổ ghi là đã thu hồi. Đơn vị được báo phải trả lại những gì, đến khi nào.',
      en: 'The award is annulled and the register says so. The unit is told what to return, and until when.',
    },
    fields: {
      number: { ...paperNumber, label: { vi: 'Số quyết định', en: 'Number of the decision' } },
      decidedOn: { kind: 'date', label: { vi: 'Ngày quyết định', en: 'Decided on' } },
      ground: {
        kind: 'choice',
        label: { vi: 'Căn cứ (Luật 06/2022/QH15 Đ93.2)', en: 'Ground (Law 06/2022/QH15 art. 93.2)' },
        options: {
          'false-achievement': { vi: 'a) Gian dối trong kê khai thành tích', en: 'a) False achievement' },
          'false-dossier': { vi: 'b) Cung cấp thông tin sai, làm giả hồ sơ', en: 'b) False dossier' },
          'unlawful-procedure': {
            vi: 'c) Thẩm định, xét, đề nghị trái quy định',
            en: 'c) Unlawful procedure',
          },
          'later-finding': { vi: 'd) Kết luận, bản án về sau', en: 'd) A later finding' },
        },
      },
      reason,
    },
  },
  withdraw: {
    label: { vi: 'Rút hồ sơ', en: 'Withdraw' },
    tone: 'error',
    follows: ({ stage, returned }) =>
      stage === 'unit-proposal' && !returned
        ? {
            vi: 'Hồ sơ nháp kết thúc với kết quả “Đã rút”; chưa gửi cho ai nên không ai phải được báo. Không hoàn lại được.',
            en: 'The draft ends as withdrawn; it was sent to nobody, so nobody is told. This can’t be undone.',
          }
        : {
            vi: 'Hồ sơ kết thúc với kết quả “Đã rút”. Nơi đang xử lý được báo. Không hoàn lại được.',
            en: 'It ends as withdrawn, and whoever has it is told. This can’t be undone.',
          },
    fields: {
      reason,
      letter: {
        kind: 'file',
        optional: true,
        label: { vi: 'Công văn rút', en: 'Letter' },
      },
    },
  },
  hold: {
    label: { vi: 'Tạm dừng', en: 'Put on hold' },
    tone: 'warning',
    follows: {
      vi: 'Thời hạn của bước đứng lại cho đến khi tiếp tục (NĐ 152/2025/NĐ-CP Đ4.4). Số ngày làm việc còn lại được giữ nguyên.',
      en: 'The clock of the step stands still until it is released (NĐ 152/2025 Đ4.4); the working days left are kept.',
    },
    fields: {
      ground: {
        kind: 'choice',
        label: { vi: 'Căn cứ', en: 'Ground' },
        options: {
          discipline: { vi: 'Đang xem xét kỷ luật', en: 'Discipline' },
          investigation: { vi: 'Đang điều tra, thanh tra', en: 'Investigation' },
          complaint: { vi: 'Có đơn thư khiếu nại, tố cáo', en: 'Complaint' },
          'press-report': { vi: 'Báo chí phản ánh', en: 'Press report' },
        },
      },
      document: { kind: 'file', label: { vi: 'Văn bản làm căn cứ', en: 'The paper it rests on' } },
      reason,
    },
  },
  release: {
    label: { vi: 'Tiếp tục xử lý', en: 'Release' },
    follows: {
      vi: 'Thời hạn chạy tiếp với số ngày làm việc còn lại lúc tạm dừng.',
      en: 'The clock goes on with the working days that were left.',
    },
    fields: {
      document: { kind: 'file', label: { vi: 'Văn bản làm căn cứ', en: 'The paper it rests on' } },
      reason,
    },
  },
  extend: {
    label: { vi: 'Gia hạn', en: 'Extend' },
    follows: {
      vi: 'Bước này có hạn mới; lịch nhắc tính lại theo hạn đó. Nơi xử lý được báo.',
      en: 'This step has a later date, and its reminders follow it. Whoever acts is told.',
    },
    fields: { to: { kind: 'date', label: { vi: 'Hạn mới', en: 'New date' } }, reason },
  },
  reroute: {
    label: { vi: 'Chỉ định cơ quan xử lý', en: 'Name the body' },
    follows: {
      vi: 'Bước được chọn do cơ quan được chỉ định xử lý; lý do được ghi vào quá trình xử lý.',
      en: 'The named body handles the chosen step; the reason is recorded.',
    },
    fields: { step: null, body: { kind: 'unit', label: { vi: 'Cơ quan xử lý', en: 'Body' } }, reason },
    start: ({ step, waiting }) =>
      waiting?.code === 'body-missing' || waiting?.code === 'unit-missing' ? { step } : {},
    part: NextBodyPart,
  },
} satisfies FormsOf<'/nominations/{id}', Nomination>;
