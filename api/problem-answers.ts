import type { ErrorRequestHandler, Request } from 'express';
import { z } from 'zod';
import { isGrpcServiceError } from '@temporalio/client';
import { causes, problems, Refusal } from '../domain/problems.ts';
import type { ApiDeps } from './deps.ts';
import type { Language } from './endpoint.ts';
import { TooMany } from './limits.ts';
import { circumstancesOf } from './refusal-words.ts';

/** Vietnamese unless the client prefers English; a page's own link says it by `?lang=en`. */
export function languageOf(req: Request): Language {
  if (req.query.lang === 'en' || req.query.lang === 'vi') return req.query.lang;
  return req.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}

const whoSchema = z.object({ role: z.string().nullable(), unit: z.string().nullable() });

/** RFC 9457, as every refusal leaves the service. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  /** Of a code that says no for several reasons: which. */
  cause: z.string().optional(),
  /** An instant or a day: since when it is so, and until when it will be, or was open. */
  since: z.string().optional(),
  until: z.string().optional(),
  /** In which role, and of which unit, somebody made it so; and for whom it waits. */
  by: whoSchema.optional(),
  waitsFor: whoSchema.optional(),
  /** The same in sentences. */
  circumstances: z.string().optional(),
  /** How whoever asked gets on. */
  wayOut: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  allowedActions: z.array(z.string()).optional(),
});

/** Seconds after which a retryable refusal is worth a repeat, unless it says so itself. */
const RETRY_AFTER = 5;

/** The one place that turns failures into answers. What was not foreseen is logged and answered without a word of it. */
export function answerProblems({ db, logger, settings, fullDisks }: ApiDeps): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express knows it by its four parameters
  return async (failure: unknown, req, res, _next) => {
    const requestId = String(res.locals.requestId);
    if (codeOf(failure) === 'ERR_STREAM_PREMATURE_CLOSE') {
      // Whoever asked left before the end, as one who closes a preview does: nobody's failure, and nobody to answer.
      logger.info({ requestId, route: routeOf(res.locals) }, 'left before the end');
      res.destroy();
      return;
    }
    if (res.headersSent) {
      // Too late for an answer: a broken connection at least says that it is not whole.
      logger.warn({ requestId, route: routeOf(res.locals), failure: nameOf(failure) }, 'answer broken off');
      res.destroy();
      return;
    }
    const refusal = refusalOf(failure);
    if (!(failure instanceof Refusal) && (problems[refusal.code].status >= 500 || isUnstorable(failure)))
      logger.error({ requestId, route: routeOf(res.locals), failure: nameOf(failure) }, refusal.code);
    fullDisks.alarm(refusal.code, requestId);
    const problem = problems[refusal.code];
    res.locals.code = refusal.code;
    const language = languageOf(req);
    const retryAfter = refusal instanceof TooMany ? refusal.retryAfter : RETRY_AFTER;
    if (problem.retryable) res.setHeader('Retry-After', String(retryAfter));
    const { because } = refusal;
    // Without its words a refusal is still one: the database may be what is down.
    const circumstances = because && (await circumstancesOf(db, because, language).catch(() => undefined));
    res
      .status(problem.status)
      .type(problemType)
      .send(
        JSON.stringify(problemOf(refusal, { baseUrl: settings.baseUrl, language, requestId, circumstances })),
      );
  };
}

export const problemType = 'application/problem+json';

interface Answering {
  baseUrl: string;
  language: Language;
  requestId: string;
  /** What is known of the reason, in sentences. */
  circumstances?: string | undefined;
}

/** What a refusal says, in whichever way it is sent. */
export function problemOf(
  { code, because, errors, allowedActions }: Refusal,
  { baseUrl, language, requestId, circumstances = '' }: Answering,
): z.infer<typeof problemSchema> {
  const { status } = problems[code];
  const text = because === undefined ? problems[code] : causes[because.cause];
  const { [language]: title } = text;
  const wayOut = text.wayOut[language];
  const named = errors.map(({ path, message }) => `${path}: ${message}`).join(' ');
  return {
    type: `${baseUrl}/api/v1/problems/${code}`,
    title,
    status,
    detail: [named || title, circumstances, wayOut].filter(Boolean).join(' '),
    code,
    ...because,
    ...(circumstances === '' ? {} : { circumstances }),
    wayOut,
    instance: requestId,
    ...(errors.length > 0 || status === 422 ? { errors } : {}),
    ...(status === 409 ? { allowedActions: allowedActions ?? [] } : {}),
  };
}

function refusalOf(failure: unknown): Refusal {
  if (failure instanceof Refusal) return failure;
  const status = failure instanceof Error && 'status' in failure ? failure.status : undefined;
  // Express and its body parser say what a client did wrong by a status.
  if (status === 400) return new Refusal('malformed');
  if (status === 413) return new Refusal('too-large');
  if (status === 415) return new Refusal('wrong-content-type');
  if (failure instanceof URIError) return new Refusal('not-found');
  // A value that passed its schema and not the database's types: the client's, and a gap of the schema.
  if (isDatabaseFull(failure)) return new Refusal('database-full');
  if (isUnstorable(failure)) return new Refusal('invalid');
  return new Refusal(isOutage(failure) ? 'unavailable' : 'internal');
}

/** Each fault of a request with its path, in the words of zod's locale or of the schema. */
export function invalid(error: z.ZodError): Refusal {
  return new Refusal(
    'invalid',
    error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: issue.message }))
        : [{ path: issue.path.join('.'), message: issue.message }],
    ),
  );
}

/** The system's codes, Prisma's and PostgreSQL's; and what both say without a code of a connection that breaks. */
const outages = new RegExp(
  [
    'ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT',
    'DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections',
    'terminating connection|the database system is',
    'P1001|P1002|P1008|P1017|P2024|P2028|P2037|57P0|08006|08001',
    'Connection terminated|not queryable|timeout expired|timeout exceeded when trying to connect',
    "Server has closed the connection|Can't reach database server|Too many database connections",
  ].join('|'),
);

function isOutage(failure: unknown): boolean {
  if (isGrpcServiceError(failure)) return true;
  if (!(failure instanceof Error)) return false;
  return outages.test(`${codeOf(failure)} ${failure.name} ${failure.message}`);
}

/** PostgreSQL's own code, which Prisma passes on in its message. */
const isDatabaseFull = (failure: unknown): boolean =>
  failure instanceof Error && (codeOf(failure) === '53100' || /\b53100\b/.test(failure.message));

/** Too long, out of range, not a date that PostgreSQL knows: Prisma's codes, or PostgreSQL's of class 22. */
const unstorable = /^(P2000|P2020|P2033)$/;
const dataException = /Database error\. Code: `22[0-9A-Z]{3}`/;

function isUnstorable(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  const code = codeOf(failure);
  return unstorable.test(code) || (code === 'P2039' && dataException.test(failure.message));
}

/** The system's, Prisma's or PostgreSQL's; empty where it has none. */
const codeOf = (failure: unknown): string =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : '';

const routeOf = (locals: object): unknown => ('route' in locals ? locals.route : undefined);

function nameOf(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  const code = 'code' in failure && typeof failure.code === 'string' ? ` ${failure.code}` : '';
  // Where it happened, never what it said: messages of the database quote values.
  const at = (failure.stack ?? '')
    .split('\n')
    .filter((line) => line.includes(' at '))
    .slice(0, 4)
    .join(' ');
  return `${failure.name}${code} ${at}`;
}
