import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import type { RouteObject } from 'react-router';
import { FaultPage } from './parts/FaultPage.tsx';
import { InvitationPage } from './session/InvitationPage.tsx';
import { Frame } from './shell/Frame.tsx';
import { TasksPage } from './tasks/TasksPage.tsx';

/** A page whose script is loaded when it is asked for. */
const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
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
    ErrorBoundary: FaultPage,
    children: [
      {
        ErrorBoundary: FaultPage,
        children: [
          { index: true, Component: TasksPage },
          page('rounds', () => import('./rounds/RoundsPage.tsx').then((m) => m.RoundsPage)),
          page('rounds/new', () => import('./rounds/NewRoundPage.tsx').then((m) => m.NewRoundPage)),
          page('rounds/:id', () => import('./rounds/RoundPage.tsx').then((m) => m.RoundPage)),
          page('nominations', () =>
            import('./nominations/NominationsPage.tsx').then((m) => m.NominationsPage),
          ),
          page('nominations/new', () =>
            import('./nominations/NewNominationPage.tsx').then((m) => m.NewNominationPage),
          ),
          page('nominations/:id', () =>
            import('./nominations/NominationPage.tsx').then((m) => m.NominationPage),
          ),
          page('nominations/:id/edit', () =>
            import('./nominations/EditNominationPage.tsx').then((m) => m.EditNominationPage),
          ),
          { path: '*', Component: FaultPage },
        ],
      },
    ],
  },
]);
