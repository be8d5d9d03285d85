import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { Refusal } from '../domain/problems.ts';
import { problemOf, problemType } from './problem-answers.ts';

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
    const requestId = randomUUID();
    const problem = problemOf(new Refusal('malformed'), { baseUrl, language: 'vi', requestId });
    const body = JSON.stringify(problem);
    socket.end(
      [
        `HTTP/1.1 ${problem.status} Bad Request`,
        'Connection: close',
        `Content-Type: ${problemType}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Request-Id: ${requestId}`,
        '',
        body,
      ].join('\r\n'),
    );
  });
}
