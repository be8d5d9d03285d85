import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { Db } from '../../prisma/db.ts';
import { inTurns } from '../../temporal/in-turns.ts';
import { asJson, strangersIn, textOf } from './contents.ts';
import type { Json } from './contents.ts';
import { ballotTexts, personalTexts, planPhrases } from './personal-texts.ts';

/** Looked at side by side. */
const AT_ONCE = 8;

/**
 * Where something stands that operators must not read: a name, an address, what people wrote, a vote, in any history,
 * search attribute, memo or detail that the Temporal UI shows, any mail's subject, any log. A worker must be running,
 * since it answers with the details.
 * @param given `logs`: folder of the logs, where they are kept in files
 * @returns the places, with no more of the text than helps to find it; none where all is well
 */
export async function leaksIn({
  db,
  client,
  logs,
}: {
  db: Db;
  client: Client;
  logs?: string;
}): Promise<string[]> {
  const ballots = await ballotTexts(db);
  const phrases = await planPhrases(db);
  const texts = new Texts([...(await personalTexts(db)), ...ballots], phrases);
  const leaks: string[] = [];
  const look = (where: string, said: string, among = texts) => {
    for (const text of among.foundIn(said))
      leaks.push(`${where}: ${text.slice(0, 3)}… (${text.length} characters)`);
  };
  const executions: { workflowId: string; runId: string }[] = [];
  for await (const execution of client.workflow.list()) executions.push(execution);
  const lookAt = async ({ workflowId, runId }: { workflowId: string; runId: string }) => {
    const handle = client.workflow.getHandle(workflowId, runId);
    const history = asJson(await handle.fetchHistory());
    const { typedSearchAttributes, memo, staticSummary, staticDetails } = await handle.describe();
    const { currentDetails } = await handle.query<{ currentDetails?: string }>(
      '__temporal_workflow_metadata',
    );
    look(`${workflowId} history`, textOf(history));
    look(
      `${workflowId} search attributes`,
      stringsOf(typedSearchAttributes.getAll().map(({ value }) => value)),
    );
    look(
      `${workflowId} details`,
      stringsOf([memo, await staticSummary(), await staticDetails(), currentDetails]),
    );
    leaks.push(
      ...strangersIn(history).map((stranger) => `${workflowId} ${stranger.split(':')[0] ?? ''}: no code`),
    );
  };
  await inTurns(executions, AT_ONCE, lookAt);

  const people = await db.person.findMany({ select: { username: true } });
  const usernames = people.map(({ username }) => username).filter(({ length }) => length > 3);
  const said = [...(await personalTexts(db, { withMail: false })), ...usernames, ...ballots];
  const written = new Texts(said, phrases);
  for (const { id, subject } of await db.notification.findMany({ select: { id: true, subject: true } }))
    look(`subject of mail ${id}`, subject, written);
  for (const file of logs !== undefined && existsSync(logs) ? readdirSync(logs) : [])
    for (const [i, line] of readFileSync(path.join(logs ?? '', file), 'utf8')
      .split('\n')
      .entries())
      look(`${file}:${i + 1}`, saidIn(line));
  return leaks;
}

/** Many texts, looked for at once by how they begin: a season has thousands, and megabytes of histories. */
class Texts {
  private readonly byBeginning = new Map<string, string[]>();

  /** `texts` of four characters or more; `phrases` of plans, which are everybody's: in one of these a text gives nothing away. */
  constructor(
    texts: readonly string[],
    private readonly phrases: readonly string[],
  ) {
    for (const text of texts) {
      const beginning = text.slice(0, 4);
      this.byBeginning.set(beginning, [...(this.byBeginning.get(beginning) ?? []), text]);
    }
  }

  foundIn(said: string): string[] {
    const found = new Set<string>();
    for (let at = 0; at + 4 <= said.length; at++)
      for (const text of this.byBeginning.get(said.slice(at, at + 4)) ?? [])
        if (said.startsWith(text, at) && !this.isOfThePlan(said, text, at)) found.add(text);
    return [...found];
  }

  /** Whether what stands there is the plan's own phrase, of which the text is a part. */
  private isOfThePlan(said: string, text: string, at: number): boolean {
    return this.phrases.some((phrase) => {
      const within = phrase.indexOf(text);
      return within >= 0 && at >= within && said.startsWith(phrase, at - within);
    });
  }
}

/** What a line of a log says, with the escapes of JSON undone. */
function saidIn(line: string): string {
  try {
    return stringsOf(JSON.parse(line) as Json);
  } catch {
    return line;
  }
}

function stringsOf(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  return Object.values(value).map(stringsOf).join('\n');
}
