import Button from '@mui/material/Button';
import { useState } from 'react';
import { useParams } from 'react-router';
import { pendingKinds } from '../../domain/pending-changes.ts';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import { reason } from '../acts/form.ts';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitNameInFull } from '../parts/units.ts';
import { roleName } from '../parts/WaitingBox.tsx';
import { useSay } from '../words/words.ts';
import { changeLines } from './pending-lines.ts';
import { pendingStateNames, pendingTones, pendingWords as words } from './pending-words.ts';

const forms: Record<'confirm' | 'refuse' | 'withdraw', ActForm<null>> = {
  confirm: { label: words.confirm, follows: words.confirmFollows, fields: {} },
  refuse: { label: words.refuse, tone: 'warning', follows: words.refuseFollows, fields: { reason } },
  withdraw: { label: words.withdraw, tone: 'warning', follows: words.refuseFollows, fields: {} },
};

/** One change that waits: who asked for what, what holds now, and who may confirm it. */
export function PendingChangePage() {
  const say = useSay();
  const { day, moment } = useDates();
  const unitName = useUnitNameInFull();
  const { id = '' } = useParams();
  const [asked, setAsked] = useState<keyof typeof forms | null>(null);
  const query = hooks.useQuery('get', '/pending-changes/{id}', { params: { path: { id } } });
  const names = { unitName, roleName: (role: string) => roleName(role, say), day };
  return (
    <Loaded query={query}>
      {(pending) => (
        <Page
          title={[say(pendingKinds[pending.kind]), pending.person?.displayName].filter(Boolean).join(' · ')}
          under={
            <StateChip label={say(pendingStateNames[pending.state])} tone={pendingTones[pending.state]} />
          }
          acts={pending.allowedActions.map((action) => (
            <Button
              key={action}
              variant={action === 'confirm' ? 'contained' : 'outlined'}
              onClick={() => setAsked(action)}
            >
              {say(words[action])}
            </Button>
          ))}
        >
          <Section title={say(words.what)}>
            <Facts
              rows={[
                [say(words.organization), unitName(pending.organization)],
                [say(words.person), pending.person?.displayName ?? '—'],
                [say(words.delegator), pending.delegator?.displayName ?? '—'],
                [say(words.before), changeLines(pending.before, names) || '—'],
                [say(words.after), changeLines(pending.change, names) || '—'],
                [say(words.askedBy), pending.askedBy?.displayName ?? '—'],
                [say(words.askedAt), moment(pending.askedAt)],
                [say(words.until), moment(pending.expiresAt)],
                [say(words.settledBy), pending.settledBy?.displayName ?? '—'],
                [say(words.reason), pending.reason ?? '—'],
              ]}
            />
          </Section>
          {pending.state === 'waiting' && (
            <Section title={say(words.mayConfirm)}>
              {pending.mayConfirm.length === 0
                ? say(words.nobody)
                : pending.mayConfirm.map(({ displayName }) => displayName).join(', ')}
            </Section>
          )}
          {asked && (
            <ActDialog
              form={forms[asked]}
              view={null}
              path={`/pending-changes/${id}/actions/${asked}`}
              onClose={() => setAsked(null)}
            />
          )}
        </Page>
      )}
    </Loaded>
  );
}
