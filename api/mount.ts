import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { isId } from '../domain/ids.ts';
import { inVietnamese } from '../domain/plain-faults.ts';
import { Refusal } from '../domain/problems.ts';
import { answerRepeat } from './act-rows.ts';
import type { ApiDeps } from './deps.ts';
import type { CurrentPerson } from './current-person.ts';
import { sent } from './endpoint.ts';
import type { Endpoint, Language } from './endpoint.ts';
import { bodyOfReceived, receiveFile } from './files.ts';
import type { Received } from './files.ts';
import { invalid, languageOf } from './problem-answers.ts';
import { personOf, refuseUnconfirmed } from './log-in.ts';
import { isPending } from './pending/view.ts';
import { isStorable, refuseUnstorable } from './unstorable.ts';

z.config({ localeError: inVietnamese });
/** A schema's own messages, in Vietnamese, come before these. */
const english = z.locales.en().localeError;

const BODY_LIMIT = '1mb';
const KEY_LIMIT = 200;
/** Where `app.ts` mounts them. */
export const API = '/api/v1';
const readJson = express.json({ limit: BODY_LIMIT, strict: false });
const readYaml = express.text({
  type: ['application/yaml', 'text/yaml', 'application/json'],
  limit: BODY_LIMIT,
});

/**
 * Mounts an endpoint and checks what it declares before its handler runs, in this order: 401, too many requests (429), a
 * malformed address (404), missing headers (400, 428), a repeat that has its answer, the roles it is for (403), a
 * confirmation that is wanted (403), the query, whether the body can be read (400, 413, 415). What the body says is checked when the handler asks for it. Nothing of a stranger's body is read.
 */
export function mount(router: Router, { spec, handle }: Endpoint, deps: ApiDeps): void {
  router[spec.method](expressPath(spec.path), async (req, res) => {
    res.locals.route = `${spec.method.toUpperCase()} ${spec.path}`;
    const language = languageOf(req);
    const person = await personOf(deps, req);
    if (spec.login && !person) throw new Refusal('not-logged-in');
    if (person) await deps.limits.countRequest(person.id);
    const given = canonicalParams(req.params);
    const params = spec.params?.safeParse(given);
    if (params?.success === false || !isStorable(given)) throw new Refusal('not-found');
    const headers = {
      idempotencyKey: req.get('idempotency-key'),
      ifMatch: req.get('if-match'),
      ifNoneMatch: req.get('if-none-match'),
    };
    if (spec.idempotent && !headers.idempotencyKey) throw new Refusal('idempotency-key-required');
    if ((headers.idempotencyKey?.length ?? 0) > KEY_LIMIT) throw new Refusal('malformed');
    if (spec.versioned && headers.ifMatch === undefined) throw new Refusal('version-required');
    let reading: Promise<() => unknown> | undefined;
    const bodyRead = () => (reading ??= bodyOf(spec.body, req, res, language));
    let receiving: Promise<Received> | undefined;
    const file = () => (receiving ??= fileOf(deps, spec, req, person));
    if (spec.idempotent && person) {
      const call = { deps, person, headers, route: routeOf(spec, given), res };
      const first = await answerRepeat(call, async () =>
        spec.body === 'multipart' ? bodyOfReceived(await file()) : (await bodyRead())(),
      );
      if (first) return void res.status(statusOf(spec, first.answer)).json(first.answer);
    }
    if (spec.roles && !person?.roles.some(({ role }) => spec.roles?.includes(role)))
      throw new Refusal('forbidden');
    if (spec.confirmed && person) await refuseUnconfirmed(deps.db, deps, req, person, spec.confirmed);
    const query = spec.query ? checked(spec.query, req.query, language) : {};
    const body = await bodyRead();
    const answer = await handle({
      deps,
      person,
      params: params?.data ?? {},
      query,
      get body() {
        return body();
      },
      file,
      headers,
      route: routeOf(spec, given),
      req,
      res: res.status(spec.answer.status),
      language,
      requestId: String(res.locals.requestId),
    });
    if (answer === sent || res.headersSent) return;
    if (isAccepted(spec, answer)) res.status(202);
    if (res.statusCode === 204) res.end();
    else res.json(answer);
  });
}

/** What is asked for and waits for a second person. */
const isAccepted = (spec: Endpoint['spec'], answer: unknown): boolean =>
  spec.pends === true && isPending(answer);
const statusOf = (spec: Endpoint['spec'], answer: unknown): number =>
  isAccepted(spec, answer) ? 202 : spec.answer.status;

/** A known address with another method is 405, not 404. Mounted after all endpoints. */
export function refuseOtherMethods(router: Router, endpoints: Endpoint[]): void {
  const methods = new Map<string, string[]>();
  for (const { spec } of endpoints) {
    const own = spec.method === 'get' ? ['GET', 'HEAD'] : [spec.method.toUpperCase()];
    methods.set(spec.path, [...(methods.get(spec.path) ?? []), ...own]);
  }
  for (const [path, allowed] of methods)
    router.all(expressPath(path), (_req, res) => {
      res.setHeader('Allow', allowed.join(', '));
      throw new Refusal('method-not-allowed');
    });
}

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Express's parameters with ids as the record writes them: PostgreSQL takes capitals for the same id, Temporal does not. */
const canonicalParams = (params: Request['params']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const text = String(value);
      return [name, isId(text.toLowerCase()) ? text.toLowerCase() : text];
    }),
  );

/** As ordinary clients spell it: a slash at the end, capitals or needless percent signs are no other address. */
const routeOf = ({ method, path }: Endpoint['spec'], params: Record<string, string>): string =>
  `${method.toUpperCase()} ${API}${path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))}`;

/** Reads the body; what comes back checks it. A multipart body is left to its handler. @throws Refusal */
async function bodyOf(
  spec: Endpoint['spec']['body'],
  req: Request,
  res: Response,
  language: Language,
): Promise<() => unknown> {
  if (spec === undefined || spec === 'multipart') return () => undefined;
  if (spec === 'yaml') {
    await read(readYaml, req, res);
    if (typeof req.body !== 'string') throw new Refusal('wrong-content-type');
    const text = req.body;
    refuseUnstorable(text);
    return () => text;
  }
  const empty = req.headers['content-length'] === '0';
  if (!empty && req.is('application/json') === false) throw new Refusal('wrong-content-type');
  await read(readJson, req, res);
  // Of a sender who has left meanwhile Express's parser reads nothing, and says nothing: an act must not lose its words so.
  if (req.body === undefined && !empty && req.is('application/json') !== null) throw new Refusal('malformed');
  // An act that takes nothing may come without a body.
  const given: unknown = req.body === undefined ? {} : req.body;
  let body: { checked: unknown } | undefined;
  return () => (body ??= { checked: checked(spec, given, language) }).checked;
}

/** @throws Refusal `not-logged-in`, or what is wrong with the file */
function fileOf(
  deps: ApiDeps,
  { fields = [], typeOf }: Endpoint['spec'],
  req: Request,
  person: CurrentPerson | null,
): Promise<Received> {
  if (!person) throw new Refusal('not-logged-in');
  return receiveFile({ deps, req, person }, { fields, typeOf });
}

const read = (reader: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    void reader(req, res, (failure?: unknown) => {
      if (failure === undefined) resolve();
      else reject(failure instanceof Error ? failure : new Refusal('malformed'));
    });
  });

function checked(schema: z.ZodType, value: unknown, language: Language): unknown {
  refuseUnstorable(value);
  const result = schema.safeParse(value, language === 'en' ? { error: english } : undefined);
  if (!result.success) throw invalid(result.error);
  return result.data;
}
