import type { DateText } from './dates.ts';
import type { FieldError } from './problems.ts';

/** What of a draft can contradict itself; what is not given contradicts nothing. */
export interface Stated {
  headcount?: number | null | undefined;
  femaleCount?: number | null | undefined;
  from: DateText;
  to: DateText;
}

/** What in a draft cannot be together, by the path of the API: checked before a list is sent and when a draft is kept. */
export const contradictionsIn = ({ headcount, femaleCount, from, to }: Stated): FieldError[] => [
  ...(from > to ? [{ path: 'achievement.to', message: 'Ngày kết thúc trước ngày bắt đầu.' }] : []),
  ...(headcount != null && femaleCount != null && femaleCount > headcount
    ? [{ path: 'subject.femaleCount', message: 'Số nữ lớn hơn tổng số người.' }]
    : []),
];
