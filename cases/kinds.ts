import type { CaseKinds } from './case.ts';
import { sessionKind } from './council-session/kind.ts';
import { enquiryKind } from './enquiry/kind.ts';
import { nominationKind } from './nomination/kind.ts';
import { obligationKind } from './obligation/kind.ts';
import { revocationKind } from './revocation/kind.ts';
import { roundKind } from './round/kind.ts';
import { submissionKind } from './submission/kind.ts';

/**
 * The kinds of case: the one list. In the order in which a transaction holds cases of several kinds: sessions and what is sent
 * before the nominations in them, as their own acts hold them.
 */
export const kinds: CaseKinds = {
  'council-session': sessionKind,
  submission: submissionKind,
  'award-round': roundKind,
  nomination: nominationKind,
  obligation: obligationKind,
  enquiry: enquiryKind,
  revocation: revocationKind,
};
