import { sessionBodies } from '../../domain/act-bodies.ts';
import type { BallotKind, SessionMode } from '../../domain/ballots.ts';
import { Refusal } from '../../domain/problems.ts';
import type { VotingRule } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { hasBegun, loadRoll } from './box.ts';
import type { Effect, SessionRow } from './row.ts';
import { itemsIn, modeOf, ruleOf } from './row.ts';

/** Why a rule can't be followed by such a ballot, null if it can. */
export function ballotFault(
  rule: Pick<VotingRule, 'chairMustAgree'>,
  mode: SessionMode,
  ballot: BallotKind,
): string | null {
  if (mode === 'written' && ballot === 'show-of-hands') return 'Lấy ý kiến bằng văn bản thì không giơ tay.';
  if (rule.chairMustAgree && ballot !== 'open')
    return 'Kế hoạch cần ý kiến đồng ý của Chủ tịch Hội đồng: phải bỏ phiếu công khai trên hệ thống.';
  return null;
}

/**
 * The chair calls for another way to vote. Only while no ballot was cast or counted in the present vote: what members
 * have said once is neither thrown away nor read in another way.
 */
export async function switchBallot(tx: Tx, row: SessionRow, { body }: Happening): Promise<Effect> {
  const { ballot } = sessionBodies['switch-ballot'].parse(body);
  const rolls = await loadRoll(tx, row);
  const listed = itemsIn(row, 'listed');
  if (listed.some((item) => hasBegun(item, rolls))) throw new Refusal('voting-begun');
  const faults = listed.flatMap((item) => ballotFault(ruleOf(item), modeOf(row), ballot) ?? []);
  if (faults[0] !== undefined) throw new Refusal('invalid', [{ path: 'ballot', message: faults[0] }]);
  return { columns: { ballot }, detail: { from: row.ballot, to: ballot } };
}

/** Tổ kiểm phiếu, its head first; named again, the later stands. */
export async function appointTellers(tx: Tx, row: SessionRow, { body }: Happening): Promise<Effect> {
  const { tellers } = sessionBodies['appoint-tellers'].parse(body);
  const sessionId = row.id;
  await tx.teller.deleteMany({ where: { sessionId } });
  await tx.teller.createMany({
    data: tellers.map(({ name, title }, i) => ({
      sessionId,
      position: i + 1,
      name: name.normalize('NFC'),
      title: title?.normalize('NFC') ?? null,
    })),
  });
  return { detail: { tellers: tellers.length } };
}
