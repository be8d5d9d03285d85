import type { User } from '../client/answers.ts';
import { holds } from '../session/session.ts';
import type { Words } from '../words/words.ts';
import type { ActForm } from './form.ts';

/** What a decision is to whoever has none to make: the head has signed it, and it is to be recorded. */
export const recordSigned: Words = { vi: 'Ghi nhận quyết định đã ký', en: 'Record the signed decision' };

const fromPaper: Words = {
  vi: 'Chỉ ghi theo quyết định mà thủ trưởng cơ quan đã ký.',
  en: 'Only from the decision that the head has signed.',
};

/** The form of a decision as it reads to a person: the head decides and signs himself, the office records. */
export function decidedBy<V>(user: User, form: ActForm<V>): ActForm<V> {
  const { follows, start } = form;
  if (holds(user, 'head'))
    return { ...form, start: (view) => ({ ...start?.(view), signedBy: user.displayName }) };
  return {
    ...form,
    label: recordSigned,
    follows: (view) => {
      const { vi, en } = typeof follows === 'function' ? follows(view) : follows;
      return { vi: `${fromPaper.vi} ${vi}`, en: `${fromPaper.en} ${en}` };
    },
  };
}
