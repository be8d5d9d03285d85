import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { actName } from '../../domain/act-names.ts';
import { pathFolders } from '../../domain/path.ts';
import type { PathKind, PathRef } from '../../domain/path.ts';
import { pathNames, stageName } from '../../domain/texts.ts';
import { mailErrorName } from '../mail/words.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { useDates } from './dates.ts';
import { useUnitName } from './units.ts';
import { roleName } from './WaitingBox.tsx';

const words = {
  by: { vi: 'theo {path}', en: 'by the {path}' },
  byTime: { vi: 'Hệ thống', en: 'The service' },
  onPaper: { vi: 'ghi thay theo văn bản', en: 'recorded from a paper' },
  mail: { vi: 'Thư báo', en: 'Mail' },
  sent: { vi: 'đã gửi', en: 'sent' },
  waiting: { vi: 'chờ gửi', en: 'waiting' },
  failed: { vi: 'không đến', en: 'did not arrive' },
  settled: { vi: 'đã xử lý', en: 'seen to' },
  stage: { vi: 'chuyển sang', en: 'moved to' },
} as const;

export interface StoryItem {
  at: string;
  version: number;
  act: string;
  by: { name: string; role: string | null; unit: string | null } | null;
  cause?: PathRef | null;
  onBehalf?: unknown;
  from: { stage: string };
  to: { stage: string };
  reason: string | null;
  mail: { to: string; state: string; error: string | null; settledAt: string | null }[];
}

/** Who did what no person did here: what the time did is the service's, what came by another path somebody did there. */
export function ByItself({ cause }: { cause: (PathRef & { code?: string | null }) | null | undefined }) {
  const say = useSay();
  if (!cause) return say(words.byTime);
  const { kind, id, code } = cause;
  return (
    <Link component={RouterLink} to={`/${pathFolders[kind]}/${id}`} color="inherit">
      {say(words.by, { path: [say(pathNames[kind]), code].filter(Boolean).join(' ') })}
    </Link>
  );
}

/** What happened, latest first: who, in what role, for whom, what, when, why, and who was told. */
export function Story({ kind, items }: { kind: PathKind; items: StoryItem[] }) {
  const say = useSay();
  const language = useLanguage();
  const { moment } = useDates();
  const unitName = useUnitName();
  const mailState = ({ state, error, settledAt }: StoryItem['mail'][number]) =>
    [
      state === 'sent' || state === 'waiting' || state === 'failed' ? say(words[state]) : state,
      error && mailErrorName(error, say),
      settledAt && say(words.settled),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {[...items].reverse().map((item) => (
        <Box
          component="li"
          key={item.version}
          sx={{
            position: 'relative',
            pl: 3,
            '&:not(:last-child)': { pb: 1.75 },
            '&::before': {
              content: '""',
              position: 'absolute',
              left: 4,
              top: 6,
              width: 9,
              height: 9,
              borderRadius: '50%',
              bgcolor: item.by ? 'primary.main' : '#8593a3',
            },
            '&:not(:last-child)::after': {
              content: '""',
              position: 'absolute',
              left: 8,
              top: 18,
              bottom: -3,
              width: '1px',
              bgcolor: '#c6ced7',
            },
          }}
        >
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
            <Box component="strong" sx={{ fontWeight: 650 }}>
              {actName(kind, item.act, language)}
            </Box>
            {item.to.stage !== item.from.stage && (
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {say(words.stage)} “{stageName(kind, item.to.stage, language)}”
              </Box>
            )}
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {moment(item.at)} ·{' '}
            {item.by === null ? (
              <ByItself cause={item.cause} />
            ) : (
              [
                item.by.name,
                item.by.role && roleName(item.by.role, say),
                item.by.unit && unitName(item.by.unit),
              ]
                .filter(Boolean)
                .join(', ')
            )}
            {item.onBehalf ? ` (${say(words.onPaper)})` : ''}
          </Typography>
          {item.reason && <Box sx={{ mt: 0.25, whiteSpace: 'pre-line' }}>{item.reason}</Box>}
          {item.mail.length > 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.25, overflowWrap: 'anywhere' }}>
              {say(words.mail)}: {item.mail.map((mail) => `${mail.to} (${mailState(mail)})`).join('; ')}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  );
}
