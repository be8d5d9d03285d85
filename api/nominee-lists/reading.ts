import { createHash } from 'node:crypto';
import { loadPlan } from '../../cases/context.ts';
import { draftFaults } from '../../cases/nomination/draft.ts';
import type { Draft } from '../../cases/nomination/draft.ts';
import { nomineeListType } from '../../domain/media-types.ts';
import { isSameName } from '../../domain/identity.ts';
import type { CellRemark } from '../../domain/nominee-list/cells.ts';
import { columns, labelOf } from '../../domain/nominee-list/columns.ts';
import { findList } from '../../domain/nominee-list/find-list.ts';
import type { FoundList } from '../../domain/nominee-list/find-list.ts';
import { takesOf, understand } from '../../domain/nominee-list/understand.ts';
import type { NomineeList, NomineeRow } from '../../domain/nominee-list/understand.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { ROWS_AT_MOST } from '../../sheets/types.ts';
import { readSheets } from '../../sheets/read-sheets.ts';
import type { Round } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { nominationDraft } from '../nominations.ts';
import { loadUnits } from '../sight.ts';

/** Which list, and how it is to be read. */
export interface ListChoice {
  /** The upload that it came as. */
  id: string;
  roundId: string;
  proposingUnit: string;
  /** The sheet, where it is not the one with most headings. */
  sheet?: string | undefined;
  /** From an encoding of old into Unicode. */
  convert: boolean;
}

export interface RowRead extends NomineeRow {
  /** Null where something is wrong. */
  draft: Draft | null;
  /** The code of the nomination that the unit has for the same name and award in this round, open or awarded. */
  known: string | null;
}
export interface ListRead {
  by: RoleAt;
  found: FoundList;
  sheets: string[];
  list: NomineeList;
  rows: RowRead[];
  /** Of all that would be recorded: what is confirmed is what was shown. */
  digest: string;
}

interface Reader {
  deps: ApiDeps;
  person: CurrentPerson;
}

/** The role in which somebody proposes for a unit. @throws Refusal `forbidden` */
function proposerAt({ roles }: CurrentPerson, unit: string): RoleAt {
  const by = roles.find((held) => ['unit-officer', 'unit-head'].includes(held.role) && held.unit === unit);
  if (!by) throw new Refusal('forbidden');
  return by;
}

/**
 * Reads a list that somebody handed in, for a round and a unit: what each row would be, what is wrong and what is to be looked
 * at. Nothing is kept of it.
 * @throws Refusal `not-found` for no such list of theirs, `forbidden`, `no-list`, `headings-twice`, `too-many-rows`, or what
 * `readSheets` throws
 */
export async function readList({ deps, person }: Reader, choice: ListChoice): Promise<ListRead> {
  const { db, files } = deps;
  const { id, roundId, proposingUnit } = choice;
  const by = proposerAt(person, proposingUnit);
  const upload = await db.upload.findFirst({
    where: { id, personId: person.id, contentType: nomineeListType },
  });
  if (!upload) throw new Refusal('not-found');
  const { round, plan } = await roundOf(deps, roundId);
  const sheets = await readSheets(files.pathOf(upload.sha256));
  const found = findList(sheets, choice.sheet);
  if (!found) throw new Refusal('no-list');
  refuseAmbiguous(found);
  const list = understand(found, takesOf(plan, round.code), choice.convert);
  const units = await loadUnits(deps);
  const known = await db.nomination.findMany({
    where: { roundId, proposingUnit, OR: [{ outcome: null }, { outcome: 'awarded' }] },
    select: { code: true, award: true, subjectName: true },
  });
  const rows = list.rows.map((row): RowRead => {
    const draft = judged(row, choice, (drafted) => draftFaults(plan, round, drafted, by, units));
    const twin = known.find(
      ({ award, subjectName }) => award === row.award?.code && isSameName(subjectName, row.name),
    );
    return { ...row, draft, known: twin?.code ?? null };
  });
  const digest = digestOf(choice, rows);
  return { by, found, sheets: sheets.map(({ name }) => name), list, rows, digest };
}

/** A round, and its plan. @throws Refusal `invalid` */
export async function roundOf({ db }: ApiDeps, id: string): Promise<{ round: Round; plan: Plan }> {
  const round = await db.round.findUnique({ where: { id } });
  if (!round) throw new Refusal('invalid', [{ path: 'roundId', message: 'Không có đợt xét này.' }]);
  return { round, plan: await loadPlan(db, round.movement, round.planVersion) };
}

function refuseAmbiguous({ twice, rows }: FoundList): void {
  const errors = twice.map(({ field, letters }): FieldError => {
    const label = field === 'familyName' ? 'Họ đệm' : labelOf(field).vi;
    return { path: 'file', message: `${label}: cột ${letters.join(' và ')}.` };
  });
  if (errors.length > 0) throw new Refusal('headings-twice', errors);
  if (rows.length > ROWS_AT_MOST) throw new Refusal('too-many-rows');
}

/** The draft that a row would be; what the record would refuse of it is told by its cells. */
function judged(row: NomineeRow, choice: ListChoice, faultsOf: (draft: Draft) => FieldError[]): Draft | null {
  if (row.faults.length > 0) return null;
  const checked = nominationDraft.safeParse(bodyOf(row, choice));
  const errors = checked.success
    ? faultsOf(checked.data)
    : checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  row.faults.push(...errors.map((error) => remarkOf(row, error)));
  return checked.success && errors.length === 0 ? checked.data : null;
}

function bodyOf(row: NomineeRow, { roundId, proposingUnit }: ListChoice): unknown {
  const { name, position, gender, headcount, femaleCount, title, from, to, summary } = row;
  const kind = row.category?.kind;
  const ofKind = kind === 'collective' ? { headcount, femaleCount } : { position, gender: gender?.code };
  return {
    roundId,
    award: row.award?.code,
    subject: { kind, category: row.category?.code, name, unit: proposingUnit, ...ofKind },
    achievement: { title, from, to, summary },
    proposingUnit,
  };
}

function remarkOf({ row }: NomineeRow, { path, message }: FieldError): CellRemark {
  const field = columns.find((column) => column.field === path.split('.').at(-1))?.field ?? 'name';
  return { cell: String(row), field, column: labelOf(field), said: { vi: message, en: message } };
}

/** Of what would be recorded of which file, for whom; the order of a request's own fields is nothing to it. */
function digestOf(
  { id, roundId, proposingUnit, sheet, convert }: ListChoice,
  rows: readonly RowRead[],
): string {
  const shown = rows.map(({ row, draft, faults }) => [row, draft, faults.map(({ cell }) => cell)]);
  const whole = JSON.stringify([id, roundId, proposingUnit, sheet ?? null, convert, shown]);
  return createHash('sha256').update(whole).digest('hex');
}
