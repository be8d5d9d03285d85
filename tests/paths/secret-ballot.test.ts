import { createHash, randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, toCouncil, todayOf } from '../support/steps.ts';

/** A secret ballot against people of the inside: who asks again and again while it runs, and who changes the database. */
let stack: Stack;
let roundId: string;
let secretary: ApiClient;
let chair: ApiClient;
let members: ApiClient[];
const SEATS = 7;

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  secretary = await stack.as('council-secretary', story.COUNCIL);
  chair = await stack.as('council-chair', story.COUNCIL);
  const others = await Promise.all(
    Array.from({ length: SEATS - 1 }, (_, i) => stack.as('council-member', story.COUNCIL, i)),
  );
  members = [chair, ...others];
});
afterAll(() => stack.stop());

interface View extends story.SessionView {
  items: { nominationId: string; state: string; cast: number; voters: number; voted: string[] | null }[];
}
/** A meeting that votes in secret. */
async function opened(name: string): Promise<{ id: string; path: string; nominationId: string }> {
  const nominationId = await toCouncil(stack, roundId, { kind: 'individual', award: 'giay-khen', name });
  const session = story.good(
    await secretary.post<View>('/council-sessions', {
      ...{ body: story.COUNCIL, nominationIds: [nominationId], mode: 'meeting', ballot: 'secret' },
      ...{ scheduledAt: (await stack.deps.clock()).toISOString(), place: 'Phòng họp tầng 3' },
    }),
  );
  const at = `/council-sessions/${session.id}`;
  story.good(await secretary.post(`${at}/actions/convene`));
  const present = session.members.map(({ memberId }) => memberId);
  story.good(await secretary.post(`${at}/actions/open`, { present }));
  return { id: session.id, path: at, nominationId };
}
async function vote(by: ApiClient, at: string, nominationId: string, choice: string): Promise<string> {
  const receipt = randomBytes(16).toString('hex');
  story.good(await by.send('POST', `${at}/ballots`, { votes: [{ nominationId, choice, receipt }] }));
  return createHash('sha256').update(receipt).digest('hex');
}
const tamper = (statement: string, id: string) => stack.owner.$executeRawUnsafe(statement, id);
const recounted = () => {
  const env = {
    ...{ DATABASE_URL: stack.deps.settings.databaseUrl, TEMPORAL_ADDRESS: 'unused:1' },
    BASE_URL: stack.baseUrl,
  };
  const command = ['--import', 'tsx', path.resolve('scripts/recount.ts')];
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = execFile('node', command, { env: { ...process.env, ...env } }, (_error, out, err) =>
      resolve({ code: child.exitCode, said: out + err }),
    );
  });
};

describe('who asks again and again while a secret ballot runs', () => {
  it('learns how many have voted and nothing else, by any question; the names come when it is closed', async () => {
    const { id, path: at, nominationId } = await opened('Nguyễn Thu An');
    const auditor = await stack.as('auditor', story.DEPARTMENT);
    const head = await stack.as('head', story.DEPARTMENT);
    const administrator = await stack.as('administrator', story.DEPARTMENT);
    /** Whatever anybody but the voter may ask, without the counts, and what only says when it was asked. */
    const questions: [ApiClient, string][] = [secretary, chair, head, auditor].flatMap(
      (who): [ApiClient, string][] =>
        [at, '/council-sessions?limit=100', `${at}/receipts`, `${at}/results`, `${at}/recount`].map((q) => [
          who,
          q,
        ]),
    );
    questions.push(
      [auditor, `/audit?path=${id}&limit=100`],
      [administrator, '/notifications?limit=100'],
      [secretary, `/nominations/${nominationId}`],
      [secretary, `/nominations/${nominationId}/timeline`],
      [secretary, '/tasks'],
    );
    const asked = async () =>
      Promise.all(
        questions.map(async ([who, q]) => {
          const { status, body } = await who.get(q);
          return `${q} ${status} ${JSON.stringify({ ...(body as object), instance: null })}`;
        }),
      );
    const counts = /"cast":\d+/g;
    // The secretary and the chair sit on the council: once they have voted, what they see is about others alone.
    const insiders = members.filter(({ who }) =>
      [secretary, chair].some((one) => one.who.username === who.username),
    );
    const others = members.filter((member) => !insiders.includes(member));
    const hashes: string[] = [];
    for (const by of insiders) hashes.push(await vote(by, at, nominationId, 'approve'));
    const trail = /^\/audit/;
    const before = await asked();
    for (const [i, by] of others.entries()) {
      hashes.push(await vote(by, at, nominationId, i % 2 === 0 ? 'approve' : 'disapprove'));
      const now = await asked();
      const shown = now.map((text) => text.replace(counts, '"cast":n'));
      for (const [q, text] of shown.entries())
        if (!trail.test(text)) expect(text).toBe(before[q]?.replace(counts, '"cast":n'));
      for (const hash of hashes) expect(now.join('')).not.toContain(hash);
      const view = story.good(await secretary.get<View>(at));
      expect(view.items[0]).toMatchObject({ cast: hashes.length, voters: SEATS, voted: null });
    }
    // The trail says that ballots were cast, and of nobody that they cast one.
    const entries = story
      .good(
        await auditor.get<{ items: { action: string; person: unknown; detail: object }[] }>(
          `/audit?path=${id}&limit=100`,
        ),
      )
      .items.filter(({ action }) => action === 'ballots-cast' || action === 'voted');
    expect(entries.map(({ action }) => action)).toEqual(Array(SEATS).fill('ballots-cast'));
    for (const { person, detail } of entries) {
      expect(person).toBeNull();
      expect(Object.keys(detail).sort()).toEqual(['ballots', 'box']);
    }

    story.good(await secretary.post(`${at}/actions/close`));
    const closed = story.good(await secretary.get<View>(at));
    expect(closed.items[0]?.voted).toHaveLength(SEATS);
    const receipts = story.good(
      await chair.get<{ items: { receiptHash: string }[] }>(`${at}/receipts`),
    ).items;
    expect(receipts.map(({ receiptHash }) => receiptHash)).toEqual([...hashes].sort());
  });
});

describe('who changes choices in the database', () => {
  const flip = `UPDATE "BoxedChoice" SET choice = 'approve' WHERE "sessionId" = $1::uuid`;
  const refusal = { status: 409, body: { code: 'box-mismatch' } };
  interface Recount {
    faults: { fault: string; nominationId: string | null }[];
    boxes: { choices: object; committed: object }[];
    commitment: { ballots: number };
  }

  it('gets no vote closed on them: seven that were changed are found, and nothing is counted', async () => {
    const { id, path: at, nominationId } = await opened('Trần Văn Bình');
    for (const by of members) await vote(by, at, nominationId, 'disapprove');
    expect(await tamper(flip, id)).toBe(SEATS);
    expect(await secretary.post(`${at}/actions/close`)).toMatchObject(refusal);
    expect(story.good(await secretary.get<View>(at)).state).toBe('open');
    expect(await stack.deps.db.ballotResult.count({ where: { sessionId: id } })).toBe(0);
    const { code, said } = await recounted();
    expect(code).toBe(1);
    expect(said).toContain(`CHANGED ${nominationId} 1`);
    await tamper(`UPDATE "BoxedChoice" SET choice = 'disapprove' WHERE "sessionId" = $1::uuid`, id);
    story.good(await secretary.post(`${at}/actions/close`));
  });

  it('gets no minutes drawn after the end, and a recount says what was cast', async () => {
    const { id, path: at, nominationId } = await opened('Lê Thị Châu');
    for (const by of members) await vote(by, at, nominationId, 'disapprove');
    story.good(await secretary.post(`${at}/actions/close`));
    expect(story.good(await secretary.get<Recount>(`${at}/recount`))).toMatchObject({
      faults: [],
      commitment: { ballots: SEATS },
    });
    for (const paper of ['minutes', 'tally'])
      expect((await secretary.download(`${at}/${paper}.docx`)).status).toBe(200);
    expect(await recounted()).toMatchObject({
      code: 0,
      said: expect.stringContaining(' 0 faults') as string,
    });

    await tamper(flip, id);
    for (const paper of ['minutes', 'tally'])
      expect(await secretary.get(`${at}/${paper}.docx`)).toMatchObject(refusal);
    expect(story.good(await secretary.get<Recount>(`${at}/recount`))).toMatchObject({
      faults: [{ fault: 'changed', nominationId }],
      boxes: [
        {
          choices: { approve: SEATS, disapprove: 0, abstain: 0 },
          committed: { approve: 0, disapprove: SEATS, abstain: 0 },
        },
      ],
    });
    const { code, said } = await recounted();
    expect(code).toBe(1);
    expect(said).toContain(`CHANGED ${nominationId} 1: 0/7/0 was cast, 7/0/0 lies there`);
    const head = await stack.as('head', story.DEPARTMENT);
    expect(await head.post(`${at}/actions/conclude`, { agreed: [], refused: [] })).toMatchObject(refusal);
  });
});
