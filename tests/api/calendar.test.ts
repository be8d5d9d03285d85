import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCalendar } from '../../cases/reference.ts';
import { roles } from '../../domain/roles.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

/** The calendar as an administrator keeps it; what a change moves is in tests/long/calendar.test.ts. */
let service: Service;
let admin: string;
const date = '2026-11-23';
const address = (day = date) => `/calendar/${day}`;
const source = 'đề xuất hoán đổi tháng 9/2026';
const proposed = { kind: 'off', status: 'proposed', source };
const notice = 'Thông báo số 12/TB-BNV (ví dụ)';
const confirmed = { kind: 'off', status: 'confirmed', source: notice };
const first = { 'if-none-match': '*' };

beforeAll(async () => {
  service = await startService();
  for (const role of roles) await service.addPerson(role, { role, unit: 'so' });
  admin = await service.logIn('administrator');
});
afterAll(() => service.stop());

const put = (body: unknown, headers: Record<string, string> = {}, day = date, cookie = admin) =>
  service.json('PUT', address(day), body, { cookie, ...headers });
const list = async (cookie = admin) =>
  (await service.send('GET', '/api/v1/calendar', { headers: { cookie } })).body.items;
const audited = () => service.deps.db.auditEntry.findMany({ where: { action: 'calendar-changed' } });
const paths = (body: Record<string, unknown>) => (body.errors as { path: string }[]).map(({ path }) => path);

describe('a day of the calendar', () => {
  test.each(roles.filter((role) => role !== 'administrator'))(
    'is read by the %s, and not written',
    async (role) => {
      const cookie = await service.logIn(role);
      expect((await put(proposed, first, date, cookie)).status).toBe(403);
      expect(await list(cookie)).toEqual([]);
    },
  );

  test('needs a login', async () => {
    expect((await service.json('PUT', address(), proposed, first)).status).toBe(401);
    expect((await service.send('GET', '/api/v1/calendar')).status).toBe(401);
  });

  test('is refused with each fault named', async () => {
    const faulty = async (body: unknown, day?: string) => {
      const answer = await put(body, first, day);
      return [answer.status, answer.status === 422 ? paths(answer.body) : answer.body.code];
    };
    expect(await faulty({ ...proposed, kind: 'working' })).toEqual([422, ['kind']]);
    expect(await faulty(proposed, '2026-11-28')).toEqual([422, ['kind']]);
    expect(await faulty({ ...proposed, status: 'provisional' })).toEqual([422, ['assumption']]);
    expect(await faulty({ ...proposed, status: 'withdrawn' })).toEqual([422, ['status']]);
    expect(await faulty({ ...proposed, status: 'perhaps', source: ' ' })).toEqual([
      422,
      ['status', 'source'],
    ]);
    expect(await faulty({ ...proposed, version: 3 })).toEqual([422, ['version']]);
    expect(await faulty(proposed, '2026-02-30')).toEqual([404, 'not-found']);
    expect(await list()).toEqual([]);
  });

  test('is entered once, then changed by whoever has read it', async () => {
    expect((await put(proposed)).status).toBe(428);
    expect((await put(proposed, { 'if-match': '"1"' })).status).toBe(412);
    const entered = await put(proposed, first);
    expect([entered.status, entered.body]).toEqual([
      200,
      { date, ...proposed, confirmed: false, assumption: null, version: 1 },
    ]);
    expect((await put(confirmed, first)).status).toBe(412);
    expect((await put(confirmed)).status).toBe(428);
    expect((await put(confirmed, { 'if-match': '"7"' })).status).toBe(412);
    const changed = await put(confirmed, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ status: 'confirmed', confirmed: true, source: notice, version: 2 });
    expect(await list()).toEqual([changed.body]);
  });

  test('repeated, has one effect: the same answer, no other version, no second entry in the audit', async () => {
    const before = await audited();
    for (const headers of [{ 'if-match': '"1"' }, { 'if-match': '"2"' }, first])
      expect((await put(confirmed, headers)).body).toMatchObject({ version: 2 });
    expect((await put(confirmed)).status).toBe(428);
    expect(await audited()).toEqual(before);
    expect(before.map(({ detail, role }) => [role, detail])).toEqual([
      [
        'administrator',
        {
          day: date,
          version: 1,
          before: null,
          after: { kind: 'off', status: 'proposed', source },
          paths: 0,
        },
      ],
      [
        'administrator',
        {
          day: date,
          version: 2,
          before: { kind: 'off', status: 'proposed', source },
          after: { kind: 'off', status: 'confirmed', source: notice },
          paths: 0,
        },
      ],
    ]);
  });

  test('that was turned down stays with the word that did it, and counts no more', async () => {
    const swapped = { kind: 'working', status: 'proposed', source };
    const entered = await put(swapped, first, '2026-11-28');
    // One count for the whole calendar.
    expect(entered.body).toMatchObject({ version: 3 });
    const turnedDown = { ...swapped, status: 'withdrawn', source: 'không được chấp thuận' };
    const withdrawn = await put(turnedDown, { 'if-match': '"3"' }, '2026-11-28');
    expect(withdrawn.body).toMatchObject({ status: 'withdrawn', confirmed: false, version: 4 });
    expect(await list()).toContainEqual(withdrawn.body);
    const again = await put(swapped, { 'if-match': '"4"' }, '2026-11-28');
    expect(again.body).toMatchObject({ status: 'proposed', version: 5 });
  });

  test('is not changed under the hands of whoever is working out a date by it', async () => {
    let done: () => void = () => undefined;
    const atWork = new Promise<void>((resolve) => (done = resolve));
    const reading = service.deps.db.$transaction(async (tx) => {
      const { days } = await loadCalendar(tx);
      await atWork;
      return days.has('2026-11-26');
    });
    const writing = put(proposed, first, '2026-11-26');
    expect(await Promise.race([writing.then(() => 'written'), pause(500, 'waits')])).toBe('waits');
    done();
    expect(await reading).toBe(false);
    expect((await writing).status).toBe(200);
  });

  test('is not written by whoever is no administrator any more once it is their turn', async () => {
    const id = await service.addPerson('leaver', { role: 'administrator', unit: 'so' });
    const cookie = await service.logIn('leaver');
    let done: () => void = () => undefined;
    const atWork = new Promise<void>((resolve) => (done = resolve));
    const reading = service.deps.db.$transaction(async (tx) => {
      await loadCalendar(tx);
      await atWork;
    });
    const writing = put(proposed, first, '2026-11-24', cookie);
    expect(await Promise.race([writing.then(() => 'written'), pause(500, 'waits')])).toBe('waits');
    const before = await audited();
    await service.deps.db.roleHolding.updateMany({
      where: { personId: id },
      data: { validTo: new Date('2021-12-31') },
    });
    done();
    await reading;
    const { status, body } = await writing;
    expect([status, body.code]).toEqual([403, 'right-ended']);
    expect(await audited()).toEqual(before);
    expect(await service.deps.db.calendarDay.count({ where: { date: new Date('2026-11-24') } })).toBe(0);
  });

  test('entered by two at once is entered by one', async () => {
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => put({ ...proposed, source: name }, first, '2026-11-25')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });
});
