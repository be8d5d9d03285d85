import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import type { Role } from '../../domain/roles.ts';
import { busyWeek } from '../../acceptance/demo/busy-week.ts';
import type { BusyWeek } from '../../acceptance/demo/busy-week.ts';
import * as story from '../../acceptance/demo/story.ts';
import { fillWithCases } from '../support/many-cases.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { listenToStatements } from '../support/statements.ts';
import type { Statement } from '../support/statements.ts';

const NOMINATIONS = 100_000;
/** A table with fewer rows than this is read whole at no cost. */
const LARGE = 5_000;

const ONE_MORE = 1;
/**
 * What is still read whole, by way of another table: offices and appraisers see a large part of it; who may see a revocation is
 * asked of the nomination behind its award, and revocations are too few for an index to be chosen.
 */
const stillWhole = new Set([
  '/notifications Notification',
  '/council-sessions AgendaItem',
  '/tasks AgendaItem',
  '/awards AwardEntry',
  '/revocations AwardEntry',
]);

interface Asked {
  who: [Role, string];
  address: string;
}
interface Page {
  nextCursor?: string | null;
}

let stack: Stack;
let week: BusyWeek;
let statements: ReturnType<typeof listenToStatements>;
let owner: pg.Client | undefined;
let large: Set<string>;
/** What each said while the week was all there was. */
const said = new Map<string, number>();

const people: [Role, string][] = [
  ['unit-officer', story.UNIT],
  ['office-reviewer', story.LEAD],
  ['office-head', story.LEAD],
  ['head', story.DEPARTMENT],
  ['council-secretary', story.COUNCIL],
  ['council-member', story.COUNCIL],
  ['auditor', story.DEPARTMENT],
  ['appraiser', story.APPRAISER],
];
const orders = (path: string, ...keys: string[]) =>
  keys.flatMap((key) => [`${path}?sort=${key}`, `${path}?sort=-${key}`]);
const lists = [
  '/tasks',
  ...orders('/nominations', 'createdAt', 'name', 'unit', 'dueAt', 'enteredAt', 'code'),
  ...['/nominations?q=Nguyen', '/nominations?q=CCHC-BK', '/nominations?open=true&sort=enteredAt'],
  ...orders('/awards', 'number', 'name', 'decidedOn'),
  '/awards?q=nguyen',
  ...orders('/obligations', 'createdAt', 'dueAt'),
  ...orders('/enquiries', 'createdAt', 'dueAt'),
  ...orders('/submissions', 'createdAt', 'signedOn'),
  ...orders('/council-sessions', 'createdAt', 'scheduledAt'),
  ...['/notifications', '/notifications?open=1', '/revocations'],
];
const views = () => [
  ...[week.drafted, week.submitted, week.onHold].map((id) => `/nominations/${id}`),
  ...[`/rounds/${week.round}`, `/nominations?round=${week.round}&stage=office-review&sort=dueAt`],
];

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  week = await busyWeek({ as: stack.as, clock: stack.deps.clock });
  await stack.stopWorker();
  statements = listenToStatements();
  for (const asked of all()) said.set(key(asked), (await statementsOf(asked)).length);
  const ownerUrl = await urlOf(stack);
  large = new Set(
    Object.entries(await fillWithCases(ownerUrl, NOMINATIONS)).flatMap(([table, n]) =>
      n > LARGE ? [table] : [],
    ),
  );
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
}, 600_000);
afterAll(async () => {
  statements.stop();
  await owner?.end();
  await stack.stop();
});

const urlOf = async ({ owner: db }: Stack): Promise<string> => {
  const [row] = await db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  const { inject } = await import('vitest');
  const url = new URL(inject('ground').postgresUrl);
  url.pathname = `/${row?.name}`;
  return url.href;
};
const all = (): Asked[] =>
  people.flatMap((who) => [...lists, ...views()].map((address) => ({ who, address })));
const key = ({ who, address }: Asked) => `${who.join(' ')} ${address}`;

async function statementsOf({ who, address }: Asked): Promise<Statement[]> {
  const client = await stack.as(...who);
  statements.forget();
  const answer = await client.get<Page>(address);
  const found = statements.asked();
  // Where nobody of that role may look there is nothing to plan.
  expect([200, 403, 404], `${address} ${answer.status}`).toContain(answer.status);
  return found.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text));
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Plan Rows': number;
  Plans?: Node[];
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Large tables that a statement reads from end to end. */
async function readWhole({ text, values }: Statement): Promise<string[]> {
  const { rows } = await owner!.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
    `EXPLAIN (FORMAT JSON) ${text}`,
    values,
  );
  return nodesOf(rows[0]!['QUERY PLAN'][0]!.Plan).flatMap((node) =>
    node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? '')
      ? [node['Relation Name']!]
      : [],
  );
}

describe.each(people)('with a hundred thousand nominations, %s of %s', (...who) => {
  it('reads no table from end to end that grows with the cases, and asks no more often than with a few', async () => {
    const faults: string[] = [];
    for (const asked of all().filter((one) => one.who[0] === who[0])) {
      const began = performance.now();
      const found = await statementsOf(asked);
      const ms = Math.round(performance.now() - began);
      if (process.env.SHOW_TIMES) console.log(`${ms} ms ${found.length} ${key(asked)}`);
      for (const statement of found)
        for (const table of await readWhole(statement)) {
          if (stillWhole.has(`${asked.address.split('?')[0]} ${table}`)) continue;
          faults.push(
            `${asked.address} reads ${table}: ${statement.text.slice(0, 4000)} ${JSON.stringify(statement.values).slice(0, 300)}`,
          );
        }
      const before = said.get(key(asked)) ?? 0;
      // Tasks ask some times of each session and each tờ trình that goes on; a first row of a kind brings a question of its own.
      if (asked.address !== '/tasks' && found.length > before + ONE_MORE)
        faults.push(`${asked.address}: ${before} statements, now ${found.length}`);
    }
    expect(faults).toEqual([]);
  });
});
