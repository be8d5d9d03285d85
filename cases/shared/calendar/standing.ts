import { rearm, ruleOf } from '../../../domain/nomination-deadline.ts';
import { enquiryRecorder } from '../../enquiry/recorder.ts';
import type { DateText } from '../../../domain/dates.ts';
import type { PathKind, PathRef } from '../../../domain/path.ts';
import { workflowIdOf } from '../../../domain/path.ts';
import type { Plan } from '../../../domain/plan-schema.ts';
import { routeFor } from '../../../domain/plan.ts';
import { timetableOf } from '../../../domain/timetable.ts';
import type { Tx } from '../../../prisma/db.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import { loadPlan } from '../../context.ts';
import { loadCalendar } from '../../reference.ts';
import { byRound, stateOfRow } from '../../nomination/row.ts';
import type { PathRow, Recorder } from '../../record.ts';
import { obligationRecorder } from '../../obligation/recorder.ts';
import { obligationInclude } from '../../obligation/row.ts';
import { revocationRecorder } from '../../revocation/recorder.ts';
import { revocationInclude } from '../../revocation/row.ts';
import { roundRecorder } from '../../round/recorder.ts';
import { sessionRecorder } from '../../council-session/recorder.ts';
import { sessionInclude } from '../../council-session/row.ts';
import { submissionRecorder } from '../../submission/recorder.ts';
import { submissionInclude } from '../../submission/row.ts';

/** Where an open path stands by the calendar in force. */
export interface Standing {
  path: PathRef;
  due: DateText | null;
  /** Its due date, whether that is certain, and all it will do by itself: another text, another timetable. */
  text: string;
}

/** Every open path as the calendar that `tx` reads would have it. */
export async function standings(tx: Tx, at: string): Promise<Map<string, Standing>> {
  const [rounds, sessions, submissions, obligations, enquiries, revocations] = await Promise.all([
    tx.round.findMany({ where: { state: { in: ['open', 'intake-closed'] } } }),
    tx.councilSession.findMany({
      where: { state: { notIn: ['concluded', 'cancelled'] } },
      include: sessionInclude,
    }),
    tx.submission.findMany({ where: { state: { not: 'finished' } }, include: submissionInclude }),
    tx.obligation.findMany({ where: { state: { in: ['owed', 'submitted'] } }, include: obligationInclude }),
    tx.enquiry.findMany({ where: { state: { not: 'closed' } } }),
    tx.revocation.findMany({ where: { state: 'returning' }, include: revocationInclude }),
  ]);
  const all = [
    ...(await nominationStandings(tx, at)),
    ...(await standingsOf(tx, 'award-round', roundRecorder, rounds, at)),
    ...(await standingsOf(tx, 'council-session', sessionRecorder, sessions, at)),
    ...(await standingsOf(tx, 'submission', submissionRecorder, submissions, at)),
    ...(await standingsOf(tx, 'obligation', obligationRecorder, obligations, at)),
    ...(await standingsOf(tx, 'enquiry', enquiryRecorder, enquiries, at)),
    ...(await standingsOf(tx, 'revocation', revocationRecorder, revocations, at)),
  ];
  return new Map(all.map((standing) => [workflowIdOf(standing.path), standing]));
}

/** A nomination keeps its due date, so that it has to be worked out again. On hold nothing moves. */
async function nominationStandings(tx: Tx, at: string): Promise<Standing[]> {
  const calendar = await loadCalendar(tx);
  const rows = await tx.nomination.findMany({
    where: { outcome: null, deadline: { not: Prisma.DbNull } },
    include: { round: true },
  });
  const plans = new Map<string, Plan>();
  const planOf = async (code: string, version: number): Promise<Plan> => {
    const key = `${code} ${version}`;
    const plan = plans.get(key) ?? (await loadPlan(tx, code, version));
    plans.set(key, plan);
    return plan;
  };
  const found: Standing[] = [];
  for (const row of rows) {
    const state = stateOfRow(row);
    if (state.hold) continue;
    const plan = await planOf(row.movement, row.planVersion);
    const steps = routeFor(plan, row.award, row.category);
    const moved = rearm(state, { plan, steps, ...byRound(row, at), calendar, at });
    const { deadline } = moved;
    const entries = timetableOf(ruleOf({ ...state, ...moved }, { plan, steps }), deadline, calendar);
    found.push({
      path: { kind: 'nomination', id: row.id },
      due: deadline?.due ?? null,
      text: JSON.stringify([deadline?.due, deadline?.provisional, entries]),
    });
  }
  return found;
}

async function standingsOf<Row extends PathRow>(
  tx: Tx,
  kind: PathKind,
  recorder: Recorder<Row>,
  rows: readonly Row[],
  at: string,
): Promise<Standing[]> {
  const found: Standing[] = [];
  for (const row of rows) {
    const { waiting, timetable } = await recorder.state(tx, row, new Set(), at);
    const { until = null, provisional } = waiting ?? {};
    found.push({
      path: { kind, id: row.id },
      due: until,
      text: JSON.stringify([until, provisional, timetable]),
    });
  }
  return found;
}
