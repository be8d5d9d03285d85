import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeliveryNotices } from '../../activities/delivery-notices.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { deliverTo, noticeOf } from '../support/notices.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { emailOf, refused, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

/** Mail that does not arrive is told where the act was done, and is a task of who can do something about it. */
let stack: Stack;
let secretary: ApiClient;
let office: ApiClient;
let admin: ApiClient;
let stranger: ApiClient;
let roundId: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  secretary = await stack.as('council-secretary', story.COUNCIL);
  office = await stack.as('office-reviewer', story.LEAD);
  admin = await stack.as('administrator', story.DEPARTMENT);
  const elsewhere = stack.accounts.find(({ roles }) =>
    roles.some(({ role, unit }) => role === 'administrator' && unit !== story.DEPARTMENT),
  );
  stranger = await stack.as(
    'administrator',
    elsewhere?.roles.find(({ role }) => role === 'administrator')?.unit,
  );
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
});
afterAll(() => stack.stop());

interface Mail {
  id: string;
  address: string;
  state: string;
  lastError: string | null;
  failedAt: string | null;
  settledAt: string | null;
  told: string | null;
  insteadOf: string | null;
  actions: string[];
  mayRemember: boolean;
}
const mailsAt = async (client: ApiClient, query: string) =>
  story.good(await client.get<{ items: Mail[] }>(`/notifications?${query}`)).items;
interface Task {
  kind: string;
  resource: string;
  title: string;
  dueAt: string | null;
}
const mailTasks = async (client: ApiClient): Promise<Task[]> =>
  story
    .good(await client.get<{ items: Task[] }>('/tasks'))
    .items.filter(({ kind }) => kind === 'mail-not-delivered');
const seen = { timeout: 30_000 };
const arrivedAt = (address: string) =>
  stack.mailbox.received.filter((one) => one.address === address).map(({ mail }) => mail);
const resend = (id: string) => `/notifications/${id}/actions/resend`;

/** A meeting that is called while one member's address refuses mail. */
async function refusedInvitation(name: string, address: string) {
  const id = await toCouncil(stack, roundId, { kind: 'collective', award: 'giay-khen', name });
  stack.mailbox.clear();
  stack.mailbox.answer(address, 550);
  const scheduledAt = (await stack.deps.clock()).toISOString();
  const session = story.good(
    await secretary.post<story.SessionView>('/council-sessions', {
      ...{ body: story.COUNCIL, nominationIds: [id], mode: 'meeting', place: 'Phòng họp tầng 3' },
      ...{ ballot: 'show-of-hands', scheduledAt },
    }),
  );
  story.good(await secretary.post(`/council-sessions/${session.id}/actions/convene`, {}));
  await expect.poll(async () => (await mailsAt(secretary, `open=1&path=${session.id}`)).length, seen).toBe(1);
  const [mail] = await mailsAt(secretary, `open=1&path=${session.id}`);
  if (!mail) throw new Error('no mail failed');
  return { session: session.id, mail, nomination: id };
}

interface Session {
  members: { name: string; unreached: { mail: string; since: string; error: string } | null }[];
}
const unreachedIn = async (client: ApiClient, session: string) =>
  story
    .good(await client.get<Session>(`/council-sessions/${session}`))
    .members.flatMap(({ unreached }) => unreached ?? []);

describe('an invitation to a session that the member’s mail server refuses', () => {
  it('stands beside the member, in the story, and in the tasks of the secretary and of who administers the account', async () => {
    const [address = ''] = emailOf(stack, 'council-member', story.COUNCIL);
    const { session, mail } = await refusedInvitation('Tổ một', address);
    expect(mail).toMatchObject({ address, lastError: 'smtp-550', actions: ['resend', 'tell-otherwise'] });
    expect(await unreachedIn(secretary, session)).toEqual([
      { mail: mail.id, since: mail.failedAt, error: 'smtp-550' },
    ]);
    const member = await stack.as('council-member', story.COUNCIL, 1);
    expect(await unreachedIn(member, session)).toEqual([]);

    const meetsOn = await todayOf(stack);
    expect(await mailTasks(secretary)).toEqual([
      expect.objectContaining({ resource: `/council-sessions/${session}`, dueAt: meetsOn }),
    ]);
    expect((await mailTasks(admin)).map(({ title }) => title)).toContainEqual(
      expect.stringContaining(address),
    );
    expect(await mailTasks(office)).toEqual([]);
    expect(await mailTasks(stranger)).toEqual([]);
    expect(await refused(stranger, resend(mail.id), {})).toMatchObject({ status: 404 });

    // The secretary knows another address of theirs: one mail goes there, whoever asks again.
    const elsewhere = 'rieng@hom-thu.example';
    const key = 'the secretary sends it again';
    const sent = story.good(
      await secretary.post<{ id: string }>(resend(mail.id), { address: elsewhere }, key),
    );
    expect((await secretary.post(resend(mail.id), { address: elsewhere }, key)).body).toEqual(sent);
    expect(await refused(admin, resend(mail.id), {})).toMatchObject({
      ...{ status: 409, code: 'not-in-this-state', cause: 'mail-seen-to' },
    });
    await expect.poll(() => arrivedAt(elsewhere).length, seen).toBe(1);
    expect(arrivedAt(elsewhere)[0]?.subject).toContain('họp');
    expect([await mailTasks(secretary), await unreachedIn(secretary, session)]).toEqual([[], []]);
    expect(await mailsAt(secretary, `path=${session}&state=failed`)).toEqual([
      expect.objectContaining({ id: mail.id, actions: [] }),
    ]);
    // The account's own address is another matter, and takes two.
    const person = await stack.deps.db.person.findFirst({ where: { email: address } });
    expect(person).not.toBeNull();
  });

  it('may be told otherwise: how is kept with the mail, and the trail says that it was', async () => {
    const [, address = ''] = emailOf(stack, 'council-member', story.COUNCIL);
    const { session, mail } = await refusedInvitation('Tổ hai', address);
    const how = 'Đã gọi điện mời lúc 9 giờ, có mặt.';
    expect(await refused(secretary, `/notifications/${mail.id}/actions/tell-otherwise`, {})).toMatchObject({
      status: 422,
    });
    story.good(await secretary.post(`/notifications/${mail.id}/actions/tell-otherwise`, { how }));
    const [told] = await mailsAt(secretary, `path=${session}&state=failed`);
    expect(told).toMatchObject({ told: how, actions: [] });
    expect(await mailTasks(secretary)).toEqual([]);
    const [entry] = await stack.deps.db.auditEntry.findMany({
      where: { action: 'mail-told-otherwise', pathId: session },
    });
    expect(entry).toMatchObject({ detail: { mail: mail.id }, role: 'council-secretary' });
    expect(await refused(secretary, resend(mail.id), {})).toMatchObject({ cause: 'mail-seen-to' });
  });

  it('is sent again once where two ask at the same time', async () => {
    const [, , address = ''] = emailOf(stack, 'council-member', story.COUNCIL);
    const { session, mail } = await refusedInvitation('Tổ ba', address);
    stack.mailbox.answer(address, 250, 0);
    const answers = await Promise.all([secretary, admin].map((client) => client.post(resend(mail.id), {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await expect
      .poll(async () => (await mailsAt(secretary, `path=${session}&state=waiting`)).length, seen)
      .toBe(0);
    const again = await stack.deps.db.notification.findMany({ where: { insteadOf: mail.id } });
    expect(again).toEqual([expect.objectContaining({ address, state: 'sent' })]);
    const { messageId } = again[0] ?? {};
    expect(arrivedAt(address).filter((one) => one.messageId === messageId)).toHaveLength(1);
  });
});

describe('mail to a unit’s own address that comes back after it was accepted', () => {
  const unitAddress = 'quanlykhoahoc@skhcn.hungyen.example';

  it('is a task of the office that leads the case; the address is mended for good by who administers the unit', async () => {
    const { id } = await story.draft(stack.as, roundId, {
      kind: 'collective',
      award: 'giay-khen',
      name: 'Tổ bốn',
    });
    await story.submit(stack.as, id);
    await story.act(office, id, 'reject', { reason: 'Không đủ điều kiện.' });
    const sent = async () =>
      (await mailsAt(office, `path=${id}&state=sent`)).filter(({ address }) => address === unitAddress);
    await expect.poll(async () => (await sent()).length, seen).toBe(1);
    const [mail] = await sent();
    const { envelopeId } = stack.mailbox.received.findLast(({ address }) => address === unitAddress) ?? {};
    expect(envelopeId).toBe(mail?.id);
    deliverTo(stack.maildir, '1.mx', noticeOf({ envelopeId }));
    const open = () => mailsAt(office, `path=${id}&open=1`);
    await expect.poll(async () => (await open()).length, seen).toBe(1);
    const [back] = await open();
    expect(back).toMatchObject({ id: mail?.id, lastError: 'bounced-5.1.1', mayRemember: false });

    expect(await mailTasks(office)).toEqual([
      expect.objectContaining({
        resource: `/notifications?open=1&recipient=${story.UNIT}`,
        title: `1 thư · ${story.UNIT}`,
      }),
    ]);
    expect((await mailTasks(admin)).map(({ resource }) => resource)).not.toContain(
      `/notifications?open=1&recipient=${story.UNIT}`,
    );
    expect(await mailTasks(stranger)).toEqual([]);
    // Whoever sees the case reads it in its story.
    const officer = await stack.as('unit-officer', story.UNIT);
    const { items } = story.good(
      await officer.get<{ items: { act: string; mail: { error: string | null }[] }[] }>(
        `/nominations/${id}/timeline`,
      ),
    );
    const rejected = items.find(({ act }) => act === 'reject')?.mail.map(({ error }) => error);
    expect(rejected?.filter((error) => error !== null)).toEqual(['bounced-5.1.1']);

    const mended = { address: 'phong.qlkh@skhcn.hungyen.example', remember: true };
    expect(await refused(office, resend(back?.id ?? ''), mended)).toMatchObject({
      ...{ status: 403, code: 'other-organization' },
    });
    story.good(await admin.post(resend(back?.id ?? ''), mended));
    await expect.poll(() => arrivedAt(mended.address).length, seen).toBe(1);
    const unit = await stack.deps.db.unit.findUniqueOrThrow({ where: { code: story.UNIT } });
    expect(unit.email).toBe(mended.address);
    expect(await mailTasks(office)).toEqual([]);
    // The notice comes once more: what was sent in its place stands.
    deliverTo(
      stack.maildir,
      '2.mx',
      noticeOf({ envelopeId, messageId: arrivedAt(unitAddress).at(-1)?.messageId }),
    );
    await expect
      .poll(async () => {
        await readDeliveryNotices(stack.deps.db, stack.maildir);
        return stack.deps.db.notification.count({ where: { pathId: id, state: 'failed' } });
      }, seen)
      .toBe(1);
    expect(await open()).toEqual([]);
  });
});

describe('an invitation to use the service', () => {
  const newcomer = (username: string) => ({
    ...{ username, displayName: 'Vũ Thị Mới', email: `${username}@sai.example` },
    roles: [{ role: 'unit-officer', unit: story.UNIT }],
  });
  const failedFor = async (pathId: string) => {
    const find = () =>
      stack.deps.db.notification.findFirst({ where: { pathId, state: 'failed', settledAt: null } });
    await expect.poll(async () => (await find()) !== null, seen).toBe(true);
    return (await find())?.id ?? '';
  };

  it('to a mistyped address is mended and sent again in one step, with a link of its own', async () => {
    const wrong = newcomer('nguoi-moi');
    stack.mailbox.answer(wrong.email, 550);
    const made = story.good(await admin.post<{ id: string }>('/people', wrong));
    const mail = await failedFor(made.id);
    expect((await mailTasks(admin)).map(({ resource }) => resource)).toContain(
      `/notifications?open=1&recipient=${made.id}`,
    );
    const { text: former } = await stack.deps.db.notification.findUniqueOrThrow({ where: { id: mail } });
    const right = 'nguoi-moi@dung.example';
    story.good(await admin.post(resend(mail), { address: right }));
    await expect.poll(() => arrivedAt(right).length, seen).toBe(1);
    expect(await stack.deps.db.person.findUniqueOrThrow({ where: { id: made.id } })).toMatchObject({
      email: right,
    });
    const tokenIn = (text = '') => /\/invitations\/([\w-]+)/.exec(text)?.[1] ?? '';
    const set = (token: string) =>
      admin.send('POST', '/session/password', { token, password: 'một mật khẩu của riêng tôi' });
    expect((await set(tokenIn(former))).status).toBe(422);
    expect((await set(tokenIn(arrivedAt(right)[0]?.text))).status).toBe(200);

    // In use now: its links go to its own mailbox, whose change takes two.
    const failing = await stack.deps.db.notification.findFirstOrThrow({
      where: { pathId: made.id, state: 'sent' },
    });
    await stack.owner.notification.update({
      where: { id: failing.id },
      data: { state: 'failed', lastError: 'bounced-5.1.1', failedAt: new Date() },
    });
    for (const body of [{}, { address: 'ke-gian@elsewhere.example' }])
      expect(await refused(admin, resend(failing.id), body)).toMatchObject({ cause: 'mail-has-a-secret' });
  });
});
