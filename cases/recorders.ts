import { enquiryRecorder } from './enquiry/recorder.ts';
import { nominationRecorder } from './nomination/recorder.ts';
import { obligationRecorder } from './obligation/recorder.ts';
import type { Recorders } from './record.ts';
import { revocationRecorder } from './revocation/recorder.ts';
import { roundRecorder } from './round/recorder.ts';
import { sessionRecorder } from './council-session/recorder.ts';
import { submissionRecorder } from './submission/recorder.ts';

/** What each kind of path brings to the record. */
export const recorders: Recorders = {
  nomination: nominationRecorder,
  'award-round': roundRecorder,
  'council-session': sessionRecorder,
  submission: submissionRecorder,
  obligation: obligationRecorder,
  enquiry: enquiryRecorder,
  revocation: revocationRecorder,
};
