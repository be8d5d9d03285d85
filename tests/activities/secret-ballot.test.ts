import { expect, describe, it } from 'vitest';
import { castBallots } from '../../cases/council-session/ballots.ts';
import { hashOfReceipt } from '../../cases/council-session/box.ts';
import { commitmentTo, rootOf } from '../../cases/council-session/commitment.ts';
import type { ChoiceCount } from '../../cases/council-session/commitment.ts';
import { loadCommitted, loadOpenings } from '../../cases/council-session/committed.ts';
import { contentsOf, loadContents } from '../../cases/council-session/contents.ts';
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
  database.db.$queryRaw<{ id: string; choice: string; writer: string }[]>`
    SELECT id::text AS id, choice, xmin::text AS writer FROM "BoxedChoice"
    WHERE "sessionId" = ${sessionId}::uuid ORDER BY ctid`;
const receiptsOf = (sessionId: string) =>
  database.db.$queryRaw<{ receiptHash: string; writer: string }[]>`
    SELECT "receiptHash", xmin::text AS writer FROM "BoxedReceipt"
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
    const cameAs: string[] = [];
    for (const i of memberIds.keys()) {
      const votes = ids.map((id) => ballot(id, i % 2 === 0 ? 'approve' : 'disapprove'));
      cameAs.push(...(await cast(path, person(i), votes)).map(({ receiptHash }) => receiptHash));
    }
    const lying = [await rollOf(path.id), await receiptsOf(path.id), await boxOf(path.id)] as const;
    // Each lies in an order of its own, whoever came first: by seat, by hash, by names that the last ballot drew.
    const [seatsThere, hashes, names] = [
      lying[0].map(({ memberId }) => memberId),
      lying[1].map(({ receiptHash }) => receiptHash),
      lying[2].map(({ id }) => id),
    ];
    for (const order of [seatsThere, hashes, names]) expect(order).toEqual([...order].sort());
    expect(hashes).not.toEqual(cameAs);
    // One transaction wrote all of it.
    expect(new Set(lying.flatMap((rows) => rows.map(({ writer }) => writer))).size).toBe(1);
    // The columns of the three have nothing in common but what names the item, and none tells a time or an order.
    const columns = await database.db.$queryRaw<{ table: string; column: string; type: string }[]>`
      SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name IN ('VoterRoll', 'BoxedReceipt', 'BoxedChoice', 'BallotBox')`;
    const of = (table: string) => columns.filter((one) => one.table === table).map(({ column }) => column);
    const named = ['ballot', 'nominationId', 'sessionId'];
    for (const [one, other] of [
      ['VoterRoll', 'BoxedReceipt'],
      ['VoterRoll', 'BoxedChoice'],
      ['BoxedReceipt', 'BoxedChoice'],
    ] as const)
      expect(
        of(one)
          .filter((column) => of(other).includes(column))
          .sort(),
      ).toEqual(named);
    expect(columns.filter(({ type }) => /timestamp|date|serial|bigint/.test(type))).toEqual([]);
  });

  it('draws all names anew with each ballot, so that no row can be followed from one look to the next', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    for (const i of [0, 1, 2]) await cast(path, person(i), [ballot(id)]);
    const before = (await boxOf(path.id)).map((row) => row.id);
    await cast(path, person(3), [ballot(id)]);
    const after = (await boxOf(path.id)).map((row) => row.id);
    expect(before.filter((name) => after.includes(name))).toEqual([]);
  });

  it('opens to nobody who has all that is there at the end: the commitments on the way fit no split of the choices', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    for (const i of memberIds.keys())
      await cast(path, person(i), [ballot(id, i < 4 ? 'approve' : 'abstain')]);
    await act(path, 'close');
    const [opening] = await loadOpenings(database.db, path.id);
    const entries = await loadCommitted(database.db, path.id);
    const lying = contentsOf(await loadContents(database.db, path.id), opening!);
    expect(entries.map(({ ballots }) => ballots)).toEqual(memberIds.map((_, i) => i + 1));
    // The reader knows who voted in which order (from the room), all receipts, and the one nonce that is left.
    const fits = (ballots: number, hash: string): ChoiceCount[] => {
      const found: ChoiceCount[] = [];
      for (let approve = 0; approve <= ballots; approve++)
        for (let disapprove = 0; disapprove <= ballots - approve; disapprove++) {
          const choices = { approve, disapprove, abstain: ballots - approve - disapprove };
          const contents = { ...lying, choices, roll: lying.roll.slice(0, ballots) };
          for (const receipts of [lying.receipts, lying.receipts.slice(0, ballots)]) {
            const root = rootOf(path.id, opening!, { ...contents, receipts });
            if (commitmentTo(path.id, [{ ...opening!, ballots, root }]) === hash) found.push(choices);
          }
        }
      return found;
    };
    for (const { ballots, box } of entries.slice(0, -1)) expect(fits(ballots, box)).toEqual([]);
    expect(fits(9, entries.at(-1)!.box)[0]).toEqual({ approve: 4, disapprove: 0, abstain: 5 });
    // One nonce, one root: the earlier ones are gone from every table.
    for (const [table, text] of await dump())
      if (table !== 'BallotBox') expect(text, table).not.toContain(opening!.nonce);
  });

  it('can be followed by who copies the database before and after one ballot: the limit that docs/council.md names', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    for (const i of [0, 1, 2]) await cast(path, person(i), [ballot(id)]);
    const look = async () =>
      contentsOf(await loadContents(database.db, path.id), { nominationId: id, ballot: 1 });
    const before = await look();
    await cast(path, person(3), [ballot(id, 'disapprove')]);
    const after = await look();
    expect(
      after.roll.filter(({ memberId }) => !before.roll.some((one) => one.memberId === memberId)),
    ).toEqual([{ memberId: memberIds[3], personId: person(3), written: false }]);
    expect(after.choices.disapprove - before.choices.disapprove).toBe(1);
  });

  it('keeps choices and receipts each in a table of its own, and in no other', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'secret');
    const vote = ballot(id, 'abstain');
    await cast(path, person(0), [vote]);
    await cast(path, person(1), [ballot(id)]);
    await act(path, 'close');
    for (const [table, text] of await dump()) {
      expect(text, table).not.toContain(vote.receipt);
      if (table !== 'BoxedReceipt') expect(text, table).not.toContain(hashOfReceipt(vote.receipt));
      if (table !== 'BoxedChoice') expect(text, table).not.toContain('abstain');
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
});
