import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ApiClient } from './client.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';
import { untilSeen } from './until-seen.ts';

interface FailedMail {
  id: string;
  address: string;
}

/**
 * The mail with a tờ trình for a body comes back after its server had taken it: the office that leads has it as a task, and sends it
 * again to an address that works.
 */
export async function bouncedAndSentAgain(stage: Stage, body: string): Promise<void> {
  const office = await stage.as('office-reviewer', story.LEAD);
  const { email } = story.good(await office.get<{ email: string }>(`/units/${body}`));
  const letters = await stage.allMail();
  const lost = letters.findLast(({ to }) => to.some(({ address }) => address === email));
  if (lost === undefined) throw new Error(`nothing went to ${body}`);
  leaveNotice(stage.settings.bounceMaildir ?? '', lost.messageId, email);

  const failed = await untilSeen<FailedMail>(async () => {
    const found = (await open(office)).find(({ address }) => address === email);
    return found ? { seen: found } : { instead: `the mail to ${body} is not known to have come back` };
  });
  const { items } = story.good(await office.get<{ items: { kind: string }[] }>('/tasks'));
  stage.check(
    'what came back is a task of who can do something',
    items.some(({ kind }) => kind === 'mail-not-delivered'),
  );
  await stage.tell('Thư gửi tờ trình cho Sở Nội vụ bị trả lại: thành việc của Văn phòng Sở');
  const resent = { address: `van-thu@${body}.example` };
  story.good(await office.post(`/notifications/${failed.id}/actions/resend`, resent));
  stage.same('nobody has mail to see to', (await open(office)).length, 0);
  await stage.tell('Văn phòng sửa địa chỉ và gửi lại trong một bước');
}

const open = async (client: ApiClient): Promise<FailedMail[]> =>
  story.good(await client.get<{ items: FailedMail[] }>('/notifications?open=1&limit=100')).items;

/** A delivery notice (RFC 3464) of a mailbox that is not there, as a mail server leaves it in a Maildir. */
function leaveNotice(maildir: string, messageId: string, address: string): void {
  for (const folder of ['new', 'cur', 'tmp']) mkdirSync(path.join(maildir, folder), { recursive: true });
  const name = randomUUID();
  const lines = [
    'From: MAILER-DAEMON@mail.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="notice"',
    '',
    ...['--notice', 'Content-Type: text/plain', '', 'The mail could not be delivered.', ''],
    ...['--notice', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mail.example', ''],
    ...[`Final-Recipient: rfc822; ${address}`, 'Action: failed', 'Status: 5.1.1', ''],
    ...['--notice', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${messageId}>`, ''],
    ...['--notice--', ''],
  ];
  const draft = path.join(maildir, 'tmp', name);
  writeFileSync(draft, lines.join('\r\n'));
  renameSync(draft, path.join(maildir, 'new', name));
}
