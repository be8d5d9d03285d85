import { createHash } from 'node:crypto';
import type { NominationRow } from '../cases/nomination/row.ts';
import type { PaperName } from '../cases/submission/papers.ts';
import { dateOf } from '../domain/dates.ts';
import type { Units } from '../domain/organization.ts';
import type { PathRef } from '../domain/path.ts';
import { sightOf } from '../domain/permissions.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';

/** What is drawn from many dossiers, by the end of its address. */
type DrawnPaper = PaperName | 'report.xlsx' | 'minutes.docx' | 'tally.docx';

interface Reader {
  deps: ApiDeps;
  person: CurrentPerson;
  units: Units;
}

/** What somebody reads, and whose it is. */
interface Read {
  path: PathRef;
  organization: string;
  /** Who has written it, where it is one unit's: their own reading is nobody's business. */
  unit?: string | undefined;
  createdById?: string;
  /** The file, where it is one. */
  documentId?: string;
  /** The paper, where it is one that is drawn from many dossiers. */
  paper?: DrawnPaper;
}

/**
 * Puts into the trail that somebody outside the unit has read a dossier, a file of it, or a paper drawn from it and others: who,
 * what and when, by ids; once for each person, case, file or paper, and day, however often they look. One statement, before the
 * answer goes out; lists are no reading.
 */
export async function noteReading({ deps, person, units }: Reader, read: Read): Promise<void> {
  const { path, organization, unit, createdById } = read;
  const isOwn = unit !== undefined && sightOf(person.roles, units).proposedBy.includes(unit);
  if (createdById === person.id || isOwn) return;
  const at = await deps.clock();
  const { readId, action, detail } = noted(read);
  await deps.db.$executeRaw`
    WITH first AS (
      INSERT INTO "Reading" ("personId", "readId", day)
      VALUES (${person.id}::uuid, ${readId}::uuid, ${dateOf(at)}::date)
      ON CONFLICT DO NOTHING RETURNING 1)
    INSERT INTO "AuditEntry" (organization, at, "personId", action, "pathKind", "pathId", detail)
    SELECT ${organization}, timezone('utc', ${at.toISOString()}::timestamptz), ${person.id}::uuid, ${action},
      ${path.kind}, ${path.id}::uuid, ${JSON.stringify(detail)}::jsonb
    FROM first`;
}

function noted({ path, unit, documentId, paper }: Read): {
  readId: string;
  action: string;
  detail: Prisma.InputJsonObject;
} {
  if (documentId !== undefined) return { readId: documentId, action: 'file-read', detail: { documentId } };
  if (paper === undefined) return { readId: path.id, action: 'dossier-read', detail: {} };
  return {
    readId: idOfPaper([path.id, paper, ...(unit === undefined ? [] : [unit])].join(' ')),
    action: 'paper-read',
    detail: { paper, ...(unit === undefined ? {} : { unit }) },
  };
}

/** The same for the same paper: what is drawn each time has no id of its own. */
function idOfPaper(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/** The same of a nomination. */
export const noteDossierRead = (
  by: Reader,
  { id, organization, proposingUnit: unit, createdById }: NominationRow,
  documentId?: string,
): Promise<void> =>
  noteReading(by, {
    ...{ path: { kind: 'nomination', id }, organization, unit, createdById },
    ...(documentId === undefined ? {} : { documentId }),
  });
