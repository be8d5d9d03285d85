import Button from '@mui/material/Button';
import { useState } from 'react';
import { useParams } from 'react-router';
import { pendingKinds } from '../../domain/pending-changes.ts';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import { reason } from '../acts/form.ts';
import type { PendingChange } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitNameInFull } from '../parts/units.ts';
import { roleName } from '../parts/WaitingBox.tsx';
import { useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import { changeLines, linesBefore } from './pending-lines.ts';
import { pendingStateNames, pendingTones, pendingWords as words } from './pending-words.ts';

type Action = PendingChange['allowedActions'][number];
/** Each says again what it is about, in the words of the page below it. */
const formsFor = (what: string): Record<Action, ActForm<null>> => {
  const saying = ({ vi, en }: Words): Words => ({ vi: `${what}. ${vi}`, en: `${what}. ${en}` });
  const none = saying(words.refuseFollows);
  return {
    confirm: { label: words.confirm, follows: saying(words.confirmFollows), fields: {} },
    refuse: { label: words.refuse, tone: 'warning', follows: none, fields: { reason } },
    withdraw: { label: words.withdraw, tone: 'warning', follows: none, fields: {} },
  };
};

/** One change that waits: who asked for what, what holds now, and who may confirm it. */
export function PendingChangePage() {
  const say = useSay();
  const { day, moment, until } = useDates();
  const unitName = useUnitNameInFull();
  const { id = '' } = useParams();
  const [asked, setAsked] = useState<Action | null>(null);
  const query = hooks.useQuery('get', '/pending-changes/{id}', { params: { path: { id } } });
  const whatOf = (pending: PendingChange) =>
    [say(pendingKinds[pending.kind]), pending.person?.displayName, changeLines(pending.change, names)]
      .filter(Boolean)
      .join(' · ');
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
                [
                  say(words.before),
                  linesBefore(pending, names) || (pending.kind === 'give-roles' ? say(words.noRole) : '—'),
                ],
                [say(words.after), changeLines(pending.change, names) || '—'],
                [say(words.askedBy), pending.askedBy?.displayName ?? '—'],
                [say(words.askedAt), moment(pending.askedAt)],
                [say(words.until), until(pending.expiresAt)],
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
              form={formsFor(whatOf(pending))[asked]}
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
