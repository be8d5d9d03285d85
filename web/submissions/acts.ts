import { onBehalf, paperNumber, signedBy, optionalSignedPaper } from '../acts/form.ts';
import type { ActForm, FormsOf } from '../acts/form.ts';
import type { Submission } from '../client/answers.ts';
import { AnswersPart, AwardedPart } from './act-parts.tsx';

const submissionActs = {
  dispatch: {
    label: { vi: 'Gửi tờ trình', en: 'Dispatch' },
    follows: {
      vi: 'Tờ trình kèm danh sách được gửi tới nơi nhận; hồ sơ chuyển sang bước tiếp theo. Sau đó chỉ sửa bằng công văn.',
      en: 'It goes out with its list and the nominations move on. After that it is corrected by letter only.',
    },
    fields: { onBehalf },
  },
  'record-receipt': {
    label: { vi: 'Ghi nhận tiếp nhận', en: 'Record receipt' },
    follows: {
      vi: 'Số và ngày tiếp nhận được ghi; thời hạn trả lời tính từ ngày đó.',
      en: 'Number and day of receipt are recorded; the time to answer runs from then.',
    },
    fields: {
      number: { ...paperNumber, label: { vi: 'Số đến', en: 'Number of receipt' } },
      receivedOn: { kind: 'date', label: { vi: 'Ngày nhận', en: 'Received on' } },
      onBehalf,
    },
  },
  'record-answer': {
    label: { vi: 'Ghi kết quả thẩm định', en: 'Record the answer' },
    follows: {
      vi: 'Hồ sơ được đồng ý đi tiếp; hồ sơ bị trả lại hoặc không đồng ý quay về hay kết thúc theo lý do đã ghi.',
      en: 'What is approved goes on; what is returned or rejected goes back or ends, with its reason.',
    },
    fields: {
      items: null,
      documentNumber: paperNumber,
      date: { kind: 'date', label: { vi: 'Ngày văn bản', en: 'Dated' } },
      document: { kind: 'file', label: { vi: 'Bản chụp văn bản', en: 'Scan of the paper' } },
    },
    part: AnswersPart,
    start: ({ items }) => ({ items: items.map(({ id }) => ({ id, outcome: 'approve' })) }),
  },
  'record-decision': {
    label: { vi: 'Ghi quyết định khen thưởng', en: 'Record the decision' },
    follows: {
      vi: 'Hồ sơ kết thúc theo quyết định; khen thưởng vào sổ, đơn vị đề nghị được báo bằng thư.',
      en: 'The nominations end by the decision, awards are entered, and the units are told by mail.',
    },
    fields: {
      number: { ...paperNumber, label: { vi: 'Số quyết định', en: 'Number of the decision' } },
      decidedOn: { kind: 'date', label: { vi: 'Ngày quyết định', en: 'Decided on' } },
      signedBy,
      file: {
        ...optionalSignedPaper,
        help: {
          vi: 'Bắt buộc khi ghi thay người quyết định, trừ khi đã kèm văn bản của cơ quan.',
          en: 'Needed where it is recorded for who decided, unless the paper of the body is there.',
        },
      },
      awarded: null,
      refused: null,
      onBehalf,
    },
    part: AwardedPart,
    start: ({ items }) => ({ awarded: items.map(({ id }) => id) }),
  },
} satisfies FormsOf<'/submissions/{id}', Submission>;

/** What the receiver is expected to do itself stands aside, for where a paper came all the same. */
export const formsOf = ({ leftToReceiver }: Submission): Record<string, ActForm<Submission>> =>
  Object.fromEntries(
    Object.entries<ActForm<Submission>>(submissionActs).map(([act, form]) => [
      act,
      leftToReceiver.includes(act) ? { ...form, aside: true } : form,
    ]),
  );
