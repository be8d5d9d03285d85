import { succeeded } from '../../../domain/bodies.ts';
import type { Succession } from '../../../domain/bodies.ts';
import { addDays, dateOf } from '../../../domain/dates.ts';
import type { PathRef } from '../../../domain/path.ts';
import type { Tx } from '../../../prisma/db.ts';
import { asDate, dateText } from '../../context.ts';
import { auditEach } from '../../record.ts';
import type { Actor, RecordEnv } from '../../record.ts';
import { tellHandedOver } from './mail.ts';
import type { OpenCase } from './open-cases.ts';
import { stepOpenCasesOf } from './open-cases.ts';
import { moveSeats } from './seats.ts';
import { loadReference } from '../../reference.ts';

/** A unit that ended, by which paper, and who holds by now what it held: null where nobody does as a whole. */
export interface Ended {
  unit: string;
  on: string;
  kind: Succession['kind'];
  citation: string;
  to: string | null;
  /** The codes under which it held something: its own, and of those that it had become. */
  codes: string[];
}

/**
 * Writes into the story of everything open what became of the unit that it lies with, and tells both sides by one mail each:
 * once, in the transaction of the change where its day has come, else on its day. Who holds it from then on needs no writing:
 * that is asked by date (`holderOf`).
 * @param by who entered the change; null where its day has come since
 * @returns what it concerns, for its paths to look
 */
export async function handOverDue(
  tx: Tx,
  { baseUrl }: Pick<RecordEnv, 'baseUrl'>,
  { at, by }: { at: Date; by: Actor | null },
): Promise<PathRef[]> {
  const ended = await endedUntold(tx, at);
  const moved: PathRef[] = [];
  for (const unit of ended) {
    const cases = await stepOpenCasesOf(tx, unit.codes);
    await writeStory(tx, unit, cases, { at, by });
    const seats = await moveSeats(tx, { from: unit.unit, to: unit.to, eve: addDays(unit.on, -1) });
    if (cases.length > 0) await tellHandedOver(tx, baseUrl, unit, cases, at);
    if (seats.seatsMoved + seats.seatsEnded > 0) {
      const organization = await organizationOf(tx, unit.unit);
      const said = { body: unit.to ?? unit.unit, from: unit.unit, ...seats };
      await auditEach(tx, organization, at.toISOString(), by, 'council-seated', [
        { path: null, detail: said },
      ]);
    }
    moved.push(...cases.map(({ path }) => path));
  }
  await tx.unitSuccession.updateMany({ where: untold(at), data: { toldAt: at } });
  return moved;
}

const untold = (at: Date) => ({ toldAt: null, effectiveOn: { lte: asDate(dateOf(at)) } });

/** Each unit whose end has come and was told to nobody: of one that is split, with its first part. */
async function endedUntold(tx: Tx, at: Date): Promise<Ended[]> {
  const rows = await tx.unitSuccession.findMany({
    where: { ...untold(at), kind: { not: 'function-transfer' } },
    orderBy: [{ effectiveOn: 'asc' }, { fromUnit: 'asc' }, { scope: 'asc' }],
  });
  if (rows.length === 0) return [];
  const { byCode: terms, successions } = await loadReference(tx);
  const told = await tx.unitSuccession.findMany({
    where: { toldAt: { not: null } },
    select: { fromUnit: true, effectiveOn: true },
  });
  const today = dateOf(at);
  const found = new Map<string, Ended>();
  for (const { fromUnit: unit, effectiveOn, kind, citation } of rows) {
    const isTold = told.some(
      (one) => one.fromUnit === unit && one.effectiveOn.getTime() === effectiveOn.getTime(),
    );
    if (isTold || found.has(unit)) continue;
    const codes = [...terms.keys()].filter((code) =>
      succeeded(code, today, terms, successions).ended.includes(unit),
    );
    const to = succeeded(unit, today, terms, successions).standing;
    const known = successions.find((one) => one.from === unit && one.kind === kind);
    if (known) found.set(unit, { unit, on: dateText(effectiveOn), kind: known.kind, citation, to, codes });
  }
  return [...found.values()];
}

/** One line in each story, with the paper that it rests on. */
async function writeStory(
  tx: Tx,
  { unit, on, kind, citation, to }: Ended,
  cases: readonly OpenCase[],
  { at, by }: { at: Date; by: Actor | null },
): Promise<void> {
  const detail = { from: unit, to, on, kind };
  await tx.transition.createMany({
    data: cases.map(({ path, version, stage, step }) => ({
      ...{ pathKind: path.kind, pathId: path.id, version, actId: `succession:${unit}:${on}` },
      ...{ act: 'unit-succeeded', fromStage: stage, toStage: stage, fromStep: step, toStep: step },
      ...(by ?? {}),
      ...{ reason: citation, detail, at },
    })),
  });
  for (const organization of new Set(cases.map((one) => one.organization)))
    await auditEach(
      tx,
      organization,
      at.toISOString(),
      by,
      'unit-succeeded',
      cases
        .filter((one) => one.organization === organization)
        .map(({ path, version }) => ({ path, detail: { ...detail, version } })),
    );
}

const organizationOf = async (tx: Tx, code: string): Promise<string> =>
  (await tx.unit.findUniqueOrThrow({ where: { code }, select: { organization: true } })).organization;
