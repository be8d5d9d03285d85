import createClient from 'openapi-fetch';
import createHooks from 'openapi-react-query';
import type { paths } from '../generated/openapi.ts';
import { confirmation, login } from './asked.ts';
import { ConnectionLost, problemOf } from './problem.ts';
import { keepServiceTime } from './service-time.ts';

export type { paths };

const base = '/api/v1';

/**
 * Sends a request. @throws Problem for a refusal, ConnectionLost where no answer came. An ended session, or a
 * password that is wanted once more, is no failure: it waits for it and sends the request again.
 */
async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', document.documentElement.lang);
  const again = request.clone();
  const logins = login.times;
  let response: Response;
  try {
    response = await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ConnectionLost({ cause });
  }
  keepServiceTime(response.headers.get('Service-Time'));
  const ofLogin = /^\/session(\/|$)/.test(new URL(request.url).pathname.slice(base.length));
  if (response.status === 401 && !ofLogin) {
    if (login.times === logins) await login.ask();
    return send(again);
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.code !== 'confirmation-required' || !(await confirmation.ask())) throw problem;
  return send(again);
}

export const client = createClient<paths>({ baseUrl: base, fetch: send });
/** TanStack Query over the client: `hooks.useQuery('get', '/tasks')`. */
export const hooks = createHooks(client);

export interface SendOptions {
  /** Of the act: the same for each repeat. */
  key?: string;
  /** The version that was read. */
  version?: number | string;
  /** A first PUT. */
  first?: boolean;
  signal?: AbortSignal;
}

/** A request whose path is put together from a table of acts; the tables hold the types. */
export async function sendTo<A>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object | string,
  { key, version, first, signal }: SendOptions = {},
): Promise<A> {
  const form = body instanceof FormData;
  const type = typeof body === 'string' ? 'application/yaml' : 'application/json';
  const headers: Record<string, string> = {
    ...(body === undefined || form ? {} : { 'Content-Type': type }),
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
    ...(first ? { 'If-None-Match': '*' } : {}),
  };
  const url = new URL(`${base}${path}`, location.origin);
  const init = {
    method,
    headers,
    signal: signal ?? null,
    ...(body === undefined ? {} : { body: form || typeof body === 'string' ? body : JSON.stringify(body) }),
  };
  const response = await send(new Request(url, init));
  return (response.status === 204 ? null : await response.json()) as A;
}

/** The bytes of a file of the service: documents are served as attachments, so that nothing runs from them. */
export async function bytesOf(path: string): Promise<Blob> {
  const response = await send(new Request(new URL(`${base}${path}`, location.origin)));
  // Broken off on the way: what came is no file.
  return response.blob().catch((cause: unknown) => {
    throw new ConnectionLost({ cause });
  });
}

/** Keeps a file that an act will name. @returns its id */
export async function upload(file: File): Promise<string> {
  const form = new FormData();
  form.set('file', file);
  const { id } = await sendTo<{ id: string }>('POST', '/files', form);
  return id;
}
