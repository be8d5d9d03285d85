import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { formatDateVi } from '../domain/dates.ts';
import type { PathState, TimetableEntry } from '../domain/path.ts';
import { searchAttributeKeys } from '../domain/search-attributes.ts';
import { waitingText } from '../domain/texts.ts';

/** What operators see in the Temporal UI: codes as search attributes, and the answer to "why is it here". */
export function showInUi(state: PathState): void {
  const keys = searchAttributeKeys;
  upsertSearchAttributes([
    { key: keys.Movement, value: state.movement },
    { key: keys.Round, value: state.round },
    { key: keys.Award, value: state.award },
    { key: keys.Unit, value: state.unit },
    { key: keys.Stage, value: state.stage },
    { key: keys.Outcome, value: state.outcome },
    { key: keys.BodyWaiting, value: state.waiting?.body ?? null },
    { key: keys.DueAt, value: state.waiting?.until ? new Date(`${state.waiting.until}T17:00:00Z`) : null },
    { key: keys.Overdue, value: state.waiting?.overdue ?? false },
    { key: keys.OnHold, value: state.onHold },
  ]);
  setCurrentDetails(detailsOf(state));
}

function detailsOf(state: PathState): string {
  const step = state.steps > 0 ? `Bước ${state.step}/${state.steps} · ` : '';
  if (state.closed || !state.waiting) return `### ${step}Đã kết thúc\n\nKết quả: \`${state.outcome ?? '—'}\``;
  const { why, who, since, until, then } = waitingText(state.waiting, 'vi');
  return [
    `### ${step}${why}`,
    '',
    `- **Chờ:** ${who} (\`${state.waiting.body ?? '—'}\`)`,
    `- **Từ:** ${since}`,
    `- **Hạn:** ${until}`,
    `- **Quá hạn thì:** ${then}`,
  ].join('\n');
}

/** The summary of a timer in the event list. */
export function describeTimer(entry: TimetableEntry): string {
  return `${entry.kind} · hạn ${formatDateVi(entry.due)}`;
}
