import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { carryOverAll } from '../../cases/council-session/carry-over.ts';
import { hashOfReceipt } from '../../cases/council-session/box.ts';
import { recount } from '../../cases/council-session/recount.ts';
import type { BallotFault } from '../../cases/council-session/recount.ts';
import type { PathRef } from '../../domain/path.ts';
import {
  act,
  at,
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
  useCouncil,
  voted,
} from './support/council.ts';

useCouncil();

/** As whoever owns the database could. */
const sql = (statement: string, ...values: unknown[]) =>
  database.owner.$executeRawUnsafe(statement, ...values);
const faultsOf = async (path: PathRef): Promise<BallotFault['fault'][]> =>
  (await recount(database.db, path.id)).faults.map(({ fault }) => fault);
const where = '"sessionId" = $1::uuid';

let id: string;
let path: PathRef;
/** All nine have voted: five against. */
const votedBy = async (kind: 'open' | 'secret') => {
  id = await nomination(await round());
  path = await opened([id], kind);
  for (const i of memberIds.keys())
    await cast(path, person(i), [ballot(id, i < 4 ? 'approve' : 'disapprove')]);
};

/** What somebody may do to a box, and what of it a recount calls so. */
const changes: Record<string, { fault: BallotFault['fault']; secret: string; open?: string }> = {
  'a choice that was changed': {
    fault: 'changed',
    secret: `UPDATE "BoxedChoice" SET choice = 'approve' WHERE ${where} AND choice = 'disapprove'`,
    open: `UPDATE "OpenBallot" SET choice = 'approve' WHERE ${where} AND choice = 'disapprove'`,
  },
  'a receipt that was exchanged, or the choices of two members': {
    fault: 'changed',
    secret: `UPDATE "BoxedReceipt" SET "receiptHash" = 'x' || "receiptHash" WHERE "receiptHash" = (SELECT min("receiptHash") FROM "BoxedReceipt" WHERE ${where})`,
    open: `UPDATE "OpenBallot" SET choice = CASE choice WHEN 'approve' THEN 'disapprove' ELSE 'approve' END
      WHERE ${where} AND "memberId" IN ('${memberIds[0]}', '${memberIds[8]}')`,
  },
  'a ballot that was taken out': {
    fault: 'missing',
    secret: `DELETE FROM "BoxedChoice" WHERE id = (SELECT min(id::text) FROM "BoxedChoice" WHERE ${where})::uuid`,
    open: `DELETE FROM "OpenBallot" WHERE ${where} AND "memberId" = '${memberIds[0]}'`,
  },
  'a ballot that was put in': {
    fault: 'added',
    secret: `INSERT INTO "BoxedChoice" SELECT gen_random_uuid(), "sessionId", "nominationId", ballot, 'approve'
      FROM "BallotBox" WHERE ${where}`,
  },
  'a ballot in the box of the release before': {
    fault: 'uncommitted',
    secret: `INSERT INTO "SecretBallot" SELECT 'x' || "sessionId", "sessionId", "nominationId", ballot, 'approve'
      FROM "BallotBox" WHERE ${where}`,
  },
  'a member who is on the roll for another': {
    fault: 'changed',
    secret: `UPDATE "VoterRoll" SET "personId" = gen_random_uuid() WHERE ${where} AND "memberId" = '${memberIds[0]}'`,
    open: `UPDATE "VoterRoll" SET "personId" = gen_random_uuid() WHERE ${where} AND "memberId" = '${memberIds[0]}'`,
  },
  'a commitment that was made to fit': {
    fault: 'trail',
    secret: `UPDATE "BallotBox" SET root = 'x' WHERE ${where}`,
    open: `UPDATE "BallotBox" SET root = 'x' WHERE ${where}`,
  },
  'a box that was taken away with its commitment': {
    fault: 'trail',
    secret: `DELETE FROM "BallotBox" WHERE ${where}`,
    open: `DELETE FROM "BallotBox" WHERE ${where}`,
  },
};

describe.each(['secret', 'open'] as const)('in the box of a %s ballot', (kind) => {
  beforeEach(() => votedBy(kind));

  it('what was cast is found as it was cast', async () => {
    expect(await faultsOf(path)).toEqual([]);
    await act(path, 'close');
    const { faults, boxes, newest } = await recount(database.db, path.id);
    expect(faults).toEqual([]);
    expect(newest?.ballots).toBe(9);
    expect(boxes).toMatchObject([{ closed: true, choices: { approve: 4, disapprove: 5, abstain: 0 } }]);
  });

  const planted = Object.entries(changes).flatMap(([what, { fault, ...of }]) => {
    const statement = of[kind];
    return statement === undefined ? [] : [{ what, fault, statement }];
  });
  it.each(planted)(
    '$what before the end is found, and the vote is not closed',
    async ({ fault, statement }) => {
      expect(await sql(statement, path.id)).toBeGreaterThan(0);
      expect(await faultsOf(path)).toContain(fault);
      if (fault !== 'uncommitted')
        await expect(act(path, 'close')).rejects.toMatchObject({ code: 'box-mismatch' });
    },
  );

  it.each(planted)('$what after the end is found, and nothing is concluded', async ({ fault, statement }) => {
    await act(path, 'close');
    expect(await sql(statement, path.id)).toBeGreaterThan(0);
    expect(await faultsOf(path)).toContain(fault);
    const concluding = act(path, 'conclude', { agreed: [], refused: [] }, head);
    await expect(concluding).rejects.toMatchObject({ code: 'box-mismatch' });
  });

  it('a change is met by the next ballot: nobody votes upon a box that was changed', async () => {
    id = await nomination(await round());
    path = await opened([id], kind);
    await cast(path, person(0), [ballot(id)]);
    const table = kind === 'open' ? 'OpenBallot' : 'BoxedChoice';
    await sql(`UPDATE "${table}" SET choice = 'disapprove' WHERE ${where}`, path.id);
    await expect(cast(path, person(1), [ballot(id)])).rejects.toMatchObject({ code: 'box-mismatch' });
  });

  it('a recount still tells what was cast where choices were changed', async () => {
    await act(path, 'close');
    const change = changes['a choice that was changed']?.[kind] ?? '';
    if (kind === 'secret') await sql(change, path.id);
    const { boxes } = await recount(database.db, path.id);
    expect(boxes[0]?.committed).toEqual({ approve: 4, disapprove: 5, abstain: 0 });
    if (kind === 'secret') expect(boxes[0]?.choices).toEqual({ approve: 9, disapprove: 0, abstain: 0 });
  });

  it('a result is what the boxes hold, and what the closing wrote down', async () => {
    await act(path, 'close');
    const result = `UPDATE "BallotResult" SET approve = 9, disapprove = 0, passed = true WHERE ${where}`;
    expect(await sql(result, path.id)).toBe(1);
    expect(await faultsOf(path)).toEqual(['result']);
    const item = `UPDATE "AgendaItem" SET approve = 9, disapprove = 0, state = 'passed' WHERE ${where}`;
    expect(await sql(item, path.id)).toBe(1);
    expect(await faultsOf(path)).toEqual(['result']);
  });

  it('a mark that was lowered contradicts the closing, though all ballots are there', async () => {
    await act(path, 'close');
    await sql(`UPDATE "BallotResult" SET needed = 4, passed = true WHERE ${where}`, path.id);
    await sql(`UPDATE "AgendaItem" SET needed = 4, state = 'passed' WHERE ${where}`, path.id);
    expect(await faultsOf(path)).toEqual(['result']);
  });
});

describe('the count of hands', () => {
  it('is found changed before and after the end', async () => {
    id = await nomination(await round());
    path = await opened([id]);
    await act(path, 'record-count', count(id, 8));
    expect(await faultsOf(path)).toEqual([]);
    await sql(`UPDATE "AgendaItem" SET approve = 9, disapprove = 0 WHERE ${where}`, path.id);
    expect(await faultsOf(path)).toEqual(['result']);
    await sql(`UPDATE "AgendaItem" SET approve = 8, disapprove = 1 WHERE ${where}`, path.id);
    await act(path, 'record-count', count(id, 7));
    await act(path, 'close');
    expect(await faultsOf(path)).toEqual([]);
    await sql(`UPDATE "BallotResult" SET approve = 9, disapprove = 0, passed = true WHERE ${where}`, path.id);
    expect(await faultsOf(path)).toEqual(['result']);
  });

  it('is not concluded upon once it was changed', async () => {
    id = await nomination(await round());
    path = await voted([id], [9]);
    await sql(`UPDATE "AgendaItem" SET approve = 5, disapprove = 4 WHERE ${where}`, path.id);
    const concluding = act(path, 'conclude', { agreed: [id], refused: [] }, head);
    await expect(concluding).rejects.toMatchObject({ code: 'box-mismatch' });
  });
});

describe('a session begun under the release before', () => {
  /** As that release left it: choices under their receipts, and no commitment. */
  const begunBefore = async (state: 'open' | 'closed') => {
    id = await nomination(await round());
    path = await opened([id], 'secret');
    const [hashes, choices] = [memberIds.map(() => hashOfReceipt(randomUUID())), ['approve', 'disapprove']];
    const named = { sessionId: path.id, nominationId: id, ballot: 1 };
    await database.db.voterRoll.createMany({
      data: memberIds.map((memberId, i) => ({ ...named, memberId, personId: person(i), written: false })),
    });
    await database.db.secretBallot.createMany({
      data: hashes.map((receiptHash, i) => ({ ...named, receiptHash, choice: choices[i % 2] ?? '' })),
    });
    await database.db.councilSession.update({ where: { id: path.id }, data: { committed: false, state } });
    return hashes;
  };

  it('closes with the ballots that were cast in it, taken apart and committed to', async () => {
    const hashes = await begunBefore('open');
    await act(path, 'close');
    const { faults, carriedOver } = await recount(database.db, path.id);
    expect([faults, carriedOver]).toEqual([[], 9]);
    const item = await database.db.agendaItem.findFirstOrThrow({ where: { sessionId: path.id } });
    expect([item.approve, item.disapprove]).toEqual([5, 4]);
    const receipts = await database.db.boxedReceipt.findMany({ where: { sessionId: path.id } });
    expect(receipts.map(({ receiptHash }) => receiptHash).sort()).toEqual([...hashes].sort());
    expect(await database.db.secretBallot.count({ where: { sessionId: path.id } })).toBe(0);
  });

  it('takes ballots beside those, and is carried over once', async () => {
    await begunBefore('open');
    await database.db.voterRoll.deleteMany({ where: { sessionId: path.id, memberId: memberIds[8] ?? '' } });
    const [old] = await database.db.secretBallot.findMany({
      where: { sessionId: path.id, choice: 'approve' },
    });
    await database.db.secretBallot.delete({ where: { receiptHash: old?.receiptHash ?? '' } });
    await cast(path, person(8), [ballot(id)]);
    await carryOverAll(database.db, at);
    await act(path, 'close');
    const { faults, carriedOver, boxes } = await recount(database.db, path.id);
    expect([faults, carriedOver]).toEqual([[], 8]);
    expect(boxes[0]?.choices).toEqual({ approve: 5, disapprove: 4, abstain: 0 });
  });

  it('once over, takes nothing more from the box of that release', async () => {
    await begunBefore('closed');
    await carryOverAll(database.db, at);
    const named = { sessionId: path.id, nominationId: id, ballot: 1 };
    await database.db.secretBallot.create({ data: { ...named, receiptHash: 'late', choice: 'approve' } });
    await carryOverAll(database.db, at);
    expect((await recount(database.db, path.id)).faults).toContainEqual({
      fault: 'uncommitted',
      ...{ nominationId: id, ballot: 1 },
    });
  });
});
