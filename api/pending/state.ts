import { dateTextOrNull } from '../../cases/context.ts';
import type { Tx } from '../../prisma/db.ts';
import type { PendingOf } from './bodies.ts';

/** The state that a change was asked about: where it is another when it is confirmed, something else was meant. */
export type Before = Record<string, string | number | boolean | null>;

/** As it is now. */
export async function stateOf(tx: Tx, change: PendingOf, personId: string | null): Promise<Before> {
  switch (change.kind) {
    case 'give-roles':
    case 'change-address':
    case 'reset-password':
      return accountOf(tx, personId);
    case 'extend-role': {
      const held = await tx.roleHolding.findUnique({ where: { id: change.body.holding } });
      return { ...(await accountOf(tx, personId)), to: held ? dateTextOrNull(held.validTo) : 'none' };
    }
    case 'delegate': {
      const { delegatorId, delegateId } = change.body;
      const delegator = await accountOf(tx, delegatorId);
      const delegate = await accountOf(tx, delegateId);
      return {
        ...delegate,
        delegator: String(delegator.email),
        delegatorDisabled: delegator.disabled ?? false,
      };
    }
    case 'seat-council': {
      const council = await tx.council.findUnique({ where: { body: change.body.body } });
      const seats = await tx.councilSeat.count({ where: { body: change.body.body } });
      const people = await tx.person.findMany({
        where: { id: { in: change.body.seats.flatMap((seat) => seat.personId ?? []) } },
        select: { email: true },
        orderBy: { id: 'asc' },
      });
      const emails = people.map(({ email }) => email).join(' ');
      return { version: council?.version ?? (seats > 0 ? 1 : 0), emails };
    }
  }
}

async function accountOf(tx: Tx, id: string | null): Promise<Before> {
  const person = id === null ? null : await tx.person.findUnique({ where: { id } });
  return person ? { email: person.email, disabled: person.disabledAt !== null } : {};
}

export const isSame = (a: Before, b: Before): boolean => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
};
