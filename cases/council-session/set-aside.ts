import { isSameName } from '../../domain/identity.ts';
import { nomineeGround, nomineeGrounds } from '../../domain/nominee.ts';
import type { NomineeGround } from '../../domain/nominee.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Seat } from '../../domain/session.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadUnits } from '../shared/accounts.ts';
import { knownPeople } from '../shared/known-people.ts';
import { nomineeOf } from '../nomination/row.ts';
import { hasBegun, loadRoll } from './box.ts';
import type { ItemRow, SessionRow } from './row.ts';
import { itemsIn, seatsOf, sessionInclude } from './row.ts';

/** A seat whose holder or substitute is nominated by an item, bears the nominee's name, or heads what is nominated. */
export interface NomineeSeat {
  nominationId: string;
  memberId: string;
  /** Null for a holder without an account, of whom the name alone is known. */
  personId: string | null;
  name: string;
  ground: NomineeGround;
}

/** The seats that these items concern, as their holders and substitutes are known at a moment. */
export async function nomineeSeats(
  tx: Tx,
  row: SessionRow,
  items: readonly ItemRow[],
  now: Date,
): Promise<NomineeSeat[]> {
  const seats = seatsOf(row);
  const ids = seats.flatMap(peopleIn);
  const people = await knownPeople(tx, ids, now);
  const units = await loadUnits(tx, now);
  return items.flatMap(({ nominationId, nomination }) => {
    const nominee = nomineeOf(nomination);
    const byAccount = seats.flatMap((seat) =>
      people
        .filter(({ id }) => peopleIn(seat).includes(id))
        .flatMap((person): NomineeSeat[] => {
          const ground = nomineeGround(nominee, person, units);
          const { memberId } = seat;
          return ground ? [{ nominationId, memberId, personId: person.id, name: person.name, ground }] : [];
        }),
    );
    const byName = namesWithoutAccount(row)
      .filter(({ name }) => nominee.kind === 'individual' && isSameName(name, nominee.name))
      .map(({ memberId, name }) => ({
        nominationId,
        memberId,
        personId: null,
        name,
        ground: 'name' as const,
      }));
    return [...byAccount, ...byName];
  });
}

const peopleIn = ({ personId, substituteId }: Seat): string[] =>
  [personId, substituteId].filter((id) => id !== null);

/** Members and substitutes without an account: nothing is known of them but how they are called. */
const namesWithoutAccount = ({ members }: SessionRow) =>
  members.flatMap(({ memberId, personId, name, substituteId, substituteName }) => [
    ...(personId === null ? [{ memberId, name }] : []),
    ...(substituteId === null && substituteName !== null ? [{ memberId, name: substituteName }] : []),
  ]);

/** How a recusal keeps that the service found it, and by what: codes, as for what left the agenda by itself. */
const reasonOf = (ground: NomineeGround): string => `nominee:${ground}`;
export const groundOf = (reason: string): NomineeGround | undefined =>
  nomineeGrounds.find((ground) => reasonOf(ground) === reason);

/**
 * Sets aside who is nominated, or heads what is, for each item on which nobody has voted yet: in the transaction that
 * opens its vote, so that what follows afterwards changes no count. A holder or substitute without an account is
 * pointed out alone: the secretary knows who they are, and sets them aside by name.
 * @returns how many seats were
 * @throws Refusal `nominees-untold` while of somebody with an account the name alone is known
 */
export async function setNomineesAside(tx: Tx, { id }: SessionRow, at: string): Promise<number> {
  const row = await tx.councilSession.findUniqueOrThrow({ where: { id }, include: sessionInclude });
  const rolls = await loadRoll(tx, row);
  const items = itemsIn(row, 'listed').filter((item) => !hasBegun(item, rolls));
  const found = (await nomineeSeats(tx, row, items, new Date(at))).filter(
    ({ personId }) => personId !== null,
  );
  const untold = found.filter(({ ground }) => ground === 'name');
  if (untold.length > 0)
    throw new Refusal(
      'nominees-untold',
      untold.map(({ nominationId, memberId }) => ({
        path: `items.${nominationId}.nominees.${memberId}`,
        message: 'Thành viên trùng họ tên với người được đề nghị, chưa xác nhận có phải là một người.',
      })),
    );
  const added = await tx.recusal.createMany({
    data: found.map(({ nominationId, memberId, ground }) => ({
      ...{ sessionId: id, nominationId, memberId, reason: reasonOf(ground) },
    })),
    skipDuplicates: true,
  });
  return added.count;
}
