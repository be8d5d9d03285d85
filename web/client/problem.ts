/** A refusal of the service (RFC 9457), as the pages meet it. */
export interface ProblemBody {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** The request's id, by which operators find it in the log. */
  instance?: string;
  errors?: { path: string; message: string }[];
  allowedActions?: string[];
  /** Of a code that says no for several reasons: which. */
  cause?: string;
  /** Since when, by whom, until when: in sentences. */
  circumstances?: string;
  /** How to get on. */
  wayOut?: string;
}

export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.title);
    this.name = 'Problem';
  }
  get status(): number {
    return this.body.status;
  }
  get code(): string {
    return this.body.code;
  }
}

/** No answer came: the network is down, or the server is. */
export class ConnectionLost extends Error {
  constructor(options?: ErrorOptions) {
    super('connection lost', options);
    this.name = 'ConnectionLost';
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    return new Problem(JSON.parse(text) as ProblemBody);
  } catch {
    // A proxy's own page, say.
    const { status, statusText } = response;
    return new Problem({ status, code: 'unknown', title: `${status} ${statusText}`, detail: '' });
  }
}

/** Whether the act may have happened all the same: to be repeated with its key, never begun anew. */
export const isUncertain = (failure: unknown): boolean =>
  failure instanceof ConnectionLost || (failure instanceof Problem && failure.status >= 500);

/** The state of things says no: what the page shows may be out of date. */
export const isConflict = (failure: unknown): boolean =>
  failure instanceof Problem && (failure.status === 409 || failure.status === 412);

/** Somebody else acted first. */
export const isOvertaken = (failure: unknown): boolean =>
  failure instanceof Problem && (failure.status === 412 || failure.body.cause === 'case-moved');

export const isNotFound = (failure: unknown): boolean => failure instanceof Problem && failure.status === 404;
