import { z } from 'zod';
import { happenings } from '../../domain/happenings.ts';

/** What can happen to a nomination without a person: news from other paths, and dates that pass. */
export const newsSchema = z.enum([...happenings.nomination.news, ...happenings.nomination.timers]);

/** What news may carry. */
export const newsDetail = z.object({
  sessionId: z.string().optional(),
  submissionId: z.string().optional(),
  decisionId: z.string().optional(),
  approve: z.number().int().optional(),
  reason: z.string().optional(),
  kind: z.string().optional(),
  /** The day of the calendar that was confirmed, changed or withdrawn. */
  day: z.string().optional(),
});
