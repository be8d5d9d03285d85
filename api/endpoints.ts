import type { Settings } from '../settings.ts';
import { apiTokenEndpoints } from './api-tokens.ts';
import { auditEndpoints } from './audit.ts';
import { auditStateEndpoints } from './audit-state.ts';
import { awardEndpoints } from './awards.ts';
import { calendarEndpoints } from './calendar.ts';
import { councilBallotEndpoints } from './council-ballots.ts';
import { councilMinutesEndpoints } from './council-minutes.ts';
import { councilSessionEndpoints } from './council-sessions.ts';
import { councilTieEndpoints } from './council-ties.ts';
import { councilEndpoints } from './councils.ts';
import { demoLoginEndpoints } from './demo-login.ts';
import { delegationEndpoints } from './delegations.ts';
import { decisionEndpoints } from './decisions.ts';
import type { Endpoint } from './endpoint.ts';
import { eventEndpoints } from './events.ts';
import { enquiryEndpoints } from './enquiries.ts';
import { fileEndpoints } from './files.ts';
import { invitationEndpoints } from './invitations.ts';
import { listSheetEndpoints } from './list-sheets.ts';
import { movementEndpoints } from './movements.ts';
import { planFilingEndpoints } from './plan-filing.ts';
import { nominationActionEndpoints } from './nomination-actions.ts';
import { nominationCheckEndpoints } from './nomination-checks.ts';
import { nominationDeskEndpoints } from './nomination-desk.ts';
import { nominationNamesakeEndpoints } from './nomination-namesakes.ts';
import { nominationDocumentEndpoints } from './nomination-documents.ts';
import { nominationNomineeEndpoints } from './nomination-nominees.ts';
import { nominationCopyEndpoints } from './nomination-copies.ts';
import { nominationTimelineEndpoints } from './nomination-timeline.ts';
import { nominationEndpoints } from './nominations.ts';
import { nomineeListEndpoints } from './nominee-lists.ts';
import { notificationEndpoints } from './notifications.ts';
import { obligationDocumentEndpoints } from './obligation-documents.ts';
import { obligationEndpoints } from './obligations.ts';
import { ownPasswordEndpoints } from './own-password.ts';
import { ownSessionEndpoints } from './own-sessions.ts';
import { pendingChangeEndpoints } from './pending-changes.ts';
import { newPeopleEndpoints } from './new-people.ts';
import { peopleEndpoints } from './people.ts';
import { personRoleEndpoints } from './person-roles.ts';
import { rankingEndpoints } from './rankings.ts';
import { rehearsalEndpoints } from './rehearsal.ts';
import { revocationEndpoints } from './revocations.ts';
import { roundPaperEndpoints } from './round-papers.ts';
import { roundTimelineEndpoints } from './round-timeline.ts';
import { roundEndpoints } from './rounds.ts';
import { sessionEndpoints } from './session.ts';
import { submissionEndpoints } from './submissions.ts';
import { taskEndpoints } from './tasks.ts';
import { unitOpenCasesEndpoints } from './unit-open-cases.ts';
import { unitSuccessorEndpoints } from './unit-successors.ts';
import { unitEndpoints } from './units.ts';

/** Every endpoint of the API. The rehearsal clock and the demonstration's log-in are there only where it was started for them. */
export const endpointsOf = ({
  rehearsal,
  demoLogin,
}: Pick<Settings, 'rehearsal' | 'demoLogin'>): Endpoint[] => [
  ...sessionEndpoints,
  ...ownPasswordEndpoints,
  ...ownSessionEndpoints,
  ...invitationEndpoints,
  ...apiTokenEndpoints,
  ...fileEndpoints,
  ...movementEndpoints,
  ...planFilingEndpoints,
  ...unitEndpoints,
  ...unitSuccessorEndpoints,
  ...unitOpenCasesEndpoints,
  ...peopleEndpoints,
  ...newPeopleEndpoints,
  ...personRoleEndpoints,
  ...delegationEndpoints,
  ...pendingChangeEndpoints,
  ...councilEndpoints,
  ...calendarEndpoints,
  ...rankingEndpoints,
  ...roundEndpoints,
  ...roundPaperEndpoints,
  ...roundTimelineEndpoints,
  ...nominationEndpoints,
  ...nominationActionEndpoints,
  ...nominationDocumentEndpoints,
  ...nominationCheckEndpoints,
  ...nominationNomineeEndpoints,
  ...nominationTimelineEndpoints,
  ...nominationCopyEndpoints,
  ...nominationDeskEndpoints,
  ...nominationNamesakeEndpoints,
  ...nomineeListEndpoints,
  ...councilSessionEndpoints,
  ...councilTieEndpoints,
  ...councilBallotEndpoints,
  ...councilMinutesEndpoints,
  ...submissionEndpoints,
  ...decisionEndpoints,
  ...awardEndpoints,
  ...revocationEndpoints,
  ...obligationEndpoints,
  ...obligationDocumentEndpoints,
  ...enquiryEndpoints,
  ...listSheetEndpoints,
  ...taskEndpoints,
  ...eventEndpoints,
  ...auditEndpoints,
  ...auditStateEndpoints,
  ...notificationEndpoints,
  ...(rehearsal ? rehearsalEndpoints : []),
  ...(demoLogin ? demoLoginEndpoints : []),
];
