import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { AnswerOf } from '../client/answers.ts';
import { hooks, sendTo } from '../client/client.ts';
import { newKey } from '../client/intent.ts';
import { Problem } from '../client/problem.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { FileButton } from '../parts/FileButton.tsx';
import { Failure } from '../parts/Failure.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** The plans that are filed; an administrator files another, and sees what is wrong with it where. */
export function MovementsPage() {
  const say = useSay();
  const { day } = useDates();
  const unitName = useUnitName();
  const queries = useQueryClient();
  const query = hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } });
  const [filed, setFiled] = useState<AnswerOf<'/movements', 'post'> | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const file = async (yaml: string) => {
    setFiled(null);
    setFailure(null);
    try {
      setFiled(await sendTo('POST', '/movements', yaml, { key: newKey() }));
      await queries.invalidateQueries();
    } catch (reason) {
      setFailure(reason);
    }
  };
  const titleOf = useMovementTitle();
  const faults = failure instanceof Problem ? (failure.body.errors ?? []) : [];
  return (
    <Page
      title={say(words.movements)}
      acts={
        holds(useUser(), 'administrator') && (
          <FileButton
            label={say(words.file)}
            variant="contained"
            accept=".yaml,.yml,.json"
            onChoose={(chosen) => void chosen.text().then(file)}
          />
        )
      }
    >
      {filed && (
        <Alert severity="success" sx={{ mb: 2 }}>
          {say(filed.unchanged ? words.unchanged : words.filed, { version: filed.version })}{' '}
          <Link component={RouterLink} to={`/movements/${filed.code}`} color="inherit">
            {titleOf(filed.code)}
          </Link>
        </Alert>
      )}
      {failure !== null && faults.length === 0 && <Failure failure={failure} />}
      {faults.length > 0 && (
        <Section title={say(words.wrongAt, { n: faults.length })} flush>
          <DataTable
            label={say(words.wrongAt, { n: faults.length })}
            rows={faults}
            keyOf={({ path, message }) => `${path} ${message}`}
            columns={[
              {
                label: say(words.where),
                sortBy: ({ path }) => path,
                cell: ({ path }) => <code>{path}</code>,
              },
              { label: say(words.what), cell: ({ message }) => message },
            ]}
          />
        </Section>
      )}
      <Paper>
        <Loaded query={query}>
          {({ items }) => (
            <DataTable
              label={say(words.movements)}
              rows={items}
              keyOf={({ code }) => code}
              columns={[
                {
                  label: say(common.movement),
                  sortBy: ({ title }) => title,
                  cell: ({ code, title, reference }) => (
                    <>
                      <Link component={RouterLink} to={`/movements/${code}`}>
                        {title}
                      </Link>
                      {/* Plans of one title are told apart by number and date. */}
                      <div>{reference.slice(0, reference.indexOf(' của '))}</div>
                    </>
                  ),
                },
                {
                  label: say(words.issuer),
                  sortBy: ({ issuer }) => unitName(issuer),
                  cell: ({ issuer }) => unitName(issuer),
                },
                { label: say(words.period), cell: ({ period }) => `${day(period.from)} – ${day(period.to)}` },
                {
                  label: say(words.rounds),
                  cell: ({ rounds }) => rounds.map(({ name }) => <div key={name}>{name}</div>),
                },
                { label: say(common.version), numeric: true, cell: ({ version }) => version },
              ]}
            />
          )}
        </Loaded>
      </Paper>
    </Page>
  );
}
