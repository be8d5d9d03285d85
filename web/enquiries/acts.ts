import { onBehalf, reason } from '../acts/form.ts';
import type { ActForm, FormsOf } from '../acts/form.ts';
import type { AnswerOf } from '../client/answers.ts';
import { common } from '../words/common.ts';
import { AskPart } from './AskPart.tsx';
import { words } from './words.ts';

export type Enquiry = AnswerOf<'/enquiries/{id}'>;

/** Raising a difficulty with the contact that the plan names, for one of one's own units. */
export const askForm: ActForm<string[]> = {
  label: words.ask,
  follows: {
    vi: 'Vướng mắc được gửi tới cơ quan đầu mối mà kế hoạch nêu; có hạn trả lời và được nhắc khi đến hạn.',
    en: 'It goes to the contact that the plan names, who has a date to answer by and is reminded of it.',
  },
  fields: {
    movement: null,
    subject: { kind: 'text', label: words.subject },
    text: { kind: 'text', lines: 5, label: words.text },
    unit: null,
  },
  start: (own) => (own.length === 1 ? { unit: own[0] } : {}),
  part: AskPart,
};

export const enquiryActs = {
  answer: {
    label: words.answer,
    follows: {
      vi: 'Câu trả lời được gửi tới đơn vị hỏi bằng thư.',
      en: 'The answer goes to the unit by mail.',
    },
    fields: { text: { kind: 'text', lines: 5, label: words.answer }, onBehalf },
  },
  forward: {
    label: { vi: 'Chuyển nơi khác trả lời', en: 'Forward' },
    follows: {
      vi: 'Cơ quan được chuyển đến phải trả lời; đơn vị hỏi được báo.',
      en: 'The other body is to answer; the unit is told.',
    },
    fields: { to: { kind: 'unit', label: words.to }, reason },
  },
  close: {
    label: { vi: 'Kết thúc', en: 'Close the enquiry' },
    follows: { vi: 'Vướng mắc coi như đã giải quyết xong.', en: 'It is settled.' },
    fields: { note: { kind: 'text', lines: 2, optional: true, label: common.note } },
  },
} satisfies FormsOf<'/enquiries/{id}', Enquiry>;
