import type { Units } from '../domain/organization.ts';
import type { Holder } from '../domain/permissions.ts';
import type { Because, PlainCode } from '../domain/problems.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import { loadUnits } from './shared/accounts.ts';
import { loadHolder } from './shared/holder.ts';

/** Who asks to do an act, with what, and when. */
export interface Asked {
  person: Holder;
  /** The person's request; checked by whoever asks for it first, so that 403 is said before 422. */
  readonly body: unknown;
  units: Units;
  at: Date;
}

/**
 * Who may do what to one kind of case: one rule for the API's early answer and for the record, which asks it again under the
 * row's lock. What the API has found before the lock is an answer to a person, never the right to write.
 */
export interface Rights<Row> {
  /**
   * The role in which a person does an act to the case as it stands.
   * @throws Refusal, in the order of docs/decisions.md
   */
  judge(tx: Tx, row: Row, act: string, asked: Asked): Promise<RoleAt>;
  /**
   * Names the stay of the case in which an act is judged. One that meets the case at another stay is refused: it was
   * meant for what lay there then.
   */
  stay(row: Row): string;
  /** Why an act is not open to anybody where the case stands; null where it is. */
  standing(row: Row, act: string): Because | null;
}

/** The stay of a case whose acts all end it, or may follow one another: since it entered where it is. */
export const sinceEntered = ({ entryVersion }: { entryVersion: number }): string => String(entryVersion);

/** An act by its name. @throws Refusal `not-in-this-state` for one that this kind of case does not know */
export function actOf<Bodies extends object>(bodies: Bodies, act: string): keyof Bodies {
  const isKnown = (name: PropertyKey): name is keyof Bodies => Object.hasOwn(bodies, name);
  if (!isKnown(act)) throw new Refusal({ cause: 'no-such-act' });
  return act;
}

/** @throws Refusal where a rule answered why not */
export function granted(right: RoleAt | PlainCode | Because): RoleAt {
  if (typeof right === 'string' || 'cause' in right) throw new Refusal(right);
  return right;
}

/** An act as it was asked for: by whom, in which role, and at which stay of the case, null where none was kept. */
export interface AskedFor extends RoleNamed {
  personId: string;
  kind: string;
  body: unknown;
  stay: string | null;
}

/**
 * Judges an act where it is recorded: by the roles of this moment, which hold until it is, at the case as it stands under its
 * lock.
 * @throws Refusal `right-ended` with what ended since it was asked, `not-in-this-state` for an act of another stay, or the rule's
 */
export async function judgeWhereRecorded<Row>(
  tx: Tx,
  rights: Rights<Row>,
  row: Row,
  act: AskedFor,
  at: Date,
): Promise<RoleAt> {
  await keepRights(tx, act.personId);
  const person = await loadHolder(tx, act.personId, at);
  if (!person) throw rightEnded('account');
  if (act.stay !== null && act.stay !== rights.stay(row)) throw new Refusal({ cause: 'case-moved' });
  const { kind, body } = act;
  try {
    return await rights.judge(tx, row, kind, { person, body, units: await loadUnits(tx, at), at });
  } catch (refusal) {
    const isForbidden = refusal instanceof Refusal && refusal.code === 'forbidden';
    if (isForbidden) refuseUnlessHeld(person, act);
    throw refusal;
  }
}

/**
 * Keeps what a person may act as, and what is lent to them, from ending before this transaction does: whoever ends it takes the
 * person's row for themselves (`lockPerson`). So once an end has been answered, nothing more is recorded by what ended.
 */
async function keepRights(tx: Tx, personId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM "Person" WHERE id = ${personId}::uuid OR id IN (
      SELECT "delegatorId" FROM "Delegation" WHERE "delegateId" = ${personId}::uuid AND "revokedAt" IS NULL)
    ORDER BY id FOR KEY SHARE`;
}

/**
 * For what needs no path: the person is still here, and still holds the role in which they began it.
 * @returns the person as of this moment, to judge by what the case says
 * @throws Refusal `right-ended`
 */
export async function holderStill(tx: Tx, personId: string, by: RoleNamed, at: Date): Promise<Holder> {
  const person = await loadHolder(tx, personId, at);
  if (!person) throw rightEnded('account');
  refuseUnlessHeld(person, by);
  return person;
}

/** For a vote, which is a seat's and no role's. @throws Refusal `right-ended` */
export async function refuseDisabled(tx: Tx, personId: string): Promise<void> {
  const [person] = await tx.$queryRaw<{ disabledAt: Date | null }[]>`
    SELECT "disabledAt" FROM "Person" WHERE id = ${personId}::uuid FOR KEY SHARE`;
  if (!person || person.disabledAt) throw rightEnded('account');
}

/** A role as it was named when something was begun. */
export interface RoleNamed {
  role: string;
  unit: string;
  forId?: string | null;
}

/** @throws Refusal `right-ended` for a role that the person holds no more */
export function refuseUnlessHeld({ roles }: Holder, { role, unit, forId = null }: RoleNamed): void {
  const holds = roles.some(
    (held) => held.role === role && held.unit === unit && (held.forId ?? null) === forId,
  );
  if (!holds) throw rightEnded(forId === null ? 'role' : 'delegation');
}

const whatEnded = {
  account: 'Tài khoản đã bị khóa.',
  role: 'Vai trò dùng để làm việc này đã hết hiệu lực.',
  seat: 'Ghế hoặc vai trò trong Hội đồng đã kết thúc.',
  delegation: 'Ủy quyền dùng để làm việc này đã hết hiệu lực, hoặc đã bị thu hồi.',
};
export const rightEnded = (what: keyof typeof whatEnded): Refusal =>
  new Refusal('right-ended', [{ path: what, message: whatEnded[what] }]);
