import { bodiesOfPaths } from '../../cases/path-bodies.ts';
import type { PathBodies } from '../../cases/path-bodies.ts';
import type { Homed } from '../../cases/shared/home.ts';
import type { Administration } from '../../domain/administration.ts';
import { rolesAt } from '../../domain/organization.ts';
import type { RoleAt } from '../../domain/roles.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Notification } from '../../prisma/generated/client.ts';
import { administrationOf } from '../administration.ts';
import type { CurrentPerson } from '../current-person.ts';
import { looksAfter } from '../person-views.ts';

/** A mail, as far as it says whose it is to see to it. */
export type KeptMail = Pick<Notification, 'pathKind' | 'pathId' | 'personId' | 'unit'>;

/** What a person has to do with a mail that did not arrive. */
export interface Keeping {
  /** The role in which they may see to it: send it again, or say that it was told otherwise. Null where it isn't theirs. */
  by: RoleAt | null;
  /** Whether it is their task. */
  isTask: boolean;
  /** What it is about; null of an account, and of the service itself. */
  about: PathBodies | null;
}

type Accounts = ReadonlyMap<string, Homed>;

/**
 * Who can do something about a mail that did not arrive: of a session its council's secretary, who can call; of a unit's
 * address the office that leads the case; of an account's address who administers it. Who administers the recipient may
 * always, as the lead's office may about what it leads.
 *
 * @returns for each of the mails, by its id
 */
export async function keepingOf(
  tx: Tx,
  person: CurrentPerson,
  administration: Administration,
  mails: readonly (KeptMail & { id: string })[],
): Promise<ReadonlyMap<string, Keeping>> {
  const paths = await bodiesOfPaths(tx, mails);
  const ids = [...new Set(mails.flatMap(({ personId }) => personId ?? []))];
  const people = await tx.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, organization: true, roles: true },
  });
  const accounts: Accounts = new Map(people.map((row) => [row.id, row]));
  return new Map(
    mails.map((mail) => {
      const about = paths.get(mail.pathId) ?? null;
      return [mail.id, { ...keeping(person, administration, accounts, mail, about), about }];
    }),
  );
}

function keeping(
  person: CurrentPerson,
  administration: Administration,
  accounts: Accounts,
  { personId, unit }: KeptMail,
  about: PathBodies | null,
): Omit<Keeping, 'about'> {
  const { units } = administration;
  const at = (...kinds: RoleAt['role'][]) =>
    about === null ? undefined : rolesAt(units, person.roles, about.leadBody, ...kinds)[0];
  const isSession = about?.kind === 'council-session';
  const secretary = isSession ? at('council-secretary') : undefined;
  const office = isSession ? undefined : at('office-reviewer', 'office-head');
  const administrator = administratorOf(person, administration, accounts, personId, unit);
  const by = secretary ?? office ?? administrator ?? null;
  if (isSession && secretary) return { by, isTask: true };
  // A unit's own address: the office writes to it, and knows how else to reach it.
  if (personId === null && unit !== null && about !== null && !isSession)
    return { by, isTask: office?.role === 'office-reviewer' };
  return { by, isTask: administrator !== undefined };
}

/** The role in which a person administers who was written to; what is nobody's is for who administers the whole deployment. */
function administratorOf(
  person: CurrentPerson,
  administration: Administration,
  accounts: Accounts,
  personId: string | null,
  unit: string | null,
): RoleAt | undefined {
  const own = person.roles.find(({ role }) => role === 'administrator');
  const account = personId === null ? undefined : accounts.get(personId);
  if (account) return looksAfter(administration, person, account) ? own : undefined;
  if (unit !== null) return administrationOf(administration, person, unit);
  return person.ofDeployment ? own : undefined;
}
