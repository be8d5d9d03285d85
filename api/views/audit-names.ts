import { z } from 'zod';
import { loadPlan } from '../../cases/context.ts';
import { isId } from '../../domain/ids.ts';
import type { PathKind } from '../../domain/path.ts';
import { criteriaIn, roundOf } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { wordsOf } from '../../domain/search-text.ts';
import { contains } from '../../prisma/contains.ts';
import { dutyNames } from '../../domain/texts.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Db } from '../../prisma/db.ts';
import type { Language } from './waiting.ts';

/** What an entry of the trail is about, as people call it. */
interface Named {
  /** CCHC-BK-0002, the number of a tờ trình; null for what has none. */
  code: string | null;
  name: string | null;
  /** What the codes of its plan are called. */
  inPlan?: ReadonlyMap<string, string>;
}

type Entry = Pick<Prisma.AuditEntryModel, 'pathKind' | 'pathId' | 'detail'>;

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/**
 * Ids of what people call so: a session or an enquiry by its code, and by its code or words of the nominee's name (without
 * diacritics too) a nomination and what came of it.
 */
export async function pathsCalled(db: Db, text: string): Promise<string[]> {
  const called = { code: { equals: text, mode: 'insensitive' } } as const;
  const named = { AND: wordsOf(text).map((word) => ({ searchText: contains(word) })) };
  const select = { id: true } as const;
  const [nominations, sessions, enquiries] = await Promise.all([
    db.nomination.findMany({ where: { OR: [called, named] }, select }),
    db.councilSession.findMany({ where: called, select }),
    db.enquiry.findMany({ where: called, select }),
  ]);
  const nominationId = { in: nominations.map(({ id }) => id) };
  const revocations = await db.revocation.findMany({ where: { nominationId }, select });
  return [...nominations, ...sessions, ...enquiries, ...revocations].map(({ id }) => id);
}

/**
 * What there is to say of a page of the trail: what each entry is about, what the codes and ids in its detail are called,
 * whether it moved its path on, and by what other path it came.
 */
export async function auditNames(db: Db, entries: Entry[], language: Language) {
  const steps = await stepsOf(db, entries);
  const about = await pathsNamed(
    db,
    [...entries.map(({ pathId }) => pathId), ...[...steps.values()].map(({ cause }) => cause?.id)].filter(
      (id) => typeof id === 'string',
    ),
    language,
  );
  const ids = entries.flatMap(({ detail }) => textsIn(detail)).filter(isId);
  const where = { id: { in: ids } };
  const [people, nominations] = await Promise.all([
    db.person.findMany({ where, select: { id: true, displayName: true } }),
    db.nomination.findMany({ where, select: { id: true, code: true } }),
  ]);
  const byId = new Map([
    ...people.map(({ id, displayName }) => [id, displayName] as const),
    ...nominations.map(({ id, code }) => [id, code] as const),
  ]);
  return (entry: Entry) => {
    const { pathId, detail } = entry;
    const { moved = null, cause = null } = steps.get(stepKey(entry)) ?? {};
    const { code = null, name = null, inPlan } = (pathId !== null && about.get(pathId)) || {};
    const names = textsIn(detail).flatMap((text) => {
      const called = byId.get(text) ?? inPlan?.get(text);
      return called === undefined ? [] : [[text, called] as const];
    });
    return {
      object: { code, name },
      names: Object.fromEntries(names),
      moved,
      cause: cause && { ...cause, code: about.get(cause.id)?.code ?? null },
    };
  };
}

/** The version of its path that an entry is of, where it is a step of one. */
const versionOf = ({ detail }: Pick<Entry, 'detail'>): number | undefined =>
  z.object({ version: z.int() }).safeParse(detail).data?.version;
const stepKey = (entry: Entry): string => `${entry.pathId} ${versionOf(entry)}`;

async function stepsOf(db: Db, entries: Entry[]) {
  const steps = entries.flatMap((entry) => {
    const version = versionOf(entry);
    const { pathKind, pathId } = entry;
    return pathKind === null || pathId === null || version === undefined
      ? []
      : [{ pathKind, pathId, version }];
  });
  const transitions = await db.transition.findMany({
    where: { OR: steps },
    select: { pathKind: true, pathId: true, version: true, actId: true, fromStage: true, toStage: true },
  });
  const news = await db.wake.findMany({
    where: { OR: transitions.map(({ pathKind, pathId, actId }) => ({ pathKind, pathId, actId })) },
  });
  const causes = new Map(
    news.map(({ pathId, actId, fromKind, fromId }) => [
      `${pathId} ${actId}`,
      { kind: fromKind as PathKind, id: fromId },
    ]),
  );
  return new Map(
    transitions.map(({ pathId, version, actId, fromStage, toStage }) => [
      `${pathId} ${version}`,
      { moved: fromStage !== toStage, cause: causes.get(`${pathId} ${actId}`) ?? null },
    ]),
  );
}

const namesIn = (plan: Plan, language: Language): Map<string, string> =>
  new Map([
    ...Object.entries(dutyNames).map(([code, words]) => [code, words[language]] as const),
    ...Object.values(plan.criteria).flatMap((tree) =>
      criteriaIn(tree).map(({ code, text }) => [code, text] as const),
    ),
    ...[...plan.obligations, ...plan.documents, ...plan.categories, ...plan.awards].map(
      ({ code, name }) => [code, name] as const,
    ),
  ]);

async function pathsNamed(db: Db, ids: string[], language: Language): Promise<Map<string, Named>> {
  const where = { id: { in: [...new Set(ids)] } };
  const under = { movement: true, planVersion: true } as const;
  const [nominations, rounds, sessions, submissions, obligations, enquiries, revocations] = await Promise.all(
    [
      db.nomination.findMany({ where, select: { id: true, code: true, subjectName: true, ...under } }),
      db.round.findMany({ where, select: { id: true, code: true, ...under } }),
      db.councilSession.findMany({ where, select: { id: true, code: true } }),
      db.submission.findMany({ where, select: { id: true, number: true, round: { select: under } } }),
      db.obligation.findMany({ where, select: { id: true, code: true, ...under } }),
      db.enquiry.findMany({ where, select: { id: true, code: true, ...under } }),
      db.revocation.findMany({
        where,
        select: {
          id: true,
          entry: { select: { nomination: { select: { code: true, subjectName: true } } } },
        },
      }),
    ],
  );
  const plans = new Map<string, Promise<{ plan: Plan; inPlan: Map<string, string> }>>();
  const planOf = ({ movement, planVersion }: { movement: string; planVersion: number }) => {
    const key = `${movement} ${planVersion}`;
    const known =
      plans.get(key) ??
      loadPlan(db, movement, planVersion).then((plan) => ({ plan, inPlan: namesIn(plan, language) }));
    plans.set(key, known);
    return known;
  };
  const named = new Map<string, Named>();
  for (const row of nominations)
    named.set(row.id, { code: row.code, name: row.subjectName, inPlan: (await planOf(row)).inPlan });
  for (const row of rounds) {
    const { plan, inPlan } = await planOf(row);
    named.set(row.id, { code: null, name: roundOf(plan, row.code)?.name ?? row.code, inPlan });
  }
  for (const { id, code } of sessions) named.set(id, { code, name: null });
  for (const { id, number, round } of submissions)
    named.set(id, { code: number, name: null, inPlan: (await planOf(round)).inPlan });
  for (const row of obligations) {
    const { inPlan } = await planOf(row);
    named.set(row.id, { code: null, name: inPlan.get(row.code) ?? row.code, inPlan });
  }
  for (const row of enquiries)
    named.set(row.id, { code: row.code, name: null, inPlan: (await planOf(row)).inPlan });
  for (const { id, entry } of revocations) {
    const { code, subjectName } = entry.nomination;
    named.set(id, { code, name: subjectName });
  }
  return named;
}
