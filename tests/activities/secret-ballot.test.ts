import { expect, describe, it } from 'vitest';
import { castBallots } from '../../activities/session/ballots.ts';
import { hashOfReceipt } from '../../activities/session/box.ts';
import {
  act,
  at,
  ballot,
  cast,
  database,
  memberIds,
  nomination,
  opened,
  overlapping,
  person,
  round,
  seats,
  useCouncil,
} from './support/council.ts';

useCouncil();

/** All that the database holds, as one text for each table: what a dump would show. */
async function dump(): Promise<Map<string, string>> {
  const tables = await database.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`;
  const dumped = new Map<string, string>();
  for (const { name } of tables) {
    const [{ text }] = await database.db.$queryRawUnsafe<[{ text: string | null }]>(
      `SELECT string_agg(row_to_json(t)::text, E'\n') AS text FROM "${name}" t`,
    );
    dumped.set(name, text ?? '');
  }
  return dumped;
}
const boxOf = (sessionId: string) =>
  database.db.$queryRaw<{ receiptHash: string; choice: string; writer: string }[]>`
    SELECT "receiptHash", choice, xmin::text AS writer FROM "SecretBallot"
    WHERE "sessionId" = ${sessionId}::uuid ORDER BY ctid`;
const rollOf = (sessionId: string) =>
  database.db.$queryRaw<{ memberId: string; writer: string }[]>`
    SELECT "memberId"::text AS "memberId", xmin::text AS writer FROM "VoterRoll"
    WHERE "sessionId" = ${sessionId}::uuid ORDER BY ctid`;

describe('a secret ballot', () => {
  it('is counted as it was cast: roll, box and tally agree', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    for (const i of memberIds.keys())
      await cast(path, person(i), [ballot(id, i === 0 ? 'disapprove' : i === 1 ? 'abstain' : 'approve')]);
    await act(path, 'close');
    const item = await database.db.agendaItem.findFirstOrThrow({ where: { sessionId: path.id } });
    expect(item).toMatchObject({
      issued: 9,
      collected: 9,
      valid: 9,
      approve: 7,
      disapprove: 1,
      state: 'failed',
    });
    expect(await rollOf(path.id)).toHaveLength(9);
    expect(await boxOf(path.id)).toHaveLength(9);
  });

  it('knows a repeat by its receipt, also after closing, and never says how it reads', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    const vote = ballot(id);
    const first = await cast(path, person(0), [vote]);
    expect(first).toEqual([{ nominationId: id, receiptHash: hashOfReceipt(vote.receipt) }]);
    // Who holds a receipt can prove by it that the vote is there, not what it is: both are answered alike.
    expect(await cast(path, person(0), [vote])).toEqual(first);
    expect(await cast(path, person(0), [{ ...vote, choice: 'disapprove' }])).toEqual(first);
    await expect(cast(path, person(0), [ballot(id)])).rejects.toMatchObject({ code: 'already-voted' });
    // Another's receipt is no vote of one's own.
    await expect(cast(path, person(1), [vote])).rejects.toMatchObject({ code: 'invalid' });
    await cast(path, person(1), [ballot(id)]);
    await act(path, 'close');
    expect(await cast(path, person(0), [vote])).toEqual(first);
    await expect(cast(path, person(2), [ballot(id)])).rejects.toMatchObject({ code: 'vote-closed' });
    expect((await boxOf(path.id)).map(({ choice }) => choice)).toEqual(['approve', 'approve']);
  });

  it('links nobody to a ballot: not by a key, an order, a time or the transaction that wrote it', async () => {
    const ids = [await nomination(await round()), await nomination(await round())];
    const path = await opened(ids, 'secret');
    const hashes = new Map<string, string[]>();
    for (const i of memberIds.keys()) {
      const votes = ids.map((id) => ballot(id, i % 2 === 0 ? 'approve' : 'disapprove'));
      hashes.set(
        memberIds[i] ?? '',
        (await cast(path, person(i), votes)).map(({ receiptHash }) => receiptHash),
      );
    }
    const [roll, box] = [await rollOf(path.id), await boxOf(path.id)];
    // The box lies in the order of its hashes, whoever came first.
    const lying = box.map(({ receiptHash }) => receiptHash);
    expect(lying).toEqual([...lying].sort());
    expect(lying).not.toEqual([...hashes.values()].flat());
    // One transaction wrote all of it; the roll's were nine.
    expect(new Set(box.map(({ writer }) => writer)).size).toBe(1);
    expect(new Set(roll.map(({ writer }) => writer)).size).toBe(seats.length);
    // The columns of the two have nothing in common but what names the item.
    const columns = await database.db.$queryRaw<{ table: string; column: string; type: string }[]>`
      SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name IN ('VoterRoll', 'SecretBallot')`;
    const of = (table: string) => columns.filter((one) => one.table === table).map(({ column }) => column);
    const shared = of('VoterRoll').filter((column) => of('SecretBallot').includes(column));
    expect(shared.sort()).toEqual(['ballot', 'nominationId', 'sessionId']);
    expect(columns.filter(({ type }) => /timestamp|date|serial/.test(type))).toEqual([]);
  });

  it('leaves its choices in the box alone: no other table knows a receipt, or what was voted by whom', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    const vote = ballot(id, 'abstain');
    await cast(path, person(0), [vote]);
    await cast(path, person(1), [ballot(id)]);
    await act(path, 'close');
    for (const [table, text] of await dump()) {
      expect(text, table).not.toContain(vote.receipt);
      if (table !== 'SecretBallot') {
        expect(text, table).not.toContain(hashOfReceipt(vote.receipt));
        expect(text, table).not.toContain('abstain');
      }
    }
  });

  it('tells auditors who voted, when it is closed: by member, all at that time', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    for (const i of [5, 3, 7, 0]) await cast(path, person(i), [ballot(id)]);
    const audited = () =>
      database.db.auditEntry.findMany({
        where: { action: 'voted', pathId: path.id },
        orderBy: { id: 'asc' },
      });
    expect(await audited()).toEqual([]);
    await act(path, 'close');
    const entries = await audited();
    const persons = entries.map(({ personId }) => personId);
    expect(persons).toEqual([5, 3, 7, 0].map(person).sort());
    expect(new Set(entries.map((entry) => entry.at.toISOString()))).toEqual(new Set([at]));
  });

  it('is complete when it is closed in the middle of votes: each that was answered counts, the others are refused', async () => {
    const ids = [await nomination(await round()), await nomination(await round())];
    const path = await opened(ids, 'secret');
    await cast(
      path,
      person(8),
      ids.map((id) => ballot(id)),
    );
    const casting = memberIds.slice(0, 8).map((_, i) =>
      cast(
        path,
        person(i),
        ids.map((id) => ballot(id)),
      ),
    );
    const [closing, ...answers] = await Promise.allSettled([act(path, 'close'), ...casting]);
    expect(closing.status).toBe('fulfilled');
    const acknowledged = 1 + answers.filter(({ status }) => status === 'fulfilled').length;
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'vote-closed' });
    const items = await database.db.agendaItem.findMany({ where: { sessionId: path.id } });
    expect(items.map(({ collected }) => collected)).toEqual([acknowledged, acknowledged]);
    expect(await boxOf(path.id)).toHaveLength(acknowledged * ids.length);
    expect(await rollOf(path.id)).toHaveLength(acknowledged * ids.length);
  });

  it('waits with closing for a ballot on its way', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    await cast(path, person(0), [ballot(id)]);
    await overlapping(
      (tx) => castBallots(tx, path.id, person(1), [ballot(id)], new Date(at)),
      () => act(path, 'close'),
    );
    const item = await database.db.agendaItem.findFirst({ where: { sessionId: path.id } });
    expect(item?.approve).toBe(2);
  });

  it('is not closed over a box that somebody has changed', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    await cast(path, person(0), [ballot(id)]);
    const stuffed = { sessionId: path.id, nominationId: id, ballot: 1, choice: 'approve', receiptHash: 'x' };
    await database.db.secretBallot.create({ data: stuffed });
    await expect(act(path, 'close')).rejects.toMatchObject({ code: 'box-mismatch' });
  });
});
