import { describe, expect, it } from 'vitest';
import { recount } from '../../cases/council-session/recount.ts';
import type { BallotKind } from '../../domain/ballots.ts';
import type { PathRef } from '../../domain/path.ts';
import {
  act,
  ballot,
  cast,
  count,
  database,
  head,
  memberIds,
  nomination,
  opened,
  person,
  round,
  session,
  told,
  useCouncil,
} from './support/council.ts';

useCouncil();

const reason = 'Phát hiện người nhà của người được đề nghị.';
const item = (path: PathRef) => database.db.agendaItem.findFirstOrThrow({ where: { sessionId: path.id } });
const faultsOf = async (path: PathRef) =>
  (await recount(database.db, path.id)).faults.map(({ fault }) => fault);
/** To nine members, and to who planned the session. */
const mailed = (path: PathRef) =>
  database.db.notification.findMany({ where: { pathId: path.id, event: 'ballot-annulled' } });
const castBy = async (path: PathRef, id: string, members: Iterable<number>) => {
  for (const i of members) await cast(path, person(i), [ballot(id)]);
};

/** A vote on one nomination in which all nine have voted for it. */
async function castByAll(kind: BallotKind): Promise<{ id: string; path: PathRef }> {
  const id = await nomination(await round());
  const path = await opened([id], kind);
  if (kind === 'open' || kind === 'secret') await castBy(path, id, memberIds.keys());
  else await act(path, 'record-count', count(id, 9));
  return { id, path };
}

describe('a conflict that is found after the member has voted', () => {
  it('takes the vote by name back: it stays in its box, counts for nothing, and the others stand', async () => {
    const { id, path } = await castByAll('open');
    await act(path, 'recuse', { memberId: memberIds[3], nominationId: id, reason });
    await expect(cast(path, person(3), [ballot(id)])).rejects.toMatchObject({ code: 'recused' });
    await act(path, 'close');
    expect(await item(path)).toMatchObject({
      ...{ ballot: 1, annulled: 0, issued: 8, collected: 8, valid: 8, approve: 8, base: 9, state: 'passed' },
    });
    expect(await database.db.openBallot.count({ where: { sessionId: path.id } })).toBe(9);
    expect(await faultsOf(path)).toEqual([]);
    const trail = await database.db.auditEntry.findMany({ where: { pathId: path.id, action: 'voted' } });
    expect(trail.map(({ personId }) => personId)).not.toContain(person(3));
    await act(path, 'conclude', { agreed: [id] }, head);
    expect(await told(id)).toEqual(['scheduled', 'passed', 'agreed', 'selected']);
  });

  it('by name is no begun vote less: nobody calls for another way to vote over the one taken back', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'open');
    await castBy(path, id, [3]);
    await act(path, 'recuse', { memberId: memberIds[3], nominationId: id, reason });
    const chair = { personId: person(0), role: 'council-chair', unit: 'hd' } as const;
    await expect(act(path, 'switch-ballot', { ballot: 'secret' }, chair)).rejects.toMatchObject({
      code: 'voting-begun',
    });
  });

  it('in secret annuls the ballot on that item, whether they have voted or not, so that nobody learns it', async () => {
    for (const voters of [
      [0, 1, 2, 3],
      [0, 1, 2],
    ]) {
      const id = await nomination(await round());
      const path = await opened([id], 'secret');
      await castBy(path, id, voters);
      const { state } = await act(path, 'recuse', { memberId: memberIds[3], nominationId: id, reason });
      expect(state).toMatchObject({ stage: 'open' });
      expect(await item(path)).toMatchObject({ ballot: 2, annulled: 1, valid: null });
      expect(await mailed(path)).toHaveLength(10);
      await expect(cast(path, person(3), [ballot(id)])).rejects.toMatchObject({ code: 'recused' });
      await castBy(path, id, [0, 1, 2, 4, 5, 6, 7, 8]);
      await act(path, 'close');
      expect(await item(path)).toMatchObject({ issued: 8, approve: 8, base: 9, state: 'passed' });
      expect(await faultsOf(path)).toEqual([]);
    }
  });

  it.each(['show-of-hands', 'paper'] as const)('by %s is counted anew without them', async (kind) => {
    const { id, path } = await castByAll(kind);
    await act(path, 'recuse', { memberId: memberIds[3], nominationId: id, reason });
    await expect(act(path, 'close')).rejects.toMatchObject({ code: 'counts-missing' });
    await expect(act(path, 'record-count', count(id, 9))).rejects.toMatchObject({ code: 'invalid' });
    const eight = { ...count(id, 8), issued: 8, collected: 8, valid: 8, disapprove: 0 };
    await act(path, 'record-count', eight);
    await act(path, 'close');
    expect(await item(path)).toMatchObject({ approve: 8, base: 9, state: 'passed' });
    expect(await faultsOf(path)).toEqual([]);
  });

  it('before anybody has voted annuls nothing, and said twice changes nothing', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    const recusal = { memberId: memberIds[3], nominationId: id, reason };
    await act(path, 'recuse', recusal);
    await castBy(path, id, [0]);
    await act(path, 'recuse', recusal);
    expect(await item(path)).toMatchObject({ ballot: 1, annulled: 0 });
    expect(await mailed(path)).toEqual([]);
  });
});

describe('a ballot that is annulled', () => {
  it.each(['open', 'secret', 'show-of-hands'] as const)(
    '(%s) is cast anew; the record keeps it as annulled, with its reason, and a recount holds',
    async (kind) => {
      const { id, path } = await castByAll(kind);
      await act(path, 'annul-ballot', { nominationId: id, reason });
      const kept = await database.db.annulledBallot.findMany({ where: { sessionId: path.id } });
      expect(kept).toMatchObject([{ nominationId: id, ballot: 1, method: kind, cast: 9, reason }]);
      await expect(act(path, 'close')).rejects.toMatchObject({ code: 'counts-missing' });
      if (kind === 'show-of-hands') await act(path, 'record-count', count(id, 8));
      else
        for (const i of memberIds.keys())
          await cast(path, person(i), [ballot(id, i ? 'approve' : 'abstain')]);
      await act(path, 'close');
      expect(await item(path)).toMatchObject({ ballot: 2, annulled: 1, approve: 8, state: 'passed' });
      expect(await database.db.ballotResult.findMany({ where: { sessionId: path.id } })).toMatchObject([
        { ballot: 2, approve: 8 },
      ]);
      expect(await faultsOf(path)).toEqual([]);
      await act(path, 'conclude', { agreed: [id] }, head);
    },
  );

  it('is told to those who vote, by the item’s code and no name, and never to the nomination', async () => {
    const { id, path } = await castByAll('secret');
    await act(path, 'annul-ballot', { nominationId: id, reason });
    const { code, subjectName } = await database.db.nomination.findUniqueOrThrow({ where: { id } });
    const mails = await mailed(path);
    expect(mails).toHaveLength(10);
    for (const { subject, text } of mails) {
      expect(text).toContain(code);
      expect(`${subject} ${text}`).not.toContain(subjectName);
      expect(text).not.toContain(reason);
    }
    expect(await told(id)).toEqual(['scheduled']);
  });

  it('uses up none of the ballots that the rule allows', async () => {
    const id = await nomination(await round(), 'council-vote', 2);
    const path = await opened([id]);
    await act(path, 'record-count', count(id, 9));
    await act(path, 'annul-ballot', { nominationId: id, reason });
    await act(path, 'record-count', count(id, 5));
    await act(path, 'close');
    expect(await told(id)).toEqual(['scheduled']);
    await act(path, 'reballot', { nominationIds: [id] });
    await act(path, 'record-count', count(id, 5));
    await act(path, 'close');
    expect(await told(id)).toEqual(['scheduled', 'failed']);
    await expect(act(path, 'reballot', { nominationIds: [id] })).rejects.toMatchObject({
      code: 'ballots-used',
    });
  });

  it('is a number of its own in the next session as well', async () => {
    const id = await nomination(await round());
    const path = await opened([id]);
    await act(path, 'record-count', count(id, 9));
    await act(path, 'annul-ballot', { nominationId: id, reason });
    await act(path, 'remove-item', { nominationId: id, reason });
    expect(await item(await session([id]))).toMatchObject({ ballot: 2, annulled: 1 });
  });

  it('is none where nothing was cast', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    await expect(act(path, 'annul-ballot', { nominationId: id, reason })).rejects.toMatchObject({
      errors: [{ path: 'nominationId' }],
    });
  });

  it('takes no receipt of before: a vote that was sent again is no vote in the new ballot', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'open');
    const first = ballot(id);
    await cast(path, person(0), [first]);
    await act(path, 'annul-ballot', { nominationId: id, reason });
    await expect(cast(path, person(0), [first])).rejects.toMatchObject({
      errors: [{ path: 'votes.0.receipt' }],
    });
  });
});

describe('what nobody recorded with a reason is found by a recount', () => {
  it('a vote taken back behind the service’s back', async () => {
    const { id, path } = await castByAll('open');
    await database.owner.$executeRaw`
      INSERT INTO "Recusal" ("sessionId", "nominationId", "memberId", reason, "takenBack")
      VALUES (${path.id}::uuid, ${id}::uuid, ${memberIds[3]}::uuid, 'x', 1)`;
    expect(await faultsOf(path)).toContain('set-aside');
  });

  it('and a ballot annulled, or no longer', async () => {
    const { id, path } = await castByAll('secret');
    await act(path, 'annul-ballot', { nominationId: id, reason });
    await database.owner.$executeRaw`DELETE FROM "AnnulledBallot" WHERE "sessionId" = ${path.id}::uuid`;
    expect(await faultsOf(path)).toEqual(['set-aside']);
  });
});
