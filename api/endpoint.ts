import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ProblemCode } from '../domain/problems.ts';
import type { Role } from '../domain/roles.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import type { Received, TypeOf } from './files.ts';
import type { PendingAnswer } from './pending/view.ts';

export type Language = 'vi' | 'en';
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What an endpoint declares: checked at each request, and the source of the OpenAPI document. */
export interface EndpointSpec<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType | 'multipart' | 'yaml',
  A extends z.ZodType,
  L extends boolean,
> {
  method: Method;
  /** Under /api/v1, with `{name}` for parameters. */
  path: string;
  tag: string;
  summary: string;
  login: L;
  /** Who may at all, whatever the body says: others hear it before their body is looked at. */
  roles?: readonly Role[];
  params?: P;
  query?: Q;
  body?: B;
  /** The parts of a multipart body beside its file. */
  fields?: readonly string[];
  /** Looks into that file where it is no paper of a dossier, and says what it is. */
  typeOf?: TypeOf;
  answer: { status: number; schema: A } | { status: number; contentType: string };
  refusals?: ProblemCode[];
  /** Needs an Idempotency-Key. */
  idempotent?: boolean;
  /** A vote or a decision: asks for a fresh password where the deployment wants it; what opens doors asks `always`. */
  confirmed?: boolean | 'always';
  /** May wait for a second person: then the answer is 202 with what is pending. */
  pends?: true;
  /** Needs If-Match. */
  versioned?: boolean;
}

/** A request that has passed the checks of its endpoint. */
export interface Call<Params, Query, Body, Person> {
  deps: ApiDeps;
  person: Person;
  params: Params;
  query: Query;
  /** Checked when it is first asked for, so that a handler can say 404 and 403 before 422. */
  readonly body: Body;
  /** The file of a multipart body, with its fields: read when it is first asked for, and once. */
  file: () => Promise<Received>;
  headers: {
    idempotencyKey: string | undefined;
    ifMatch: string | undefined;
    ifNoneMatch: string | undefined;
  };
  /** Method and address in their one spelling, however the client wrote it: acts are known by it. */
  route: string;
  req: Request;
  res: Response;
  language: Language;
  requestId: string;
}

/** Returned by a handler that has written the response itself. */
export const sent: unique symbol = Symbol('sent');
export type Sent = typeof sent;

/** An endpoint of any shape, as `app.ts` mounts it and `openapi.ts` describes it. */
export interface Endpoint {
  spec: EndpointSpec<z.ZodObject, z.ZodObject, z.ZodType | 'multipart' | 'yaml', z.ZodType, boolean>;
  handle: (call: Call<unknown, unknown, unknown, CurrentPerson | null>) => Promise<unknown>;
}

type BodyOf<B> = B extends z.ZodType ? z.output<B> : B extends 'yaml' ? string : undefined;

/** The one way to define an endpoint: types of the call follow from the schemas. */
export function endpoint<
  A extends z.ZodType,
  L extends boolean,
  P extends z.ZodObject = z.ZodObject<Record<string, never>>,
  Q extends z.ZodObject = z.ZodObject<Record<string, never>>,
  B extends z.ZodType | 'multipart' | 'yaml' = z.ZodUndefined,
>(
  spec: EndpointSpec<P, Q, B, A, L>,
  handle: (
    call: Call<z.output<P>, z.output<Q>, BodyOf<B>, L extends true ? CurrentPerson : CurrentPerson | null>,
  ) => Promise<z.input<A> | Sent | PendingAnswer>,
): Endpoint {
  // The frame gives each handler only what its own schemas have produced.
  return { spec, handle: handle as Endpoint['handle'] };
}
