import Button from '@mui/material/Button';
import { useState } from 'react';
import { useParams } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import type { AnswerOf } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitNameInFull } from '../parts/units.ts';
import { roleName } from '../parts/WaitingBox.tsx';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { disableForm, inviteForm, personChangeForm, roleEndForm, roleForm } from './forms.ts';
import { words } from './words.ts';

interface Asked {
  form: ActForm<null>;
  path: string;
  method: 'POST' | 'PATCH';
}

/** A person's account and roles, with their dates. */
export function PersonPage() {
  const say = useSay();
  const { day, moment, until } = useDates();
  const unitName = useUnitNameInFull();
  const administers = holds(useUser(), 'administrator');
  const { id = '' } = useParams();
  const [asked, setAsked] = useState<Asked | null>(null);
  const query = hooks.useQuery('get', '/people/{id}', { params: { path: { id } } });
  const here = `/people/${id}`;
  const passwordState = ({ hasPassword, invitation }: AnswerOf<'/people/{id}'>) =>
    [
      say(hasPassword ? words.passwordSet : words.passwordUnset),
      invitation
        ? say(words.invitedUntil, {
            sent: moment(invitation.sentAt),
            until: until(invitation.expiresAt),
          })
        : !hasPassword && say(words.notInvited),
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <Loaded query={query}>
      {(person) => (
        <Page
          title={person.displayName}
          under={person.disabled && <StateChip label={say(words.disabled)} />}
          acts={
            administers && (
              <>
                <Button
                  variant="contained"
                  onClick={() => setAsked({ form: roleForm, path: `${here}/roles`, method: 'POST' })}
                >
                  {say(words.addRole)}
                </Button>
                <Button
                  variant="outlined"
                  onClick={() => setAsked({ form: personChangeForm(person), path: here, method: 'PATCH' })}
                >
                  {say(words.editPerson)}
                </Button>
                <Button
                  variant="outlined"
                  onClick={() => setAsked({ form: inviteForm, path: `${here}/invitations`, method: 'POST' })}
                >
                  {say(words.invite)}
                </Button>
                <Button
                  variant="outlined"
                  color="error"
                  onClick={() =>
                    setAsked({ form: disableForm(person.disabled === true), path: here, method: 'PATCH' })
                  }
                >
                  {say(person.disabled ? words.enable : words.disable)}
                </Button>
              </>
            )
          }
        >
          <Section title={say(words.people)}>
            <Facts
              rows={[
                [say(words.username), person.username ?? '—'],
                [say(words.email), person.email ?? '—'],
                [say(words.password), administers ? passwordState(person) : '—'],
              ]}
            />
          </Section>
          <Section title={say(words.roles)} flush>
            <DataTable
              label={say(words.roles)}
              rows={person.holdings ?? []}
              keyOf={(holding) => holding.id}
              columns={[
                { label: say(common.role), cell: ({ role }) => roleName(role, say) },
                { label: say(common.unit), cell: ({ unit }) => unitName(unit) },
                { label: say(common.from), cell: ({ from }) => day(from) },
                { label: say(common.to), cell: ({ to }) => day(to) },
                {
                  label: say(common.actions),
                  toPress: true,
                  cell: (holding) => (
                    <Button
                      onClick={() =>
                        setAsked({ form: roleEndForm, path: `${here}/roles/${holding.id}`, method: 'PATCH' })
                      }
                    >
                      {say(words.endRole)}
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
              {...(person.version === undefined ? {} : { version: person.version })}
              onClose={() => setAsked(null)}
            />
          )}
        </Page>
      )}
    </Loaded>
  );
}
