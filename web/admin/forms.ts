import { reason } from '../acts/form.ts';
import type { ActForm, Field } from '../acts/form.ts';
import { roles } from '../../domain/roles.ts';
import { roleNames } from '../../domain/texts.ts';
import { common } from '../words/common.ts';
import type { Words } from '../words/words.ts';
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
    parent: { kind: 'unit', label: words.parent, optional: true },
    organization: { kind: 'unit', label: words.organization },
    email: text(words.email, true),
    place: text(words.place, true),
    symbol: text(words.symbol, true),
    from: { kind: 'date', label: common.from },
    source: text(common.source),
  },
};
export const unitChangeForm: ActForm<null> = {
  label: common.edit,
  follows: audited,
  fields: {
    name: text(common.name, true),
    shortName: text(words.shortName, true),
    email: text(words.email, true),
    place: text(words.place, true),
    symbol: text(words.symbol, true),
    to: { kind: 'date', label: common.to, optional: true },
  },
};
export const successorForm: ActForm<null> = {
  label: words.successors,
  follows: {
    vi: 'Hồ sơ đang mở tìm đến đơn vị kế tục ở bước sau; vai trò của người không tự chuyển.',
    en: 'Open nominations find the successor at their next step; roles do not move by themselves.',
  },
  fields: {
    to: { kind: 'unit', label: words.successors, optional: true },
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
export const personForm: ActForm<null> = {
  label: words.newPerson,
  follows: {
    vi: 'Thư mời đặt mật khẩu được gửi tới địa chỉ đã ghi; đường dẫn dùng một lần.',
    en: 'A link to set a password goes to the address; it is good once.',
  },
  fields: {
    displayName: text(words.fullName),
    username: text(words.username),
    email: text(words.email),
    role: { ...roleField, optional: true },
    unit: { kind: 'unit', label: common.unit, optional: true },
  },
  body: ({ role, unit, ...person }) => ({ ...person, ...(role && unit ? { roles: [{ role, unit }] } : {}) }),
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
    unit: { kind: 'unit', label: common.unit },
    from: { kind: 'date', label: common.from, optional: true },
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
export const resendForm: ActForm<null> = {
  label: words.resend,
  follows: { vi: 'Thư được gửi lại với cùng mã thư.', en: 'It is sent again under the same Message-ID.' },
  fields: {},
};
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
