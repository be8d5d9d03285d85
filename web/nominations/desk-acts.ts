import { reason } from '../acts/form.ts';
import type { ActForm, Field } from '../acts/form.ts';
import type { BodyOf, Nomination } from '../client/answers.ts';

const text = (label: Field['label']): Field => ({ ...reason, label });

/** What reviewers do among themselves: nothing of it moves the nomination. */
export const deskForms = {
  claim: {
    label: { vi: 'Nhận xử lý', en: 'Take the case' },
    follows: {
      vi: 'Hồ sơ nằm ở bàn của đồng chí: việc hiện trong “Việc của tôi” của đồng chí và của lãnh đạo, không còn ở đồng nghiệp khác. Chỉ lãnh đạo giao lại được.',
      en: 'The case is on your desk: a task of yours and of your head, no longer of your colleagues. Only the head can give it to another.',
    },
    fields: {},
    body: () => ({}),
  } satisfies ActForm<Nomination>,
  assign: {
    label: { vi: 'Giao xử lý', en: 'Assign' },
    follows: {
      vi: 'Người được giao nhận thư báo; việc hiện trong “Việc của tôi” của người đó.',
      en: 'It becomes a task of that person, who is told by mail.',
    },
    fields: { to: { kind: 'person', label: { vi: 'Giao cho', en: 'Assign to' } } },
  } satisfies ActForm<Nomination, BodyOf<'/nominations/{id}/assignment'>>,
  note: {
    label: { vi: 'Ghi chú nội bộ', en: 'Add a note' },
    follows: {
      vi: 'Chỉ những người thẩm tra hồ sơ thấy ghi chú này; đơn vị đề nghị không thấy. Ghi rồi thì không xóa được.',
      en: 'Seen by the reviewers of the case alone, never by the unit. It can’t be deleted.',
    },
    fields: { text: text({ vi: 'Nội dung', en: 'Note' }) },
  } satisfies ActForm<Nomination, BodyOf<'/nominations/{id}/notes'>>,
  opinion: {
    label: { vi: 'Hỏi ý kiến', en: 'Ask for an opinion' },
    follows: {
      vi: 'Cơ quan được hỏi nhận thư báo, trả lời trong mục “Vướng mắc” và được nhắc khi đến hạn. Hồ sơ không phải chờ: quá hạn vẫn xử lý tiếp được.',
      en: 'The body is told by mail, answers it as an enquiry and is reminded. The case waits for nothing: it can go on without the answer.',
    },
    fields: {
      body: { kind: 'unit', label: { vi: 'Cơ quan được hỏi', en: 'Body' } },
      question: text({ vi: 'Nội dung hỏi', en: 'Question' }),
      dueOn: { kind: 'date', label: { vi: 'Hạn trả lời', en: 'Answer by' } },
    },
  } satisfies ActForm<Nomination, BodyOf<'/nominations/{id}/opinions'>>,
};
export type DeskAct = keyof typeof deskForms;
/** Where each is sent, under the nomination. */
export const deskPaths: Record<DeskAct, string> = {
  claim: 'assignment',
  assign: 'assignment',
  note: 'notes',
  opinion: 'opinions',
};
