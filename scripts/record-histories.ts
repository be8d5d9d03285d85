import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { addDays, dateOf, instantAt } from '../domain/dates.ts';
import type { PathKind } from '../domain/path.ts';
import { createDb } from '../prisma/db.ts';
import { temporalConnectionOptions } from '../temporal-connection.ts';
import { mailDispatcherWorkflowId } from '../workflows/mail-dispatcher-id.ts';
import { restartSignal, waitingQuery } from '../workflows/messages.ts';
import { Stage } from '../acceptance/demo/stage.ts';
import * as story from '../acceptance/demo/story.ts';
import { asJson, strangersIn, textsIn } from '../acceptance/histories/contents.ts';
import type { Json } from '../acceptance/histories/contents.ts';
import { personalTexts } from '../acceptance/histories/personal-texts.ts';

/**
 * `npm run histories`: lives through the paths on an instance of its own and keeps what Temporal has of them in
 * tests/histories/<release>/, each with where it ended. Run before a release; tests/replay replays them
 * on whatever code comes after.
 */
const projectDir = path.resolve(import.meta.dirname, '..');
const { version: release } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')));
const folder = path.join(projectDir, 'tests', 'histories', release);
const { LEAD, APPRAISER, PROVINCE, DEPARTMENT } = story;

interface Recorded {
  name: string;
  workflowId: string;
  end: Json;
  history: Json;
}

class Recorder {
  readonly recorded: Recorded[] = [];
  constructor(
    private readonly client: Client,
    private readonly say: (line: string) => void,
  ) {}

  path(kind: PathKind, id: string, name: string): Promise<void> {
    return this.record(`${kind}-${name}`, `${kind}:${id}`, true);
  }

  dispatcher(): Promise<void> {
    return this.record('mail-dispatcher', mailDispatcherWorkflowId, false);
  }

  /** What a path has become since it was told to continue as new. @returns the history of the run that ended */
  async restarted(id: string): Promise<void> {
    const handle = this.client.workflow.getHandle(`nomination:${id}`);
    const { runId } = await handle.describe();
    const end = asEnd(await handle.query(waitingQuery));
    await handle.signal(restartSignal);
    while ((await handle.describe()).runId === runId) await pause(100);
    const ended = this.client.workflow.getHandle(`nomination:${id}`, runId);
    this.keep('nomination-restarted', ended.workflowId, end, asJson(await ended.fetchHistory()));
  }

  private async record(name: string, workflowId: string, hasState: boolean): Promise<void> {
    const handle = this.client.workflow.getHandle(workflowId);
    // At rest: a history that ends within a step could not be compared with where it stands.
    for (;;) {
      const end = hasState ? asEnd(await handle.query(waitingQuery)) : null;
      const history = asJson(await handle.fetchHistory());
      const { status } = await handle.describe();
      const last = lastTask(history);
      if (status.name !== 'RUNNING' || last === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED' || !hasState) {
        const again = hasState ? asEnd(await handle.query(waitingQuery)) : null;
        if (isDeepStrictEqual(end, again)) {
          this.keep(name, workflowId, end, history);
          return;
        }
      }
      await pause(200);
    }
  }

  private keep(name: string, workflowId: string, end: Json, history: Json): void {
    this.say(`   ${name}`);
    this.recorded.push({ name, workflowId, end, history: withoutMachine(history) });
  }
}

const asEnd = (state: unknown): Json => JSON.parse(JSON.stringify(state)) as Json;

/** The type of the last event of a workflow task. */
function lastTask(history: Json): string | undefined {
  const { events } = z.object({ events: z.array(z.object({ eventType: z.string() })) }).parse(history);
  return events.findLast(({ eventType }) => eventType.startsWith('EVENT_TYPE_WORKFLOW_TASK'))?.eventType;
}

/** Workers and clients sign with process id and host name, which is nobody's business. */
function withoutMachine(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutMachine);
  const isSticky = value.kind === 'TASK_QUEUE_KIND_STICKY';
  const entries = Object.entries(value).map(([key, child]): [string, Json] => {
    if (key === 'identity') return [key, 'recorder'];
    return [key, isSticky && key === 'name' ? 'sticky' : withoutMachine(child)];
  });
  return Object.fromEntries(entries);
}

const reason = 'Báo cáo thành tích chưa có xác nhận của cấp trên trực tiếp.';

/** What a unit owes: one paper returned, handed in again and accepted. @returns one with a date that nobody hands in */
async function owe({ as, now }: Stage, recorder: Recorder): Promise<string> {
  const office = await as('office-reviewer', LEAD);
  const officer = await as('unit-officer', story.UNIT);
  const owed = await story.all<{ id: string; obligation: string }>(officer, '/obligations');
  const id = owed.find(({ obligation }) => obligation === 'ke-hoach-cua-don-vi')?.id ?? '';
  const file = { name: 'ke-hoach.pdf', bytes: story.pdf('plan') };
  story.good(await officer.upload(`/obligations/${id}/documents`, file));
  const act = async (client: typeof office, kind: string, body: unknown = {}) =>
    story.good(await client.post(`/obligations/${id}/actions/${kind}`, body));
  await act(officer, 'submit');
  await act(office, 'return', { reason });
  await recorder.path('obligation', id, 'returned');
  await act(officer, 'submit');
  await act(office, 'accept');
  await recorder.path('obligation', id, 'accepted');
  const asked = {
    ...{ movement: story.MOVEMENT, obligation: 'bao-cao-dot-xuat', debtor: story.UNIT },
    ...{ request: 'Số liệu cải cách hành chính quý III', dueOn: addDays(dateOf(now), 10) },
  };
  return story.good(await office.post<{ id: string }>('/obligations', asked)).id;
}

/** A difficulty that is passed on, answered late, and closes by itself; another that keeps waiting. */
async function enquire({ as }: Stage): Promise<[string, string]> {
  const officer = await as('unit-officer', story.UNIT);
  const ask = async (subject: string) => {
    const question = { movement: story.MOVEMENT, subject, text: 'Đề nghị hướng dẫn cách tính số liệu.' };
    return story.good(await officer.post<{ id: string }>('/enquiries', question)).id;
  };
  const [late, unanswered] = [await ask('Số liệu chỉ số PAR INDEX'), await ask('Mẫu báo cáo thành tích')];
  const office = await as('office-reviewer', LEAD);
  story.good(await office.post(`/enquiries/${late}/actions/forward`, { to: APPRAISER, reason }));
  return [late, unanswered];
}

/** The award is taken back, and what went with it returned. */
async function revoke({ as, now }: Stage, recorder: Recorder, nomination: string): Promise<void> {
  const giamDoc = await as('head', DEPARTMENT);
  const office = await as('office-reviewer', LEAD);
  const on = dateOf(now);
  await story.act(giamDoc, nomination, 'revoke', {
    ...{ number: '61/QĐ-SKHCN', decidedOn: on, ground: 'false-achievement', reason },
  });
  const [{ id } = { id: '' }] = await story.all<{ id: string }>(office, '/revocations');
  await recorder.path('revocation', id, 'returning');
  for (const what of ['items', 'money'])
    story.good(await office.post(`/revocations/${id}/actions/record-return`, { what, on }));
  await recorder.path('revocation', id, 'finished');
}

async function play(stage: Stage, recorder: Recorder): Promise<void> {
  const { as } = stage;
  const today = dateOf(stage.now);
  const day = (n: number) => instantAt(addDays(today, n), 10);
  const office = await as('office-reviewer', LEAD);
  const dates = {
    ...{ opens: today, intakeCloses: addDays(today, 12), reviewBy: addDays(today, 50) },
    ...{ councilBy: addDays(today, 60), submitBy: addDays(today, 75), decisionBy: addDays(today, 120) },
  };
  const round = await story.openRound(as, dates);
  const propose = async (subject: story.Subject) => (await story.draft(as, round.id, subject)).id;

  const bangKhen = await propose({ kind: 'collective', award: 'bang-khen' });
  const giayKhen = await propose({ kind: 'individual', award: 'giay-khen' });
  const amended = await propose({ kind: 'individual', award: 'giay-khen', name: 'Trần Thị Lan' });
  const left = await propose({ kind: 'individual', award: 'bang-khen', name: 'Lê Văn Bình' });
  const taken = await propose({ kind: 'individual', award: 'bang-khen', name: 'Phạm Thị Cúc' });
  for (const id of [bangKhen, giayKhen, amended, taken]) await story.submit(as, id);
  await recorder.path('award-round', round.id, 'open');
  const unpaid = await owe(stage, recorder);
  const [late, unanswered] = await enquire(stage);

  const unitHead = await as('unit-head', story.UNIT);
  await story.act(unitHead, taken, 'withdraw', { reason: 'Đơn vị rút hồ sơ để đề nghị đợt sau.' });
  await recorder.path('nomination', taken, 'withdrawn');
  for (const id of [bangKhen, amended]) await story.act(office, id, 'return', { reason });
  await recorder.path('nomination', bangKhen, 'returned');
  await stage.until(day(2));
  await story.submit(as, bangKhen);
  const letter = { name: 'don-thu.pdf', bytes: story.pdf('complaint') };
  const { id: document } = story.good(await office.upload<{ id: string }>('/files', letter));
  await story.act(office, bangKhen, 'hold', { ground: 'complaint', document, reason });
  await recorder.path('nomination', bangKhen, 'on-hold');
  await stage.until(day(5));
  await story.act(office, bangKhen, 'release', { document, reason });
  const head = await as('office-head', LEAD);
  await story.act(head, bangKhen, 'extend', { to: addDays(today, 40), reason: 'Chờ bản xác nhận.' });
  await story.review(as, bangKhen);
  await recorder.path('nomination', bangKhen, 'at-council');

  // Meanwhile intake closes, the window to amend does, and Văn phòng's ten working days for the last one.
  await stage.until(day(22));
  await recorder.path('nomination', left, 'closed-at-intake');
  await recorder.path('nomination', amended, 'lapsed-unamended');
  await recorder.path('award-round', round.id, 'intake-closed');
  await recorder.path('obligation', unpaid, 'overdue');
  await recorder.path('enquiry', unanswered, 'overdue');
  const asked = await as('appraiser', APPRAISER);
  story.good(
    await asked.post(`/enquiries/${late}/actions/answer`, { text: 'Theo hướng dẫn của Bộ Nội vụ.' }),
  );
  await recorder.path('enquiry', late, 'answered-late');
  await story.review(as, giayKhen);
  await recorder.restarted(giayKhen);

  for (const [id, name] of [
    [bangKhen, 'show-of-hands'],
    [giayKhen, 'open-ballot'],
  ] as const) {
    const at = stage.now.toISOString();
    const session = await (name === 'open-ballot' ? story.ballot(as, [id], at) : story.meet(as, [id], at));
    await recorder.path('council-session', session.id, `${name}-closed`);
    await story.conclude(as, session.id, [id]);
    await recorder.path('council-session', session.id, `${name}-concluded`);
  }
  await story.arrive(office, giayKhen, (n) => n.stage === 'decision');
  const giamDoc = await as('head', DEPARTMENT);
  await story.act(giamDoc, giayKhen, 'decide', {
    ...{ outcome: 'award', number: '56/QĐ-SKHCN', decidedOn: dateOf(stage.now), signedBy: 'Trần Tùng Chuẩn' },
  });
  await recorder.path('nomination', giayKhen, 'giay-khen-awarded');
  await revoke(stage, recorder, giayKhen);

  await story.arrive(office, bangKhen, (n) => n.stage === 'submission');
  const signedOn = dateOf(stage.now);
  const proposal = await story.sendOn(office, round.id, [bangKhen], [LEAD, APPRAISER], signedOn);
  await recorder.path('submission', proposal.id, 'dispatched');
  const appraiser = await as('appraiser', APPRAISER);
  await story.arrive(appraiser, bangKhen, (n) => n.stage === 'appraisal');
  await story.act(appraiser, bangKhen, 'approve');
  await stage.until(day(25));
  await recorder.path('submission', proposal.id, 'answered');
  const onward = await story.sendOn(appraiser, round.id, [bangKhen], [APPRAISER, PROVINCE], signedOn);
  await story.arrive(appraiser, bangKhen, (n) => n.stage === 'decision');
  story.good(
    await appraiser.post(`/submissions/${onward.id}/actions/record-decision`, {
      ...{ number: '1234/QĐ-UBND', decidedOn: dateOf(stage.now), signedBy: 'Chủ tịch UBND tỉnh' },
      ...{ awarded: [bangKhen], refused: [], file: await story.signedPaper(appraiser, '1234/QĐ-UBND') },
    }),
  );
  await story.arrive(office, bangKhen, (n) => n.outcome !== null);
  await stage.allMail();
  await recorder.path('submission', onward.id, 'decided');
  await recorder.path('nomination', bangKhen, 'bang-khen-awarded');
  // Nobody extends what intake had closed.
  await stage.until(day(30));
  await recorder.path('nomination', left, 'lapsed-at-intake');
  await recorder.path('award-round', round.id, 'finished');
  await recorder.dispatcher();
}

const stage = await Stage.open((line) => console.log(line));
try {
  const options = temporalConnectionOptions(stage.settings);
  const connection = await Connection.connect(options);
  const client = new Client({ connection, namespace: stage.settings.temporal.namespace });
  const recorder = new Recorder(client, (line) => console.log(line));
  await play(stage, recorder);
  await connection.close();

  const db = createDb(stage.settings.databaseUrl);
  const texts = await personalTexts(db);
  await db.$disconnect();
  const found = recorder.recorded.flatMap(({ name, history }) =>
    [...strangersIn(history), ...textsIn(history, texts)].map((what) => `${name}: ${what}`),
  );
  if (found.length > 0) throw new Error(`histories hold what none may:\n${found.join('\n')}`);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, workflowId, end, history } of recorder.recorded) {
    writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify({ workflowId, end, history })}\n`);
  }
  console.log(`${recorder.recorded.length} histories in ${path.relative(projectDir, folder)}`);
} finally {
  await stage.close();
}
