import { randomBytes } from 'node:crypto';
import type { Role } from '../../domain/roles.ts';
import { ApiClient } from './client.ts';
import { good } from './story.ts';
import type { Stage } from './stage.ts';

export interface NewUnit {
  code: string;
  name: string;
  kind: string;
  organization: string;
  parent: string;
}
export interface Newcomer {
  username: string;
  displayName: string;
  roles: { role: Role; unit: string }[];
}

const source = 'Ví dụ cho mùa xét khen thưởng.';

/** Units that an administrator makes, one after the other: the organization is judged as a whole after each. */
export async function makeUnits(stage: Stage, units: readonly NewUnit[]): Promise<void> {
  const admin = await stage.as('administrator');
  for (const unit of units)
    good(
      await admin.post('/units', {
        ...unit,
        shortName: unit.name.replace(/^Ủy ban nhân dân/, 'UBND'),
        email: `vanthu@${unit.code}.example`,
        from: '2025-07-01',
        source,
      }),
    );
}

export interface Pending {
  id: string;
  mayConfirm: { id: string; as: string }[];
}
type Made = { id: string } | { person: { id: string }; pending: Pending[] };

/** What an administrator has asked for is confirmed by the head of the organization: nobody gives power alone. */
export async function confirmed(stage: Stage, pending: readonly Pending[]): Promise<void> {
  const head = await stage.as('head');
  for (const { id } of pending) good(await head.post(`/pending-changes/${id}/actions/confirm`));
}

/**
 * People who come the way people do: made by an administrator, invited by mail, each sets a password by its link. From
 * then on the stage knows them. @returns their ids by username
 */
export async function enrol(stage: Stage, people: readonly Newcomer[]): Promise<Map<string, string>> {
  const admin = await stage.as('administrator');
  const ids = new Map<string, string>();
  for (const person of people) {
    const email = `${person.username}@${person.roles[0]?.unit ?? 'khach'}.example`;
    const made = good(await admin.post<Made>('/people', { ...person, email }), 201, 202);
    ids.set(person.username, ('person' in made ? made.person : made).id);
    if ('pending' in made) await confirmed(stage, made.pending);
  }
  const letters = await stage.allMail();
  for (const person of people) {
    // Among what else went to them meanwhile: mails come in any order.
    const theirs = letters.filter(({ to }) =>
      to.some(({ address }) => address.startsWith(`${person.username}@`)),
    );
    const token = theirs
      .map(({ text }) => /\/invitations\/([\w-]+)/.exec(text)?.[1])
      .find((found) => found !== undefined);
    if (token === undefined) throw new Error('a newcomer was not invited');
    const account = { username: person.username, password: randomBytes(12).toString('base64url') };
    const client = new ApiClient(stage.urls.api, account);
    good(await client.send('POST', '/session/password', { token, password: account.password }));
    stage.knows({ ...account, displayName: person.displayName, roles: person.roles });
  }
  return ids;
}
