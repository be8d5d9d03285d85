import { cleanLines, cleanName } from '../clean-text.ts';
import type { Plan } from '../plan-schema.ts';
import { searchText } from '../search-text.ts';
import type { Words } from '../texts.ts';
import { RowReader } from './cells.ts';
import type { CellRemark } from './cells.ts';
import { choiceNamed, genderNamed, genders } from './choices.ts';
import type { Choice } from './choices.ts';
import type { ListField } from './columns.ts';
import type { FoundList, ListRow } from './find-list.ts';
import { nameFault, nameNotes } from './names.ts';
import { passedOverFor } from './other-rows.ts';
import { pointOutTurnedDays, pointOutTwins } from './point-out.ts';

/** What a round takes, in the plan's own words. */
export interface Takes {
  awards: readonly (Choice & { categories: readonly string[] })[];
  categories: readonly (Choice & { kind: 'collective' | 'individual' })[];
}

/** What the awards of a round of a plan take. */
export function takesOf(plan: Pick<Plan, 'awards' | 'categories' | 'rounds'>, round: string): Takes {
  const given = plan.rounds.find(({ code }) => code === round)?.awards ?? [];
  const awards = plan.awards.filter(({ code }) => given.includes(code));
  const categories = plan.categories.filter(({ code }) =>
    awards.some((award) => award.categories.includes(code)),
  );
  return { awards, categories };
}

/** One row as it was understood: what it would say in the record. */
export interface NomineeRow {
  row: number;
  /** Hidden in its program, by hand or by a filter. */
  hidden: boolean;
  name: string;
  award: Choice | undefined;
  category: (Choice & { kind: 'collective' | 'individual' }) | undefined;
  position: string;
  gender: (typeof genders)[number] | undefined;
  headcount: number | null;
  femaleCount: number | null;
  title: string;
  from: string;
  to: string;
  summary: string;
  faults: CellRemark[];
  notes: CellRemark[];
  /** The row before it that names the same for the same award. */
  twinOf: number | null;
}

export interface NomineeList {
  rows: NomineeRow[];
  /** Rows under the headings that are no nominees, each with why. */
  passedOver: { row: number; text: string; why: Words }[];
  /** Cells in an encoding of old, and the first as it is and as it would be. */
  legacy: { cells: number; before: string; after: string } | null;
}

const notAmong = (names: readonly string[]): Words => ({
  vi: `Không có trong kế hoạch của đợt này. Được nhận: ${names.join('; ')}.`,
  en: `Not in the plan of this round. Taken are: ${names.join('; ')}.`,
});

/** Reads the rows of a list. @param convert from the encoding that it was written in, where that is an old one */
export function understand(found: FoundList, takes: Takes, convert: boolean): NomineeList {
  const passedOver: NomineeList['passedOver'] = [];
  const converted: [before: string, after: string][] = [];
  const rows: NomineeRow[] = [];
  for (const row of found.rows) {
    const other = passedOverFor(row, found);
    if (other) {
      passedOver.push({ row: row.number, ...other });
      continue;
    }
    const reader = new RowReader(found, row, convert);
    rows.push(rowOf(row, reader, takes, found));
    converted.push(...reader.converted);
  }
  pointOutTwins(rows, found);
  pointOutTurnedDays(rows, found);
  const [[before, after] = []] = converted;
  const legacy =
    before === undefined || after === undefined ? null : { cells: converted.length, before, after };
  return { rows, passedOver, legacy };
}

function rowOf({ number, hidden }: ListRow, cells: RowReader, takes: Takes, found: FoundList): NomineeRow {
  const name = nameIn(cells, found);
  const award = chosen(cells, 'award', takes.awards, found);
  const categories = takes.categories.filter(
    ({ code }) => award === undefined || award.categories.includes(code),
  );
  const category = categoryIn(cells, categories, found);
  const isBody = category?.kind === 'collective';
  const isPerson = category?.kind === 'individual';
  const isReadable = name !== '' && !cells.isFaulty('name');
  if (isReadable) for (const note of nameNotes(name, isPerson)) cells.note('name', note);
  return {
    ...{ row: number, hidden, name, award, category },
    position: isBody ? '' : line(cells.needed('position')),
    gender: isBody ? undefined : genderIn(cells),
    headcount: isPerson ? null : isBody ? cells.count('headcount') : null,
    femaleCount: isPerson ? null : isBody ? cells.count('femaleCount') : null,
    title: line(cells.needed('title')),
    from: cells.day('from'),
    to: cells.day('to'),
    summary: cleanLines(cells.needed('summary')),
    ...{ faults: cells.faults, notes: cells.notes, twinOf: null },
  };
}

const line = (text: string): string => cleanName(text.replace(/\s+/gu, ' '));

function nameIn(cells: RowReader, found: FoundList): string {
  const hasFamilyName = found.columns.some(({ field }) => field === 'familyName');
  const name = line([hasFamilyName ? cells.text('familyName') : '', cells.text('name')].join(' '));
  if (name === '') {
    cells.lacks('name');
    return '';
  }
  const fault = nameFault(name);
  if (fault) cells.fault('name', fault);
  return name;
}

/** Where a round gives one thing only, its column may be left out. */
function chosen<T extends Choice>(
  cells: RowReader,
  field: ListField,
  choices: readonly T[],
  found: FoundList,
): T | undefined {
  const [first, second] = choices;
  if (found.missing.includes(field) && first && !second) return first;
  const text = cells.needed(field);
  if (text === '') return undefined;
  const choice = choiceNamed(choices, text);
  if (!choice) cells.fault(field, notAmong(choices.map(({ name }) => name)));
  return choice;
}

/** Also by 'Cá nhân' and 'Tập thể', where the award has one of that kind alone. */
function categoryIn(cells: RowReader, categories: Takes['categories'], found: FoundList) {
  const kind = { 'ca nhan': 'individual', 'tap the': 'collective' }[searchText(cells.text('category'))];
  const ofKind = categories.filter((category) => category.kind === kind);
  return ofKind.length === 1 ? ofKind[0] : chosen(cells, 'category', categories, found);
}

function genderIn(cells: RowReader) {
  const text = cells.needed('gender');
  const gender = genderNamed(text);
  if (text !== '' && !gender) cells.fault('gender', notAmong(genders.map(({ name }) => name)));
  return gender;
}
