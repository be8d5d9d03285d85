import { dateTextOrNull, loadPlan } from '../activities/context.ts';
import { formatDateVi } from '../domain/dates.ts';
import { stageName } from '../domain/texts.ts';
import { Refusal } from '../domain/problems.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import type { Language } from './endpoint.ts';
import { findVisible, loadUnits } from './sight.ts';
import { nominationView } from './views/nomination.ts';
import { roundView } from './views/round.ts';
import { findVisibleSession, sessionView } from './views/session.ts';
import { findVisibleSubmission, submissionView } from './views/submission.ts';
import { timelineOf } from './views/timeline.ts';

/** What the plain page behind a mail's link shows, until there are more. */
export interface StatusView {
  title: string;
  stage: string;
  waiting: { why: string; for: string; since: string; until: string; then: string } | null;
  timeline: { at: string; act: string; by: string; reason: string | null }[];
}
type View = (deps: ApiDeps, id: string, person: CurrentPerson, language: Language) => Promise<StatusView>;

interface Waits {
  why: string;
  for: { bodyName: string | null; body: string | null };
  since: string;
  until: string | null;
  then: string;
}
const waits = (waiting: Waits | null): StatusView['waiting'] =>
  waiting && {
    why: waiting.why,
    for: waiting.for.bodyName ?? waiting.for.body ?? '—',
    since: waiting.since,
    until: waiting.until === null ? '—' : formatDateVi(waiting.until),
    then: waiting.then,
  };

const timeline = async (deps: ApiDeps, kind: Parameters<typeof timelineOf>[1]['kind'], id: string) =>
  (await timelineOf(deps.db, { kind, id })).items.map(({ at, act, by, reason }) => ({
    at,
    act,
    by: by ? `${by.name} (${by.role ?? ''})` : '—',
    reason,
  }));

/** By the address a mail links to. Each throws `not-found` for what the person may not see. */
export const statusViews: Record<string, View> = {
  async nominations(deps, id, person, language) {
    const units = await loadUnits(deps.db);
    const row = await findVisible(deps.db, id, person, units);
    const view = await nominationView(deps, row, person, units, language);
    const stage = stageName('nomination', view.stage, language);
    const outcome = view.outcome ? ` · ${view.outcome}` : '';
    return {
      title: view.code,
      stage: `${stage}${outcome}`,
      waiting: waits(view.waiting),
      timeline: await timeline(deps, 'nomination', id),
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
      stage: stageName('award-round', view.state, language),
      waiting: waits(view.waiting),
      timeline: await timeline(deps, 'award-round', id),
    };
  },
  async 'council-sessions'(deps, id, person, language) {
    const units = await loadUnits(deps.db);
    const row = await findVisibleSession(deps.db, id, person, units);
    const view = await sessionView(deps, row, person, units, language);
    return {
      title: view.code,
      stage: stageName('council-session', view.state, language),
      waiting: waits(view.waiting),
      timeline: await timeline(deps, 'council-session', id),
    };
  },
  async submissions(deps, id, person, language) {
    const units = await loadUnits(deps.db);
    const row = await findVisibleSubmission(deps.db, id, person, units);
    const view = await submissionView(deps, row, person, units, language);
    return {
      title: view.number,
      stage: stageName('submission', view.state, language),
      waiting: waits(view.waiting),
      timeline: await timeline(deps, 'submission', id),
    };
  },
};
