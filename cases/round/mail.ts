import { dateText, loadPlan } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { reopenBody, roundBodies } from '../../domain/act-bodies.ts';
import type { StoryName } from '../../domain/happenings.ts';
import { obligationOf, roundOf } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { dayText } from '../../domain/texts.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { MailFacts } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { notify } from '../shared/notify.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { reopensRoundUntil } from './intake.ts';
import { unitsThatMayPropose } from './units.ts';

/** Of all that happens to a round by its path, and of its beginnings; null where nobody is written to here. */
const events: Record<StoryName<'award-round'>, MailEvent | null> = {
  open: 'round-opened',
  remind: 'round-reminder',
  lapse: 'intake-closed',
  'close-intake': 'intake-closed',
  extend: 'round-extended',
  'admit-late': 'round-extended',
  reopen: 'round-reopened',
  cancel: 'round-cancelled',
  overdue: 'overdue',
  escalate: 'escalated-to-body-head',
  // Each nomination tells what was decided of it; what waits for its head has a mail of its own (decision-mail.ts).
  'rank-and-cut': null,
  decide: null,
  release: null,
  'confirm-decision': null,
  'contest-decision': null,
  'decision-recorded': null,
  'decision-stands': null,
  'nomination-closed': null,
  'intake-over': null,
  'leave-over': null,
  'calendar-changed': null,
  // What became of the unit is told once for all that it held (successions/mail.ts).
  'unit-succeeded': null,
};

/** The mail of a round's happening; a reminder goes to the units that have not proposed. */
export async function mailForRound(
  tx: Tx,
  env: RecordEnv,
  row: Round,
  happening: Pick<Happening, 'at' | 'version' | 'entry' | 'actId' | 'body'> & {
    kind: StoryName<'award-round'>;
  },
): Promise<void> {
  const event = events[happening.kind];
  // Reminders after intake closed are the lead's own, about the decision.
  if (!event || (event === 'round-reminder' && row.state !== 'open')) return;
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const nothingToPropose = roundOf(plan, row.code)?.awards.length === 0;
  if (event === 'round-reminder' && nothingToPropose) return;
  const submitted = await tx.nomination.findMany({
    where: { roundId: row.id, submittedAt: { not: null } },
    select: { proposingUnit: true },
  });
  const drafts = await tx.nomination.count({ where: { roundId: row.id, submittedAt: null, outcome: null } });
  const all = await unitsThatMayPropose(tx, plan, row.organization, row.opens);
  const proposed = new Set(submitted.map((n) => n.proposingUnit));
  const silent = all.filter((unit) => !proposed.has(unit));
  const facts: MailFacts = {
    kind: 'award-round',
    pathCode: plan.short,
    link: linkTo(env.baseUrl, { kind: 'award-round', id: row.id }),
    movementTitle: plan.title,
    roundName: roundOf(plan, row.code)?.name ?? row.code,
    stage: row.state,
    due: happening.entry?.due ?? dateText(row.intakeCloses),
    count: submitted.length,
    lapsed: drafts,
    silentUnits: silent.length,
  };
  if (event === 'intake-closed') {
    const until = reopensRoundUntil(row, plan, await loadCalendar(tx));
    if (until !== null) facts.day = until;
  }
  if (event === 'round-reopened') facts.reason = reopenBody.parse(happening.body).reason;
  if (event === 'round-opened') Object.assign(facts, await owedIn(tx, row, plan));
  const body = happening.kind === 'extend' ? roundBodies.extend.parse(happening.body) : null;
  if (body) facts.due = body.to;
  const lateUnit = happening.kind === 'admit-late' ? roundBodies['admit-late'].parse(happening.body) : null;
  if (lateUnit) facts.due = lateUnit.until;
  await notify(tx, {
    event: event === 'round-opened' && nothingToPropose ? 'campaign-opened' : event,
    path: { kind: 'award-round', id: row.id },
    keyPart: happening.entry ? happening.actId : String(happening.version),
    at: new Date(happening.at),
    facts,
    audience: {
      organization: row.organization,
      leadBody: row.leadBody,
      proposingUnits: lateUnit ? [lateUnit.unit] : event === 'round-reminder' ? silent : all,
      waiting: { body: row.leadBody, role: 'office-reviewer' },
    },
  });
}

/** What the opening of the round has begun: its mail announces it, so that nobody gets one for each paper. */
async function owedIn(
  tx: Tx,
  row: Round,
  plan: Plan,
): Promise<Pick<MailFacts, 'owedByUnits' | 'owedByLead'>> {
  const rows = await tx.obligation.findMany({
    where: { roundId: row.id },
    select: { code: true, owedBy: true, dueOn: true },
    distinct: ['code'],
  });
  const named = (owedBy: string) =>
    rows
      .filter((owed) => owed.owedBy === owedBy)
      .map(({ code, dueOn }) => {
        const name = obligationOf(plan, code)?.name ?? code;
        return dueOn ? `${name} (hạn ${dayText(dateText(dueOn), 'vi')})` : name;
      });
  return { owedByUnits: named('units'), owedByLead: named('lead') };
}
