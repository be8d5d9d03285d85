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

/** The summary of a timer in the event list: what the path will do by itself, and the due date it speaks of. */
export function describeTimer(entry: TimetableEntry): string {
  return `${timerText(entry.kind)} · hạn ${formatDateVi(entry.due)}`;
}

function timerText(kind: string): string {
  if (kind.startsWith('decision-stands-')) return 'Hết thời gian thủ trưởng phản hồi quyết định';
  const [, late, days] = /^remind-(late-)?(\d+)$/.exec(kind) ?? [];
  if (days === undefined) return timerTexts[kind] ?? kind;
  if (days === '0') return late ? 'Nhắc khi hết hạn' : 'Nhắc trong ngày đến hạn';
  return late ? `Nhắc lại, quá hạn ${days} ngày làm việc` : `Nhắc trước hạn ${days} ngày làm việc`;
}

const timerTexts: Readonly<Record<string, string>> = {
  overdue: 'Ghi quá hạn',
  lapse: 'Hết thời hạn',
  'escalate-body-head': 'Báo cáo lãnh đạo bộ phận',
  'escalate-organization-head': 'Báo cáo thủ trưởng cơ quan',
  'opinions-end': 'Hết hạn lấy ý kiến bằng văn bản',
  'leave-over': 'Hết thời gian cho phép nộp muộn',
  'time-up': 'Hết hạn, đóng lại chờ gia hạn',
  'intake-over': 'Hết thời gian có thể gia hạn nhận hồ sơ',
};
