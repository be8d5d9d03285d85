import { deciderOf, judgeOf } from './delegation.ts';
import type { RouteStep } from './nomination.ts';
import type { KnownPerson, Nominee } from './nominee.ts';
import {
  headOf,
  holderOf,
  isHeldBy,
  isWithin,
  organizationOf,
  rolesAt,
  withPredecessors,
} from './organization.ts';
import type { Units } from './organization.ts';
import type { PlainCode } from './problems.ts';
import type { Role, RoleAt } from './roles.ts';
import type { NominationAct, Stage } from './stages.ts';
import { stageRules } from './stages.ts';

/** What the rules need to know of a nomination to say who may do what. */
export interface NominationParties {
  id: string;
  stage: Stage;
  step: number;
  route: RouteStep[];
  proposingUnit: string;
  organization: string;
  /** The plan's lead office. */
  leadBody: string;
  /** Units that a step has reached. */
  reached: string[];
  /** Persons whose hand is in its dossier, or in whose place it was (domain/hands.ts). */
  proposers: string[];
  /** Who approved it at the office's review. */
  approvers: string[];
  /** Whom it would honour. */
  nominee: Nominee;
  /** It has been sent at least once; until then it is the unit's own. */
  submitted: boolean;
  /** It was drafted by the lead's office for somebody without an account. */
  outside: boolean;
}

export interface Holder {
  id: string;
  /** Held today: first his own, then those in which he stands in for others. */
  roles: RoleAt[];
  /** Nominations on which he did not vote in the council, being recused. Known of those who stand in for others. */
  recusedFrom?: readonly string[];
  /** Themselves, and those for whom they stand in, as they are compared with nominees. */
  known?: readonly KnownPerson[];
}

/** The role in which a person may do an act, or why not (contract: Roles, and the table of actions). */
export function mayAct(
  act: NominationAct,
  person: Holder,
  nomination: NominationParties,
  units: Units,
): RoleAt | PlainCode {
  const { leadBody, proposingUnit, proposers, approvers } = nomination;
  const nominees = { of: [nomination.nominee], units };
  const judged = { proposers, approvers, nominations: [nomination.id], nominees };
  const at = (body: string | null, ...roles: Role[]) => rolesAt(units, person.roles, body, ...roles)[0];
  const body = nomination.route[nomination.step]?.body ?? null;
  const proposing = (...roles: Role[]) =>
    person.roles.find((r) => isHeldBy(units, proposingUnit, r.unit) && roles.includes(r.role)) ??
    (nomination.outside ? at(leadBody, 'office-reviewer', 'office-head') : undefined);
  switch (act) {
    case 'submit':
      return proposing('unit-officer', 'unit-head') ?? 'forbidden';
    case 'withdraw':
      // What was never sent is given up by whoever drafts; a nomination is withdrawn by the head of its unit.
      return (
        proposing('unit-head', ...(nomination.submitted ? [] : ['unit-officer' as const])) ?? 'forbidden'
      );
    case 'approve':
    case 'return':
    case 'reject':
      return judgeOf(at(body, ...reviewers(nomination.stage)), person, judged);
    case 'hold':
    case 'release':
      return at(leadBody, 'office-reviewer', 'office-head') ?? 'forbidden';
    case 'extend':
    case 'reroute':
      return at(leadBody, 'office-head') ?? 'forbidden';
    case 'decide': {
      const decider =
        headOf(units, person.roles, body, nomination.organization) ??
        at(leadBody, 'office-reviewer', 'office-head');
      return deciderOf(decider, person, judged);
    }
  }
}

/** The roles that judge at a stage, none where nothing is judged; an office's head may do what its reviewers do. */
export function reviewers(stage: Stage): Role[] {
  if (stage === 'closed' || !stageRules[stage].acts.includes('approve')) return [];
  const { waitsFor } = stageRules[stage];
  return waitsFor === 'office-reviewer' ? ['office-reviewer', 'office-head'] : [waitsFor];
}

/**
 * The role in which a person is one of the reviewers of a case: of a body that a step has reached, and that judges there.
 * They share its desk (notes, opinions); who proposed it, or is nominated by it, is none of them.
 */
export function deskRoleOf(person: Holder, nomination: NominationParties, units: Units): RoleAt | undefined {
  const { route, reached, proposers, nominee } = nomination;
  const held = route.flatMap(({ stage, body }) =>
    body !== null && reached.includes(body) ? rolesAt(units, person.roles, body, ...reviewers(stage)) : [],
  )[0];
  const judged = { proposers, nominees: { of: [nominee], units } };
  return typeof judgeOf(held, person, judged) === 'object' ? held : undefined;
}

/**
 * The role in which a person says whether a namesake is the nominee, or why not: one of the reviewers, who leads a council
 * that it has reached, or the head of the organization, so that a lone reviewer is not locked out. Whoever is asked about
 * is none of them.
 */
export function mayTellNominee(
  person: Holder,
  nomination: NominationParties,
  units: Units,
): RoleAt | PlainCode {
  const { route, reached, proposers, nominee, organization } = nomination;
  const held = route.flatMap(({ stage, body }) =>
    body !== null && reached.includes(body)
      ? rolesAt(units, person.roles, body, ...reviewers(stage), ...leaders(stage))
      : [],
  )[0];
  const head = headOf(units, person.roles, organization);
  return judgeOf(held ?? (nomination.submitted ? head : undefined), person, {
    proposers,
    nominees: { of: [nominee], units },
  });
}

const leaders = (stage: Stage): Role[] =>
  stage === 'council-vote' ? ['council-secretary', 'council-chair'] : [];

const ofTheProposer: Role[] = ['unit-officer', 'unit-head'];
const ofABody: Role[] = [
  'selector',
  'office-reviewer',
  'office-head',
  'council-secretary',
  'council-chair',
  'appraiser',
];

/** Which nominations a person may see, as unit codes that a query can use. */
export interface Sight {
  /** Proposals that these units made, or hold by now. */
  proposedBy: string[];
  /** Nominations that reached one of these units. */
  reached: string[];
  /** Everything of these organizations that has been proposed there, or reached them. */
  organizations: string[];
}

/**
 * A nomination is visible to the proposing unit's tree, each body that a step has reached, council members once
 * convened (which the caller adds from the sessions), and the auditors of those. To others it is not there.
 */
export function sightOf(roles: RoleAt[], units: Units): Sight {
  const all = [...units.values()];
  const held = (kinds: Role[]) => roles.filter((r) => kinds.includes(r.role)).map((r) => r.unit);
  // What a unit held itself, its people may still read once it has ended.
  const above = (unit: string) =>
    all.filter(({ code }) => code === unit || isWithin(units, unit, code)).map(({ code }) => code);
  const inOrganization = (unit: string) =>
    all.filter(({ code }) => organizationOf(units, code) === unit).map(({ code }) => code);
  return {
    proposedBy: all
      .filter(({ code }) =>
        held(ofTheProposer).some(
          (unit) => code === unit || isWithin(units, holderOf(units, code) ?? code, unit),
        ),
      )
      .map(({ code }) => code),
    reached: [...new Set([...held(ofABody).flatMap(above), ...held(['head']).flatMap(inOrganization)])],
    organizations: withPredecessors(
      units,
      held(['auditor']).map((unit) => organizationOf(units, unit)),
    ),
  };
}
