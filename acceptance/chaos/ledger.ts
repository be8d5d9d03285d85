import { createHash } from 'node:crypto';

/** An act that somebody asked for and got an answer to. */
export interface Asked {
  /** Its idempotency key. */
  key: string;
  /** As the record keeps it: method and path. */
  route: string;
  status: number;
  /** Hash of the answer's body: a repeat has to get the same. */
  answer: string;
}

/** A vote that somebody gave. */
export interface Given {
  sessionId: string;
  nominationId: string;
  username: string;
  /** As the box keeps it. */
  receiptHash: string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the scripted people know to have done: kept by the driver, which outlives every part of the service. */
export class Ledger {
  /** Keys of all that was ever asked for. */
  readonly begun = new Set<string>();
  readonly asked: Asked[] = [];
  readonly votes: Given[] = [];
  /** Refusals by their code. */
  readonly refusals = new Map<string, number>();
  /** Answers that no client should ever see: route and status. */
  readonly unexpected: string[] = [];
  /** How many went home without an answer. */
  unanswered = 0;
  /** Requests that had to be sent again: nobody answered, or the service could not. */
  repeats = 0;

  answered(key: string, method: string, path: string, status: number, body: unknown): void {
    const route = `${method} /api/v1${path}`;
    this.asked.push({ key, route, status, answer: hashOf(JSON.stringify(body)) });
    if (status >= 400) this.refused(body);
  }

  refused(body: unknown): void {
    const { code } = body as { code?: string };
    this.refusals.set(code ?? 'unknown', (this.refusals.get(code ?? 'unknown') ?? 0) + 1);
  }

  voted(vote: Omit<Given, 'receiptHash'> & { receipt: string }): void {
    const { receipt, ...given } = vote;
    this.votes.push({ ...given, receiptHash: hashOf(receipt) });
  }
}
