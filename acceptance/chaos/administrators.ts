import { setTimeout as pause } from 'node:timers/promises';
import { addDays, dateOf } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import { COUNCIL, DEPARTMENT, LEAD } from '../demo/story.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import type { Chance } from './chance.ts';
import { reviewerOf } from './reviewers.ts';
import type { Stubborn } from './stubborn.ts';
import { paper } from './town.ts';
import type { Town } from './town.ts';

interface PersonView {
  id: string;
  username?: string;
  disabled?: boolean;
  version?: number;
  holdings?: { id: string; role: string; unit: string; to: string | null }[];
}

/** How long somebody is without a right, in milliseconds: shorter and longer than what is on its way by it. */
const without = [300, 5_000] as const;
/** How often something is tried before it is left: somebody else changes the same, or midnight passes. */
const TRIES = 20;
const reason = 'Nghỉ phép năm.';

/** Whose rights change while they work: none without whom nobody could be let in again. */
const concerned = ({ units }: Town): [Role, string][] => [
  ['office-reviewer', LEAD],
  ['council-secretary', COUNCIL],
  ['council-member', COUNCIL],
  ...units.flatMap((unit): [Role, string][] => [
    ['unit-officer', unit],
    ['unit-head', unit],
  ]),
];

/**
 * What an administrator does next with the rights of somebody at work, with the second person that it takes: locks them
 * out and lets them in, ends a role and gives it again, has one stand in for another and ends that. All hold at the end
 * what they held before.
 */
export function administratorOf(town: Town, chance: Chance): () => Promise<void> {
  let turn = chance.between(0, 2);
  return async () => {
    turn += 1;
    const admin = await town.as('administrator', DEPARTMENT);
    const [role, unit] = chance.oneOf(concerned(town));
    const account = chance.oneOf(town.holders(role, unit));
    switch (turn % 3) {
      case 0:
        return lockOut(town, chance, admin, account);
      case 1:
        return takeAway(town, chance, admin, { account, role, unit });
      default:
        return haveStandIn(town, chance, admin);
    }
  };
}

/** What somebody who holds no role at Văn phòng does there next: what a reviewer does, while it is lent to them. */
export function standInOf(town: Town, client: Stubborn, chance: Chance): () => Promise<unknown> {
  const review = reviewerOf(town, client, chance);
  return async () => (town.standingIn.has(client.who.username) ? review() : undefined);
}

async function find(admin: Stubborn, { username, displayName }: DemoAccount): Promise<PersonView> {
  const q = encodeURIComponent(displayName);
  const { body } = await admin.get<{ items?: PersonView[] }>(`/people?limit=100&q=${q}`);
  const found = body.items?.find((person) => person.username === username);
  if (!found) throw new Error('an account that administrators do not find');
  return found;
}

/** Asks for something until it is as it should be. @throws Error where it never is */
async function until(
  look: () => Promise<{ person: PersonView; today: string }>,
  isSo: (person: PersonView) => boolean,
  ask: (person: PersonView, today: string) => Promise<unknown>,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { person, today } = await look();
    if (isSo(person)) return;
    await ask(person, today);
  }
  throw new Error('a right that could not be changed');
}

/** A person as they are now, and the day that it is to the service. */
const lookAt = (admin: Stubborn, id: string) => async () => {
  const { body, headers } = await admin.get<PersonView>(`/people/${id}`);
  return { person: body, today: dateOf(new Date(headers.get('Service-Time') ?? '')) };
};

async function lockOut(town: Town, chance: Chance, admin: Stubborn, account: DemoAccount): Promise<void> {
  const { id } = await find(admin, account);
  const become = (wanted: boolean) =>
    until(
      lookAt(admin, id),
      ({ disabled }) => disabled === wanted,
      ({ version = 0 }) => admin.patch(`/people/${id}`, { disabled: wanted }, version),
    );
  town.lockedOut.add(account.username);
  await become(true);
  await pause(chance.between(...without));
  await become(false);
  town.lockedOut.delete(account.username);
}

async function takeAway(
  town: Town,
  chance: Chance,
  admin: Stubborn,
  { account, role, unit }: { account: DemoAccount; role: Role; unit: string },
): Promise<void> {
  const { id } = await find(admin, account);
  const heldBy = ({ holdings = [] }: PersonView) =>
    holdings.find((held) => held.role === role && held.unit === unit && held.to === null);
  await until(
    lookAt(admin, id),
    (person) => heldBy(person) === undefined,
    (person, today) =>
      admin.patch(
        `/people/${id}/roles/${heldBy(person)?.id}`,
        { to: addDays(today, -1) },
        person.version ?? 0,
      ),
  );
  await pause(chance.between(...without));
  const head = await town.as('head', DEPARTMENT);
  await until(
    lookAt(admin, id),
    (person) => heldBy(person) !== undefined,
    async () => {
      const { body } = await admin.post<{ pending?: { id: string }[] }>(`/people/${id}/roles`, {
        role,
        unit,
      });
      for (const { id: change } of body.pending ?? [])
        await head.post(`/pending-changes/${change}/actions/confirm`);
    },
  );
}

async function haveStandIn(town: Town, chance: Chance, admin: Stubborn): Promise<void> {
  const [delegator, delegate] = [chance.oneOf(town.holders('office-reviewer', LEAD)), town.standIn];
  const [from, to] = [await find(admin, delegator), await find(admin, delegate)];
  const lender = await town.client(delegator);
  const { status, body } = await lender.post<{ id: string }>('/delegations', {
    ...{ delegator: from.id, delegate: to.id, role: 'office-reviewer', unit: LEAD },
    ...{ to: addDays(town.today, 300), document: await paper(lender), reason },
  });
  if (status !== 201) throw new Error('a delegation that could not be made');
  town.standingIn.add(delegate.username);
  await pause(chance.between(...without));
  await admin.post(`/delegations/${body.id}/actions/revoke`, { reason });
  town.standingIn.delete(delegate.username);
}
