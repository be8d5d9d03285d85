import { createHash, randomBytes } from 'node:crypto';
import type { Choice } from '../../domain/voting.ts';

/** One ballot on one nomination: what every box is known by. */
export interface BoxName {
  nominationId: string;
  ballot: number;
}
export const boxKey = ({ nominationId, ballot }: BoxName): string => `${nominationId} ${ballot}`;

/** The two ways to vote that have a box here: hands and paper are counted by people. */
export type BoxMethod = 'open' | 'secret';

/** Who is on the roll of a box, in the order of their seats. */
interface Enrolled {
  memberId: string;
  personId: string | null;
  written: boolean;
}
export type ChoiceCount = Record<Choice, number>;
/** All that lies in a box. Of a secret ballot nothing joins its three parts; of an open one a vote is a member's. */
export interface BoxContents {
  roll: Enrolled[];
  /** Hashes, in their own order. */
  receipts: string[];
  choices: ChoiceCount;
  /** Of an open ballot, by seat. */
  votes: { memberId: string; choice: Choice; receiptHash: string }[];
}
export const emptyBox = (): BoxContents => ({
  roll: [],
  receipts: [],
  choices: { approve: 0, disapprove: 0, abstain: 0 },
  votes: [],
});
export const ballotsIn = ({
  choices: { approve, disapprove, abstain },
}: Pick<BoxContents, 'choices'>): number => approve + disapprove + abstain;

/** What opens the commitment to one box. */
export interface Opening extends BoxName {
  method: BoxMethod;
  ballots: number;
  /** 256 random bits, hexadecimal: without them `root` tells nothing of the few choices there are. */
  nonce: string;
  root: string;
}

const sha256 = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex');
const by =
  <T>(key: (one: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : 1;

/** The hash (SHA-256, hexadecimal) of all that lies in a box under a nonce; docs/council.md says how to work it out. */
export function rootOf(
  sessionId: string,
  { nominationId, ballot, method, nonce }: Omit<Opening, 'root' | 'ballots'>,
  { roll, receipts, choices: { approve, disapprove, abstain }, votes }: BoxContents,
): string {
  return sha256([
    ...['ballot-box-1', sessionId, nominationId, ballot, method, nonce],
    [approve, disapprove, abstain],
    [...receipts].sort(),
    [...roll]
      .sort(by(({ memberId }) => memberId))
      .map(({ memberId, personId, written }) => [memberId, personId, written]),
    [...votes]
      .sort(by(({ memberId }) => memberId))
      .map(({ memberId, choice, receiptHash }) => [memberId, choice, receiptHash]),
  ]);
}

/** Opens a box's contents anew under a nonce of its own. */
export function openingOf(
  sessionId: string,
  box: BoxName & { method: BoxMethod },
  contents: BoxContents,
): Opening {
  const named = { ...box, nonce: randomBytes(32).toString('hex') };
  return { ...named, ballots: ballotsIn(contents), root: rootOf(sessionId, named, contents) };
}

/** What the trail keeps of all boxes of a session: one hash over their roots. */
export const commitmentTo = (sessionId: string, openings: readonly Opening[]): string =>
  sha256([
    ...['ballot-boxes-1', sessionId],
    ...[...openings]
      .sort(by(boxKey))
      .map(({ nominationId, ballot, method, ballots, root }) => [
        ...[nominationId, ballot, method, ballots, root],
      ]),
  ]);

export const isOpenedBy = (sessionId: string, opening: Opening, contents: BoxContents): boolean =>
  opening.ballots === ballotsIn(contents) && opening.root === rootOf(sessionId, opening, contents);

/** Trying all splits of so many ballots is some 5,000 hashes; no council has more seats. */
const SPLITS_MOST = 100;
/**
 * What was cast where something else lies there now: the split of choices that the commitment covers.
 * @returns null where more than the choices was changed
 */
export function committedChoices(
  sessionId: string,
  opening: Opening,
  contents: BoxContents,
): ChoiceCount | null {
  const { ballots } = opening;
  if (ballots > SPLITS_MOST) return null;
  for (let approve = 0; approve <= ballots; approve++)
    for (let disapprove = 0; disapprove <= ballots - approve; disapprove++) {
      const choices = { approve, disapprove, abstain: ballots - approve - disapprove };
      if (opening.root === rootOf(sessionId, opening, { ...contents, choices })) return choices;
    }
  return null;
}
