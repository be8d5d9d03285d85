import Inbox from '@mui/icons-material/InboxOutlined';
import type { User } from '../client/answers.ts';
import type { Words } from '../words/words.ts';

interface Place {
  to: string;
  name: Words;
  icon: typeof Inbox;
  /** Who finds something there; everybody unless told. */
  for?: (user: User) => boolean;
  group: 'work' | 'data';
}

/** The places of the menu, in the order of the work. */
export const places: Place[] = [
  { to: '/', name: { vi: 'Việc của tôi', en: 'My tasks' }, icon: Inbox, group: 'work' },
];
