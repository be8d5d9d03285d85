import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { launch } from './child-process.ts';
import { rememberedPort } from './ports.ts';
import type { Progress } from './progress.ts';
import { waitUntil } from './wait-until.ts';

export interface EmbeddedMailbox {
  readonly smtpUrl: string;
  /** The web inbox. Its API gives the mails as JSON under `/email`. */
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface MailboxOptions {
  readonly dataDir: string;
  readonly progress?: Progress;
}

/** Starts maildev, which takes every mail and shows it; mails stay in `<dataDir>/mails` over starts. */
export async function startMailbox({ dataDir, progress }: MailboxOptions): Promise<EmbeddedMailbox> {
  const mails = path.join(dataDir, 'mails');
  mkdirSync(mails, { recursive: true, mode: 0o700 });
  const smtpPort = await rememberedPort(dataDir, 'smtp');
  const webPort = await rememberedPort(dataDir, 'mailbox');
  const maildev = path.join(
    path.dirname(createRequire(import.meta.url).resolve('maildev/package.json')),
    'bin',
    'maildev',
  );
  const options = [
    '--smtp',
    String(smtpPort),
    '--web',
    String(webPort),
    '--ip',
    '127.0.0.1',
    '--mail-directory',
    mails,
  ];
  const child = await launch({
    name: 'mailbox',
    command: process.execPath,
    args: [maildev, ...options, '--silent'],
    dataDir,
    env: { PATH: process.env.PATH },
    graceMs: 5_000,
  });
  const url = `http://127.0.0.1:${webPort}`;
  const answers = async () => {
    const answer = await fetch(`${url}/healthz`);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  };
  await waitUntil('the mailbox', child, answers, { progress });
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    url,
    pid: child.pid,
    exited: child.exited,
    stop: child.stop,
  };
}
