import { contradictionsIn } from '../../domain/contradictions.ts';
import { evidenceFaults } from '../../domain/criteria.ts';
import { isWithin } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { criteriaOf } from '../../domain/plan.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate, dateText, loadPlan } from '../context.ts';
import { audit } from '../record.ts';
import type { Actor } from '../record.ts';
import type { Draft } from './draft.ts';
import { withdrawChecks } from './checks.ts';
import { keepHand, lockNomination, unitOf } from './row.ts';
import type { NominationRow } from './row.ts';
import { subjectPersonFaults } from './subject-person.ts';
import { standingOf } from './rights.ts';

type Subject = Omit<Draft['subject'], 'kind' | 'category'>;
/** What a subject need not state, and what is therefore taken out of a draft by null. */
type Optional = 'person' | 'gender' | 'position' | 'headcount' | 'femaleCount';

/** What the unit may still change; award, category and proposing unit decide the route, so they make a new draft. */
export interface Amendment {
  subject?: (Partial<Omit<Subject, Optional>> & { [key in Optional]?: Subject[key] | null }) | undefined;
  achievement?: Partial<Draft['achievement']> | undefined;
  /** By criterion; what is not named stays. */
  evidence?: Draft['evidence'] | undefined;
}

/**
 * Changes a draft while it lies with the unit. A reviewer's word on a criterion whose evidence changes is gone: it
 * spoke of other evidence.
 * @param agreed holds the version that the caller read against the one in force
 * @throws Refusal `not-in-this-state`, `version-stale` or `invalid`
 */
export async function amendDraft(
  tx: Tx,
  {
    id,
    change,
    by,
    at,
    units,
    agreed,
  }: {
    id: string;
    change: Amendment;
    by: Actor;
    at: string;
    units: Units;
    agreed: (version: number) => void;
  },
): Promise<void> {
  const row = await lockNomination(tx, id);
  if (!row) throw new Refusal('not-found');
  const why = standingOf(row, 'amend');
  if (why !== null) throw new Refusal(why);
  agreed(row.version);
  await refuseFaults(tx, row, change, units);
  const { subject = {}, achievement = {}, evidence = {} } = change;
  await tx.nomination.update({
    where: { id },
    data: {
      // The path learns of it when it next asks the record, which then answers `behind`.
      version: row.version + 1,
      ...(subject.name && { subjectName: subject.name.normalize('NFC') }),
      ...(subject.unit && { subjectUnit: subject.unit }),
      // Not stated here stays as it is; null is taken out.
      subjectPersonId: subject.person,
      gender: subject.gender,
      position: subject.position?.normalize('NFC') ?? subject.position,
      headcount: subject.headcount,
      femaleCount: subject.femaleCount,
      ...(achievement.title && { achievementTitle: achievement.title.normalize('NFC') }),
      ...(achievement.summary && { summary: achievement.summary.normalize('NFC') }),
      ...(achievement.from && { achievementFrom: asDate(achievement.from) }),
      ...(achievement.to && { achievementTo: asDate(achievement.to) }),
      evidence: { ...(row.evidence as Prisma.JsonObject), ...evidence } as Prisma.InputJsonObject,
    },
  });
  await keepHand(tx, id, by, 'edited');
  await withdrawChecks(tx, id, Object.keys(evidence), new Date(at));
  const path = { kind: 'nomination', id } as const;
  await audit(tx, row.organization, at, by, 'draft-changed', path, { parts: Object.keys(change) });
}

async function refuseFaults(tx: Tx, row: NominationRow, change: Amendment, units: Units): Promise<void> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const { subject = {}, achievement = {}, evidence = {} } = change;
  const strange =
    subject.unit !== undefined &&
    !(
      units.has(subject.unit) &&
      (row.outsideProposer !== null ||
        subject.unit === row.subjectUnit ||
        isWithin(units, subject.unit, unitOf(row)))
    );
  const faults = [
    ...evidenceFaults(criteriaOf(plan, row.category), evidence),
    ...contradictionsIn({
      headcount: subject.headcount === undefined ? row.headcount : subject.headcount,
      femaleCount: subject.femaleCount === undefined ? row.femaleCount : subject.femaleCount,
      from: achievement.from ?? dateText(row.achievementFrom),
      to: achievement.to ?? dateText(row.achievementTo),
    }),
    ...(await subjectPersonFaults(tx, {
      kind: row.subjectKind,
      name: subject.name ?? row.subjectName,
      person: subject.person === undefined ? row.subjectPersonId : subject.person,
    })),
    ...(strange ? [{ path: 'subject.unit', message: 'Không phải đơn vị này hoặc đơn vị thuộc nó.' }] : []),
  ];
  if (faults.length > 0) throw new Refusal('invalid', faults);
}
