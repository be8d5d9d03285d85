import type { NominationContext, NominationState } from '../../domain/nomination.ts';
import { ruleOf } from '../../domain/nomination-deadline.ts';
import { waitingOf } from '../../domain/nomination-waiting.ts';
import type { Waiting } from '../../domain/path.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { MailFacts } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Audience } from '../shared/audience.ts';
import { notify } from '../shared/notify.ts';
import type { HappeningOf } from '../happening.ts';
import type { RecordEnv } from '../record.ts';
import type { NominationRow } from './row.ts';
import { holderIn, partiesWaiting, unitOf } from './row.ts';
import { loadReference } from '../reference.ts';

interface Transition {
  row: NominationRow;
  before: NominationState;
  after: NominationState;
  happening: HappeningOf<'nomination'>;
  reason: string | undefined;
  context: NominationContext & { plan: Plan };
}

/** The mail of a transition: one for what happened, and one for the body that it now waits for. */
export async function mailFor(tx: Tx, env: RecordEnv, transition: Transition): Promise<void> {
  const { row, before, after, happening, context } = transition;
  // Of a draft that was given up nobody else ever knew.
  const unsent = happening.kind === 'withdraw' && row.submittedAt === null;
  const events = unsent ? [] : eventsOf(before, after, happening);
  if (events.length === 0) return;
  const parties = partiesWaiting(row, holderIn(context));
  const waiting = waitingOf(after, ruleOf(after, context), null, parties);
  // Of a case just closed, those hear who would have had to act.
  const concerned = waiting ?? waitingOf(before, ruleOf(before, context), null, parties);
  const facts = await factsOf(tx, env, transition, waiting);
  const audience: Audience = {
    organization: row.organization,
    leadBody: row.round.leadBody,
    proposerIds: [...new Set([row.createdById, row.submittedById].filter((id) => id !== null))],
    proposingUnits: [unitOf(row)],
    nomineeUnit: row.subjectUnit,
    waiting: concerned?.body ? { body: concerned.body, role: concerned.role } : null,
  };
  const path = { kind: 'nomination', id: row.id } as const;
  const keyPart = happening.entry ? happening.actId : String(happening.version);
  for (const event of events)
    await notify(tx, { event, path, keyPart, at: new Date(happening.at), facts, audience });
}

function eventsOf(
  before: NominationState,
  after: NominationState,
  happening: HappeningOf<'nomination'>,
): MailEvent[] {
  const entered = after.enteredAt !== before.enteredAt && after.outcome === null;
  const arrival: MailEvent[] = entered && after.step > 0 ? ['stage-entered'] : [];
  switch (happening.kind) {
    case 'submit':
      return ['submitted', ...arrival];
    case 'return':
    case 'answered-return':
      return ['returned'];
    case 'reject':
    case 'failed':
    case 'answered-reject':
      return ['rejected'];
    case 'refused':
      return ['refused'];
    case 'decide':
      return [after.outcome === 'awarded' ? 'awarded' : 'refused'];
    case 'awarded':
      return ['awarded'];
    case 'withdraw':
      // The body that holds its tờ trình hears by a letter of correction, which the submission sends.
      return ['withdrawn'];
    case 'lapse':
    case 'time-up':
    case 'intake-closed':
    case 'round-cancelled':
      return after.outcome === 'lapsed' ? ['lapsed'] : ['time-is-up'];
    case 'hold':
      return ['held'];
    case 'release':
      return ['released'];
    case 'extend':
      return [before.timeUp === null ? 'extended' : 'reopened'];
    case 'dates-changed':
      if (after.timeUp !== before.timeUp) return ['reopened'];
      return after.deadline?.due === before.deadline?.due ? [] : ['extended'];
    case 'calendar-changed':
      if (after.timeUp !== before.timeUp) return ['reopened'];
      return after.deadline?.due === before.deadline?.due ? [] : ['recalculated'];
    case 'reroute':
      return ['rerouted', ...arrival];
    case 'passed':
      return ['passed-council'];
    case 'not-selected':
      return ['not-selected'];
    case 'remind':
      // After the date it is no longer a reminder that it is near; on the day itself `overdue` says so.
      if (happening.entry.kind === 'remind-late-0') return [];
      return [happening.entry.kind.startsWith('remind-late-') ? 'overdue' : 'reminder'];
    case 'overdue':
      return ['overdue'];
    case 'escalate':
      return [
        happening.entry.kind === 'escalate-organization-head'
          ? 'escalated-to-organization-head'
          : 'escalated-to-body-head',
      ];
    case 'approve':
    case 'answered-approve':
    case 'scheduled':
    case 'unscheduled':
    case 'agreed':
    case 'selected':
    case 'drafted':
    case 'dispatched':
    // Whoever contests says so to the office, by the round's own mail.
    case 'decision-contested':
      return arrival;
  }
}

async function factsOf(
  tx: Tx,
  env: RecordEnv,
  { row, before, after, reason, context: { plan } }: Transition,
  waiting: Waiting | null,
): Promise<MailFacts> {
  const body = waiting?.body ? (await loadReference(tx)).byCode.get(waiting.body) : null;
  const decision = row.decisionId ? await tx.decision.findUnique({ where: { id: row.decisionId } }) : null;
  return {
    kind: 'nomination',
    pathCode: row.code,
    link: linkTo(env.baseUrl, { kind: 'nomination', id: row.id }),
    movementTitle: plan.title,
    roundName: plan.rounds.find((round) => round.code === row.round.code)?.name ?? row.round.code,
    awardName: plan.awards.find((award) => award.code === row.award)?.name ?? row.award,
    stage: after.outcome === null ? after.stage : before.stage,
    waiting,
    ...(body ? { waitingBody: body.name } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(decision
      ? { number: decision.number, decidedOn: decision.decidedOn.toISOString().slice(0, 10) }
      : {}),
  };
}
