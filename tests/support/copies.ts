import { randomInt, randomUUID } from 'node:crypto';
import { copyNomination, copyRound } from './cast.ts';
import { copyRows } from './copy-rows.ts';
import type { Stack } from './stack.ts';

/** Cases just like others, to be spoilt one by one: their paths start from the record with the first act on each. */

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
    await copyRows(
      stack.deps.db,
      'Decision',
      { id: decided.decisionId },
      { id: decisionId, number: decisionId },
    );
    await copyRows(stack.deps.db, 'DecisionItem', { nominationId: original }, { nominationId, decisionId });
  }
  return copy;
}

/** What is owed on request, with its papers. */
export async function copyObligation(stack: Stack, id: string): Promise<string> {
  const copy = randomUUID();
  await copyRows(stack.deps.db, 'Obligation', { id }, { id: copy });
  for (const { id: original } of await stack.deps.db.obligationDocument.findMany({
    where: { obligationId: id },
  }))
    await copyRows(
      stack.deps.db,
      'ObligationDocument',
      { id: original },
      { id: randomUUID(), obligationId: copy },
    );
  return copy;
}

export async function copyEnquiry(stack: Stack, id: string): Promise<string> {
  const copy = randomUUID();
  await copyRows(stack.deps.db, 'Enquiry', { id }, { id: copy, code: copy });
  return copy;
}

/** An award that was taken back, with its nomination and its place in the register. */
export async function copyRevocation(stack: Stack, id: string, roundId: string): Promise<string> {
  const { nominationId: original } = await stack.deps.db.revocation.findUniqueOrThrow({ where: { id } });
  const nominationId = await copyNomination(stack, original, roundId);
  const number = randomInt(1_000_000, 2_000_000_000);
  await copyRows(stack.deps.db, 'AwardEntry', { nominationId: original }, { nominationId, number });
  const copy = randomUUID();
  await copyRows(stack.deps.db, 'Revocation', { id }, { id: copy, nominationId });
  return copy;
}
