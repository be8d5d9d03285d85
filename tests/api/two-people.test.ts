import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { handOf, paths, today, yesterday } from './support/administration.ts';
import type { Hand } from './support/administration.ts';
import { startService } from './support/service.ts';
import type { Answer, Service } from './support/service.ts';

/**
 * Two organizations under one province: `so` with two administrators and a head, `ha-tinh` with one administrator; and a
 * commune that has neither. What an administrator alone may not, and what one of the other may not at all.
 */
let service: Service;
let hands: Record<string, Hand>;
let ids: Record<string, string>;
const people: Record<string, RoleAt[]> = {
  admin: [{ role: 'administrator', unit: 'so' }],
  'admin-hai': [{ role: 'administrator', unit: 'so' }],
  'thu-truong': [{ role: 'head', unit: 'so' }],
  'kiem-tra': [{ role: 'auditor', unit: 'so' }],
  lan: [{ role: 'office-reviewer', unit: 'van-phong' }],
  minh: [{ role: 'unit-officer', unit: 'van-phong' }],
  'admin-ha-tinh': [{ role: 'administrator', unit: 'ha-tinh' }],
  'can-bo-ha-tinh': [{ role: 'unit-officer', unit: 'ha-tinh' }],
};
const hand = (name: string): Hand => {
  const found = hands[name];
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
const idOf = (name: string): string => ids[name] ?? '';

beforeAll(async () => {
  service = await startService();
  const common = { kind: 'department', validFrom: new Date('2020-01-01') };
  const unit = (code: string, organization: string, parentCode: string | null) => ({
    ...{ code, name: code, shortName: code, organization, parentCode, ...common },
  });
  await service.deps.db.unit.createMany({
    data: [
      unit('tinh', 'tinh', null),
      unit('ha-tinh', 'ha-tinh', 'tinh'),
      unit('xa', 'xa', 'so'),
      unit('hoi-dong', 'so', 'so'),
    ],
  });
  await service.deps.db.unit.update({ where: { code: 'so' }, data: { parentCode: 'tinh' } });
  [ids, hands] = [{}, {}];
  for (const [name, roles] of Object.entries(people)) {
    ids[name] = await service.addPerson(name, ...roles);
    hands[name] = handOf(service, await service.logIn(name));
  }
});
afterAll(() => service.stop());

interface Pending {
  id: string;
  state: string;
  mayConfirm: { id: string; as: string }[];
}
/** What waits after an answer of 202. */
const pendingIn = (answer: Answer): Pending => {
  expect(answer.status, answer.text).toBe(202);
  return (answer.body.pending as Pending[])[0]!;
};
const act = (name: string, { id }: Pending, action: string, body: object = {}) =>
  hand(name).post(`/pending-changes/${id}/actions/${action}`, body);
const rolesOf = async (name: string) =>
  (await hand('admin').get(`/people/${idOf(name)}`)).body.roles as { role: string }[];
const versionOf = async (name: string) =>
  (await service.deps.db.person.findUniqueOrThrow({ where: { id: idOf(name) } })).version;
const mailsTo = async (pathId: string, event: string) =>
  (
    await service.deps.db.notification.findMany({ where: { event, pathId }, orderBy: { address: 'asc' } })
  ).map(({ address }) => address);
const trail = (action: string) =>
  service.deps.db.auditEntry.findMany({ where: { action }, orderBy: { id: 'asc' } });
const head = { role: 'head', unit: 'so' };
const newcomer = (username: string, ...roles: { role: string; unit: string }[]) => ({
  ...{ username, displayName: 'Trần Thị Bình', email: `${username}@so.example`, roles },
});
const added = async (username: string, ...roles: RoleAt[]) => {
  ids[username] = await service.addPerson(username, ...roles);
  hands[username] = handOf(service, await service.logIn(username));
};

describe('an administrator of another organization', () => {
  test('changes nothing of its people, roles, units, councils, delegations and plans', async () => {
    const stranger = hand('admin-ha-tinh');
    const holding = await service.deps.db.roleHolding.findFirstOrThrow({ where: { personId: idOf('minh') } });
    const minh = `/people/${idOf('minh')}`;
    const seat = { name: 'Người Lạ', councilRole: 'chair', from: today };
    const leave = {
      delegator: idOf('lan'),
      delegate: idOf('minh'),
      role: 'office-reviewer',
      unit: 'van-phong',
    };
    const paper = { document: randomUUID(), reason: 'Nghỉ', to: addDays(today, 5) };
    const unit = { name: 'Phòng', shortName: 'Phòng', kind: 'division', from: today, source: 'QĐ 1' };
    const answers = [
      await stranger.post('/people', newcomer('gian-lan', head)),
      await stranger.patch(minh, { email: 'toi@ha-tinh.example' }, await versionOf('minh')),
      await stranger.patch(minh, { disabled: true }, await versionOf('minh')),
      await stranger.post(`${minh}/roles`, { role: 'unit-head', unit: 'van-phong' }),
      await stranger.patch(`${minh}/roles/${holding.id}`, { to: yesterday }, await versionOf('minh')),
      await stranger.post(`${minh}/invitations`, {}),
      await stranger.post('/delegations', { ...leave, ...paper }),
      await stranger.put('/councils/hoi-dong', { seats: [seat] }, { 'if-none-match': '*' }),
      await stranger.patch('/units/van-phong', { email: 'toi@ha-tinh.example' }, 1),
      await stranger.post('/units/van-phong/successors', {
        on: addDays(today, 5),
        kind: 'abolish',
        citation: 'QĐ',
      }),
      await stranger.post('/units', { ...unit, code: 'phong-moi', parent: 'so', organization: 'so' }),
    ];
    expect(answers.map(({ status, body }) => `${status} ${String(body.code)}`)).toEqual(
      answers.map(() => '403 other-organization'),
    );
    expect(await service.deps.db.pendingChange.count()).toBe(0);
    expect((await hand('lan').get('/session')).status).toBe(200);
  });

  test('does not see its accounts, nor its mail', async () => {
    await service.deps.db.notification.create({
      data: {
        ...{ key: 'a mail to lan', event: 'assigned', pathKind: 'nomination', pathId: randomUUID() },
        ...{
          recipient: 'assignee',
          personId: idOf('lan'),
          address: 'lan@demo.example',
          subject: 'Được giao',
        },
        ...{ text: '', html: '', messageId: '<a@b>', at: new Date() },
      },
    });
    const seen = async (name: string) => {
      const { username } = (await hand(name).get(`/people/${idOf('lan')}`)).body;
      const { items } = (await hand(name).get('/notifications')).body;
      return [username, (items as { address: string }[]).map(({ address }) => address)];
    };
    expect(await seen('admin-ha-tinh')).toEqual([undefined, []]);
    expect(await seen('admin')).toEqual(['lan', ['lan@demo.example']]);
    expect(await seen('minh')).toEqual([undefined, []]);
  });

  test('looks after what is below without an administrator, until it has one of its own', async () => {
    const give = () =>
      hand('admin').post('/people', newcomer(`xa-${randomUUID()}`, { role: 'unit-officer', unit: 'xa' }));
    expect((await give()).status).toBe(201);
    expect(
      (await hand('admin-ha-tinh').post('/people', newcomer('xa-2', { role: 'unit-officer', unit: 'xa' })))
        .status,
    ).toBe(403);
    const id = await service.addPerson('admin-xa', { role: 'administrator', unit: 'xa' });
    expect((await give()).body.code).toBe('other-organization');
    await service.deps.db.person.update({ where: { id }, data: { disabledAt: new Date() } });
    expect((await give()).status).toBe(201);
  });
});

describe('a role that judges, votes or decides', () => {
  test('is asked for by one and holds once another has confirmed it; both stand in the trail', async () => {
    const pending = pendingIn(
      await hand('admin').post(`/people/${idOf('minh')}/roles`, { role: 'selector', unit: 'so' }),
    );
    expect(pending).toMatchObject({
      ...{ state: 'waiting', holds: [{ role: 'unit-officer' }] },
    });
    expect(new Set(pending.mayConfirm.map(({ id, as }) => `${as} ${id}`))).toEqual(
      new Set([`administrator ${idOf('admin-hai')}`, `head ${idOf('thu-truong')}`]),
    );
    expect((await rolesOf('minh')).map(({ role }) => role)).toEqual(['unit-officer']);
    const { items } = (await hand('admin-hai').get('/tasks')).body as {
      items: { resource: string; actions: string[] }[];
    };
    expect(items).toMatchObject([
      { resource: `/pending-changes/${pending.id}`, actions: ['confirm', 'refuse'] },
    ]);
    const confirmed = await act('admin-hai', pending, 'confirm');
    expect([confirmed.status, confirmed.body.state], confirmed.text).toEqual([200, 'confirmed']);
    expect((await rolesOf('minh')).map(({ role }) => role)).toEqual(['unit-officer', 'selector']);
    expect((await trail('role-given')).at(-1)).toMatchObject({
      organization: 'so',
      personId: idOf('admin-hai'),
      detail: {
        askedBy: idOf('admin'),
        person: idOf('minh'),
        change: pending.id,
        roles: [{ role: 'selector' }],
      },
    });
    expect(await mailsTo(idOf('minh'), 'change-made')).toEqual([
      'minh@demo.example',
      'thu-truong@demo.example',
    ]);
  });

  test('is not confirmed by who asked, who gains, a stranger, or a machine', async () => {
    await added('oanh', { role: 'unit-officer', unit: 'so' });
    const pending = pendingIn(await hand('admin').post(`/people/${idOf('oanh')}/roles`, head));
    const codes = [];
    for (const name of ['admin', 'oanh', 'kiem-tra', 'admin-ha-tinh', 'minh'])
      codes.push((await act(name, pending, 'confirm')).body.code);
    expect(codes).toEqual(['second-person', 'second-person', 'forbidden', 'not-found', 'not-found']);
    const made = await hand('admin-hai').post('/api-tokens', { name: 'máy', days: 2 });
    const authorization = `Bearer ${String(made.body.token)}`;
    const key = { authorization, 'idempotency-key': randomUUID() };
    const byMachine = [
      await service.json('POST', `/pending-changes/${pending.id}/actions/confirm`, {}, key),
      await service.json('POST', `/people/${idOf('oanh')}/roles`, head, {
        ...key,
        'idempotency-key': randomUUID(),
      }),
      await service.json(
        'POST',
        `/people/${idOf('oanh')}/invitations`,
        {},
        { ...key, 'idempotency-key': randomUUID() },
      ),
    ];
    expect(byMachine.map(({ status, body }) => [status, body.code])).toEqual(
      byMachine.map(() => [403, 'forbidden']),
    );
    expect((await rolesOf('oanh')).map(({ role }) => role)).toEqual(['unit-officer']);
    expect((await act('admin', pending, 'withdraw')).body.state).toBe('withdrawn');
    expect((await act('admin-hai', pending, 'confirm')).status).toBe(409);
  });

  test('wants a password of late from both, whatever the deployment asks for', async () => {
    await added('phuc', { role: 'unit-officer', unit: 'so' });
    const aged = (personId: string, minutes: number) =>
      service.deps.db.loginSession.updateMany({
        where: { personId },
        data: { confirmedAt: new Date(Date.now() - minutes * 60_000) },
      });
    const ask = () => hand('admin').post(`/people/${idOf('phuc')}/roles`, head);
    await aged(idOf('admin'), 16);
    expect((await ask()).body.code).toBe('confirmation-required');
    await aged(idOf('admin'), 1);
    const pending = pendingIn(await ask());
    await aged(idOf('thu-truong'), 16);
    expect((await act('thu-truong', pending, 'confirm')).body.code).toBe('confirmation-required');
    await aged(idOf('thu-truong'), 1);
    expect((await act('thu-truong', pending, 'confirm')).status).toBe(200);
    await service.deps.db.roleHolding.deleteMany({ where: { personId: idOf('phuc') } });
  });

  test('is judged as things stand when it is confirmed: by whom, for whom, and what was asked', async () => {
    await added('quy', { role: 'unit-officer', unit: 'so' });
    await added('admin-ba', { role: 'administrator', unit: 'so' });
    const db = service.deps.db;
    const ask = async (name = 'admin') =>
      pendingIn(await hand(name).post(`/people/${idOf('quy')}/roles`, { role: 'appraiser', unit: 'so' }));
    // Another address meanwhile: it would be another's role.
    const moved = await ask();
    await db.person.update({ where: { id: idOf('quy') }, data: { email: 'khac@so.example' } });
    expect((await act('admin-hai', moved, 'confirm')).body.code).toBe('not-in-this-state');
    // Who asked is put out meanwhile.
    const orphaned = await ask('admin-ba');
    await db.person.update({ where: { id: idOf('admin-ba') }, data: { disabledAt: new Date() } });
    expect((await act('admin-hai', orphaned, 'confirm')).body.code).toBe('not-in-this-state');
    // The days are over.
    const late = await ask();
    await db.pendingChange.update({ where: { id: late.id }, data: { expiresAt: new Date() } });
    expect((await act('admin-hai', late, 'confirm')).status).toBe(409);
    expect((await hand('admin').get(`/pending-changes/${late.id}`)).body.state).toBe('expired');
    expect((await rolesOf('quy')).map(({ role }) => role)).toEqual(['unit-officer']);
  });

  test('is confirmed once, whoever does so at the same time, and once under its key', async () => {
    await added('son', { role: 'unit-officer', unit: 'so' });
    const pending = pendingIn(
      await hand('admin').post(`/people/${idOf('son')}/roles`, { role: 'selector', unit: 'so' }),
    );
    const both = await Promise.all([
      act('admin-hai', pending, 'confirm'),
      act('thu-truong', pending, 'confirm'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const again = pendingIn(
      await hand('admin').post(`/people/${idOf('son')}/roles`, { role: 'appraiser', unit: 'so' }),
    );
    const key = randomUUID();
    const address = `/pending-changes/${again.id}/actions/confirm`;
    const first = await hand('admin-hai').post(address, {}, key);
    expect((await hand('admin-hai').post(address, {}, key)).body).toEqual(first.body);
    expect(await service.deps.db.roleHolding.count({ where: { personId: idOf('son') } })).toBe(3);
  });

  test('of somebody new waits, while they are made and invited with what one may give', async () => {
    const roles = [
      { role: 'unit-officer', unit: 'van-phong' },
      { role: 'office-head', unit: 'van-phong' },
    ];
    const answer = await hand('admin').post('/people', newcomer('tam', ...roles));
    const pending = pendingIn(answer);
    const made = answer.body.person as { id: string; roles: { role: string }[] };
    expect(made.roles.map(({ role }) => role)).toEqual(['unit-officer']);
    expect(await mailsTo(made.id, 'invited')).toEqual(['tam@so.example']);
    const refused = await act('thu-truong', pending, 'refuse', { reason: 'Chưa có quyết định bổ nhiệm' });
    expect(refused.body).toMatchObject({ state: 'refused', reason: 'Chưa có quyết định bổ nhiệm' });
    expect((await trail('change-refused')).at(-1)).toMatchObject({ organization: 'so', role: 'head' });
    expect(await service.deps.db.roleHolding.count({ where: { personId: made.id } })).toBe(1);
  });

  test('is not held for longer by the word of one, and is ended by it at once', async () => {
    await added('uyen', { role: 'selector', unit: 'so' });
    const { id } = await service.deps.db.roleHolding.findFirstOrThrow({ where: { personId: idOf('uyen') } });
    const address = `/people/${idOf('uyen')}/roles/${id}`;
    const version = async () => versionOf('uyen');
    expect((await hand('admin').patch(address, { to: today }, await version())).status).toBe(200);
    const pending = pendingIn(
      await hand('admin').patch(address, { to: addDays(today, 400) }, await version()),
    );
    expect((await act('admin-hai', pending, 'confirm')).status).toBe(200);
    expect((await trail('role-extended')).at(-1)?.detail).toMatchObject({
      before: today,
      to: addDays(today, 400),
    });
  });
});

describe('an account', () => {
  test('moves to another address only by a second word; the old address is told', async () => {
    await added('vinh', { role: 'head', unit: 'xa' });
    const change = { email: 'vinh.moi@so.example' };
    const pending = pendingIn(
      await hand('admin').patch(`/people/${idOf('vinh')}`, change, await versionOf('vinh')),
    );
    expect(await mailsTo(idOf('vinh'), 'change-asked')).toContain('vinh@demo.example');
    // It is their own account: they may say yes as well.
    expect(pending.mayConfirm).toContainEqual(expect.objectContaining({ id: idOf('vinh'), as: 'owner' }));
    expect((await act('admin-hai', pending, 'confirm')).status).toBe(200);
    const { email } = await service.deps.db.person.findUniqueOrThrow({ where: { id: idOf('vinh') } });
    expect(email).toBe(change.email);
    expect(await mailsTo(idOf('vinh'), 'address-left')).toEqual(['vinh@demo.example']);
    expect(await mailsTo(idOf('vinh'), 'change-made')).toContain('vinh.moi@so.example');
    const entry = (await trail('person-changed')).at(-1);
    expect(entry?.detail).toMatchObject({
      before: expect.stringMatching(/^[\da-f]{64}$/),
      fields: ['email'],
    });
    expect(JSON.stringify(entry?.detail)).not.toContain('example');
  });

  test('gets a link to a new password only by a second word; then sessions and tokens are over', async () => {
    await added('xuan', { role: 'office-head', unit: 'van-phong' });
    const invited = () => mailsTo(idOf('xuan'), 'invited');
    const pending = pendingIn(await hand('admin').post(`/people/${idOf('xuan')}/invitations`, {}));
    expect(await invited()).toEqual([]);
    expect((await act('thu-truong', pending, 'confirm')).status).toBe(200);
    expect(await invited()).toEqual(['xuan@demo.example']);
    const mail = await service.deps.db.notification.findFirstOrThrow({
      where: { event: 'invited', personId: idOf('xuan') },
    });
    const token = /\/invitations\/([\w-]+)/.exec(mail.text)?.[1];
    const chosen = 'hai ngọn đèn bên cửa sổ';
    expect((await service.json('POST', '/session/password', { token, password: chosen })).status).toBe(200);
    expect((await hand('xuan').get('/session')).status).toBe(401);
    const others = await service.deps.db.notification.findMany({
      where: { event: { startsWith: 'change-' } },
    });
    expect(others.some(({ text }) => token !== undefined && text.includes(token))).toBe(false);
  });
});

describe('a delegation', () => {
  const leave = async (by: string) => {
    const file = { sha256: 'a'.repeat(64), name: 'uy-quyen.pdf', contentType: 'application/pdf', size: 1 };
    const { id: document } = await service.deps.db.upload.create({
      data: { ...file, personId: idOf(by), createdAt: new Date() },
    });
    return {
      ...{ delegator: idOf('lan'), delegate: idOf('minh'), role: 'office-reviewer', unit: 'van-phong' },
      ...{ to: addDays(today, 5), document, reason: 'Nghỉ phép' },
    };
  };

  test('made by somebody else waits, and tells the delegator; made by the delegator it holds', async () => {
    const asked = await leave('admin');
    const pending = pendingIn(await hand('admin').post('/delegations', asked));
    expect(await service.deps.db.delegation.count()).toBe(0);
    expect(await mailsTo(idOf('minh'), 'change-asked')).toContain('lan@demo.example');
    expect((await act('lan', pending, 'refuse', { reason: 'Tôi không nghỉ' })).body.state).toBe('refused');
    const own = await hand('lan').post('/delegations', await leave('lan'));
    expect([own.status, own.body.state], own.text).toEqual([201, 'in-force']);
    const revoked = await hand('lan').post(`/delegations/${String(own.body.id)}/actions/revoke`, {
      reason: 'Về sớm',
    });
    expect(revoked.status).toBe(200);
    expect((await hand('minh').post('/delegations', asked)).status).toBe(403);
  });
});

describe('a seat in a council', () => {
  test('with an account votes, and is given by two; one without is written at once', async () => {
    const seat = { name: 'Lê Văn Cường', councilRole: 'chair', from: today };
    const onPaper = await hand('admin').put(
      '/councils/hoi-dong',
      { seats: [seat] },
      { 'if-none-match': '*' },
    );
    expect(onPaper.status, onPaper.text).toBe(200);
    const there = (onPaper.body.seats as { id: string }[]).map(({ id }) => ({ ...seat, id }));
    const seats = [...there, { ...seat, councilRole: 'member', personId: idOf('minh') }];
    const pending = pendingIn(
      await hand('admin').put('/councils/hoi-dong', { seats }, { 'if-match': '"1"' }),
    );
    expect((await act('minh', pending, 'confirm')).status).not.toBe(200);
    expect(await service.deps.db.councilSeat.count({ where: { body: 'hoi-dong' } })).toBe(1);
    expect((await act('thu-truong', pending, 'confirm')).status).toBe(200);
    expect(
      await service.deps.db.councilSeat.count({ where: { body: 'hoi-dong', personId: idOf('minh') } }),
    ).toBe(1);
  });
});

describe('a lone small office', () => {
  test('is not locked out: with one administrator its head confirms, and without a head the head above', async () => {
    const { db } = service.deps;
    const give = async () =>
      pendingIn(
        await hand('admin-ha-tinh').post(`/people/${idOf('can-bo-ha-tinh')}/roles`, {
          role: 'selector',
          unit: 'ha-tinh',
        }),
      );
    expect((await give()).mayConfirm).toEqual([]);
    await added('chu-tich', { role: 'head', unit: 'tinh' });
    expect((await hand('admin-ha-tinh').get('/pending-changes')).body).toMatchObject({
      items: [{ mayConfirm: [{ id: idOf('chu-tich'), as: 'head' }] }],
    });
    await added('giam-doc', { role: 'head', unit: 'ha-tinh' });
    const pending = await give();
    expect(pending.mayConfirm.map(({ id }) => id)).toEqual([idOf('giam-doc')]);
    expect((await act('giam-doc', pending, 'confirm')).status).toBe(200);
    expect(await db.auditEntry.count({ where: { action: 'role-given', organization: 'ha-tinh' } })).toBe(1);
  });
});

describe('who administers the whole deployment', () => {
  test('is there only where a setting names them, and judges nothing', async () => {
    await added('toan-he', { role: 'administrator', unit: 'tinh' }, { role: 'selector', unit: 'so' });
    const patch = async () => hand('toan-he').patch('/units/van-phong', { place: 'Hưng Yên' }, 0);
    expect((await patch()).body.code).toBe('other-organization');
    Object.assign(service.deps.settings, { deploymentAdministrators: ['toan-he'] });
    try {
      expect((await patch()).status).toBe(412);
      const { user } = (await hand('toan-he').get('/session')).body as { user: { roles: RoleAt[] } };
      expect(user.roles).toEqual([{ role: 'administrator', unit: 'tinh' }]);
      const given = await hand('admin').post(`/people/${idOf('toan-he')}/roles`, head);
      expect([given.status, paths(given)]).toEqual([422, ['role']]);
      // The calendar is every organization's.
      const day = { kind: 'off', status: 'confirmed', source: 'Thông báo 1' };
      const put = (name: string) => hand(name).put('/calendar/2027-03-03', day, { 'if-none-match': '*' });
      expect([(await put('admin')).body.code, (await put('toan-he')).status]).toEqual([
        'other-organization',
        200,
      ]);
    } finally {
      Object.assign(service.deps.settings, { deploymentAdministrators: [] });
    }
  });
});

test('nothing that was asked for is seen by those whom it does not concern', async () => {
  const listed = async (name: string) =>
    ((await hand(name).get('/pending-changes')).body.items as { organization: string }[]).map(
      ({ organization }) => organization,
    );
  expect(new Set(await listed('kiem-tra'))).toEqual(new Set(['so']));
  expect(new Set(await listed('admin-ha-tinh'))).toEqual(new Set(['ha-tinh']));
});

test('what was asked for is paged in the database: also the oldest of thousands is found, by those whom it concerns', async () => {
  const { db } = service.deps;
  const rowOf = (i: number, askedById: string, organization: string) => ({
    ...{ id: randomUUID(), kind: 'give-roles', organization, askedById, state: 'refused' },
    ...{ body: { holdings: [] }, before: {}, askedAt: new Date(i * 1000), expiresAt: new Date(i * 1000) },
  });
  const oldest = rowOf(1, idOf('admin-ha-tinh'), 'ha-tinh');
  const others = Array.from({ length: 2_100 }, (_, i) => rowOf(i + 2, idOf('admin'), 'so'));
  await db.pendingChange.createMany({ data: [oldest, ...others] });
  const read = async (name: string, query: string) =>
    (await hand(name).get(`/pending-changes?state=refused&limit=100${query}`)).body as {
      items: { id: string }[];
      nextCursor: string | null;
      total: number;
    };
  expect((await read('admin-ha-tinh', '')).items.map(({ id }) => id)).toContain(oldest.id);
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await read('admin', cursor === '' ? '' : `&cursor=${cursor}`);
    expect(page.total).toBeGreaterThanOrEqual(others.length);
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(others.map(({ id }) => id)));
  expect(found).not.toContain(oldest.id);
});
