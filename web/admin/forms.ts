import { reason } from '../acts/form.ts';
import type { ActForm, Field } from '../acts/form.ts';
import { roles } from '../../domain/roles.ts';
import { roleNames } from '../../domain/texts.ts';
import { common } from '../words/common.ts';
import type { Words } from '../words/words.ts';
import { isNotOver } from '../parts/UnitField.tsx';
import { WhatMoves } from './WhatMoves.tsx';
import { dayStatuses, unitKinds, words } from './words.ts';

/** What administrators fill in. The service holds every rule; these only ask. */
const text = (label: Words, optional?: true): Field => ({
  kind: 'text',
  label,
  ...(optional ? { optional } : {}),
});
const roleField: Field = {
  kind: 'choice',
  label: common.role,
  options: Object.fromEntries(roles.map((role) => [role, roleNames[role]])),
};
const audited: Words = {
  vi: 'Thay đổi có hiệu lực ngay và được ghi vào nhật ký.',
  en: 'It takes effect at once and is written to the audit.',
};

/** What stands at the head of its papers (NĐ 30/2020, PL I). */
const papers = {
  place: {
    ...text(words.place, true),
    help: {
      vi: 'Địa danh ghi trước ngày trên văn bản, ví dụ Hưng Yên.',
      en: 'Before the day on its papers.',
    },
  },
  symbol: {
    ...text(words.symbol, true),
    help: {
      vi: 'Chữ viết tắt tên cơ quan trong số, ký hiệu văn bản, ví dụ SKHCN trong 55/TTr-SKHCN.',
      en: 'Its letters in the number of a paper, e.g. SKHCN in 55/TTr-SKHCN.',
    },
  },
};

export const unitForm: ActForm<null> = {
  label: words.newUnit,
  follows: audited,
  fields: {
    code: {
      ...text(common.code),
      help: { vi: 'Chữ thường không dấu, số và gạch nối.', en: 'Small letters, digits, hyphens.' },
    },
    name: text(common.name),
    shortName: text(words.shortName),
    kind: { kind: 'choice', label: words.kind, options: unitKinds },
    parent: {
      ...{ kind: 'unit', label: words.parent, optional: true, among: isNotOver },
      help: {
        vi: 'Đơn vị mà đơn vị này là một bộ phận, ví dụ Sở của một phòng. Để trống nếu không có.',
        en: 'The unit that this one is a part of, e.g. the department of a division. Empty if there is none.',
      },
    },
    organization: {
      ...{ kind: 'unit', label: words.organization, among: isNotOver },
      help: {
        vi: 'Cơ quan, đơn vị có thủ trưởng quyết định khen thưởng và có sổ khen thưởng của mình, ví dụ Sở; các phòng, chi cục ghi Sở.',
        en: 'Whose head decides on awards and keeps their register, e.g. the department; its divisions and branches name it.',
      },
    },
    email: text(words.email, true),
    ...papers,
    from: { kind: 'date', label: common.from },
    source: text(common.source),
  },
};
export const unitChangeForm: ActForm<null> = {
  label: words.editUnit,
  press: common.save,
  follows: audited,
  fields: {
    name: text(common.name, true),
    shortName: text(words.shortName, true),
    email: text(words.email, true),
    ...papers,
    to: {
      ...{ kind: 'date', label: common.to, optional: true },
      help: {
        vi: 'Ngày cuối cùng đơn vị còn hoạt động. Để trống nếu đơn vị không kết thúc.',
        en: 'The last day on which the unit is in being. Empty if it does not end.',
      },
    },
  },
};
export const successorForm: ActForm<null> = {
  label: words.successors,
  follows: {
    vi: 'Từ ngày đó, mọi việc đang mở của đơn vị do đơn vị kế tục giữ; hai bên được báo bằng thư. Vai trò của người không tự chuyển. Chia tách, giải thể: văn phòng chủ trì giao từng hồ sơ.',
    en: 'From that day on whatever lies open with it is held by its successor, and both sides are written to. Roles do not move by themselves. Of what is split or dissolved the lead’s office hands out each nomination.',
  },
  part: WhatMoves,
  fields: {
    to: { kind: 'unit', label: words.successors, optional: true, among: isNotOver },
    on: { kind: 'date', label: common.from },
    kind: {
      kind: 'choice',
      label: words.kind,
      options: {
        merge: { vi: 'Hợp nhất, sáp nhập', en: 'Merge' },
        split: { vi: 'Chia, tách', en: 'Split' },
        rename: { vi: 'Đổi tên', en: 'Rename' },
        abolish: { vi: 'Giải thể', en: 'Abolish' },
        'function-transfer': { vi: 'Chuyển chức năng', en: 'Function transfer' },
      },
    },
    scope: text({ vi: 'Phần chuyển', en: 'Scope' }, true),
    citation: text(common.source),
  },
};
const roleFrom: Field = {
  ...{ kind: 'date', label: words.roleFrom, optional: true },
  help: {
    vi: 'Để trống: từ hôm nay. Đơn vị chưa hoạt động: không trước ngày đơn vị bắt đầu.',
    en: 'Empty for today. Not before the first day of a unit that is to come.',
  },
};
export const personForm: ActForm<null> = {
  label: words.newPerson,
  follows: {
    vi: 'Thư mời đặt mật khẩu được gửi tới địa chỉ đã ghi; đường dẫn dùng một lần.',
    en: 'A link to set a password goes to the address; it is good once.',
  },
  fields: {
    displayName: text(words.fullName),
    username: {
      ...text(words.username),
      help: {
        vi: 'Chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới, ví dụ ntbinh.',
        en: 'Small letters without marks, digits, dots, hyphens, underscores, e.g. ntbinh.',
      },
    },
    email: text(words.email),
    role: { ...roleField, optional: true },
    unit: { kind: 'unit', label: common.unit, optional: true, among: isNotOver },
    from: roleFrom,
  },
  body: ({ role, unit, from, ...person }) => ({
    ...person,
    ...(role || unit ? { roles: [{ role, unit, from }] } : {}),
  }),
};
export const personChangeForm = ({
  displayName,
  email = '',
}: {
  displayName: string;
  email?: string;
}): ActForm<null> => ({
  label: words.editPerson,
  press: common.save,
  follows: {
    vi: 'Thay đổi có hiệu lực ngay và được ghi vào nhật ký. Nếu sửa thư điện tử, thư mời đã gửi tới địa chỉ cũ không dùng được nữa.',
    en: 'It takes effect at once and is written to the audit. Where the address changes, an invitation sent to the old one is no longer good.',
  },
  start: () => ({ displayName, email }),
  fields: { displayName: text(words.fullName), email: text(words.email) },
});
export const roleForm: ActForm<null> = {
  label: words.addRole,
  follows: audited,
  fields: {
    role: roleField,
    unit: { kind: 'unit', label: common.unit, among: isNotOver },
    from: roleFrom,
    to: { kind: 'date', label: common.to, optional: true },
  },
};
export const roleEndForm: ActForm<null> = {
  label: words.endRole,
  follows: {
    vi: 'Ngày hôm qua: mất vai trò ngay. Hôm nay: hết ngày.',
    en: 'Yesterday ends it at once, today at the end of the day.',
  },
  fields: { to: { kind: 'date', label: common.to } },
};
export const inviteForm: ActForm<null> = {
  label: words.invite,
  follows: {
    vi: 'Đường dẫn mới được gửi bằng thư; đường dẫn cũ không dùng được nữa.',
    en: 'A new link is mailed; the old one is no longer good.',
  },
  fields: {},
};
export const disableForm = (disabled: boolean): ActForm<null> => ({
  label: disabled ? words.enable : words.disable,
  tone: disabled ? 'success' : 'error',
  follows: disabled
    ? audited
    : {
        vi: 'Phiên đăng nhập, khóa API và thư mời kết thúc ngay.',
        en: 'Sessions, tokens and invitations end at once.',
      },
  fields: {},
  body: () => ({ disabled: !disabled }),
});
export const dayForm = (
  /** As people read it. */
  date: string,
  day?: { kind: string; status: string; source: string; assumption: string | null },
): ActForm<null> => ({
  label: words.setDay,
  follows: {
    vi: `Ghi ngày ${date}. Mọi hồ sơ đang mở có hạn bị dời sẽ tính lại và báo cho nơi đang xử lý.`,
    en: `For ${date}. Every open path whose date this moves works it out again and tells whoever has it.`,
  },
  start: () =>
    day
      ? { kind: day.kind, status: day.status, source: day.source, assumption: day.assumption ?? '' }
      : { kind: 'off', status: 'confirmed' },
  fields: {
    kind: { kind: 'choice', label: words.kind, options: { off: words.off, working: words.working } },
    status: { kind: 'choice', label: words.status, options: dayStatuses },
    source: text(common.source),
    assumption: {
      ...text(words.assumption, true),
      help: {
        vi: 'Khi ngày chưa có văn bản: nêu điều đang dựa vào, ví dụ “theo lịch nghỉ Tết các năm trước”.',
        en: 'Where no paper sets the day yet: what it rests on, e.g. the holidays of earlier years.',
      },
    },
  },
});
/** The row stays and says by whose word it counts no more. */
export const withdrawDayForm = (date: string, { kind }: { kind: string }): ActForm<null> => ({
  label: words.withdrawDay,
  tone: 'warning',
  follows: {
    vi: `Ngày ${date} lại được tính như thường lệ trong tuần; dòng này ở lại, ghi “Đã rút” và lý do. Mọi hồ sơ đang mở có hạn bị dời sẽ tính lại và báo cho nơi đang xử lý.`,
    en: `${date} counts as its day of the week again; the row stays as withdrawn, with the reason. Every open path whose date this moves works it out again and tells whoever has it.`,
  },
  fields: { source: reason },
  body: ({ source }) => ({ kind, status: 'withdrawn', source }),
});
export const revokeForm: ActForm<null> = {
  label: words.revoke,
  tone: 'warning',
  follows: {
    vi: 'Ủy quyền hết hiệu lực ngay; việc đã làm vẫn giữ nguyên.',
    en: 'It ends at once; what was done stays.',
  },
  fields: { reason },
};
export const delegationForm: ActForm<null> = {
  label: words.delegateNew,
  follows: {
    vi: 'Người được ủy quyền làm thay trong vai trò này; mọi việc ghi rõ cả hai người.',
    en: 'The delegate acts in that role; whatever is done names both.',
  },
  fields: {
    delegator: { kind: 'person', label: words.delegator },
    delegate: { kind: 'person', label: words.delegate },
    role: roleField,
    unit: { kind: 'unit', label: common.unit },
    from: { kind: 'date', label: common.from, optional: true },
    to: { kind: 'date', label: common.to },
    document: { kind: 'file', label: { vi: 'Văn bản ủy quyền', en: 'Document' } },
    reason,
  },
};
