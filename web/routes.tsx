import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import type { RouteObject } from 'react-router';
import type { Role } from '../domain/roles.ts';
import { FaultPage } from './parts/FaultPage.tsx';
import { Waiting } from './parts/Loaded.tsx';
import { InvitationPage } from './session/InvitationPage.tsx';
import { OnlyFor } from './session/OnlyFor.tsx';
import { Frame } from './shell/Frame.tsx';
import { TasksPage } from './tasks/TasksPage.tsx';

/** A page whose script is loaded when it is asked for; for those alone who hold one of the roles, if any are told. */
const page = (path: string, load: () => Promise<ComponentType>, ...roles: Role[]): RouteObject => ({
  path,
  lazy: async () => {
    const Loaded = await load();
    if (roles.length === 0) return { Component: Loaded };
    return {
      element: (
        <OnlyFor roles={roles}>
          <Loaded />
        </OnlyFor>
      ),
    };
  },
});

/** Every page but the first is loaded when it is asked for. Addresses are those of the API, and of links in mail. */
export const router = createBrowserRouter([
  {
    path: '/invitations/:token',
    Component: InvitationPage,
  },
  {
    path: '/',
    Component: Frame,
    HydrateFallback: Waiting,
    ErrorBoundary: FaultPage,
    children: [
      {
        ErrorBoundary: FaultPage,
        children: [
          { index: true, Component: TasksPage },
          page('rounds', () => import('./rounds/RoundsPage.tsx').then((m) => m.RoundsPage)),
          page(
            'rounds/new',
            () => import('./rounds/NewRoundPage.tsx').then((m) => m.NewRoundPage),
            'office-reviewer',
            'office-head',
          ),
          page('rounds/:id', () => import('./rounds/RoundPage.tsx').then((m) => m.RoundPage)),
          page('nominations', () =>
            import('./nominations/NominationsPage.tsx').then((m) => m.NominationsPage),
          ),
          page(
            'nominations/new',
            () => import('./nominations/NewNominationPage.tsx').then((m) => m.NewNominationPage),
            'unit-officer',
            'unit-head',
            'office-reviewer',
            'office-head',
          ),
          page('nominations/:id', () =>
            import('./nominations/NominationPage.tsx').then((m) => m.NominationPage),
          ),
          page('nominations/:id/edit', () =>
            import('./nominations/EditNominationPage.tsx').then((m) => m.EditNominationPage),
          ),
          page('council-sessions', () => import('./council/SessionsPage.tsx').then((m) => m.SessionsPage)),
          page(
            'council-sessions/new',
            () => import('./council/NewSessionPage.tsx').then((m) => m.NewSessionPage),
            'council-secretary',
          ),
          page('council-sessions/:id', () => import('./council/SessionPage.tsx').then((m) => m.SessionPage)),
          page('council-sessions/:id/screen', () =>
            import('./council/ScreenPage.tsx').then((m) => m.ScreenPage),
          ),
          page('submissions', () =>
            import('./submissions/SubmissionsPage.tsx').then((m) => m.SubmissionsPage),
          ),
          page(
            'submissions/new',
            () => import('./submissions/NewSubmissionPage.tsx').then((m) => m.NewSubmissionPage),
            'office-reviewer',
            'office-head',
            'appraiser',
          ),
          page('submissions/:id', () =>
            import('./submissions/SubmissionPage.tsx').then((m) => m.SubmissionPage),
          ),
          page('obligations', () =>
            import('./obligations/ObligationsPage.tsx').then((m) => m.ObligationsPage),
          ),
          page('obligations/:id', () =>
            import('./obligations/ObligationPage.tsx').then((m) => m.ObligationPage),
          ),
          page('enquiries', () => import('./enquiries/EnquiriesPage.tsx').then((m) => m.EnquiriesPage)),
          page('enquiries/:id', () => import('./enquiries/EnquiryPage.tsx').then((m) => m.EnquiryPage)),
          page('revocations/:id', () => import('./awards/RevocationPage.tsx').then((m) => m.RevocationPage)),
          page('awards', () => import('./awards/AwardsPage.tsx').then((m) => m.AwardsPage)),
          page(
            'nominations/import',
            () => import('./nominations/ImportPage.tsx').then((m) => m.ImportPage),
            'unit-officer',
            'unit-head',
            'office-reviewer',
            'office-head',
          ),
          page('movements', () => import('./admin/MovementsPage.tsx').then((m) => m.MovementsPage)),
          page('movements/:code', () => import('./admin/MovementPage.tsx').then((m) => m.MovementPage)),
          page('units', () => import('./admin/UnitsPage.tsx').then((m) => m.UnitsPage)),
          page('units/:code', () => import('./admin/UnitPage.tsx').then((m) => m.UnitPage)),
          page('people', () => import('./admin/PeoplePage.tsx').then((m) => m.PeoplePage)),
          page('people/:id', () => import('./admin/PersonPage.tsx').then((m) => m.PersonPage)),
          page('delegations', () => import('./admin/DelegationsPage.tsx').then((m) => m.DelegationsPage)),
          page('pending-changes', () =>
            import('./admin/PendingChangesPage.tsx').then((m) => m.PendingChangesPage),
          ),
          page('pending-changes/:id', () =>
            import('./admin/PendingChangePage.tsx').then((m) => m.PendingChangePage),
          ),
          page('calendar', () => import('./admin/CalendarPage.tsx').then((m) => m.CalendarPage)),
          page('rankings', () => import('./admin/RankingsPage.tsx').then((m) => m.RankingsPage)),
          page(
            'rankings/publish',
            () => import('./admin/PublishRankingPage.tsx').then((m) => m.PublishRankingPage),
            'index-owner',
          ),
          page('notifications', () =>
            import('./admin/NotificationsPage.tsx').then((m) => m.NotificationsPage),
          ),
          page('audit', () => import('./admin/AuditPage.tsx').then((m) => m.AuditPage), 'auditor'),
          page('access', () => import('./session/AccessPage.tsx').then((m) => m.AccessPage)),
          { path: '*', Component: FaultPage },
        ],
      },
    ],
  },
]);
