import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import type { Task } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { addDays } from '../../domain/dates.ts';
import { today } from '../parts/dates.ts';
import { Due } from '../parts/Due.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { useUnits } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import { taskName, words } from './words.ts';

/** How far ahead "soon" reaches, in days. */
const SOON = 7;

const groups: { name: Words; holds: (task: Task, day: string) => boolean }[] = [
  // A ballot that is open, or a tie, waits for nobody.
  { name: words.now, holds: ({ actions }) => actions.includes('vote') || actions.includes('break-tie') },
  { name: words.overdue, holds: ({ overdue, dueAt }, day) => overdue || (dueAt !== null && dueAt < day) },
  { name: words.soon, holds: ({ dueAt }, day) => dueAt !== null && dueAt <= addDays(day, SOON) },
  { name: words.later, holds: ({ dueAt }) => dueAt !== null },
  { name: words.undated, holds: () => true },
];

/** What now waits for the person, most urgent first. */
export function TasksPage() {
  const say = useSay();
  const query = hooks.useQuery('get', '/tasks');
  return (
    <Page title={say(words.title)}>
      <OpenRounds />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Section title={say(words.title)}>{say(words.none)}</Section>
          ) : (
            groups.map(({ name, holds }, at) => {
              const day = today();
              const rows = items.filter(
                (task) => groups.findIndex((group) => group.holds(task, day)) === at && holds(task, day),
              );
              return rows.length === 0 ? null : (
                <Section key={name.en} title={`${say(name)} (${rows.length})`} flush>
                  <Tasks label={say(name)} rows={rows} />
                </Section>
              );
            })
          )
        }
      </Loaded>
    </Page>
  );
}

/** Rounds in which one's unit may propose: it need not, but should know until when it can. */
function OpenRounds() {
  const say = useSay();
  const isProposer = holds(useUser(), 'unit-officer', 'unit-head');
  const movementTitle = useMovementTitle();
  const rounds = hooks
    .useQuery('get', '/rounds', { params: { query: { limit: 100 } } }, { enabled: isProposer })
    .data?.items.filter(({ mayPropose }) => mayPropose.length > 0);
  return !rounds?.length ? null : (
    <Section title={`${say(words.openRounds)} (${rounds.length})`} flush>
      <DataTable
        label={say(words.openRounds)}
        rows={rounds}
        keyOf={({ id }) => id}
        columns={[
          {
            label: say(common.round),
            cell: ({ id, name, movement }) => (
              <Link component={RouterLink} to={`/rounds/${id}`}>
                {name} · {movementTitle(movement)}
              </Link>
            ),
          },
          {
            label: say(words.proposeBy),
            width: 190,
            cell: ({ dates }) => <Due date={dates.intakeCloses} overdue={false} />,
          },
          {
            label: say(common.actions),
            toPress: true,
            width: 150,
            cell: ({ id }) => (
              <Button
                component={RouterLink}
                to={`/nominations/new?round=${id}`}
                variant="outlined"
                size="small"
              >
                {say(words.propose)}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Tasks({ label, rows }: { label: string; rows: Task[] }) {
  const say = useSay();
  const { data: units } = useUnits();
  const isHead = holds(useUser(), 'head');
  const nameOf = (task: Task) => say(taskName(task, isHead));
  const [code, what] = [
    ({ title }: Task) => title.split(' · ')[0] ?? title,
    ({ title }: Task) =>
      title
        .split(' · ')
        .slice(1)
        .map((part) => units?.get(part)?.name ?? part)
        .join(' · '),
  ];
  return (
    <DataTable
      label={label}
      rows={rows}
      keyOf={({ resource, kind, title }) => `${resource} ${kind} ${title}`}
      columns={[
        {
          label: say(words.task),
          width: 260,
          sortBy: (task) => nameOf(task),
          cell: (task) => (
            <>
              <Link component={RouterLink} to={task.resource}>
                {nameOf(task)}
              </Link>
              {task.overdue && (
                <Chip label={say(common.overdue)} color="error" variant="outlined" sx={{ ml: 1 }} />
              )}
            </>
          ),
        },
        { label: say(words.case), sortBy: code, cell: code, width: 200 },
        { label: say(words.subject), sortBy: what, cell: what },
        {
          label: say(common.due),
          width: 170,
          sortBy: ({ dueAt }) => dueAt,
          cell: ({ dueAt, overdue }) => <Due date={dueAt} overdue={overdue} />,
        },
      ]}
    />
  );
}
