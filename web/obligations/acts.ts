import { onBehalf, reason } from '../acts/form.ts';
import type { Field, FormsOf } from '../acts/form.ts';
import type { Obligation } from '../client/answers.ts';

const note: Field = { kind: 'text', lines: 2, optional: true, label: { vi: 'Ghi chú', en: 'Note' } };

export const obligationActs = {
  submit: {
    label: { vi: 'Gửi văn bản', en: 'Submit' },
    follows: {
      vi: 'Các tệp đã thêm được gửi tới nơi nhận; nơi nhận được báo bằng thư.',
      en: 'The files go to the receiver, who is told by mail.',
    },
    fields: { note },
  },
  accept: {
    label: { vi: 'Chấp nhận', en: 'Accept' },
    tone: 'success',
    follows: { vi: 'Nghĩa vụ hoàn thành; đơn vị gửi được báo.', en: 'It is fulfilled; the debtor is told.' },
    fields: { note, onBehalf },
  },
  return: {
    label: { vi: 'Trả lại', en: 'Return' },
    tone: 'warning',
    follows: { vi: 'Đơn vị bổ sung và gửi lại.', en: 'The debtor is to amend it and submit again.' },
    fields: { reason, onBehalf },
  },
  waive: {
    label: { vi: 'Miễn gửi', en: 'Waive' },
    follows: {
      vi: 'Không yêu cầu văn bản này nữa; lý do được ghi lại.',
      en: 'It is asked for no longer; the reason is recorded.',
    },
    fields: { reason },
  },
} satisfies FormsOf<'/obligations/{id}', Obligation>;

/** What follows a decision is handed in to nobody: the office says that it is done. */
export const dutyActs = {
  ...obligationActs,
  submit: {
    ...obligationActs.submit,
    label: { vi: 'Báo đã thực hiện', en: 'Report as done' },
    follows: {
      vi: 'Việc kết thúc; các tệp đã thêm, nếu có, được lưu cùng.',
      en: 'It ends; the files that were added, if any, are kept with it.',
    },
  },
  waive: {
    ...obligationActs.waive,
    label: { vi: 'Không phải thực hiện', en: 'Waive' },
    follows: {
      vi: 'Việc này không phải làm nữa; lý do được ghi lại.',
      en: 'It need not be done; the reason is recorded.',
    },
  },
} satisfies FormsOf<'/obligations/{id}', Obligation>;
