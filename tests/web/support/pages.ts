import type { Role } from '../../../domain/roles.ts';
import type { BusyWeek } from '../../../acceptance/demo/busy-week.ts';
import * as story from '../../../acceptance/demo/story.ts';

/** A movement whose criteria are ranks. */
export const RANKED = 'chuyen-doi-so-thai-binh-2023';

/** Every page, as somebody who works there: who, and the addresses. */
export const pagesOf = (week: BusyWeek): [who: [role: Role, unit: string], addresses: string[]][] => [
  [
    ['unit-officer', story.UNIT],
    [
      '/',
      `/nominations/${week.drafted}/edit`,
      '/nominations/new',
      '/nominations/import',
      '/obligations',
      '/enquiries',
      `/enquiries/${week.enquiry}`,
      '/access',
    ],
  ],
  [
    ['office-reviewer', story.LEAD],
    [
      '/',
      '/nominations',
      `/nominations/${week.submitted}`,
      `/nominations/${week.namesake}`,
      '/rounds',
      `/rounds/${week.round}`,
      '/rounds/new',
      '/submissions',
      `/submissions/${week.submission}`,
      `/submissions/new?round=${week.round}`,
      '/awards',
      '/movements',
      `/movements/${story.MOVEMENT}`,
      '/rankings',
      '/obligations',
      `/obligations/${week.obligation}`,
      `/revocations/${week.revocation}`,
    ],
  ],
  [
    ['council-secretary', story.COUNCIL],
    [
      '/council-sessions',
      '/council-sessions/new',
      `/council-sessions/${week.sessionDraft}`,
      `/council-sessions/${week.sessionOpen}`,
      `/council-sessions/${week.sessionOpen}/screen`,
      `/council-sessions/${week.sessionConcluded}`,
    ],
  ],
  [
    ['council-member', story.COUNCIL],
    ['/', `/council-sessions/${week.sessionOpen}`],
  ],
  [
    ['head', story.DEPARTMENT],
    ['/', `/nominations/${week.awarded}`, `/rounds/${week.round}`, `/pending-changes/${week.pendingChange}`],
  ],
  [
    ['administrator', story.DEPARTMENT],
    [
      '/units',
      `/units/${story.COUNCIL}`,
      '/people',
      `/people/${week.person}`,
      '/delegations',
      '/calendar',
      '/notifications',
      '/invitations/none',
      '/pending-changes',
      `/pending-changes/${week.pendingChange}`,
    ],
  ],
  [
    ['index-owner', story.DEPARTMENT],
    [`/rankings?movement=${RANKED}&period=2025`, `/rankings/publish?movement=${RANKED}&period=2025`],
  ],
  [
    ['auditor', story.DEPARTMENT],
    ['/audit', `/nominations/${week.onHold}`],
  ],
];
