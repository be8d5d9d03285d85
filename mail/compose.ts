import { dayText, dueText, momentText, stageName, waitingText } from '../domain/texts.ts';
import type { MailEvent } from './events.ts';
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
  assignee: 'Kính gửi đồng chí,',
  administrators: 'Kính gửi đồng chí Quản trị viên,',
};
const footer = 'Thư này được gửi tự động, xin không trả lời vào địa chỉ này.';

/** An official's reason is for those who proposed; others find it in the record if they may. */
const proposingSide: readonly RecipientKind[] = ['proposer', 'proposing-unit', 'proposing-unit-head'];
/** Who is asked to act, and not merely told. */
const acting: Partial<Record<MailEvent, readonly RecipientKind[]>> = {
  returned: proposingSide,
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
  'submission-dispatched': ['next-body'],
  correction: ['next-body'],
  invited: ['invited-person'],
  'path-stuck': ['administrators'],
  assigned: ['assignee'],
  'escalated-to-body-head': ['body-head'],
  'escalated-to-organization-head': ['organization-head', 'body-head'],
};
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
  const code = facts.kind === 'person' ? '' : `[${facts.pathCode}] `;
  const subject = oneLine(`${code}${said(about, facts)}`);
  const text = [
    greetings[recipient],
    ...paragraphs,
    lines.map(([label, value]) => `${label}: ${value}`).join('\n'),
    `${link}: ${facts.link}`,
    `--\n${footer}`,
  ].join('\n\n');
  const html = [
    '<!doctype html>',
    `<html lang="vi"><head><meta charset="utf-8"><title>${escape(subject)}</title></head>`,
    '<body style="font-family:sans-serif;line-height:1.5">',
    `<p>${escape(greetings[recipient])}</p>`,
    ...paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`),
    '<table cellpadding="4">',
    ...lines.map(([label, value]) => `<tr><th align="left">${label}</th><td>${escape(value)}</td></tr>`),
    '</table>',
    `<p><a href="${escape(facts.link)}">${link}</a></p>`,
    `<p><small>${footer}</small></p>`,
    '</body></html>',
  ].join('\n');
  return { subject: nfc(subject), text: nfc(`${text}\n`), html: nfc(html) };
}

function detailsOf(facts: MailFacts, then: string | undefined, recipient: RecipientKind): [string, string][] {
  const isProposing = proposingSide.includes(recipient);
  const owes = isProposing ? facts.owedByUnits : recipient === 'lead-office' ? facts.owedByLead : undefined;
  const waiting = facts.waiting ? waitingText(facts.waiting, 'vi', facts.waitingBody) : null;
  // On hold the clock stands still: the old date would mislead.
  const stands = facts.waiting?.why === 'on-hold';
  const due = stands ? null : facts.due === undefined ? facts.waiting?.until : facts.due;
  const until = due && (facts.due ? dueText(due, facts.provisional ?? false, 'vi') : waiting?.until);
  const lines: [string, string | null | undefined][] = [
    [facts.kind === 'person' ? 'Tên đăng nhập' : 'Mã', facts.pathCode],
    ['Phong trào', facts.movementTitle],
    ['Đợt xét', facts.roundName],
    ['Hình thức khen thưởng', facts.awardName],
    ['Việc phải làm', facts.duty],
    ['Văn bản phải gửi', facts.obligation ?? owes?.join('; ')],
    ['Bước', facts.kind === 'person' ? null : facts.stage && stageName(facts.kind, facts.stage, 'vi')],
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
    ...(facts.agenda ?? []).map(({ code, awardName, link }, i): [string, string] => [
      `Hồ sơ ${i + 1}`,
      `${code}, ${awardName}: ${link}`,
    ]),
  ];
  return lines.flatMap(([label, value]) => (value ? [[label, value]] : []));
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
