import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import { useDates } from '../parts/dates.ts';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { endSessionForm, revokeTokenForm, tokenForm } from './forms.ts';
import { accessWords as words } from './access-words.ts';

interface Asked {
  form: ActForm<null>;
  path: string;
  method: 'POST' | 'DELETE';
}
/** Only the answer that made it holds the token itself. */
const secretIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'token' in answer ? String(answer.token) : null;

/** Where one is logged in, and the machines that act in one's name: seen and ended by oneself. */
export function AccessPage() {
  const say = useSay();
  const { moment, until } = useDates();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const sessions = useList('/sessions', { limit: 50 });
  const tokens = useList('/api-tokens', { limit: 50 });
  const isOver = (token: { expiresAt: string; revokedAt: string | null }) =>
    token.revokedAt !== null || new Date(token.expiresAt) <= new Date();
  return (
    <Page
      title={say(words.access)}
      acts={
        <Button
          variant="contained"
          onClick={() => setAsked({ form: tokenForm, path: '/api-tokens', method: 'POST' })}
        >
          {say(words.newToken)}
        </Button>
      }
    >
      {secret !== null && (
        <Alert severity="success" onClose={() => setSecret(null)} sx={{ overflowWrap: 'anywhere' }}>
          {say(words.tokenOnce)} <code>{secret}</code>
        </Alert>
      )}
      <Section title={say(words.sessions)} flush>
        <ListTable
          list={sessions}
          label={say(words.sessions)}
          columns={[
            {
              label: say(words.device),
              cell: ({ agent, current }) => (
                <>
                  {agent || say(words.unknownDevice)}{' '}
                  {current && <StateChip label={say(words.here)} tone="success" />}
                </>
              ),
            },
            { label: say(words.since), cell: ({ since }) => moment(since) },
            {
              label: say(words.lastUsed),
              cell: ({ lastUsedAt }) => moment(lastUsedAt),
            },
            {
              label: say(common.actions),
              toPress: true,
              cell: ({ id, current }) =>
                !current && (
                  <Button
                    onClick={() =>
                      setAsked({ form: endSessionForm, path: `/sessions/${id}`, method: 'DELETE' })
                    }
                  >
                    {say(words.endSession)}
                  </Button>
                ),
            },
          ]}
        />
      </Section>
      <Section title={say(words.tokens)} flush>
        <ListTable
          list={tokens}
          label={say(words.tokens)}
          columns={[
            { label: say(common.name), cell: ({ name }) => name },
            {
              label: say(words.since),
              cell: ({ createdAt }) => moment(createdAt),
            },
            { label: say(words.until), cell: ({ expiresAt }) => until(expiresAt) },
            {
              label: say(common.actions),
              toPress: true,
              cell: (token) =>
                isOver(token) ? (
                  <StateChip label={say(words.over)} />
                ) : (
                  <Button
                    onClick={() =>
                      setAsked({ form: revokeTokenForm, path: `/api-tokens/${token.id}`, method: 'DELETE' })
                    }
                  >
                    {say(words.revokeToken)}
                  </Button>
                ),
            },
          ]}
        />
      </Section>
      {asked && (
        <ActDialog
          {...asked}
          view={null}
          onClose={() => setAsked(null)}
          then={(answer) => setSecret(secretIn(answer))}
        />
      )}
    </Page>
  );
}
