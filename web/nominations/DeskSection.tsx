import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { stageName } from '../../domain/texts.ts';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import type { Nomination } from '../client/answers.ts';
import { useDates } from '../parts/dates.ts';
import { Due } from '../parts/Due.tsx';
import { Section } from '../parts/Page.tsx';
import { nameIn, useMovementTitle, usePlan } from '../parts/plans.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { deskForms, deskPaths } from './desk-acts.ts';
import type { DeskAct } from './desk-acts.ts';
import { NamesakeAlert } from './NamesakeAlert.tsx';

type Desk = NonNullable<Nomination['desk']>;

const words = {
  title: { vi: 'Bàn thẩm tra', en: 'Reviewer’s desk' },
  unseen: { vi: 'Đơn vị đề nghị không thấy phần này.', en: 'The unit sees nothing of this.' },
  assignee: { vi: 'Người xử lý', en: 'On the desk of' },
  nobody: { vi: 'Chưa ai nhận', en: 'Nobody yet' },
  since: { vi: '{name}, từ {since}', en: '{name}, since {since}' },
  notes: { vi: 'Ghi chú giữa những người thẩm tra', en: 'Notes among reviewers' },
  standsIn: { vi: 'thay {name}', en: 'for {name}' },
  opinions: { vi: 'Ý kiến cơ quan khác', en: 'Opinions of other bodies' },
  earlier: { vi: 'Đã được khen thưởng', en: 'Earlier awards' },
  revoked: { vi: 'Đã hủy', en: 'Revoked' },
  'nominated-twice': {
    vi: 'Đối tượng này được đề nghị hơn một lần trong đợt:',
    en: 'The same nominee is proposed more than once in this round:',
  },
  'two-awards': {
    vi: 'Một thành tích được đề nghị nhiều hình thức khen thưởng (Luật TĐKT Đ5.2.c):',
    en: 'One achievement is proposed for more than one award (Law art. 5.2.c):',
  },
} as const;

/** Who works on the case, what reviewers tell one another, whom they ask, and what they should look at. */
export function DeskSection({ nomination, desk }: { nomination: Nomination; desk: Desk }) {
  const say = useSay();
  const { moment } = useDates();
  const unitName = useUnitName();
  const user = useUser();
  const [asked, setAsked] = useState<DeskAct | null>(null);
  const form: ActForm<Nomination> | null = asked && deskForms[asked];
  const { assignee, notes, opinions, warnings, namesakes, earlierAwards } = desk;
  const reviews = nomination.allowedActions.includes('approve');
  const acts = {
    claim: reviews && assignee === null,
    assign: reviews && holds(user, 'office-head', 'head'),
    note: true,
    opinion: reviews,
  };
  const button = (act: DeskAct) =>
    acts[act] && (
      <Button key={act} variant="outlined" onClick={() => setAsked(act)}>
        {say(deskForms[act].label)}
      </Button>
    );
  return (
    <Section title={say(words.title)}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {say(words.unseen)}
      </Typography>
      {warnings
        .filter(({ warning }) => warning === 'namesake')
        .flatMap(({ others }) => others)
        .map((other) => (
          <NamesakeAlert key={other.id} nominationId={nomination.id} other={other} said={null} />
        ))}
      {namesakes.map(({ same, ...other }) => (
        <NamesakeAlert key={other.id} nominationId={nomination.id} other={other} said={same} />
      ))}
      {warnings.map(
        ({ warning, codes }) =>
          warning !== 'namesake' && (
            <Alert key={warning} severity="warning" variant="outlined" sx={{ mb: 1, color: 'text.primary' }}>
              {say(words[warning])}{' '}
              {codes.map((code) => (
                <Link key={code} component={RouterLink} to={`/nominations?q=${code}`} sx={{ mr: 1 }}>
                  {code}
                </Link>
              ))}
            </Alert>
          ),
      )}
      <Part title={say(words.assignee)} acts={[button('claim'), button('assign')]}>
        {assignee
          ? say(words.since, { name: assignee.displayName, since: moment(assignee.since) })
          : say(words.nobody)}
      </Part>
      <Part title={say(words.notes)} acts={button('note')}>
        {notes.map(({ by, for: standsInFor, unit, text, at }) => (
          <Entry
            key={`${at} ${by}`}
            under={[
              moment(at),
              [by, standsInFor && say(words.standsIn, { name: standsInFor }), unitName(unit)]
                .filter(Boolean)
                .join(', '),
            ].join(' · ')}
          >
            {text}
          </Entry>
        ))}
      </Part>
      <Part title={say(words.opinions)} acts={button('opinion')}>
        {opinions.map((opinion) => (
          <Opinion key={opinion.id} opinion={opinion} />
        ))}
      </Part>
      {earlierAwards.length > 0 && (
        <Part title={say(words.earlier)}>
          {earlierAwards.map((earlier) => (
            <EarlierAward key={earlier.nominationId} earlier={earlier} />
          ))}
        </Part>
      )}
      {asked && form && (
        <ActDialog
          form={form}
          view={nomination}
          path={`/nominations/${nomination.id}/${deskPaths[asked]}`}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}

function Part({ title, acts, children }: { title: string; acts?: ReactNode; children: ReactNode }) {
  return (
    <Stack spacing={0.75} sx={{ mb: 2 }}>
      <Typography component="h3" sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      <Box>{children}</Box>
      <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {acts}
      </Box>
    </Stack>
  );
}

function Entry({ under, children }: { under: ReactNode; children: ReactNode }) {
  return (
    <Box sx={{ py: 0.75, borderTop: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}>
      <Box sx={{ whiteSpace: 'pre-line' }}>{children}</Box>
      <Typography component="div" variant="body2" sx={{ color: 'text.secondary' }}>
        {under}
      </Typography>
    </Box>
  );
}

function Opinion({ opinion }: { opinion: Desk['opinions'][number] }) {
  const say = useSay();
  const language = useLanguage();
  const unitName = useUnitName();
  const { id, body, question, state, dueAt, overdue, answer } = opinion;
  return (
    <Entry under={answer ?? (dueAt && <Due date={dueAt} overdue={overdue} />)}>
      <Link component={RouterLink} to={`/enquiries/${id}`}>
        {unitName(body)}
      </Link>{' '}
      <StateChip
        label={overdue && answer === null ? say(common.overdue) : stageName('enquiry', state, language)}
        tone={answer !== null ? 'success' : overdue ? 'warning' : 'info'}
      />
      {`\n${question}`}
    </Entry>
  );
}

function EarlierAward({ earlier }: { earlier: Desk['earlierAwards'][number] }) {
  const say = useSay();
  const { day } = useDates();
  const movementTitle = useMovementTitle();
  const plan = usePlan(earlier.movement);
  const { nominationId, movement, award, decidedOn, revoked } = earlier;
  return (
    <Entry under={`${movementTitle(movement)} · ${day(decidedOn)}`}>
      <Link component={RouterLink} to={`/nominations/${nominationId}`}>
        {nameIn(plan?.awards, award)}
      </Link>{' '}
      {revoked && <StateChip label={say(words.revoked)} tone="error" />}
    </Entry>
  );
}
