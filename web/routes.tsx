import { createBrowserRouter } from 'react-router';
import { FaultPage } from './parts/FaultPage.tsx';
import { InvitationPage } from './session/InvitationPage.tsx';
import { Frame } from './shell/Frame.tsx';
import { TasksPage } from './tasks/TasksPage.tsx';

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
          { path: '*', Component: FaultPage },
        ],
      },
    ],
  },
]);
