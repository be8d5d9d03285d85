import { isCountedByHand } from '../../domain/ballots.ts';
import type { CouncilSession } from '../client/answers.ts';

/**
 * What a vote lacks that is about to be closed: how many ballots, and of an open one by whom. Of a secret ballot nobody
 * is told who has not voted.
 */
function votesMissing({ ballot, items, members, mode }: CouncilSession): {
  n: number;
  names: string[];
} {
  const listed = isCountedByHand(ballot) ? [] : items.filter(({ state }) => state === 'listed');
  const n = listed.reduce((sum, { voters, cast }) => sum + Math.max(voters - cast, 0), 0);
  const owes = (memberId: string) =>
    listed.some(({ voted, setAside }) => voted?.includes(memberId) === false && !setAside.includes(memberId));
  const asked = members.filter(({ attendance }) => mode === 'written' || attendance !== 'absent');
  return { n, names: asked.filter(({ memberId }) => owes(memberId)).map(({ name }) => name) };
}

/** The same as a sentence before what closing does, empty where nothing is missing. */
export function missingText(session: CouncilSession): { vi: string; en: string } {
  const { n, names } = votesMissing(session);
  if (n === 0) return { vi: '', en: '' };
  const who = names.length === 0 ? '' : ` (${names.join(', ')})`;
  return {
    vi: `Còn ${n} phiếu chưa bỏ${who}. `,
    en: `${n} ${n === 1 ? 'ballot has' : 'ballots have'} not been cast${who}. `,
  };
}
