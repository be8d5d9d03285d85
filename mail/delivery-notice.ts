import { simpleParser } from 'mailparser';
import type { Attachment } from 'mailparser';

/** What a delivery notice (RFC 3464) says of the mail that it is about. */
export interface DeliveryNotice {
  /** The envelope id that the mail was sent with (RFC 3461), where its server handed it on. */
  envelopeId: string | null;
  /** The Message-ID of the mail, in angle brackets, where its headers came back with the notice. */
  messageId: string | null;
  /** Whether it says that the mail will not arrive. A delay, a delivery or a relay is no failure, whatever its status. */
  failed: boolean;
  /** The status of RFC 3463, e.g. 5.1.1; null where it gives none that can be read. */
  status: string | null;
}

const isStatus = /^message\/(global-)?delivery-status$/;
const isReturned = /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/;

/**
 * Reads a notice: a multipart/report of delivery statuses. A part of one will do, cut off anywhere after the statuses and
 * the headers that came back. Says nothing of who wrote it: any sender can write one.
 *
 * @returns null for what is no delivery notice: a holiday answer, a mail from somebody, noise
 */
export async function readDeliveryNotice(source: Buffer): Promise<DeliveryNotice | null> {
  const { attachments } = await simpleParser(source, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const statuses = partOf(attachments, isStatus);
  if (statuses === null) return null;
  const [ofMessage = new Map<string, string>(), ...ofRecipients] = fieldGroupsOf(statuses);
  const returned = fieldGroupsOf(partOf(attachments, isReturned) ?? '')[0];
  // One of our mails goes to one recipient; a list may have made many of it, of whom any that fails is news.
  const failure = ofRecipients.find((fields) => fields.get('action')?.toLowerCase() === 'failed');
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(failure?.get('status') ?? '')?.[0];
  return {
    envelopeId: ofMessage.get('original-envelope-id') ?? null,
    messageId: /<[^<>\s]+>/.exec(returned?.get('message-id') ?? '')?.[0] ?? null,
    failed: failure !== undefined,
    status: status ?? null,
  };
}

const partOf = (attachments: Attachment[], type: RegExp): string | null =>
  attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8') ?? null;

/** Groups of header fields with empty lines between them, by their names in small letters; folded lines in one. */
function fieldGroupsOf(text: string): Map<string, string>[] {
  const groups = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/);
  return groups.map((group) => {
    const fields = new Map<string, string>();
    for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
      // The first counts: whoever adds another below changes nothing.
      if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase()))
        fields.set(name.toLowerCase(), value.trim());
    }
    return fields;
  });
}
