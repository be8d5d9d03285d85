import type { User } from '../client/answers.ts';
import { holds } from '../session/session.ts';
import type { Words } from '../words/words.ts';
import { signedPaper } from './form.ts';
import type { ActForm } from './form.ts';

/** What a decision is to whoever has none to make: the head has signed it, and it is to be recorded. */
export const recordSigned: Words = { vi: 'Ghi nhận quyết định đã ký', en: 'Record the signed decision' };

const fromPaper: Words = {
  vi: 'Chỉ ghi theo quyết định mà thủ trưởng cơ quan đã ký; người đã đồng ý hồ sơ khi thẩm tra không ghi. Thủ trưởng có tài khoản được báo ngay để xác nhận; các đơn vị chỉ được báo sau đó.',
  en: 'Only from the decision that the head has signed, and not by who approved the dossier. A head who has an account is told at once and confirms it; the units hear only then.',
};

/** The form of a decision as it reads to a person: the head decides and signs, the office records from the signed paper. */
export function decidedBy<V>(user: User, form: ActForm<V>): ActForm<V> {
  const { follows, start } = form;
  if (holds(user, 'head'))
    return { ...form, start: (view) => ({ ...start?.(view), signedBy: user.displayName }) };
  return {
    ...form,
    fields: { ...form.fields, file: signedPaper },
    label: recordSigned,
    follows: (view) => {
      const { vi, en } = typeof follows === 'function' ? follows(view) : follows;
      return { vi: `${fromPaper.vi} ${vi}`, en: `${fromPaper.en} ${en}` };
    },
  };
}
