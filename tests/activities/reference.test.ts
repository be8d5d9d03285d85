import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadReference, holdReference } from '../../cases/reference.ts';
import type { Reference } from '../../cases/reference.ts';
import type { Tx } from '../../prisma/db.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';
import { listenToStatements } from '../support/statements.ts';

let database: TestDatabase;
const day = new Date('2030-01-01T00:00:00Z');
const unit = (code: string, name = code) => ({
  ...{ code, name, shortName: code, kind: 'department', organization: code, validFrom: day },
});
beforeAll(async () => {
  database = await startMailDatabase();
  await database.db.unit.create({ data: unit('so') });
});
afterAll(() => database.stop());

const read = () => loadReference(database.db);

/** A transaction beside which something is done while it pauses. */
function openTransaction<T>(work: (tx: Tx, pause: () => Promise<undefined>) => Promise<T>) {
  const reached = Promise.withResolvers<undefined>();
  const gate = Promise.withResolvers<undefined>();
  const pause = () => {
    reached.resolve(undefined);
    return gate.promise;
  };
  const over = database.db.$transaction((tx) => work(tx, pause));
  over.catch(reached.reject);
  return { paused: reached.promise, goOn: () => gate.resolve(undefined), over };
}

it('what was read once is read again by one short statement', async () => {
  await read();
  const statements = listenToStatements();
  const [first, second] = [await read(), await read()];
  expect(second).toBe(first);
  expect(statements.all()).toEqual([
    'SELECT stamp::text AS stamp FROM "ReferenceStamp"',
    'SELECT stamp::text AS stamp FROM "ReferenceStamp"',
  ]);
  statements.stop();
});

it.each<[string, (tx: Tx) => Promise<unknown>, (reference: Reference) => unknown]>([
  [
    'a unit',
    (tx) => tx.unit.update({ where: { code: 'so' }, data: { name: 'Sở mới' } }),
    ({ byCode }) => byCode.get('so')?.name,
  ],
  [
    'who has a function',
    (tx) =>
      tx.functionHolder.create({ data: { function: 'f', unit: 'so', validFrom: day, citation: 'QĐ 1' } }),
    ({ functions }) => functions.map((row) => row.unit),
  ],
  [
    'what a unit became',
    (tx) =>
      tx.unitSuccession.create({
        data: {
          fromUnit: 'so',
          toUnit: null,
          effectiveOn: day,
          kind: 'abolish',
          scope: '',
          citation: 'QĐ 2',
        },
      }),
    ({ successions }) => successions.map(({ from }) => from),
  ],
  [
    'a day of the calendar',
    (tx) =>
      tx.calendarDay.create({ data: { date: day, kind: 'off', status: 'confirmed', source: 'BLLĐ Đ112' } }),
    ({ calendar }) => [...calendar.days.keys()],
  ],
])(
  'a change of %s is seen by its own transaction, by others once it is committed, and never if it is not',
  async (_, change, seen) => {
    const before = seen(await read());
    const taken = openTransaction(async (tx, pause) => {
      await change(tx);
      expect(seen(await loadReference(tx))).not.toEqual(before);
      await pause();
      throw new Error('taken back');
    });
    await taken.paused;
    expect(seen(await read())).toEqual(before);
    taken.goOn();
    await expect(taken.over).rejects.toThrow('taken back');
    expect(seen(await read())).toEqual(before);
    await database.db.$transaction(change);
    expect(seen(await read())).not.toEqual(before);
  },
);

it('a transaction that holds them goes by them until its end, whatever is committed meanwhile', async () => {
  const holds = openTransaction(async (tx, pause) => {
    await holdReference(tx);
    const holding = await loadReference(tx);
    await pause();
    return [holding, await loadReference(tx)];
  });
  await holds.paused;
  await database.db.unit.create({ data: unit('phong') });
  holds.goOn();
  const [first, second] = await holds.over;
  expect(second).toBe(first);
  expect((await read()).byCode.has('phong')).toBe(true);
});
