import { z } from 'zod';
import { nominationNews } from '../../domain/stages.ts';

/** What can happen to a nomination without a person: news from other paths, and dates that pass. */
export const newsSchema = z.enum([...nominationNews, 'remind', 'overdue', 'escalate', 'time-up', 'lapse']);

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
