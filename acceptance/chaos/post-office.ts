// The SMTP server of a chaos run, a process of its own: what it has said yes to is in a file, whatever kills it.
import { appendFileSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { runAsChild } from '../../run-as-child.ts';
import { moodFile, receivedFile } from './mail-files.ts';

const [folder = '', port = ''] = process.argv.slice(2);
const mood = (): string => {
  try {
    return readFileSync(moodFile(folder), 'utf8');
  } catch {
    return 'takes';
  }
};

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  closeTimeout: 100,
  onRcptTo(_address, _session, callback) {
    callback(mood() === 'puts-off' ? Object.assign(new Error('try again'), { responseCode: 451 }) : null);
  },
  onData(stream, _session, callback) {
    let head = '';
    stream.on('data', (piece: Buffer) => {
      if (head.length < 20_000) head += piece.toString('latin1');
    });
    stream.on('end', () => {
      const [, messageId = 'none'] = /^message-id:\s*(<[^>]+>)/im.exec(head) ?? [];
      appendFileSync(receivedFile(folder), `${messageId}\n`, { flush: true });
      // The mail lies in the mailbox, and the sender never hears so.
      if (mood() === 'drops') for (const socket of sockets) socket.destroy();
      else callback();
    });
  },
});
server.on('error', () => undefined);
const sockets = new Set<Socket>();
server.server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
});

const ready = new Promise<void>((resolve, reject) => {
  server.server.once('error', reject);
  server.listen(Number(port), '127.0.0.1', resolve);
});
runAsChild({ ready, stop: () => new Promise((resolve) => server.close(resolve)) });
