import { AFTER_DECISION, duties, dutiesAfter } from '../../domain/after-decision.ts';
import { dateOf } from '../../domain/dates.ts';
import { Refusal } from '../../domain/problems.ts';
import { dutyPeriods } from '../../organization/after-decision.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { hasAccounts, loadUnits } from '../shared/accounts.ts';
import { loadCalendar } from '../reference.ts';
import type { Actor, RecordEnv } from '../record.ts';
import { tell } from '../record.ts';
import type { PathRef } from '../../domain/path.ts';
import { beginObligations } from './begin.ts';
import { mailForObligation } from './mail.ts';
import { obligationInclude, pathOf } from './row.ts';

/** News that starts the path of what was begun inside another path's transaction. */
const BEGUN = 'begun';

const owedAfterDecision = duties.map((code) => ({ code, kind: AFTER_DECISION, owedBy: 'lead' }) as const);

/**
 * Begins what the sending office owes after a decision, and writes to it: once each, in however many acts the decision
 * is recorded. For a sender in whose place the lead's office acts, since it has no accounts, that office owes it.
 */
export async function beginAfterDecision(
  tx: Tx,
  env: RecordEnv,
  {
    from,
    round,
    submission,
    decisionId,
    awarded,
  }: {
    /** The path that records the decision. */
    from: PathRef;
    round: Round;
    /** The tờ trình that it answers; none where the organization's own head decides. */
    submission?: { id: string; fromBody: string };
    decisionId: string;
    awarded: number;
  },
  { by, at }: { by: Actor | null; at: string },
): Promise<void> {
  if (!by) throw new Refusal('forbidden');
  // Two that record the same number at once: the second waits, then finds what the first has begun.
  await tx.$queryRaw`SELECT 1 FROM "Decision" WHERE id = ${decisionId}::uuid FOR NO KEY UPDATE`;
  const submissionId = submission?.id ?? null;
  const about = { roundId: round.id, submissionId, decisionId };
  const begun = await tx.obligation.findMany({ where: about, select: { code: true } });
  const { movement, planVersion, organization, leadBody } = round;
  const now = new Date(at);
  const sends = submission && (await hasAccounts(tx, submission.fromBody, await loadUnits(tx, now), now));
  const debtor = sends ? submission.fromBody : leadBody;
  const papers = dutiesAfter({ awarded, today: dateOf(new Date(at)) }, dutyPeriods(), await loadCalendar(tx))
    .filter(({ duty }) => !begun.some(({ code }) => code === duty))
    .map(({ duty, due }) => ({ obligation: duty, debtor, toBody: debtor, period: '', dueOn: due }));
  const under = { movement, planVersion, organization, leadBody, ...about };
  for (const id of await beginObligations(tx, under, owedAfterDecision, papers, {
    ...{ by, createdById: by.personId, at },
  })) {
    const row = await tx.obligation.findUniqueOrThrow({ where: { id }, include: obligationInclude });
    const actId = `obligation:${id}:begin`;
    await mailForObligation(tx, env, row, { at, entry: null, actId, version: 1 }, 'obligation-asked');
    await tell(tx, from, pathOf(row), actId, BEGUN);
  }
}
