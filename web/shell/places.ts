import AccountBalance from '@mui/icons-material/AccountBalance';
import Assignment from '@mui/icons-material/AssignmentOutlined';
import CalendarMonth from '@mui/icons-material/CalendarMonth';
import EmojiEvents from '@mui/icons-material/EmojiEventsOutlined';
import Folder from '@mui/icons-material/FolderOutlined';
import Groups from '@mui/icons-material/GroupsOutlined';
import HelpOutline from '@mui/icons-material/HelpOutlineOutlined';
import History from '@mui/icons-material/History';
import HowToReg from '@mui/icons-material/HowToRegOutlined';
import Inbox from '@mui/icons-material/InboxOutlined';
import Leaderboard from '@mui/icons-material/LeaderboardOutlined';
import MailOutline from '@mui/icons-material/MailOutlined';
import MenuBook from '@mui/icons-material/MenuBookOutlined';
import People from '@mui/icons-material/PeopleOutlined';
import Send from '@mui/icons-material/SendOutlined';
import SwapHoriz from '@mui/icons-material/SwapHoriz';
import Timeline from '@mui/icons-material/Timeline';
import type { User } from '../client/answers.ts';
import { holds } from '../session/session.ts';
import type { Words } from '../words/words.ts';

interface Place {
  to: string;
  name: Words;
  icon: typeof Inbox;
  /** Who finds something there; everybody unless told. */
  for?: (user: User) => boolean;
  group: 'work' | 'data';
}

const administers = (user: User) => holds(user, 'administrator');
const worksOnCases = (user: User) =>
  user.roles.some(({ role }) => role !== 'administrator' && role !== 'index-owner');

/** The places of the menu, in the order of the work. */
export const places: Place[] = [
  { to: '/', name: { vi: 'Việc của tôi', en: 'My tasks' }, icon: Inbox, group: 'work' },
  { to: '/rounds', name: { vi: 'Đợt xét', en: 'Rounds' }, icon: Timeline, group: 'work' },
  {
    to: '/nominations',
    name: { vi: 'Hồ sơ', en: 'Nominations' },
    icon: Folder,
    group: 'work',
    for: worksOnCases,
  },
  {
    to: '/council-sessions',
    name: { vi: 'Hội đồng', en: 'Council' },
    icon: Groups,
    group: 'work',
    for: (user) =>
      holds(
        user,
        'council-member',
        'council-chair',
        'council-secretary',
        'head',
        'office-reviewer',
        'office-head',
        'auditor',
      ),
  },
  {
    to: '/submissions',
    name: { vi: 'Tờ trình', en: 'Submissions' },
    icon: Send,
    group: 'work',
    for: (user) => holds(user, 'office-reviewer', 'office-head', 'appraiser', 'head', 'auditor'),
  },
  {
    to: '/obligations',
    name: { vi: 'Văn bản phải gửi', en: 'Obligations' },
    icon: Assignment,
    group: 'work',
    for: worksOnCases,
  },
  {
    to: '/enquiries',
    name: { vi: 'Vướng mắc', en: 'Enquiries' },
    icon: HelpOutline,
    group: 'work',
    for: worksOnCases,
  },
  { to: '/awards', name: { vi: 'Sổ khen thưởng', en: 'Awards' }, icon: EmojiEvents, group: 'data' },
  { to: '/movements', name: { vi: 'Kế hoạch', en: 'Plans' }, icon: MenuBook, group: 'data' },
  { to: '/units', name: { vi: 'Đơn vị', en: 'Units' }, icon: AccountBalance, group: 'data' },
  { to: '/people', name: { vi: 'Người dùng', en: 'People' }, icon: People, group: 'data', for: administers },
  {
    to: '/delegations',
    name: { vi: 'Ủy quyền', en: 'Delegations' },
    icon: SwapHoriz,
    group: 'data',
    for: administers,
  },
  {
    to: '/pending-changes',
    name: { vi: 'Chờ người thứ hai', en: 'Second person' },
    icon: HowToReg,
    group: 'data',
    for: (user) => holds(user, 'administrator', 'head', 'auditor'),
  },
  { to: '/calendar', name: { vi: 'Lịch làm việc', en: 'Calendar' }, icon: CalendarMonth, group: 'data' },
  { to: '/rankings', name: { vi: 'Xếp hạng', en: 'Rankings' }, icon: Leaderboard, group: 'data' },
  {
    to: '/notifications',
    name: { vi: 'Thư đã gửi', en: 'Mail' },
    icon: MailOutline,
    group: 'data',
    for: (user) => holds(user, 'administrator', 'office-head', 'auditor', 'office-reviewer'),
  },
  {
    to: '/audit',
    name: { vi: 'Nhật ký', en: 'Audit' },
    icon: History,
    group: 'data',
    for: (user) => holds(user, 'auditor'),
  },
];
