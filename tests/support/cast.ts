import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { resultsHash } from '../../cases/council-session/results.ts';
import { hashPassword } from '../../api/passwords.ts';
import { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { Stack } from './stack.ts';
import { copyRows } from './copy-rows.ts';

/** Everybody who may come to a nomination of Phòng Quản lý khoa học, and some who may not. */
export const castNames = [
  'officer',
  'head',
  'otherOfficer',
  'otherHead',
  'reviewer',
  'officeHead',
  'secretary',
  'member',
  'director',
  'admin',
  'auditor',
  'appraiser',
  'elsewhere',
] as const;
export type CastName = (typeof castNames)[number];
export type Cast = Record<CastName, ApiClient>;

const OTHER_UNIT = 'chi-cuc-tdc-so-khcn-hung-yen';
const OTHER_SO = 'so-tai-chinh-hung-yen';

/** `elsewhere` holds every role that counts at a body, at another Sở under the same UBND. */
export async function castOf(stack: Stack): Promise<Cast> {
  const { as, deps } = stack;
  await deps.db.unit.create({
    data: {
      code: OTHER_SO,
      name: 'Sở Tài chính tỉnh Hưng Yên',
      shortName: 'Sở Tài chính',
      kind: 'department',
      parentCode: story.PROVINCE,
      organization: OTHER_SO,
      validFrom: new Date('2021-01-01'),
    },
  });
  const there = [
    'unit-head',
    'office-reviewer',
    'office-head',
    'council-secretary',
    'head',
    'appraiser',
    'auditor',
  ];
  return {
    officer: await as('unit-officer', story.UNIT),
    head: await as('unit-head', story.UNIT),
    otherOfficer: await as('unit-officer', OTHER_UNIT),
    otherHead: await as('unit-head', OTHER_UNIT),
    reviewer: await as('office-reviewer', story.LEAD),
    officeHead: await as('office-head', story.LEAD),
    secretary: await as('council-secretary', story.COUNCIL),
    member: await as('council-member', story.COUNCIL, 1),
    director: await as('head', story.DEPARTMENT),
    admin: await as('administrator', story.DEPARTMENT),
    auditor: await as('auditor', story.DEPARTMENT),
    appraiser: await as('appraiser', story.APPRAISER),
    elsewhere: await addPerson(stack, 'elsewhere', ...there.map((role) => ({ role, unit: OTHER_SO }))),
  };
}

/** Somebody new, logged in. */
export async function addPerson(
  { deps, baseUrl }: Stack,
  username: string,
  ...roles: { role: string; unit: string }[]
): Promise<ApiClient> {
  const password = randomUUID();
  const validFrom = new Date('2021-01-01');
  await deps.db.person.create({
    data: {
      username,
      displayName: username,
      email: `${username}@demo.example`,
      passwordHash: await hashPassword(password),
      roles: { create: roles.map((held) => ({ ...held, validFrom })) },
    },
  });
  return new ApiClient(baseUrl, { username, password }).login();
}

/**
 * A nomination just like another, dossier and checks included, in no session and no tờ trình: its path starts from
 * the record with the first act on it.
 * @param roundId another round, so that it competes with none of the first
 */
export async function copyNomination({ deps: { db } }: Stack, id: string, roundId: string): Promise<string> {
  const copy = randomUUID();
  const own = {
    id: copy,
    roundId,
    code: copy,
    subjectName: `Phòng ${copy}`,
    sessionId: null,
    submissionId: null,
  };
  await copyRows(db, 'Nomination', { id }, own);
  await db.$transaction([
    db.$executeRaw`
      INSERT INTO "Document" (id, "nominationId", kind, "uploadId", "addedAt")
      SELECT gen_random_uuid(), ${copy}::uuid, kind, "uploadId", "addedAt"
      FROM "Document" WHERE "nominationId" = ${id}::uuid`,
    db.$executeRaw`
      INSERT INTO "CriterionCheck" ("nominationId", criterion, result, reason, "personId", at)
      SELECT ${copy}::uuid, criterion, result, reason, "personId", at
      FROM "CriterionCheck" WHERE "nominationId" = ${id}::uuid`,
  ]);
  return copy;
}

/** One act at one stage: what each of the cast is answered. */
export interface Cell {
  at: string;
  act: string;
  expected: Record<CastName, number>;
}

/**
 * Reads a table of rights. A line without indent names a stage and who sees the case there: to all others it is 404.
 * The lines below it name acts, and who of them may do it (200) or may, but not now (409); the others are 403.
 */
export function cellsOf(table: string): Cell[] {
  const cells: Cell[] = [];
  let at = '';
  let seers: string[] = [];
  for (const line of table.split('\n').filter((text) => text.trim() !== '')) {
    const [first = '', ...words] = line.trim().split(/[\s:|]+/);
    if (/^\S/.test(line)) {
      at = first;
      seers = words;
    } else
      for (const act of first.split(',')) {
        const expected = castNames.map((name) => [name, seers.includes(name) ? statusOf(words, name) : 404]);
        cells.push({ at, act, expected: Object.fromEntries(expected) as Cell['expected'] });
      }
  }
  return cells;
}

/** The number that stands before a name. */
function statusOf(words: string[], name: string): number {
  const numbers = words.slice(0, words.indexOf(name) + 1).filter((word) => /^\d+$/.test(word));
  return words.includes(name) ? Number(numbers.at(-1)) : 403;
}

/** A session just like another, with copies of its nominations. */
export async function copySession(stack: Stack, id: string, roundId: string): Promise<string> {
  const { db } = stack.deps;
  const copy = randomUUID();
  const own = { id: copy, code: copy };
  await copyRows(db, 'CouncilSession', { id }, own);
  await copyRows(db, 'SessionMember', { sessionId: id }, { sessionId: copy });
  await copyRows(db, 'Sitting', { sessionId: id }, { sessionId: copy });
  await copyRows(db, 'SittingSeat', { sessionId: id }, { sessionId: copy });
  const copied = new Map<string, string>();
  for (const { nominationId: original } of await db.agendaItem.findMany({ where: { sessionId: id } })) {
    const nominationId = await copyNomination(stack, original, roundId);
    await db.nomination.update({ where: { id: nominationId }, data: { sessionId: copy } });
    const from = { sessionId: id, nominationId: original };
    await copyRows(db, 'AgendaItem', from, { sessionId: copy, nominationId });
    copied.set(original, nominationId);
  }
  await copyResults(stack, id, copy, copied);
  return copy;
}

/** What was counted, and what the trail says of it: a session whose results are not what was counted is not concluded. */
async function copyResults(
  { deps: { db } }: Stack,
  from: string,
  to: string,
  copied: Map<string, string>,
): Promise<void> {
  const copyOf = (original: string) => copied.get(original) ?? original;
  const results = (await db.ballotResult.findMany({ where: { sessionId: from } })).map((result) => ({
    ...result,
    sessionId: to,
    nominationId: copyOf(result.nominationId),
  }));
  await db.ballotResult.createMany({ data: results });
  const said = { pathKind: 'council-session', pathId: from, act: { in: ['record-count', 'close'] } };
  for (const { detail, ...transition } of await db.transition.findMany({
    where: said,
    omit: { id: true, onBehalf: true },
  })) {
    const then = results.filter(({ closedAt }) => closedAt.getTime() === transition.at.getTime());
    const counted = z.object({ nominationId: z.string() }).safeParse(detail);
    await db.transition.create({
      data: {
        ...transition,
        pathId: to,
        actId: randomUUID(),
        detail: {
          ...(detail as object),
          ...(counted.success ? { nominationId: copyOf(counted.data.nominationId) } : {}),
          ...(transition.act === 'close' ? { results: resultsHash(then) } : {}),
        },
      },
    });
  }
}

/** A tờ trình just like another, with copies of its nominations. */
export async function copySubmission(stack: Stack, id: string, roundId: string): Promise<string> {
  const { db } = stack.deps;
  const copy = randomUUID();
  const own = { id: copy, number: copy, roundId };
  await copyRows(db, 'Submission', { id }, own);
  for (const { nominationId: original } of await db.submissionItem.findMany({
    where: { submissionId: id },
  })) {
    const nominationId = await copyNomination(stack, original, roundId);
    await db.nomination.update({ where: { id: nominationId }, data: { submissionId: copy } });
    const from = { submissionId: id, nominationId: original };
    await copyRows(db, 'SubmissionItem', from, { submissionId: copy, nominationId });
  }
  return copy;
}

/** A round just like another, without nominations. */
export async function copyRound({ deps: { db } }: Stack, id: string): Promise<string> {
  const copy = randomUUID();
  await copyRows(db, 'Round', { id }, { id: copy });
  return copy;
}
