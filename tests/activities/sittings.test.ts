import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sessionInclude } from '../../cases/council-session/row.ts';
import { minutesOf } from '../../api/views/council-minutes.ts';
import { renderCouncilMinutes } from '../../documents/council-minutes.ts';
import { renderTallyRecord } from '../../documents/tally-record.ts';
import type { PathRef } from '../../domain/path.ts';
import { readDocx } from '../documents/docx-file.ts';
import {
  act,
  ballot,
  cast,
  database,
  memberIds,
  nomination,
  opened,
  person,
  round,
  secretary,
  useCouncil,
} from './support/council.ts';

useCouncil();

const [monday, tuesday] = ['2026-03-09T02:00:00.000Z', '2026-03-10T02:00:00.000Z'];
/** Handed in by the secretary. */
async function handIn(): Promise<string> {
  const id = randomUUID();
  const about = { name: 'giay-cu.pdf', contentType: 'application/pdf', size: 9, sha256: '0'.repeat(64) };
  await database.db.upload.create({
    data: { id, personId: secretary.personId, createdAt: new Date(monday), ...about },
  });
  return id;
}
/** Sits on Monday without the ninth member, and on Tuesday without the secretary, whose seat is the second. */
async function heldOnTwoDays(): Promise<PathRef & { letter: string }> {
  const letter = await handIn();
  const [first, second] = [await nomination(await round()), await nomination(await round())];
  const path = await opened([first, second], 'open');
  await act(path, 'adjourn', { to: monday, reason: 'Không còn đủ thành viên' });
  const stoodInFor = memberIds[7];
  const substitutes = [{ memberId: stoodInFor, name: 'Trần Thị Dự Thay', letter }];
  await act(path, 'open', { present: memberIds.slice(0, 7), substitutes }, undefined, monday);
  for (let i = 0; i < 7; i++) await cast(path, person(i), [ballot(first)], new Date(monday).toISOString());
  await act(path, 'adjourn', { to: tuesday, reason: 'Hết giờ' }, undefined, '2026-03-09T09:30:00.000Z');
  await act(path, 'open', { present: memberIds.filter((_, i) => i !== 1) }, undefined, tuesday);
  for (const i of memberIds.keys()) if (i !== 1) await cast(path, person(i), [ballot(second)], tuesday);
  await act(path, 'close', {}, undefined, '2026-03-10T03:15:00.000Z');
  return { ...path, letter };
}
const rowOf = ({ id }: PathRef) =>
  database.db.councilSession.findUniqueOrThrow({ where: { id }, include: sessionInclude });

/** Who was there, sitting by sitting, as the record has it. */
const attended = async ({ id: sessionId }: PathRef) =>
  database.db.sittingSeat.findMany({
    where: { sessionId },
    orderBy: [{ number: 'asc' }, { memberId: 'asc' }],
  });
const sittings = async ({ id: sessionId }: PathRef) =>
  database.db.sitting.findMany({ where: { sessionId }, orderBy: { number: 'asc' } });

describe('a session that was adjourned', () => {
  it('keeps who was there at each sitting, and when it began and ended', async () => {
    const session = await heldOnTwoDays();
    expect((await sittings(session)).map(({ openedAt, endedAt }) => [openedAt, endedAt])).toEqual([
      [new Date('2026-03-02T02:00:00.000Z'), new Date('2026-03-02T02:00:00.000Z')],
      [new Date(monday), new Date('2026-03-09T09:30:00.000Z')],
      [new Date(tuesday), new Date('2026-03-10T03:15:00.000Z')],
    ]);
    const seats = await attended(session);
    const at = (number: number, i: number) =>
      seats.find((seat) => seat.number === number && seat.memberId === memberIds[i]);
    expect(at(2, 1)?.attendance).toBe('present');
    expect(at(2, 7)).toMatchObject({
      attendance: 'substituted',
      substituteName: 'Trần Thị Dự Thay',
      letter: session.letter,
    });
    expect(at(2, 8)?.attendance).toBe('absent');
    expect(at(3, 1)?.attendance).toBe('absent');
    expect(at(3, 7)).toMatchObject({ attendance: 'present', substituteName: null, letter: null });
  });

  it('has minutes that name each sitting: who voted on the first day was not absent, and signs', async () => {
    const session = await heldOnTwoDays();
    const minutes = await minutesOf(database.db, await rowOf(session));
    expect(minutes.secretary.name).toBe('Thành viên 2');
    const { text } = await readDocx(await renderCouncilMinutes(minutes));
    expect(text).toContain('Lần 2, 09/03/2026: Có mặt');
    expect(text).toContain('Lần họp thứ 2: từ 09 giờ 00 phút, ngày 09 tháng 3 năm 2026 đến 16 giờ 30 phút');
    expect(text).toContain('có mặt 08 (trong đó 01 người dự họp thay); vắng mặt 01');
    expect(text).toContain('Lần 2, 09/03/2026: Vắng mặt, cử Trần Thị Dự Thay dự họp thay (có văn bản cử)');
    expect(text).toContain('lần 3, ngày 10/03/2026, có 08/09 thành viên tham dự, đủ điều kiện');
    const tally = await readDocx(await renderTallyRecord(minutes));
    expect(tally.text).toContain('lần 3, ngày 10/03/2026, có mặt: 08; vắng mặt: 01');
  });

  it('goes on in its last sitting where a ballot is held anew', async () => {
    const id = await nomination(await round(), 'council-vote', 2);
    const session = await opened([id], 'open');
    for (const i of memberIds.keys()) await cast(session, person(i), [ballot(id, 'disapprove')]);
    await act(session, 'close');
    await act(session, 'reballot', { nominationIds: [id] });
    expect(await sittings(session)).toMatchObject([{ number: 1, endedAt: null }]);
  });

  it('before sittings were kept, has them from its timeline', async () => {
    const session = await heldOnTwoDays();
    const was = await sittings(session);
    const seats = await attended(session);
    const where = `WHERE "sessionId" = '${session.id}'`;
    const owner = database.owner;
    await owner.$executeRawUnsafe(`DELETE FROM "SittingSeat" ${where}`);
    await owner.$executeRawUnsafe(`DELETE FROM "Sitting" ${where}`);
    await owner.$executeRawUnsafe('DELETE FROM "SittingSeat"');
    await owner.$executeRawUnsafe('DELETE FROM "Sitting"');
    const [file = ''] = globSync('prisma/migrations/*_annulled_ballots_and_sittings/migration.sql', {
      cwd: path.resolve(import.meta.dirname, '../..'),
    });
    const sql = await readFile(path.resolve(import.meta.dirname, '../..', file), 'utf8');
    for (const statement of sql.split(';').filter((one) => one.includes('INSERT INTO')))
      await owner.$executeRawUnsafe(statement);
    expect(await sittings(session)).toEqual(was);
    // Of earlier sittings it is known that a seat was filled, and not by whom.
    expect(await attended(session)).toEqual(
      seats.map((seat) =>
        seat.attendance === 'substituted'
          ? { ...seat, attendance: 'present', substituteName: null, letter: null }
          : seat,
      ),
    );
  });
});
