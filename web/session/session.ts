import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { client, hooks } from '../client/client.ts';
import type { User } from '../client/answers.ts';
import { Problem } from '../client/problem.ts';
import { belongTo, forgetAll } from '../client/slots.ts';

type Role = User['roles'][number]['role'];

/** Who is logged in; null where nobody is. */
export function useSession() {
  const query = hooks.useQuery('get', '/session', {}, { staleTime: Infinity });
  const nobody = query.error instanceof Problem && query.error.status === 401;
  const user = nobody ? null : query.data?.user;
  // Before anything of theirs is shown.
  if (user) belongTo(user.username);
  return { ...query, user, nobody };
}

export const UserContext = createContext<User | null>(null);

/** The person at the page. Pages are shown to those who are logged in alone. */
export function useUser(): User {
  const user = useContext(UserContext);
  if (!user) throw new Error('nobody is logged in');
  return user;
}

export const holds = (user: User, ...roles: Role[]): boolean =>
  user.roles.some(({ role }) => roles.includes(role));
/** The units at which a person holds one of these roles. */
export const unitsOf = (user: User, ...roles: Role[]): string[] => [
  ...new Set(user.roles.filter(({ role }) => roles.includes(role)).map(({ unit }) => unit)),
];

export function useLogOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    try {
      await client.DELETE('/session');
    } catch (failure) {
      // It has ended already.
      if (!(failure instanceof Problem && failure.status === 401)) throw failure;
    }
    forgetAll();
    queries.clear();
    location.assign('/');
  };
}
