import { dayText, dueText, momentText, stageName, waitingText } from '../domain/texts.ts';
import type { MailEvent } from './events.ts';
import { pathKindOf } from './facts.ts';
import type { MailFacts } from './facts.ts';
import { phrases } from './phrases.ts';
import type { RecipientKind } from './recipients.ts';

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

const greetings: Record<RecipientKind, string> = {
  proposer: 'Kính gửi đồng chí,',
  'proposing-unit': 'Kính gửi Quý đơn vị,',
  'proposing-unit-head': 'Kính gửi đồng chí Thủ trưởng đơn vị,',
  'nominee-unit': 'Kính gửi Quý đơn vị,',
  'body-waiting': 'Kính gửi Quý cơ quan,',
  'body-head': 'Kính gửi đồng chí lãnh đạo,',
  'organization-head': 'Kính gửi đồng chí Thủ trưởng cơ quan,',
  'lead-office': 'Kính gửi bộ phận thường trực thi đua, khen thưởng,',
  'council-members': 'Kính gửi đồng chí Thành viên Hội đồng,',
  'council-secretary': 'Kính gửi đồng chí Thư ký Hội đồng,',
  'council-chair': 'Kính gửi đồng chí Chủ tịch Hội đồng,',
  'council-invitees': 'Kính gửi đồng chí,',
  'council-awaited': 'Kính gửi đồng chí Thành viên Hội đồng,',
  'next-body': 'Kính gửi Quý cơ quan,',
  'plan-recipients': 'Kính gửi Quý cơ quan, đơn vị,',
  'invited-person': 'Kính gửi đồng chí,',
  'change-confirmers': 'Kính gửi đồng chí,',
  'person-concerned': 'Kính gửi đồng chí,',
  'former-address': 'Kính gửi đồng chí,',
  assignee: 'Kính gửi đồng chí,',
  administrators: 'Kính gửi đồng chí Quản trị viên,',
  'heads-keeper': 'Kính gửi nơi lưu giữ mã băm nhật ký,',
};
const footer = 'Thư này được gửi tự động, xin không trả lời vào địa chỉ này.';

/** An official's reason is for those who proposed; others find it in the record if they may. */
const proposingSide: readonly RecipientKind[] = ['proposer', 'proposing-unit', 'proposing-unit-head'];
/** Who is asked to act, and not merely told. */
const acting: Partial<Record<MailEvent, readonly RecipientKind[]>> = {
  returned: proposingSide,
  reopened: proposingSide,
  'round-reopened': proposingSide,
  'round-opened': proposingSide,
  'round-reminder': proposingSide,
  'obligation-asked': proposingSide,
  'obligation-reminder': proposingSide,
  'obligation-overdue': proposingSide,
  'obligation-returned': proposingSide,
  'duty-overdue': ['body-waiting', 'body-head'],
  'session-convened': ['council-members', 'council-chair', 'council-secretary'],
  'opinions-asked': ['council-awaited'],
  'opinions-reminder': ['council-awaited'],
  'opinions-ended': ['council-secretary', 'council-chair'],
  'session-tied': ['council-chair'],
  'session-closed': ['organization-head'],
  'decision-to-confirm': ['organization-head'],
  'decision-contested': ['lead-office'],
  'submission-dispatched': ['next-body'],
  correction: ['next-body'],
  invited: ['invited-person'],
  'change-asked': ['change-confirmers'],
  'change-made': [],
  'change-refused': [],
  'address-left': [],
  'unit-succeeded': ['person-concerned', 'next-body'],
  'path-stuck': ['administrators'],
  'disk-full': ['administrators'],
  assigned: ['assignee'],
  'escalated-to-body-head': ['body-head'],
  'escalated-to-organization-head': ['organization-head', 'body-head'],
};
/** What stands in brackets in their subjects names the plan or the decision that they belong to. */
const codeless: readonly MailFacts['kind'][] = ['award-round', 'obligation', 'service'];
const mustAct = (event: MailEvent, kind: RecipientKind) => (acting[event] ?? ['body-waiting']).includes(kind);

const said = (phrase: string | ((facts: MailFacts) => string), facts: MailFacts) =>
  typeof phrase === 'string' ? phrase : phrase(facts);

/**
 * One mail for one kind of recipient: what happened, why it is here, who must act, until when, what happens then,
 * and where to look. Pure; Vietnamese in NFC. It can say nothing that `MailFacts` does not hold.
 */
export function composeMail(event: MailEvent, facts: MailFacts, recipient: RecipientKind): ComposedMail {
  const { about, what, ask, then, link = 'Xem chi tiết' } = phrases[event];
  const paragraphs = [said(what, facts), ...(ask && mustAct(event, recipient) ? [ask] : [])];
  const lines = detailsOf(facts, then, recipient);
  // A subject is read by more than the one it goes to: a case's code stands there, a person's name doesn't.
  const code = pathKindOf(facts) === null ? '' : `[${facts.pathCode}] `;
  const subject = oneLine(`${code}${said(about, facts)}`);
  const text = [
    greetings[recipient],
    ...paragraphs,
    ...(lines.length > 0
      ? [lines.map(([label, value, href]) => `${label}: ${value}${href ? `: ${href}` : ''}`).join('\n')]
      : []),
    ...(facts.block === undefined ? [] : [facts.block]),
    `${link}: ${facts.link}`,
    `--\n${footer}`,
  ].join('\n\n');
  const html = [
    '<!doctype html>',
    '<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escape(subject)}</title></head>`,
    `<body style="${look.page}"><div style="max-width:640px">`,
    `<p>${escape(greetings[recipient])}</p>`,
    ...paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`),
    '<table cellspacing="0" cellpadding="0">',
    ...lines.map(
      ([label, value, href]) =>
        `<tr><th align="left" valign="top" style="${look.label}">${label}</th>` +
        `<td valign="top" style="${look.value}">${href ? linked(href, value) : escape(value)}</td></tr>`,
    ),
    '</table>',
    ...(facts.block === undefined ? [] : [`<pre style="${look.block}">${escape(facts.block)}</pre>`]),
    `<p style="margin:20px 0">${linked(facts.link, link, look.button)}</p>`,
    `<p><small>${footer}</small></p>`,
    '</div></body></html>',
  ].join('\n');
  return { subject: nfc(subject), text: nfc(`${text}\n`), html: nfc(html) };
}

/** A label, what it says, and where that leads. */
type Detail = [label: string, value: string, href?: string];

function detailsOf(facts: MailFacts, then: string | undefined, recipient: RecipientKind): Detail[] {
  const isProposing = proposingSide.includes(recipient);
  const kind = pathKindOf(facts);
  const owes = isProposing ? facts.owedByUnits : recipient === 'lead-office' ? facts.owedByLead : undefined;
  const waiting = facts.waiting ? waitingText(facts.waiting, 'vi', facts.waitingBody) : null;
  // On hold the clock stands still: the old date would mislead.
  const stands = facts.waiting?.why === 'on-hold';
  const due = stands ? null : facts.due === undefined ? facts.waiting?.until : facts.due;
  const until = due && (facts.due ? dueText(due, facts.provisional ?? false, 'vi') : waiting?.until);
  const lines: [string, string | null | undefined, string?][] = [
    [facts.kind === 'person' ? 'Tên đăng nhập' : 'Mã', codeless.includes(facts.kind) ? null : facts.pathCode],
    ['Nội dung', facts.change],
    ['Phong trào', facts.movementTitle],
    ['Đợt xét', facts.roundName],
    ['Hình thức khen thưởng', facts.awardName],
    ['Việc phải làm', facts.duty],
    ['Văn bản phải gửi', facts.obligation ?? owes?.join('; ')],
    ['Bước', kind && facts.stage && stageName(kind, facts.stage, 'vi')],
    ['Thời gian họp', facts.scheduledAt && momentText(facts.scheduledAt, 'vi')],
    ['Gửi ý kiến trước', facts.answerUntil && momentText(facts.answerUntil, 'vi')],
    ['Địa điểm', facts.place],
    ['Số văn bản', facts.number],
    ['Ngày văn bản', facts.decidedOn && dayText(facts.decidedOn, 'vi')],
    ['Lý do', isProposing ? facts.reason : undefined],
    ['Tình trạng', waiting?.why],
    ['Người xử lý', waiting?.who],
    ['Từ', waiting?.since],
    ['Hạn', until],
    [due ? 'Quá hạn thì' : 'Sau đó', then ?? waiting?.then],
    ...(facts.agenda ?? []).map(({ code, awardName, link }, i): [string, string, string] => [
      `Hồ sơ ${i + 1}`,
      `${code}, ${awardName}`,
      link,
    ]),
  ];
  return lines.flatMap(([label, value, href]): Detail[] =>
    value ? [href ? [label, value, href] : [label, value]] : [],
  );
}

/** A subject is one line: no line break can start a header of its own. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const nfc = (text: string) => text.normalize('NFC');
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Styles stand in each element: programs for mail read no others. */
const look = {
  page: 'margin:0;padding:16px;font-family:Arial,sans-serif;font-size:15px;line-height:1.5;color:#1b2430',
  label: 'font-size:15px;padding:3px 14px 3px 0;font-weight:normal;color:#4c5867;min-width:96px',
  value: 'font-size:15px;padding:3px 0;overflow-wrap:anywhere',
  block: 'font-size:13px;white-space:pre-wrap;overflow-wrap:anywhere',
  link: 'color:#16426b',
  button:
    'display:inline-block;padding:9px 16px;border-radius:6px;background:#16426b;color:#ffffff;text-decoration:none',
};
const linked = (href: string, text: string, style = look.link) =>
  `<a href="${escape(href)}" style="${style}">${escape(text)}</a>`;
