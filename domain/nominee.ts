import { z } from 'zod';
import { isSameName } from './identity.ts';
import { holderOf, isHeldBy, organizationOf } from './organization.ts';
import type { Units } from './organization.ts';
import type { RoleAt } from './roles.ts';

/** What of a nomination tells whom it would honour. */
export interface Nominee {
  kind: 'collective' | 'individual';
  name: string;
  unit: string;
  /** The account that the unit named as the nominee's. */
  personId: string | null;
  words: readonly NomineeWord[];
}

/** What somebody said of a person who bears the nominee's name: that they are the nominee, or somebody else. */
export const nomineeWordsSchema = z.array(
  z.object({
    personId: z.string(),
    same: z.boolean(),
    /** The nominee's name of which it was said: where the unit changes the name, it speaks of nobody. */
    name: z.string(),
    byId: z.string(),
    /** ISO instant. */
    at: z.string(),
  }),
);
export type NomineeWord = z.infer<typeof nomineeWordsSchema>[number];

/** An account as it is compared with a nominee. */
export interface KnownPerson {
  id: string;
  name: string;
  /** Who looks after the account, where that is known. */
  organization: string | null;
  /** The roles held today; also those that are lent to them, since a stand-in heads the unit meanwhile. */
  posts: readonly Pick<RoleAt, 'role' | 'unit'>[];
}

/**
 * Why a person is taken for the nominee. `name`: only the name and the organization say so, and somebody has still to
 * say whether it is the same person.
 */
export const nomineeGrounds = ['account', 'confirmed', 'name', 'heads-unit'] as const;
export type NomineeGround = (typeof nomineeGrounds)[number];

/** Who speaks for a collective: the one who heads it, whatever it is. A deputy holds the same role. */
const heads: readonly RoleAt['role'][] = ['unit-head', 'office-head', 'head'];

/** What somebody last said of a person, as the nominee is called now. */
export const wordOn = ({ name, words }: Nominee, personId: string): NomineeWord | undefined =>
  words.findLast((word) => word.personId === personId && isSameName(word.name, name));

/** Whether a person is nominated, or heads what is; null where they are neither. */
export function nomineeGround(nominee: Nominee, person: KnownPerson, units: Units): NomineeGround | null {
  if (nominee.kind === 'collective') {
    const isHead = person.posts.some(
      ({ role, unit }) =>
        heads.includes(role) && (unit === nominee.unit || isHeldBy(units, nominee.unit, unit)),
    );
    return isHead ? 'heads-unit' : null;
  }
  if (nominee.personId === person.id) return 'account';
  if (!worksBeside(nominee, person, units) || !isSameName(nominee.name, person.name)) return null;
  const word = wordOn(nominee, person.id);
  if (!word) return 'name';
  return word.same ? 'confirmed' : null;
}

/** Whether a person belongs to the organization of the nominee's unit. */
function worksBeside(
  { unit: nominated }: Nominee,
  { organization, posts }: KnownPerson,
  units: Units,
): boolean {
  const there = organizationOf(units, nominated);
  const lookedAfterBy = organization && (holderOf(units, organization) ?? organization);
  return lookedAfterBy === there || posts.some(({ unit }) => organizationOf(units, unit) === there);
}

/** Nominations that are judged together, by whom they would honour. */
export interface Nominees {
  of: readonly Nominee[];
  units: Units;
}

/** Whether one of these people is nominated by one of these, or heads what is. */
export const areNominated = ({ of, units }: Nominees, people: readonly KnownPerson[]): boolean =>
  of.some((nominee) => people.some((person) => nomineeGround(nominee, person, units) !== null));
