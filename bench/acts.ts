import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { addDays, dateOf } from '../domain/dates.ts';
import type { ApiClient } from '../acceptance/demo/client.ts';
import { Stage } from '../acceptance/demo/stage.ts';
import * as story from '../acceptance/demo/story.ts';
import { temporalConnectionOptions } from '../temporal-connection.ts';
import { bare, bareAct } from './bare-workflow.ts';
import { inParallel, median, percentile } from './measure.ts';

/**
 * `npm run bench`: what a human act costs here, over HTTP and durable in PostgreSQL, against a bare workflow that
 * only counts Updates, on the same Temporal server in the same run. Figures of one run are compared with each
 * other only: seconds say more about the machine than about the code.
 */
const rounds = 3;
const cases = 16;
const people = 8;
const actsPerCase = 6;

interface Timing {
  perSecond: number;
  /** Milliseconds of each act, from the asking to the durable answer. */
  latencies: number[];
}

/** @param one carries a case through all its acts, each by way of `timed` */
async function measure(
  one: (index: number, timed: <T>(act: () => Promise<T>) => Promise<T>) => Promise<void>,
): Promise<Timing> {
  const latencies: number[] = [];
  const timed = async <T>(act: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const answer = await act();
    latencies.push(performance.now() - from);
    return answer;
  };
  const from = performance.now();
  await inParallel(people, cases, (index) => one(index, timed));
  return { perSecond: (latencies.length * 1000) / (performance.now() - from), latencies };
}

const stage = await Stage.open((line) => console.error(line));
try {
  const temporal = temporalConnectionOptions(stage.settings);
  const { namespace } = stage.settings.temporal;
  const connection = await Connection.connect(temporal);
  const client = new Client({ connection, namespace });
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const native = await NativeConnection.connect(temporal);
  const taskQueue = 'bench';
  const worker = await Worker.create({
    ...{ connection: native, namespace, taskQueue },
    workflowsPath: path.resolve(import.meta.dirname, 'bare-workflow.ts'),
  });
  const nominations = await preparedNominations();
  const letter = await letterOf(await stage.as('office-reviewer', story.LEAD));

  await worker.runUntil(async () => {
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const ours = await measure((index, timed) => carry(nominations(round, index), letter, timed));
      const least = await measure(async (_index, timed) => {
        const options = { workflowId: `bare:${randomUUID()}`, taskQueue, args: [actsPerCase] as [number] };
        const handle = await client.workflow.start(bare, options);
        for (let n = 0; n < actsPerCase; n++) await timed(() => handle.executeUpdate(bareAct));
      });
      ratios.push(ours.perSecond / least.perSecond);
      console.log(
        `round ${round}: ${line('acts over HTTP', ours)} · ${line('bare Updates', least)} · ratio ${(ours.perSecond / least.perSecond).toFixed(2)}`,
      );
    }
    console.log(
      `acts over HTTP per bare Update: median ratio ${median(ratios).toFixed(2)} of ${rounds} rounds (${cases} nominations of ${actsPerCase} acts, ${people} at a time)`,
    );
  });
  await native.close();
  await connection.close();
} finally {
  await stage.close();
}
process.exit(0);

function line(what: string, { perSecond, latencies }: Timing): string {
  const [middle, late] = [percentile(latencies, 50), percentile(latencies, 95)];
  return `${what} ${perSecond.toFixed(0)}/s (p50 ${middle.toFixed(0)} ms, p95 ${late.toFixed(0)} ms)`;
}

/** Drafts with their dossiers, made before the clock runs. */
async function preparedNominations(): Promise<(round: number, index: number) => string> {
  const today = dateOf(stage.now);
  const dates = {
    ...{ opens: today, intakeCloses: addDays(today, 20), reviewBy: addDays(today, 50) },
    ...{ councilBy: addDays(today, 60), submitBy: addDays(today, 75), decisionBy: addDays(today, 120) },
  };
  const { id: roundId } = await story.openRound(stage.as, dates);
  const ids: string[] = Array.from({ length: rounds * cases }, () => '');
  await inParallel(people, ids.length, async (index) => {
    const subject = { kind: 'individual', award: 'giay-khen', name: `Người thứ ${index + 1}` } as const;
    ids[index] = (await story.draft(stage.as, roundId, subject)).id;
  });
  return (round, index) => ids[(round - 1) * cases + index] ?? '';
}

/** Six acts of a case: as many as an ordinary one has before the council, without its waiting. */
async function carry(
  id: string,
  document: string,
  timed: <T>(act: () => Promise<T>) => Promise<T>,
): Promise<void> {
  const office = await stage.as('office-reviewer', story.LEAD);
  const officer = await stage.as('unit-officer', story.UNIT);
  const reason = 'Đo tốc độ';
  const hold = { ground: 'complaint', document, reason };
  const acts: [ApiClient, string, unknown][] = [
    [officer, 'submit', {}],
    [office, 'hold', hold],
    [office, 'release', { document, reason }],
    [office, 'hold', hold],
    [office, 'release', { document, reason }],
    [office, 'reject', { reason }],
  ];
  for (const [who, kind, body] of acts) await timed(() => story.act(who, id, kind, body));
}

async function letterOf(office: ApiClient): Promise<string> {
  const file = { name: 'don-thu.pdf', bytes: story.pdf('letter') };
  return story.good(await office.upload<{ id: string }>('/files', file)).id;
}
