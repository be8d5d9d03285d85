import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';

let database: TestDatabase;
let db: Db;
const warnings: string[] = [];
const note = ({ message }: Error) => void warnings.push(message);
beforeAll(async () => {
  database = await startMailDatabase();
  db = createDb(database.url);
  process.on('warning', note);
});
afterAll(async () => {
  process.off('warning', note);
  await db.$disconnect();
  await database.stop();
});

const numbers = [1, 2, 3, 4, 5];

it('what a transaction asks at once is answered in order, and none of it is left to pg to queue', async () => {
  const order: number[] = [];
  const answers = await db.$transaction((tx) =>
    Promise.all(
      numbers.map(async (n) => {
        const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n`;
        order.push(n);
        return row?.n;
      }),
    ),
  );
  expect(answers).toEqual(numbers);
  expect(order).toEqual(numbers);
  // The warning comes with the next turn of the loop.
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});

it('one that fails is told to whoever asked for it, and what waits behind it is asked all the same', async () => {
  const said = db.$transaction(async (tx) => {
    const failing = tx.$queryRaw`SELECT 1 / 0 AS n`;
    const others = numbers.map((n) => tx.$queryRaw`SELECT ${n}::int AS n`);
    const [first] = await Promise.allSettled([failing, ...others]);
    return first.status;
  });
  expect(await said.catch(() => 'rejected')).toBe('rejected');
  expect(await db.$queryRaw`SELECT 2 AS n`).toEqual([{ n: 2 }]);
});
