import type { InForce } from './bodies.ts';
import { isInForce } from './bodies.ts';
import type { DateText } from './dates.ts';
import { areNominated } from './nominee.ts';
import type { Nominees } from './nominee.ts';
import type { Holder } from './permissions.ts';
import type { FieldError, PlainCode } from './problems.ts';
import type { RoleHolding } from './role-holdings.ts';
import type { Role, RoleAt } from './roles.ts';
import { roles } from './roles.ts';

/**
 * Somebody acts in another's role for a period (ủy quyền, nghỉ phép). A seat in the council is no such role: it is filled by
 * a substitute with a letter, session by session (TT 25/2025/TT-BKHCN Đ23), and a vote is the member's own. Nor is what
 * gives rights to people or only looks on: an administrator or an auditor is appointed.
 */
const personal: readonly Role[] = ['council-member', 'council-chair', 'administrator', 'auditor'];
export const delegableRoles = roles.filter((role) => !personal.includes(role));

export interface Delegation extends RoleHolding {
  to: DateText;
  delegatorId: string;
  delegateId: string;
}

const isOfRole = (a: RoleHolding, b: RoleHolding): boolean => a.role === b.role && a.unit === b.unit;

/** Whether it lends its role on a day: in force, and the delegator himself still holds the role. */
export const isLent = (delegation: Delegation, held: readonly RoleHolding[], day: DateText): boolean =>
  isInForce(delegation, day) &&
  held.some((holding) => isOfRole(holding, delegation) && isInForce(holding, day));

/**
 * What is wrong with a new delegation, empty if nothing. There are no chains: what is delegated is a role that the
 * delegator holds himself; and nobody can ask two people to stand in for him in one role at one time.
 * @param held the delegator's own roles
 * @param others his other delegations that were not revoked
 */
export function delegationFaults(
  delegation: Delegation,
  held: readonly RoleHolding[],
  others: readonly Delegation[],
  today: DateText,
): FieldError[] {
  const { from, to } = delegation;
  const fault = (path: string, message: string, wrong: boolean): FieldError[] =>
    wrong ? [{ path, message }] : [];
  const own = held.filter((holding) => isOfRole(holding, delegation));
  const covers = ({ from: first, to: last }: InForce) => first <= from && (last === null || to <= last);
  return [
    ...fault('delegate', 'Không ai tự ủy quyền cho mình.', delegation.delegateId === delegation.delegatorId),
    ...fault('to', 'Ngày cuối trước ngày đầu.', to < from),
    ...fault('from', 'Không được bắt đầu ở quá khứ.', from < today),
    ...fault('role', 'Người ủy quyền không giữ vai trò này tại đơn vị này.', own.length === 0),
    ...fault(
      'to',
      'Người ủy quyền không giữ vai trò này trong cả thời gian đó.',
      own.length > 0 && to >= from && !own.some(covers),
    ),
    ...fault(
      'from',
      'Vai trò này đã được ủy quyền trong thời gian đó.',
      others.some((other) => isOfRole(other, delegation) && other.from <= to && from <= other.to),
    ),
  ];
}

/** What somebody is about to judge: whose hand is in it, and which nominations it concerns, if any. */
export interface Judged {
  proposers: readonly string[];
  /** Who approved them at the office's review: they record no decision of them. */
  approvers?: readonly string[];
  nominations?: readonly string[];
  /** Whom they would honour. */
  nominees?: Nominees;
}

/**
 * The role in which a person judges what others proposed, or why not. Nobody judges what he proposed himself, nor what
 * the one he stands in for has; nor where one of the two is nominated, or heads what is; and a stand-in who was recused
 * from a nomination in the council doesn't decide it.
 */
export function judgeOf(
  right: RoleAt | undefined,
  person: Holder,
  { proposers, nominations = [], nominees }: Judged,
): RoleAt | PlainCode {
  if (!right) return 'forbidden';
  const { forId } = right;
  if (proposers.includes(person.id) || (forId !== undefined && proposers.includes(forId)))
    return 'own-proposal';
  const concerned = person.known?.filter(({ id }) => id === person.id || id === forId) ?? [];
  if (nominees && areNominated(nominees, concerned)) return 'own-nomination';
  const isRecused = forId !== undefined && nominations.some((id) => person.recusedFrom?.includes(id));
  return isRecused ? 'recused' : right;
}

/**
 * The role in which a person decides, or records what was decided. Its head decides in their own right; whoever records
 * it for them is somebody else than who approved the dossier, so that no one person alone awards.
 */
export function deciderOf(right: RoleAt | undefined, person: Holder, judged: Judged): RoleAt | PlainCode {
  const judge = judgeOf(right, person, judged);
  if (typeof judge === 'string' || !isRecorder(judge)) return judge;
  const { approvers = [] } = judged;
  const isApprover = [person.id, judge.forId].some((id) => id !== undefined && approvers.includes(id));
  return isApprover ? 'approved-by-recorder' : judge;
}

/** Whether a decision is recorded from its paper, and not made by its head. */
export const isRecorder = ({ role }: Pick<RoleAt, 'role'>): boolean => role !== 'head';
