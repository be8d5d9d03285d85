import { parse } from 'yaml';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { successionKinds } from '../domain/bodies.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { organizationFaults } from './organization-rules.ts';

const inForce = { from: dateSchema, to: dateSchema.nullable().default(null) };

/** A unit in office from one day to another (`to` is its last day, null while it lasts). */
export const unitEntrySchema = z.strictObject({
  code: codeSchema,
  name: nameText(300),
  shortName: nameText(120),
  /** An open list, since a plan may name kinds of its own; `units.yaml` says which are used. */
  kind: codeSchema,
  parent: codeSchema.nullable().default(null),
  /** The body it is part of; a body names itself. */
  organization: codeSchema,
  /** Where mail goes that is for nobody in particular, and for a body without accounts. */
  email: z.email().nullable().default(null),
  /** Địa danh of its documents. */
  place: nameText(100).nullable().default(null),
  /** Its part of số, ký hiệu, e.g. SKHCN. */
  symbol: nameText(30).nullable().default(null),
  ...inForce,
  source: nameText(500),
});

/** A unit that holds a function; plans name functions where the holder changes with the times. */
export const functionEntrySchema = z.strictObject({
  function: codeSchema,
  unit: codeSchema,
  ...inForce,
  citation: nameText(500),
});

/** What a unit became, or to whom a part of its work went; `on` is the first day of the new state. */
const successionEntrySchema = z.strictObject({
  from: codeSchema,
  to: codeSchema.nullable(),
  on: dateSchema,
  kind: z.enum(successionKinds),
  /** Which part; empty for the whole unit. */
  scope: nameText(200, 0).default(''),
  citation: nameText(500),
});

const organizationFileSchema = z
  .strictObject({
    units: z.array(unitEntrySchema),
    functions: z.array(functionEntrySchema),
    successions: z.array(successionEntrySchema).default([]),
  })
  .superRefine((file, context) => {
    for (const { path, message } of organizationFaults(file))
      context.addIssue({ code: 'custom', path, message });
  });
export type OrganizationFile = z.infer<typeof organizationFileSchema>;

/** The rows of `units.yaml`, a parent before its children. @throws Error that names everything that is wrong. */
export function parseOrganizationFile(file: string): OrganizationFile {
  const result = organizationFileSchema.safeParse(parse(file.normalize('NFC')));
  if (!result.success) throw new Error(`units.yaml:\n${z.prettifyError(result.error)}`);
  return result.data;
}
