import nodemailer from 'nodemailer';

/** A mail as it goes to the server; attachments are whole, so that a missing file never breaks off half a mail. */
interface OutgoingMail {
  /** By which a delivery notice names it (RFC 3461), where the server does so. */
  envelopeId?: string;
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; content: Buffer }[];
}

/**
 * What became of one mail. `reason` is a code, never an address or a server's words. `later` may have been
 * delivered all the same where the connection broke after the data (`connection-lost`).
 */
export type Delivery =
  { kind: 'accepted' } | { kind: 'refused'; reason: string } | { kind: 'later'; reason: string };

export interface SmtpSession {
  /** Whether the server can be reached, and takes us; else a code that says what failed. */
  probe(): Promise<{ reachable: true } | { reachable: false; reason: string }>;
  /** Never throws: one mail's trouble is its own. */
  deliver(mail: OutgoingMail): Promise<Delivery>;
  close(): void;
}

export interface SmtpOptions {
  /** smtp:// or smtps://, with user and password where the server wants them. */
  smtpUrl: string;
  mailFrom: string;
  /** Where delivery notices go (the envelope's sender); the address in `mailFrom` unless told. */
  bounceAddress?: string | undefined;
}

/** How many connections a session opens. */
export const smtpConnections = 3;

export function openSmtp({ smtpUrl, mailFrom, bounceAddress }: SmtpOptions): SmtpSession {
  const transport = nodemailer.createTransport({
    pool: true,
    url: smtpUrl,
    maxConnections: smtpConnections,
    // A repeat is ours to decide and to count.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  return {
    async probe() {
      try {
        await transport.verify();
        return { reachable: true };
      } catch (error) {
        return { reachable: false, reason: codeOf(error) };
      }
    },
    async deliver({ envelopeId, ...mail }) {
      try {
        await transport.sendMail({
          ...mail,
          from: mailFrom,
          ...(bounceAddress === undefined ? {} : { envelope: { from: bounceAddress, to: mail.to } }),
          // Of a failure alone, with the headers: the mail itself need not come back.
          ...(envelopeId === undefined ? {} : { dsn: { envid: envelopeId, ret: 'HDRS', notify: 'FAILURE' } }),
          // RFC 3834: keeps holiday notices from answering.
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { kind: 'accepted' };
      } catch (error) {
        return verdictOf(error);
      }
    },
    close: () => transport.close(),
  };
}

type SmtpFault = Error & Partial<Record<'code' | 'originalCode' | 'command' | 'responseCode', unknown>>;
const faultOf = (error: unknown): SmtpFault => (error instanceof Error ? error : new Error('unknown'));

function codeOf(error: unknown): string {
  const { code, originalCode = code, responseCode } = faultOf(error);
  if (typeof responseCode === 'number') return `smtp-${responseCode}`;
  return typeof originalCode === 'string' ? originalCode.toLowerCase() : 'unknown';
}

/** What the broken connection or the server's answer means for this mail. */
export function verdictOf(error: unknown): Delivery {
  const { code, command, responseCode } = faultOf(error);
  const reason = codeOf(error);
  if (typeof responseCode === 'number') {
    // A refusal of the sender, the login or the connection is no fault of this mail, except its size (552).
    const aboutThisMail = command === 'RCPT TO' || command === 'DATA' || responseCode === 552;
    return responseCode >= 500 && aboutThisMail ? { kind: 'refused', reason } : { kind: 'later', reason };
  }
  // The mail itself can't be made or is too large: it would fail for ever.
  if (code === 'EENVELOPE') return { kind: 'refused', reason: 'bad-address' };
  if (code === 'EMESSAGE' || code === 'ESTREAM') return { kind: 'refused', reason };
  return { kind: 'later', reason: 'connection-lost' };
}
