import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, endOfDay } from '../../domain/dates.ts';
import { Outbox } from '../../activities/outbox.ts';
import { audited, byTwo, handOf, paths, today } from './support/administration.ts';
import type { Hand } from './support/administration.ts';
import { cookieOf, startService } from './support/service.ts';
import type { Service } from './support/service.ts';

/** From the mail in the outbox to the first login. */
let service: Service;
let admin: Hand;
const password = 'mật khẩu mới của tôi';

beforeAll(async () => {
  service = await startService();
  await service.addPerson('admin', { role: 'administrator', unit: 'so' });
  await service.addPerson('thu-truong', { role: 'head', unit: 'so' });
  const head = handOf(service, await service.logIn('thu-truong'));
  admin = byTwo(handOf(service, await service.logIn('admin')), head);
});
afterAll(() => service.stop());

async function invited(username: string) {
  const roles = [{ role: 'unit-officer', unit: 'van-phong' }];
  const email = `${username}@so.example`;
  const { status, text, body } = await admin.post('/people', {
    username,
    displayName: 'Lê Văn Cường',
    email,
    roles,
  });
  expect(status, text).toBe(201);
  return { id: String(body.id), answer: text, token: await tokenFor(String(body.id)) };
}
const mailsOf = (personId: string) =>
  service.deps.db.notification.findMany({ where: { personId }, orderBy: { createdAt: 'asc' } });
/** The token in the latest mail to a person. */
async function tokenFor(personId: string): Promise<string> {
  const mail = (await mailsOf(personId)).findLast(({ event }) => event === 'invited');
  return /\/invitations\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}
const set = (token: string, given: string = password) =>
  service.json('POST', '/session/password', { token, password: given });
const logIn = async (username: string, given: string) =>
  (await service.json('POST', '/session', { username, password: given })).status;

describe('an invitation', () => {
  test('leads from the mail to the first login, and the mail alone knows its secret', async () => {
    const { id, answer, token } = await invited('cuong');
    const [mail] = await mailsOf(id);
    expect(mail).toMatchObject({
      event: 'invited',
      pathKind: 'person',
      pathId: id,
      address: 'cuong@so.example',
      state: 'waiting',
    });
    expect(mail?.subject).toBe('Mời sử dụng hệ thống Thi đua – Khen thưởng');
    expect(mail?.text).toContain(`Đặt mật khẩu: ${service.deps.settings.baseUrl}/invitations/${token}`);
    expect(mail?.text).not.toContain('Lê Văn Cường');
    expect(token).toHaveLength(43);
    const rows = await service.deps.db.$queryRaw<{ row: string }[]>`
      SELECT row_to_json(i)::text AS row FROM "Invitation" i UNION ALL SELECT row_to_json(a)::text FROM "Act" a
      UNION ALL SELECT row_to_json(e)::text FROM "AuditEntry" e`;
    expect(JSON.stringify(rows) + answer).not.toContain(token);

    expect(await logIn('cuong', password)).toBe(401);
    const answered = await set(token);
    expect([answered.status, answered.body]).toEqual([200, { username: 'cuong' }]);
    expect(await logIn('cuong', password)).toBe(200);
    expect(await audited(service, 'password-set')).toEqual([{ sessions: 0, tokens: 0 }]);
  });

  test('is good once, also where it is used twice at the same time', async () => {
    const { token } = await invited('duc');
    const answers = await Promise.all(
      ['con đường làng năm ấy', 'hai hàng cau trước sân'].map((given) => set(token, given)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const again = await set(token);
    expect([again.status, again.body.code]).toEqual([422, 'invitation-void']);
  });

  test('is good for seven days', async () => {
    const { id, token } = await invited('ha');
    const [row] = await service.deps.db.invitation.findMany({ where: { personId: id } });
    expect(row?.expiresAt).toEqual(endOfDay(addDays(today, 7)));
    await service.deps.db.invitation.updateMany({ where: { personId: id }, data: { expiresAt: new Date() } });
    const late = await set(token);
    expect([late.status, late.body.code]).toEqual([422, 'invitation-void']);
    expect((await set('khong-co')).body.code).toBe('invitation-void');
  });

  test('survives a password that will not do: too short, or the user name in it', async () => {
    const { token } = await invited('khoa');
    for (const given of ['1234567', 'khoa-2026!', 'x'.repeat(201)]) {
      const refused = await set(token, given);
      expect([given, refused.status, paths(refused)]).toEqual([given, 422, ['password']]);
    }
    expect((await set(token, 'Bến đò xưa vắng khách. '.repeat(8))).status).toBe(200);
  });

  test('anew takes the place of the one before, ends his sessions, and unsays the mail that was not sent', async () => {
    const { id, token: first } = await invited('lan');
    expect((await admin.post(`/people/${id}/invitations`, {})).status).toBe(201);
    const second = await tokenFor(id);
    expect(second).not.toBe(first);
    expect((await set(first)).status).toBe(422);
    const [mail] = await mailsOf(id);
    expect(mail).toMatchObject({ state: 'failed', lastError: 'withdrawn', text: '' });
    const resent = await admin.post(`/notifications/${String(mail?.id)}/actions/resend`, {});
    expect(resent.status).toBe(409);
    expect((await set(second)).status).toBe(200);

    const { headers } = await service.json('POST', '/session', { username: 'lan', password });
    const session = { headers: { cookie: cookieOf(headers) } };
    await admin.post(`/people/${id}/invitations`, {});
    expect((await service.send('GET', '/api/v1/session', session)).status).toBe(200);
    expect((await set(await tokenFor(id), 'ba con mèo ngủ trưa')).status).toBe(200);
    expect((await service.send('GET', '/api/v1/session', session)).status).toBe(401);
    expect([await logIn('lan', password), await logIn('lan', 'ba con mèo ngủ trưa')]).toEqual([401, 200]);
  });

  test('is forgotten by the outbox once it was sent', async () => {
    const { id, token } = await invited('minh');
    const [mail] = await mailsOf(id);
    const outbox = new Outbox(service.deps.db);
    const row = await outbox.begin(mail!.id, { ids: [mail!.id], lease: new Date().toISOString() });
    expect(row?.text).toContain(token);
    await outbox.settle(row!, { kind: 'accepted' });
    const [sent] = await mailsOf(id);
    expect([sent?.state, sent?.text, sent?.html]).toEqual(['sent', '', '']);
    expect((await set(token)).status).toBe(200);
  });

  test('of a disabled person is void', async () => {
    const { id, token } = await invited('nga');
    await admin.patch(`/people/${id}`, { disabled: true }, 1);
    expect((await set(token)).status).toBe(422);
  });
});

test('looking at the page behind the link uses nothing up', async () => {
  const { token } = await invited('oanh');
  for (let look = 0; look < 2; look++) {
    const page = await service.send('GET', `/invitations/${token}`, {
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    });
    expect(page.status).toBe(200);
  }
  expect((await service.json('POST', '/session/password', { token, password })).status).toBe(200);
  expect(await logIn('oanh', password)).toBe(200);
});
