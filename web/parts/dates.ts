import { useQuery } from '@tanstack/react-query';
import { calendarOf, workingDaysLeft } from '../../domain/calendar.ts';
import type { Calendar, CalendarDay } from '../../domain/calendar.ts';
import { dateOf } from '../../domain/dates.ts';
import { dayText, momentText, untilText } from '../../domain/texts.ts';
import { client } from '../client/client.ts';
import { serviceTime } from '../client/service-time.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';

/** Days and instants as people read them: '05/02/2026', '08:30 ngày 05/02/2026'. */
export function useDates() {
  const language = useLanguage();
  return {
    day: (date: string | null | undefined): string => (date ? dayText(date.slice(0, 10), language) : '—'),
    until: (instant: string): string => untilText(instant, language),
    moment: (instant: string | null | undefined): string => (instant ? momentText(instant, language) : '—'),
  };
}

/** '5/2/2026' or '05-02-2026' as '2026-02-05'; null for what is no day. */
export function dayTyped(text: string): string | null {
  const [, d = '', m = '', y = ''] = /^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*$/.exec(text) ?? [];
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}

/** The calendar of working days, by which "days left" are counted. */
export function useCalendar(): Calendar | undefined {
  return useQuery({
    queryKey: ['calendar', 'all'],
    staleTime: Infinity,
    queryFn: async () => {
      const days: CalendarDay[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const query = { limit: 100, ...(cursor ? { cursor } : {}) };
        const { data } = await client.GET('/calendar', { params: { query } });
        days.push(...((data?.items ?? []) as CalendarDay[]));
        cursor = data?.nextCursor ?? null;
      }
      return calendarOf(days, 0);
    },
  }).data;
}

/** The service's day: the browser's own may be wrong. */
export const today = (): string => dateOf(serviceTime());

/** 'còn 3 ngày làm việc', 'quá 2 ngày làm việc'; empty until the calendar is there. */
export function useDaysLeft(): (due: string) => string {
  const say = useSay();
  const calendar = useCalendar();
  return (due) => {
    const now = today();
    if (due === now) return say(common.dueToday);
    if (!calendar) return '';
    if (due > now) return say(common.daysLeft, { n: workingDaysLeft(calendar, now, due) });
    const late = workingDaysLeft(calendar, due, now);
    return late === 0 ? say(common.overdue) : say(common.overdueBy, { n: late });
  };
}
