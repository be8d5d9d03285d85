import type { ComponentType } from 'react';
import type { Unit } from '../client/answers.ts';
import type { paths } from '../client/client.ts';
import type { Words } from '../words/words.ts';

/** One thing that an act asks for. */
export type Field = { label: Words; help?: Words; optional?: true } & (
  | { kind: 'text'; lines?: number }
  | { kind: 'date' | 'moment' | 'file' | 'person' | 'paper' }
  /** Which units may be chosen; those of today unless told. */
  | { kind: 'unit'; among?: (unit: Unit) => boolean }
  | { kind: 'number'; least?: number }
  | { kind: 'choice'; options: Record<string, Words> }
);

export type Values = Record<string, unknown>;

/** Asks for what no single field can: who is present, which nominations. */
export interface PartProps<V> {
  view: V;
  values: Values;
  change: (values: Values) => void;
  errors: (path: string) => string | undefined;
}

/**
 * How people do one act: its name, what will follow, said before they confirm, and what it asks. `B` is the body
 * in the OpenAPI document, so that a form can't drift from it; `null` is a key that no field asks for.
 */
export interface ActForm<V, B = Values> {
  label: Words;
  /** On the button that sends it, where that isn't the label. */
  press?: Words;
  tone?: 'error' | 'warning' | 'success';
  /** In the menu alone, whatever else there is. */
  aside?: true;
  follows: Words | ((view: V) => Words);
  fields: { [K in keyof B]: Field | null };
  part?: ComponentType<PartProps<V>>;
  /** Puts the body together where it isn't the values as they are. */
  body?: (values: Values, view: V) => Values;
  /** What the form begins with. */
  start?: (view: V) => Values;
}

/** The acts of a resource, by the last part of their paths. */
type ActsUnder<P extends string> = keyof paths extends infer K
  ? K extends `${P}/actions/${infer A}`
    ? A
    : never
  : never;
type BodyAt<K> = K extends keyof paths
  ? paths[K] extends { post: { requestBody?: { content: { 'application/json': infer B } } } }
    ? B
    : never
  : never;
/** A form for each act under a path: an act without one is an error of types. */
export type FormsOf<P extends string, V> = { [A in ActsUnder<P>]: ActForm<V, BodyAt<`${P}/actions/${A}`>> };

/** What most acts ask. */
export const reason: Field = {
  kind: 'text',
  lines: 3,
  label: { vi: 'Lý do', en: 'Reason' },
};
export const optionalReason: Field = { ...reason, optional: true };
/** The paper of a body without accounts, by which somebody records for it. */
export const onBehalf: Field = {
  kind: 'paper',
  optional: true,
  label: { vi: 'Ghi thay theo văn bản của cơ quan', en: 'Recorded from the paper of the body' },
};
/** The signed paper of a decision; whoever records it for the head has to hand it in (`decidedBy`). */
export const signedPaper: Field = {
  kind: 'file',
  label: { vi: 'Bản chụp quyết định đã ký', en: 'Scan of the signed decision' },
};
export const optionalSignedPaper: Field = { ...signedPaper, optional: true };
export const paperNumber: Field = { kind: 'text', label: { vi: 'Số văn bản', en: 'Number of the paper' } };
export const signedBy: Field = { kind: 'text', label: { vi: 'Người ký', en: 'Signed by' } };
