import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../demo/client.ts';
import type { Answer, Credentials } from '../demo/client.ts';
import type { Chance } from './chance.ts';
import type { Ledger } from './ledger.ts';

/** Longer than an act may take to be answered, so that it is the service that says it does not know. */
const PATIENCE_MS = 20_000;
const AGAIN_MS = 700;
/** What the service says it may be asked again. */
const askAgain = [429, 502, 503, 504];
const CLICKS_TWICE = 3;

/** Somebody did not get an answer before everybody went home. */
export class NoAnswer extends Error {}

/** Somebody was not let in, or may not: what they had begun they leave, and look again. */
export class TurnedAway extends Error {}

/** What somebody brings to work. */
interface Temper {
  chance: Chance;
  ledger: Ledger;
  /** They ask no more. */
  tired: AbortSignal;
  /** Whether they know that they are not let in. */
  isLockedOut: () => boolean;
}

/** A person as real clients are: what is not answered is sent again under the same key, until it is. */
export class Stubborn extends ApiClient {
  private readonly chance: Chance;
  private readonly ledger: Ledger;
  private readonly tired: AbortSignal;
  private readonly isLockedOut: () => boolean;

  constructor(baseUrl: string, who: Credentials, { chance, ledger, tired, isLockedOut }: Temper) {
    super(baseUrl, who);
    this.chance = chance;
    this.ledger = ledger;
    this.tired = tired;
    this.isLockedOut = isLockedOut;
  }

  override async post<T>(path: string, body: unknown = {}, key: string = randomUUID()): Promise<Answer<T>> {
    this.ledger.begun.add(key);
    const once = async () => {
      const answer = await super.post<T>(path, body, key);
      this.ledger.answered(key, 'POST', path, answer.status, answer.body);
      return answer;
    };
    if (!this.chance.inHundred(CLICKS_TWICE)) return once();
    const [first, second] = await Promise.all([once(), once()]);
    return first.status < 300 ? first : second;
  }

  override async upload<T>(
    path: string,
    file: { name: string; bytes: Buffer },
    fields: Record<string, string> = {},
    key: string = randomUUID(),
  ): Promise<Answer<T>> {
    this.ledger.begun.add(key);
    const answer = await super.upload<T>(path, file, fields, key);
    if (path !== '/files') this.ledger.answered(key, 'POST', path, answer.status, answer.body);
    return answer;
  }

  /** Ballots have no key: a repeat is known by its receipts. */
  async vote(
    session: string,
    votes: { nominationId: string; choice: string; receipt: string }[],
  ): Promise<void> {
    const path = `/council-sessions/${session}/ballots`;
    const answer = await this.send('POST', path, { votes });
    if (answer.status >= 400) this.ledger.refused(answer.body);
    else
      for (const { nominationId, receipt } of votes)
        this.ledger.voted({ sessionId: session, nominationId, username: this.who.username, receipt });
  }

  /**
   * Whose session was ended logs in again, unless they are locked out.
   * @throws TurnedAway where they aren't let in to hear what came of a request that was sent before: what is on its way is
   *   judged when it is recorded, and they may be let in again by then
   */
  protected override async request(path: string, init: RequestInit): Promise<Response> {
    const first = await this.answered(path, init);
    if (first.response.status !== 401 || path === '/session') return first.response;
    if (!this.isLockedOut()) {
      await this.login().catch((failure: unknown) => {
        if (failure instanceof NoAnswer) throw failure;
      });
      const headers = new Headers(init.headers);
      headers.set('cookie', this.cookie);
      const { response } = await this.answered(path, { ...init, headers });
      if (response.status !== 401) return response;
    }
    if (first.sentBefore) throw new TurnedAway();
    return first.response;
  }

  /** `sentBefore`: this was not the first time, and what came of the first is not known. */
  private async answered(
    path: string,
    init: RequestInit,
  ): Promise<{ response: Response; sentBefore: boolean }> {
    for (let sentBefore = false; ; sentBefore = true) {
      const response = await this.tried(path, init);
      if (response && response.status >= 500 && !askAgain.includes(response.status))
        this.ledger.unexpected.push(
          `${init.method ?? 'GET'} ${path.replace(/[0-9a-f-]{36}/g, '{id}')} ${response.status}`,
        );
      else if (response && !askAgain.includes(response.status)) return { response, sentBefore };
      if (this.tired.aborted) throw new NoAnswer();
      this.ledger.repeats += 1;
      await pause(AGAIN_MS);
    }
  }

  /** @returns null where nobody answered, or only half */
  private async tried(path: string, init: RequestInit): Promise<Response | null> {
    try {
      const response = await super.request(path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
      const body = await response.arrayBuffer();
      return new Response(body.byteLength > 0 ? body : null, response);
    } catch {
      return null;
    }
  }
}
