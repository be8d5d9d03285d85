import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import {
  audited,
  expectAdministratorsOnly,
  byTwo,
  handOf,
  paths,
  today,
  tomorrow,
  yesterday,
} from './support/administration.ts';
import type { Hand } from './support/administration.ts';
import { startService } from './support/service.ts';
import type { Answer, Service } from './support/service.ts';

let service: Service;
let admin: Hand;
let officer: Hand;
let secretary: Hand;
let an: string;
let binh: string;

beforeAll(async () => {
  service = await startService();
  const common = { organization: 'so', kind: 'council', parentCode: 'so', validFrom: new Date('2020-01-01') };
  await service.deps.db.unit.createMany({
    data: ['hoi-dong', 'hoi-dong-2', 'hoi-dong-3'].map((code) => ({
      code,
      name: code,
      shortName: code,
      ...common,
    })),
  });
  await service.addPerson('admin', { role: 'administrator', unit: 'so' });
  await service.addPerson('officer', { role: 'unit-officer', unit: 'so' });
  await service.addPerson('secretary', { role: 'council-secretary', unit: 'hoi-dong' });
  an = await service.addPerson('an');
  binh = await service.addPerson('binh');
  await service.addPerson('thu-truong', { role: 'head', unit: 'so' });
  const head = handOf(service, await service.logIn('thu-truong'));
  admin = byTwo(handOf(service, await service.logIn('admin')), head);
  officer = handOf(service, await service.logIn('officer'));
  secretary = handOf(service, await service.logIn('secretary'));
});
afterAll(() => service.stop());

interface Seat {
  id?: string;
  name: string;
  councilRole: string;
  position?: string | null;
  personId?: string | null;
  from: string;
  to?: string | null;
}
const seat = (name: string, councilRole: string, more: Partial<Seat> = {}): Seat => ({
  name,
  councilRole,
  from: '2024-01-01',
  ...more,
});
const first = { 'if-none-match': '*' };
const version = (n: number) => ({ 'if-match': `"${n}"` });
/** The seats of an answer, as they would be sent again. */
const seatsOf = ({ body }: Answer): Seat[] =>
  (body.seats as (Seat & { validFrom: string; validTo: string | null })[]).map(
    ({ validFrom, validTo, ...rest }) => ({ ...rest, from: validFrom, to: validTo }),
  );

describe('writing the seats of a council', () => {
  test('is for administrators; reading is for all', async () => {
    await expectAdministratorsOnly(service, 'PUT', '/councils/hoi-dong');
    expect((await officer.get('/councils/hoi-dong')).status).toBe(404);
  });

  test('is done first once, then by the version that was read', async () => {
    const seats = [
      seat('Nguyễn Văn Chủ', 'chair', { personId: an }),
      seat('Trần Thị Thư', 'secretary', { position: 'Chánh Văn phòng' }),
      seat('Lê Văn Viên', 'member', { personId: binh }),
    ];
    expect((await admin.put('/councils/khong-co', { seats }, first)).status).toBe(404);
    expect((await admin.put('/councils/hoi-dong', { seats })).status).toBe(428);
    expect((await admin.put('/councils/hoi-dong', { seats }, version(1))).status).toBe(412);
    const made = await admin.put('/councils/hoi-dong', { seats }, first);
    expect([made.status, made.body]).toMatchObject([200, { body: 'hoi-dong', version: 1 }]);
    expect((await officer.get('/councils/hoi-dong')).body).toEqual(made.body);
    expect((await admin.put('/councils/hoi-dong', { seats }, first)).status).toBe(412);
    expect((await admin.put('/councils/hoi-dong', { seats }, version(7))).status).toBe(412);

    const more = [...seatsOf(made), seat('Phạm Thị Mới', 'member', { from: today })];
    const added = await admin.put('/councils/hoi-dong', { seats: more }, version(1));
    expect([added.status, added.body.version, seatsOf(added)]).toEqual([200, 2, expect.anything()]);
    expect(seatsOf(added)).toHaveLength(4);
    const trail = await audited(service, 'council-seated');
    expect(trail).toMatchObject([{ body: 'hoi-dong', version: 1 }, { version: 2 }]);
    expect(JSON.stringify(trail)).not.toMatch(/Nguyễn|Trần|Lê|Phạm/);
  });

  test('two at once: one is written, the other hears that it was', async () => {
    const seats = [seat('Chủ tịch', 'chair')];
    const answers = await Promise.all(
      [1, 2, 3].map(() => admin.put('/councils/hoi-dong-2', { seats }, first)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test('counts seats that came with the data as version 1', async () => {
    const data = {
      body: 'hoi-dong-3',
      name: 'Chủ tịch',
      councilRole: 'chair',
      validFrom: new Date('2021-01-01'),
    };
    await service.deps.db.councilSeat.create({ data: { id: randomUUID(), ...data } });
    const read = await officer.get('/councils/hoi-dong-3');
    expect(read.body.version).toBe(1);
    const seats = [...seatsOf(read), seat('Thành viên', 'member')];
    expect((await admin.put('/councils/hoi-dong-3', { seats }, version(1))).body.version).toBe(2);
  });
});

describe('a change of chair', () => {
  test('is one step: the old one ends on the eve, the new one sits from the day', async () => {
    const before = await admin.get('/councils/hoi-dong');
    const changed = seatsOf(before).map((s) => (s.councilRole === 'chair' ? { ...s, to: today } : s));
    const without = await admin.put('/councils/hoi-dong', { seats: changed }, version(2));
    expect([without.status, paths(without)]).toEqual([422, ['seats']]);
    expect(without.text).toContain(`không có Chủ tịch từ ngày ${tomorrow}`);

    const two = [...changed, seat('Hoàng Văn Kế', 'chair', { from: today })];
    const both = await admin.put('/councils/hoi-dong', { seats: two }, version(2));
    expect([both.status, paths(both)]).toEqual([422, ['seats.4.councilRole']]);

    const next = [...changed, seat('Hoàng Văn Kế', 'chair', { from: tomorrow })];
    const done = await admin.put('/councils/hoi-dong', { seats: next }, version(2));
    expect([done.status, done.body.version]).toEqual([200, 3]);
  });
});

describe('seats are refused', () => {
  const chair = seat('Chủ tịch', 'chair', { from: '2021-01-01' });
  test.each([
    ['without a chair', () => [seat('Ai', 'member')], ['seats']],
    ['with two chairs', () => [chair, seat('Khác', 'chair')], ['seats.1.councilRole']],
    [
      'with one person twice',
      () => [{ ...chair, personId: an }, seat('An', 'member', { personId: an })],
      ['seats.1.from'],
    ],
    ['with one name twice', () => [chair, seat('Ai', 'member'), seat('Ai', 'standing')], ['seats.2.from']],
    ['that end before they begin', () => [chair, seat('Ai', 'member', { to: '2023-12-31' })], ['seats.1.to']],
    ['with a person that is not there', () => [{ ...chair, personId: randomUUID() }], ['seats.0.personId']],
    ['with a role there is not', () => [{ ...chair, councilRole: 'king' }], ['seats.0.councilRole']],
    ['of another council', () => [chair, seat('Ai', 'member', { id: randomUUID() })], ['seats.1.id']],
  ])('%s', async (_what, seats, expected) => {
    const code = `hoi-dong-${randomUUID().slice(0, 8)}`;
    const unit = { code, name: code, shortName: code, organization: 'so', kind: 'council' };
    await service.deps.db.unit.create({ data: { ...unit, validFrom: new Date('2020-01-01') } });
    const answer = await admin.put(`/councils/${code}`, { seats: seats() }, first);
    expect([answer.status, paths(answer)]).toEqual([422, expected]);
    expect((await admin.get(`/councils/${code}`)).status).toBe(404);
  });

  test('that rewrite what was: another holder, another role, another day, or no seat at all', async () => {
    const read = await admin.get('/councils/hoi-dong');
    const at = version(read.body.version as number);
    const seats = seatsOf(read);
    const index = seats.findIndex(({ councilRole }) => councilRole === 'member');
    const sent = (change: Partial<Seat> | null) =>
      seats.flatMap((s, i) => (i !== index ? [s] : change ? [{ ...s, ...change }] : []));
    const wrong: [Partial<Seat> | null, string[]][] = [
      [{ personId: randomUUID() }, [`seats.${index}.personId`, `seats.${index}.personId`]],
      [{ councilRole: 'deputy' }, [`seats.${index}.councilRole`]],
      [{ from: '2022-01-01' }, [`seats.${index}.from`]],
      [{ to: addDays(yesterday, -1) }, [`seats.${index}.to`]],
      [null, ['seats']],
    ];
    for (const [change, expected] of wrong) {
      const answer = await admin.put('/councils/hoi-dong', { seats: sent(change) }, at);
      expect([change, answer.status, paths(answer)]).toEqual([change, 422, expected]);
    }
    const ended = await admin.put('/councils/hoi-dong', { seats: sent({ to: yesterday }) }, at);
    expect(ended.status).toBe(200);
  });
});

describe('a session that was planned', () => {
  test('keeps the members it was given, whatever becomes of their seats', async () => {
    const read = await admin.get('/councils/hoi-dong');
    const seats = seatsOf(read);
    const pinned = seats.find(({ councilRole }) => councilRole === 'secretary')!;
    const id = randomUUID();
    await service.deps.db.councilSession.create({
      data: {
        id,
        code: 'PH-2026-0001',
        body: 'hoi-dong',
        organization: 'so',
        mode: 'meeting',
        ballot: 'open',
        scheduledAt: new Date(),
        place: 'Phòng họp 1',
        state: 'draft',
        enteredAt: new Date(),
        createdById: an,
        createdAt: new Date(),
        members: {
          create: [
            {
              memberId: pinned.id!,
              name: pinned.name,
              councilRole: 'secretary',
              position: pinned.position ?? null,
            },
          ],
        },
      },
    });
    const members = async () => (await secretary.get(`/council-sessions/${id}`)).body.members;
    const before = await members();
    expect(before).toMatchObject([{ name: pinned.name }]);
    const changed = seats.map((s) => (s.id === pinned.id ? { ...s, name: 'Tên khác', to: yesterday } : s));
    const done = await admin.put(
      '/councils/hoi-dong',
      { seats: changed },
      version(read.body.version as number),
    );
    expect(done.status, done.text).toBe(200);
    expect(await members()).toEqual(before);
  });
});
