import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import type { Task } from '../client/answers.ts';
import { hooks, sendTo } from '../client/client.ts';
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
  const query = useTasks();
  return (
    <Page title={say(words.title)}>
      <OpenRounds />
      <Loaded query={query}>
        {({ items, load }) =>
          items.length === 0 ? (
            <Section title={say(words.title)}>{say(words.none)}</Section>
          ) : (
            <>
              {groups.map(({ name, holds }, at) => {
                const day = today();
                const rows = items.filter(
                  (task) => groups.findIndex((group) => group.holds(task, day)) === at && holds(task, day),
                );
                // How many there are is known once all of them are here.
                const count = load ? '' : ` (${rows.length})`;
                return rows.length === 0 ? null : (
                  <Section key={name.en} title={`${say(name)}${count}`} flush>
                    <Tasks label={say(name)} rows={rows} isWhole={load === null} />
                  </Section>
                );
              })}
              {load && (
                <Box role="status" sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
                  {say(words.firstOnes, { n: items.length })}
                  <Button onClick={load}>{say(common.more)}</Button>
                </Box>
              )}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface TaskPage {
  items: Task[];
  nextCursor: string | null;
}

/** What is due first, and what comes after it as it is asked for. */
function useTasks() {
  const query = useInfiniteQuery({
    queryKey: ['/tasks'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      sendTo<TaskPage>(
        'GET',
        pageParam === '' ? '/tasks' : `/tasks?${new URLSearchParams({ cursor: pageParam })}`,
        undefined,
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return {
    error: query.error,
    refetch: query.refetch,
    data: query.data && {
      items: query.data.pages.flatMap(({ items }) => items),
      load: query.hasNextPage ? () => void query.fetchNextPage({ cancelRefetch: false }) : null,
    },
  };
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

function Tasks({ label, rows, isWhole }: { label: string; rows: Task[]; isWhole: boolean }) {
  // Of a part, the order that the service gave is the one that holds for all.
  const sorted = (by: (task: Task) => string | null) => (isWhole ? { sortBy: by } : {});
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
          ...sorted(nameOf),
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
        { label: say(words.case), ...sorted(code), cell: code, width: 200 },
        { label: say(words.subject), ...sorted(what), cell: what },
        {
          label: say(common.due),
          width: 170,
          ...sorted(({ dueAt }) => dueAt),
          cell: ({ dueAt, overdue }) => <Due date={dueAt} overdue={overdue} />,
        },
      ]}
    />
  );
}
