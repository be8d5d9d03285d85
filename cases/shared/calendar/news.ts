import { z } from 'zod';

/** What a path is told of a day that was confirmed, changed or withdrawn. */
export const calendarNews = z.object({
  day: z.string(),
  /** The date that was due by the calendar of before; null where none was. */
  before: z.string().nullable(),
});
