import { randomUUID } from 'node:crypto';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import type { Scene } from '../../acceptance/demo/season.ts';
import { addPerson } from './cast.ts';
import type { Stack } from './stack.ts';
import { sceneOf } from './steps.ts';

/** A university that the shipped data knows only by name: its units, its people, its council of five. */
export const UNIVERSITY = 'truong-dh-spkt-hung-yen';
export const PERSONNEL = 'phong-tccb-truong-dh-spkt';
export const BOARD = 'hoi-dong-truong-dh-spkt';
export const FACULTIES = [
  'khoa-cntt-truong-dh-spkt',
  'khoa-co-khi-truong-dh-spkt',
  'khoa-kinh-te-truong-dh-spkt',
];

const units = [
  { code: PERSONNEL, kind: 'division' },
  { code: BOARD, kind: 'council' },
  ...FACULTIES.map((code) => ({ code, kind: 'faculty' })),
];
const seats = ['chair', 'secretary', 'member', 'member', 'member'];

/** Makes the university's units and people. @returns the scene they act in */
export async function universityOf(stack: Stack): Promise<Scene> {
  const { db } = stack.deps;
  const validFrom = new Date('2021-01-01');
  await db.unit.createMany({
    data: units.map(({ code, kind }) => ({
      ...{ code, kind, validFrom },
      ...{ name: `Đơn vị ${code}`, shortName: code, parentCode: UNIVERSITY, organization: UNIVERSITY },
    })),
  });
  const people = new Map<string, ApiClient>();
  const add = async (role: string, unit: string, nth = 0) => {
    const roles = [{ role, unit }];
    if (role === 'council-secretary') roles.push({ role: 'council-member', unit });
    people.set(`${role} ${unit} ${nth}`, await addPerson(stack, `${role}.${unit}.${nth}`, ...roles));
  };
  await add('head', UNIVERSITY);
  await add('office-reviewer', PERSONNEL);
  await add('office-head', PERSONNEL);
  await add('index-owner', PERSONNEL);
  for (const unit of FACULTIES) {
    await add('unit-officer', unit);
    await add('unit-head', unit);
  }
  for (const [i, councilRole] of seats.entries()) {
    const role = councilRole === 'member' ? 'council-member' : `council-${councilRole}`;
    await add(role, BOARD, Math.max(0, i - 2));
    const username = `${role}.${BOARD}.${Math.max(0, i - 2)}`;
    const person = await db.person.findUniqueOrThrow({ where: { username } });
    const seat = { id: randomUUID(), body: BOARD, personId: person.id, name: username };
    await db.councilSeat.create({ data: { ...seat, councilRole, validFrom } });
  }
  const { until } = sceneOf(stack);
  return {
    as: async (role, unit, nth = 0) =>
      people.get(`${role} ${unit} ${nth}`) ?? (await stack.as(role, unit, nth)),
    until,
    clock: stack.deps.clock,
  };
}
