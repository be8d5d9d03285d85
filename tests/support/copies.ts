import { randomInt, randomUUID } from 'node:crypto';
import { copyNomination, copyRound } from './cast.ts';
import type { Stack } from './stack.ts';

/** Cases just like others, to be spoilt one by one: their paths start from the record with the first act on each. */

type Named = Record<string, string>;

/** Rows of a table that bear these names, again under others, and with what else is to be theirs. */
async function copyRows({ deps: { db } }: Stack, table: string, from: Named, own: object): Promise<void> {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const where = Object.keys(from).map((column, i) => `t.${quoted(column)}::text = $${i + 2}`);
  await db.$executeRawUnsafe(
    `INSERT INTO ${quoted(table)} SELECT (jsonb_populate_record(t, $1::jsonb)).*
     FROM ${quoted(table)} t WHERE ${where.join(' AND ')}`,
    ...[JSON.stringify(own), ...Object.values(from)],
  );
}

/** A round with its nominations, each with what was decided of it and is told to nobody yet. */
export async function copyRoundWithNominations(
  stack: Stack,
  id: string,
  own: { state?: string } = {},
): Promise<string> {
  const { db } = stack.deps;
  const copy = await copyRound(stack, id);
  if (own.state !== undefined) await db.round.update({ where: { id: copy }, data: own });
  const nominations = await db.nomination.findMany({ where: { roundId: id }, include: { decided: true } });
  for (const { id: original, decided } of nominations) {
    const nominationId = await copyNomination(stack, original, copy);
    if (!decided) continue;
    const decisionId = randomUUID();
    await copyRows(stack, 'Decision', { id: decided.decisionId }, { id: decisionId, number: decisionId });
    await copyRows(stack, 'DecisionItem', { nominationId: original }, { nominationId, decisionId });
  }
  return copy;
}

/** What is owed on request, with its papers. */
export async function copyObligation(stack: Stack, id: string): Promise<string> {
  const copy = randomUUID();
  await copyRows(stack, 'Obligation', { id }, { id: copy });
  for (const { id: original } of await stack.deps.db.obligationDocument.findMany({
    where: { obligationId: id },
  }))
    await copyRows(stack, 'ObligationDocument', { id: original }, { id: randomUUID(), obligationId: copy });
  return copy;
}

export async function copyEnquiry(stack: Stack, id: string): Promise<string> {
  const copy = randomUUID();
  await copyRows(stack, 'Enquiry', { id }, { id: copy, code: copy });
  return copy;
}

/** An award that was taken back, with its nomination and its place in the register. */
export async function copyRevocation(stack: Stack, id: string, roundId: string): Promise<string> {
  const { nominationId: original } = await stack.deps.db.revocation.findUniqueOrThrow({ where: { id } });
  const nominationId = await copyNomination(stack, original, roundId);
  const number = randomInt(1_000_000, 2_000_000_000);
  await copyRows(stack, 'AwardEntry', { nominationId: original }, { nominationId, number });
  const copy = randomUUID();
  await copyRows(stack, 'Revocation', { id }, { id: copy, nominationId });
  return copy;
}
