import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { problems } from '../domain/problems.ts';

/**
 * Answers what is no HTTP, which Express never sees: a problem document like any other refusal, where Node by itself
 * says a bare 400. The language is not known yet.
 */
export function answerUnreadable(server: Server, { baseUrl }: { baseUrl: string }): void {
  server.on('clientError', (failure: Error & { code?: string }, socket) => {
    if (failure.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { vi: title, status } = problems.malformed;
    const type = `${baseUrl}/api/v1/problems/malformed`;
    const instance = randomUUID();
    const body = JSON.stringify({ type, title, status, detail: title, code: 'malformed', instance });
    socket.end(
      [
        `HTTP/1.1 ${status} Bad Request`,
        'Connection: close',
        'Content-Type: application/problem+json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Request-Id: ${instance}`,
        '',
        body,
      ].join('\r\n'),
    );
  });
}
