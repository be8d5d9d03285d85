import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A Maildir as a mail server's local delivery leaves it. */
export function makeMaildir(folder: string): string {
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(path.join(folder, part), { recursive: true });
  return folder;
}

export function deliverTo(maildir: string, name: string, content: string | Buffer): void {
  writeFileSync(path.join(maildir, 'new', name), content);
}

interface Notice {
  action?: string;
  status?: string;
  envelopeId?: string | undefined;
  /** Of the mail that comes back. */
  messageId?: string | undefined;
  /** As Postfix sends the headers alone, or as others do the whole mail. */
  returned?: 'headers' | 'mail';
  /** What stands below the headers of a mail that comes back whole. */
  body?: string;
}

/** A delivery notice as Postfix writes it (RFC 3464, with CRLF). */
export function noticeOf({
  action = 'failed',
  status = '5.1.1',
  envelopeId,
  messageId,
  returned = 'headers',
  body = 'Kính gửi',
}: Notice): string {
  const type = returned === 'headers' ? 'text/rfc822-headers' : 'message/rfc822';
  const original = ['From: khong-tra-loi@thi-dua.example', 'Subject: [X-1] =?UTF-8?B?SOG7kyBzxqE=?='];
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
    'To: tra-ve@thi-dua.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="A1.mx.example"',
    '',
    '--A1.mx.example',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.example.',
    '',
    '--A1.mx.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    ...(envelopeId === undefined ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
    'Arrival-Date: Mon, 30 Nov 2026 09:00:00 +0700 (ICT)',
    '',
    'Final-Recipient: rfc822; ai-do@don-vi.example',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <ai-do@don-vi.example>: Recipient address',
    '    rejected',
    '',
    ...(messageId === undefined
      ? []
      : [
          '--A1.mx.example',
          `Content-Type: ${type}`,
          '',
          ...original,
          `Message-ID: ${messageId}`,
          'Content-Type: text/plain; charset=utf-8',
          '',
          ...(returned === 'mail' ? [body, ''] : []),
        ]),
    '--A1.mx.example--',
    '',
  ].join('\r\n');
}
