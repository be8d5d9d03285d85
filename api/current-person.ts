import { createHash } from 'node:crypto';
import { loadHolder } from '../cases/shared/holder.ts';
import { roleNatures } from '../domain/administration.ts';
import type { Holder } from '../domain/permissions.ts';
import type { Tx } from '../prisma/db.ts';
import { loadReference } from '../cases/reference.ts';

/** Who makes a request, with the roles he holds today: read at each request, so that a taken role is gone at once. */
export interface CurrentPerson extends Holder {
  username: string;
  displayName: string;
  email: string;
  /** Those in whose roles, marked with `forId`, he acts today. */
  standsInFor: { id: string; displayName: string }[];
  organization: string;
  /** By an API token: never good for a vote. */
  viaToken: boolean;
  /** Named by a setting to administer every organization; holds no role that judges. */
  ofDeployment: boolean;
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** @returns null for a person who is not there or has been disabled */
export async function loadPerson(
  db: Tx,
  id: string,
  now: Date,
  viaToken: boolean,
): Promise<CurrentPerson | null> {
  const holder = await loadHolder(db, id, now);
  if (!holder) return null;
  const { row, lent, ...held } = holder;
  const [first] = held.roles;
  const unit = first && (await loadReference(db)).byCode.get(first.unit);
  return {
    ...held,
    username: row.username,
    displayName: row.displayName,
    email: row.email,
    organization: unit?.organization ?? row.organization ?? '',
    standsInFor: lent.map(({ delegator }) => ({ id: delegator.id, displayName: delegator.displayName })),
    viaToken,
    ofDeployment: false,
  };
}

/** Who administers the whole deployment judges nothing, whatever roles they hold or are lent. */
export const asOfDeployment = (person: CurrentPerson): CurrentPerson => ({
  ...person,
  ofDeployment: true,
  roles: person.roles.filter(({ role }) => !roleNatures[role].judges),
});
