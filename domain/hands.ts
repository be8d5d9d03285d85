import { z } from 'zod';
import { Refusal } from './problems.ts';
import type { RoleAt } from './roles.ts';

/** What people do to a dossier before it is judged: whoever did one of these is a party to it. */
const handKinds = ['drafted', 'edited', 'file-added', 'file-removed', 'submitted', 'withdrew'] as const;
export type HandKind = (typeof handKinds)[number];

/** One person's part in a dossier; `forId`: in whose place, who is a party as well. */
export interface Hand {
  personId: string;
  did: HandKind;
  forId?: string | undefined;
}

export const handsSchema = z.array(
  z.object({ personId: z.string(), did: z.enum(handKinds), forId: z.string().optional() }),
);

const isSame = (a: Hand, b: Hand): boolean =>
  a.personId === b.personId && a.did === b.did && a.forId === b.forId;

/** The hands with one more; the same part is kept once. */
export const withHand = (
  hands: readonly Hand[],
  by: { personId: string; forId?: string | undefined },
  did: HandKind,
): Hand[] => {
  const hand: Hand = {
    personId: by.personId,
    did,
    ...(by.forId === undefined ? {} : { forId: by.forId }),
  };
  return hands.some((known) => isSame(known, hand)) ? [...hands] : [...hands, hand];
};

export const peopleOf = (hands: readonly Hand[]): string[] => [
  ...new Set(hands.flatMap(({ personId, forId }) => (forId === undefined ? [personId] : [personId, forId]))),
];

/** A refusal that says which part bars a person: their own first, else that of one they stand in for. */
export function ownProposal(
  hands: readonly Hand[],
  { id, roles }: { id: string; roles: readonly RoleAt[] },
): Refusal {
  const of = (who: string) => hands.find((hand) => hand.personId === who || hand.forId === who);
  const own = of(id);
  const other = roles.flatMap(({ forId }) => (forId === undefined ? [] : (of(forId) ?? [])))[0];
  const did = own?.did ?? other?.did;
  if (!did) return new Refusal('own-proposal');
  const who = own ? 'Đồng chí' : 'Người mà đồng chí thay';
  return new Refusal('own-proposal', [{ path: `hands.${did}`, message: `${who} ${handTexts[did]}.` }]);
}

const handTexts: Record<HandKind, string> = {
  drafted: 'đã soạn hồ sơ này',
  edited: 'đã sửa nội dung hồ sơ này',
  'file-added': 'đã nộp tài liệu của hồ sơ này',
  'file-removed': 'đã gỡ tài liệu của hồ sơ này',
  submitted: 'đã gửi hồ sơ này',
  withdrew: 'đã rút hồ sơ này',
};
