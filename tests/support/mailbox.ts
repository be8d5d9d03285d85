import type { AddressInfo, Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerSession } from 'smtp-server';

/** One mail as it came, with the address it came for. */
export interface ReceivedMail {
  address: string;
  mail: ParsedMail;
  /** Where a notice about it goes, and by which id it would name it. */
  returnPath: string;
  envelopeId: string | undefined;
}

/**
 * An SMTP server for tests that keeps what it is sent, and can be as difficult as real ones: refuse an address,
 * put it off, break the connection when its yes is due, hold its yes back, be away.
 */
export class Mailbox {
  readonly received: ReceivedMail[] = [];
  private readonly answers = new Map<string, { code: number; times: number }>();
  private readonly sockets = new Set<Socket>();
  private server: SMTPServer | undefined;
  private port = 0;
  private drops = 0;
  private gate: Promise<void> | undefined;

  static async start(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await mailbox.restart();
    return mailbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Message-IDs of what came for an address, or of all. */
  messageIds(address?: string): string[] {
    return this.received
      .filter((one) => address === undefined || one.address === address)
      .map((one) => one.mail.messageId ?? '');
  }

  /** Answers the next `times` RCPTs for an address with an SMTP code: 4xx for later, 5xx for never. */
  answer(address: string, code: number, times = Infinity): void {
    this.answers.set(address, { code, times });
  }

  /** Keeps the next `times` mails and breaks the connection instead of saying so. */
  dropAfterData(times: number): void {
    this.drops = times;
  }

  /** Holds back the yes to every mail until the returned function is called. */
  hold(): () => void {
    let open = (): void => undefined;
    this.gate = new Promise((resolve) => {
      open = resolve;
    });
    return () => {
      this.gate = undefined;
      open();
    };
  }

  clear(): void {
    this.received.length = 0;
    this.answers.clear();
    this.drops = 0;
  }

  /** Listens again, on the same port as before. */
  async restart(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      hideDSN: false,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, callback) => callback(this.refusalOf(address)),
      onData: (stream, session, callback) => {
        simpleParser(stream).then(
          (mail) => this.keep(mail, session, callback),
          (error: unknown) => callback(error instanceof Error ? error : new Error('unreadable')),
        );
      },
    });
    server.on('error', () => undefined);
    server.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = portOf(server.server.address());
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private refusalOf(address: string): Error | null {
    const answer = this.answers.get(address);
    if (!answer || answer.times <= 0) return null;
    answer.times -= 1;
    return Object.assign(new Error('not now or not here'), { responseCode: answer.code });
  }

  private async keep(
    mail: ParsedMail,
    session: SMTPServerSession,
    callback: (error?: Error | null) => void,
  ): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope;
    const returnPath = mailFrom === false ? '' : mailFrom.address;
    const envelopeId = envelopeIdOf(session.envelope);
    for (const { address } of rcptTo) this.received.push({ address, mail, returnPath, envelopeId });
    if (this.drops > 0) {
      this.drops -= 1;
      for (const socket of this.sockets) if (socket.remotePort === session.remotePort) socket.destroy();
      return;
    }
    await this.gate;
    callback();
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the mailbox has no port');
  return address.port;
}

/** As MAIL FROM gave it (RFC 3461); the types of the server don't know it yet. */
function envelopeIdOf(envelope: object): string | undefined {
  const dsn: unknown = 'dsn' in envelope ? envelope.dsn : undefined;
  if (typeof dsn !== 'object' || dsn === null || !('envid' in dsn)) return undefined;
  return typeof dsn.envid === 'string' ? dsn.envid : undefined;
}
