import { dateTextOrNull, loadPlan } from '../activities/context.ts';
import { formatDateVi } from '../domain/dates.ts';
import type { PathKind } from '../domain/path.ts';
import { Refusal } from '../domain/problems.ts';
import { roles } from '../domain/roles.ts';
import type { Outcome } from '../domain/stages.ts';
import { dueText, outcomeNames, roleNames, stageName } from '../domain/texts.ts';
import { actName } from './act-names.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import type { Language } from './endpoint.ts';
import { findVisible, loadUnits } from './sight.ts';
import { nominationView } from './views/nomination.ts';
import { findVisibleObligation, obligationView } from './views/obligation.ts';
import { roundView } from './views/round.ts';
import { findVisibleSession, sessionView } from './views/session.ts';
import { findVisibleSubmission, submissionView } from './views/submission.ts';
import { timelineOf } from './views/timeline.ts';

interface TimelineLine {
  at: string;
  act: string;
  by: string;
  reason: string | null;
  mail: { to: string; state: string }[];
}

/** What the plain page behind a mail's link shows, until there are more. */
export interface StatusView {
  title: string;
  stage: string;
  waiting: { why: string; for: string; since: string; until: string; then: string } | null;
  timeline: TimelineLine[];
}
type View = (deps: ApiDeps, id: string, person: CurrentPerson, language: Language) => Promise<StatusView>;

interface Waits {
  why: string;
  for: { bodyName: string | null; body: string | null; role: string };
  since: string;
  until: string | null;
  provisional: boolean;
  then: string;
}

function waits(waiting: Waits | null, language: Language): StatusView['waiting'] {
  if (waiting === null) return null;
  const { why, since, then, until, provisional } = waiting;
  const body = waiting.for.bodyName ?? waiting.for.body;
  return {
    why,
    for: [roleName(waiting.for.role, language), body].filter((part) => part !== null).join(', '),
    since,
    until: dueText(until, provisional, language),
    then,
  };
}

function roleName(code: string, language: Language): string {
  const role = roles.find((known) => known === code);
  return role ? roleNames[role][language] : code;
}

async function timeline(
  { db }: ApiDeps,
  kind: PathKind,
  id: string,
  language: Language,
): Promise<TimelineLine[]> {
  const { items } = await timelineOf(db, { kind, id });
  return items.map(({ at, act, by, reason, mail }) => ({
    at,
    act: actName(kind, act, language),
    by: by === null ? '—' : by.role === null ? by.name : `${by.name} (${roleName(by.role, language)})`,
    reason,
    mail,
  }));
}

/** What the page says of every path whose stage is its state. */
async function standing(
  deps: ApiDeps,
  kind: Exclude<PathKind, 'nomination'>,
  { id, state, waiting }: { id: string; state: string; waiting: Waits | null },
  language: Language,
): Promise<Omit<StatusView, 'title'>> {
  return {
    stage: stageName(kind, state, language),
    waiting: waits(waiting, language),
    timeline: await timeline(deps, kind, id, language),
  };
}

/** By the address a mail links to. Each throws `not-found` for what the person may not see. */
export const statusViews: Record<string, View> = {
  async nominations(deps, id, person, language) {
    const units = await loadUnits(deps.db);
    const row = await findVisible(deps.db, id, person, units);
    const view = await nominationView(deps, row, person, units, language);
    const stage = stageName('nomination', view.stage, language);
    const outcome = view.outcome === null ? '' : ` · ${outcomeNames[view.outcome as Outcome][language]}`;
    return {
      title: view.code,
      stage: `${stage}${outcome}`,
      waiting: waits(view.waiting, language),
      timeline: await timeline(deps, 'nomination', id, language),
    };
  },
  async rounds(deps, id, person, language) {
    const row = await deps.db.round.findUnique({ where: { id } });
    if (!row) throw new Refusal('not-found');
    const view = await roundView(deps, row, person, await loadUnits(deps.db), language);
    const plan = await loadPlan(deps.db, row.movement, row.planVersion);
    const closes = dateTextOrNull(row.intakeCloses);
    return {
      title: `${plan.title} · ${view.name}${closes ? ` (${formatDateVi(closes)})` : ''}`,
      ...(await standing(deps, 'award-round', view, language)),
    };
  },
  async 'council-sessions'(deps, id, person, language) {
    const units = await loadUnits(deps.db);
    const row = await findVisibleSession(deps.db, id, person, units);
    const view = await sessionView(deps, row, person, units, language);
    return {
      title: view.code,
      ...(await standing(deps, 'council-session', view, language)),
    };
  },
  async submissions(deps, id, person, language) {
    const units = await loadUnits(deps.db);
    const row = await findVisibleSubmission(deps.db, id, person, units);
    const view = await submissionView(deps, row, person, units, language);
    return {
      title: view.number,
      ...(await standing(deps, 'submission', view, language)),
    };
  },
  async obligations(deps, id, person, language) {
    const units = await loadUnits(deps.db);
    const row = await findVisibleObligation(deps.db, id, person, units);
    const view = await obligationView(deps, row, person, units, language);
    return {
      title: view.name,
      ...(await standing(deps, 'obligation', view, language)),
    };
  },
};
