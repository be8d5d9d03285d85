import type { NominationRow } from '../activities/nomination/row.ts';
import { dateOf } from '../domain/dates.ts';
import type { Units } from '../domain/organization.ts';
import type { PathRef } from '../domain/path.ts';
import { sightOf } from '../domain/permissions.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';

/** What somebody reads, and whose it is. */
interface Read {
  path: PathRef;
  organization: string;
  /** Who has written it: their own reading is nobody's business. */
  unit: string;
  createdById?: string;
  /** The file, where it is one. */
  documentId?: string;
}

/**
 * Puts into the trail that somebody outside the unit has read a dossier, or a file of it: who, what and when, by ids; once
 * for each person, case or file, and day, however often they look. One statement, before the answer goes out; lists are no
 * reading.
 */
export async function noteReading(
  { deps, person, units }: { deps: ApiDeps; person: CurrentPerson; units: Units },
  { path, organization, unit, createdById, documentId }: Read,
): Promise<void> {
  if (createdById === person.id || sightOf(person.roles, units).proposedBy.includes(unit)) return;
  const at = await deps.clock();
  const action = documentId === undefined ? 'dossier-read' : 'file-read';
  const detail = JSON.stringify(documentId === undefined ? {} : { documentId });
  await deps.db.$executeRaw`
    WITH first AS (
      INSERT INTO "Reading" ("personId", "readId", day)
      VALUES (${person.id}::uuid, ${documentId ?? path.id}::uuid, ${dateOf(at)}::date)
      ON CONFLICT DO NOTHING RETURNING 1)
    INSERT INTO "AuditEntry" (organization, at, "personId", action, "pathKind", "pathId", detail)
    SELECT ${organization}, timezone('utc', ${at.toISOString()}::timestamptz), ${person.id}::uuid, ${action},
      ${path.kind}, ${path.id}::uuid, ${detail}::jsonb
    FROM first`;
}

/** The same of a nomination. */
export const noteDossierRead = (
  by: { deps: ApiDeps; person: CurrentPerson; units: Units },
  { id, organization, proposingUnit: unit, createdById }: NominationRow,
  documentId?: string,
): Promise<void> =>
  noteReading(by, {
    ...{ path: { kind: 'nomination', id }, organization, unit, createdById },
    ...(documentId === undefined ? {} : { documentId }),
  });
