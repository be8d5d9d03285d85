import type { paths } from '../generated/openapi.ts';

/** The shapes of answers and bodies, as the OpenAPI document says them. */
type Ok<R> = R extends { 200: { content: { 'application/json': infer A } } }
  ? A
  : R extends { 201: { content: { 'application/json': infer A } } }
    ? A
    : never;
export type AnswerOf<
  P extends keyof paths,
  M extends keyof paths[P] = 'get' & keyof paths[P],
> = paths[P][M] extends { responses: infer R } ? Ok<R> : never;
export type BodyOf<
  P extends keyof paths,
  M extends keyof paths[P] = 'post' & keyof paths[P],
> = paths[P][M] extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;

export type Nomination = AnswerOf<'/nominations/{id}'>;
export type NominationSummary = AnswerOf<'/nominations'>['items'][number];
export type Round = AnswerOf<'/rounds/{id}'>;
export type CouncilSession = AnswerOf<'/council-sessions/{id}'>;
export type Submission = AnswerOf<'/submissions/{id}'>;
export type Obligation = AnswerOf<'/obligations/{id}'>;
export type Unit = AnswerOf<'/units'>['items'][number];
export type PendingChange = AnswerOf<'/pending-changes'>['items'][number];
export type Notification = AnswerOf<'/notifications'>['items'][number];
export type Task = AnswerOf<'/tasks'>['items'][number];
export type User = AnswerOf<'/session'>['user'];
export type Waiting = NonNullable<Nomination['waiting']>;
