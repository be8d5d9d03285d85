import type { FormsOf } from '../acts/form.ts';
import type { Notification } from '../client/answers.ts';
import { words } from './words.ts';

/** What may be done about a mail that did not arrive. */
export const mailForms = (
  mail: Pick<Notification, 'address' | 'mayRemember'>,
): FormsOf<'/notifications/{id}', null> => ({
  resend: {
    label: words.resend,
    follows: {
      vi: 'Thư được gửi một lần đến địa chỉ này; việc gửi lại được ghi vào nhật ký. Địa chỉ của tài khoản chỉ sửa ở trang người dùng.',
      en: 'It goes once to this address, and the trail says so. An account’s own address is changed at the person’s page alone.',
    },
    start: () => ({ address: mail.address, remember: 'no' }),
    fields: {
      address: { kind: 'text', label: words.address, help: words.addressHelp, optional: true },
      remember: mail.mayRemember
        ? { kind: 'choice', label: words.remember, options: { no: words.no, yes: words.yes } }
        : null,
    },
    body: ({ address, remember }) => ({
      ...(address === undefined ? {} : { address }),
      ...(remember === 'yes' ? { remember: true } : {}),
    }),
  },
  'tell-otherwise': {
    label: words.tell,
    follows: {
      vi: 'Thư không gửi lại nữa; người đã báo và cách báo được ghi lại.',
      en: 'It is not sent again; who told them, and how, is kept.',
    },
    fields: { how: { kind: 'text', lines: 2, label: words.how } },
  },
});
