import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { readDocx } from '../documents/docx-file.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { refused, refusedAct, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

let stack: Stack;
let roundId: string;
let today: string;
let office: ApiClient;
let both: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  today = await todayOf(stack);
  roundId = (await story.openRound(stack.as, roundFrom(today))).id;
  office = await stack.as('office-reviewer', story.LEAD);
  both = await addPerson(
    stack,
    'both',
    { role: 'unit-officer', unit: story.UNIT },
    { role: 'office-reviewer', unit: story.LEAD },
  );
});
afterAll(() => stack.stop());

let drafts = 0;
/** A colleague's draft, whole, and not sent. */
async function drafted(): Promise<story.NominationView> {
  drafts += 1;
  return story.draft(stack.as, roundId, {
    ...{ kind: 'individual', award: 'giay-khen', name: `Người thứ ${drafts}` },
  });
}
const own = (did: string) => ({
  ...{ status: 403, code: 'own-proposal', errors: [{ path: `hands.${did}` }] },
});

describe('whose hand is in a dossier judges nothing of it', () => {
  const hands: [string, (draft: story.NominationView) => Promise<unknown>][] = [
    [
      'edited',
      async ({ id }) => {
        const { version } = await story.look(both, id);
        const text = { achievement: { summary: 'Viết lại.' } };
        story.good(await both.send('PATCH', `/nominations/${id}`, text, { 'if-match': `"${version}"` }));
      },
    ],
    [
      'file-added',
      async ({ id }) =>
        story.good(
          await both.upload(
            `/nominations/${id}/documents`,
            { name: 'them.pdf', bytes: story.pdf('more') },
            { kind: story.dossier[0]! },
          ),
        ),
    ],
    [
      'file-removed',
      async ({ id }) => {
        const extra = { name: 'bot.pdf', bytes: story.pdf('less') };
        const officer = await stack.as('unit-officer', story.UNIT);
        const added = story.good(
          await officer.upload<{ id: string }>(`/nominations/${id}/documents`, extra, {
            kind: story.dossier[0]!,
          }),
        );
        story.good(await both.send('DELETE', `/nominations/${id}/documents/${added.id}`), 204);
      },
    ],
  ];

  it.each(hands)('who %s a colleague’s draft', async (did, work) => {
    const draft = await drafted();
    await work(draft);
    await story.submit(stack.as, draft.id);
    await story.confirmChecks(stack.as, draft.id);
    expect(await refusedAct(both, draft.id, 'approve')).toMatchObject(own(did));
    const check = `/nominations/${draft.id}/checks/${(await story.look(office, draft.id)).checks[0]!.criterion}`;
    const word = { result: 'met', reason: 'Đã đối chiếu.' };
    const { version, allowedActions } = await story.look(both, draft.id);
    expect(await both.put(check, word, version)).toMatchObject({
      status: 403,
      body: { code: 'own-proposal' },
    });
    expect(allowedActions).not.toContain('approve');
    // The desk is not theirs either, and a colleague of the office acts.
    expect((await both.post(`/nominations/${draft.id}/notes`, { text: 'Được.' })).status).toBe(403);
    await story.act(office, draft.id, 'approve');
  });

  it('nor does who stands in for them', async () => {
    const draft = await drafted();
    await hands[0]![1](draft);
    await story.submit(stack.as, draft.id);
    const deputy = await addPerson(stack, 'deputy', {
      role: 'unit-officer',
      unit: 'chi-cuc-tdc-so-khcn-hung-yen',
    });
    const idOf = async (username: string) =>
      (await stack.deps.db.person.findUniqueOrThrow({ where: { username } })).id;
    const [delegatorId, delegateId] = [await idOf('both'), await idOf('deputy')];
    await stack.deps.db.delegation.create({
      data: {
        ...{ delegatorId, delegateId, role: 'office-reviewer', unit: story.LEAD },
        ...{ validFrom: new Date(today), validTo: new Date(addDays(today, 30)) },
        ...{ document: delegatorId, reason: 'Nghỉ phép', createdById: delegatorId, createdAt: new Date() },
      },
    });
    expect(await refusedAct(deputy, draft.id, 'approve')).toMatchObject(own('edited'));
  });

  it('in the council and at the decision as little', async () => {
    const member = stack.accounts.find((a) => a.roles.some(({ role }) => role === 'council-chair'))!;
    const { id: personId } = await stack.deps.db.person.findUniqueOrThrow({
      where: { username: member.username },
    });
    await stack.deps.db.roleHolding.create({
      data: { personId, role: 'unit-officer', unit: story.UNIT, validFrom: new Date('2021-01-01') },
    });
    const draft = await drafted();
    const chair = await stack.as('council-chair', story.COUNCIL);
    const { version } = await story.look(chair, draft.id);
    const text = { achievement: { summary: 'Chủ tịch sửa.' } };
    story.good(await chair.send('PATCH', `/nominations/${draft.id}`, text, { 'if-match': `"${version}"` }));
    await story.submit(stack.as, draft.id);
    await story.review(stack.as, draft.id);
    const secretary = await stack.as('council-secretary', story.COUNCIL);
    const session = story.good(
      await secretary.post<story.SessionView>('/council-sessions', {
        ...{ body: story.COUNCIL, nominationIds: [draft.id], mode: 'meeting', ballot: 'open' },
        ...{ scheduledAt: (await stack.deps.clock()).toISOString(), place: 'Phòng họp' },
      }),
    );
    const at = `/council-sessions/${session.id}`;
    story.good(await secretary.post(`${at}/actions/convene`));
    const present = session.members.map(({ memberId }) => memberId);
    const opened = story.good(
      await secretary.post<{ items: { setAside: string[] }[] }>(`${at}/actions/open`, { present }),
    );
    expect(opened.items[0]?.setAside).toHaveLength(1);
    const votes = [{ nominationId: draft.id, choice: 'approve', receipt: 'A'.repeat(22) }];
    expect(await chair.send('POST', `${at}/ballots`, { votes })).toMatchObject({
      ...{ status: 403, body: { code: 'own-proposal' } },
    });
  });
});

describe('a session that opens before its day', () => {
  it('says why, and its minutes tell', async () => {
    const id = await toCouncil(stack, roundId, { kind: 'individual', award: 'giay-khen', name: 'Sớm' });
    const secretary = await stack.as('council-secretary', story.COUNCIL);
    const scheduledAt = `${addDays(today, 15)}T08:00:00+07:00`;
    const session = story.good(
      await secretary.post<story.SessionView>('/council-sessions', {
        ...{ body: story.COUNCIL, nominationIds: [id], mode: 'meeting', ballot: 'show-of-hands' },
        ...{ scheduledAt, place: 'Phòng họp' },
      }),
    );
    const at = `/council-sessions/${session.id}`;
    const step = async (act: string, body: object = {}) =>
      story.good(await secretary.post<story.SessionView>(`${at}/actions/${act}`, body));
    await step('convene');
    const present = session.members.map(({ memberId }) => memberId);
    expect(await refused(secretary, `${at}/actions/open`, { present })).toMatchObject({
      ...{ status: 422, errors: [{ path: 'earlyReason' }] },
    });
    const hands = { issued: present.length, collected: present.length, valid: present.length };
    await step('open', { present, earlyReason: 'Ngày đã mời trùng lịch họp Tỉnh ủy.' });
    await step('record-count', { nominationId: id, ...hands, approve: present.length, disapprove: 0 });
    await step('close');
    const { text } = await readDocx((await secretary.download(`${at}/minutes.docx`)).bytes);
    expect(text).toContain('khai mạc trước ngày mời họp');
    expect(text).toContain('Ngày đã mời trùng lịch họp Tỉnh ủy');
  });
});
