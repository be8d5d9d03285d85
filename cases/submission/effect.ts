import type { OnBehalf } from '../../domain/act-bodies.ts';
import type { SubmissionState } from '../../domain/submission.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { MailFacts } from '../../mail/facts.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Attachment } from '../shared/notify.ts';

/** What a happening changes beside the items and the nominations it told, and what the timeline says of it. */
export interface Effect {
  state?: SubmissionState;
  columns?: Prisma.SubmissionUncheckedUpdateInput;
  reason?: string | undefined;
  onBehalf?: OnBehalf | undefined;
  detail?: Prisma.InputJsonObject;
  /** Null where nobody is written to. */
  mail: SubmissionMail | null;
}

export interface SubmissionMail {
  event: MailEvent;
  facts?: Partial<MailFacts>;
  attachments?: Attachment[];
}
