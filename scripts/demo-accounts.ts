import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inForceOn } from '../cases/context.ts';
import { hashPassword } from '../api/passwords.ts';
import { dateOf } from '../domain/dates.ts';
import type { Role, RoleAt } from '../domain/roles.ts';
import type { Db } from '../prisma/db.ts';
import { inventedName } from './invented-names.ts';

/** One demonstration account as `<DATA_DIR>/demo-accounts.json` lists it (contract: Running it). */
export interface DemoAccount {
  username: string;
  password: string;
  displayName: string;
  email: string;
  roles: RoleAt[];
  organization: string;
}

/** Outside bodies that are left without accounts, so that writing to them and answering for them can be seen. */
const withoutAccounts = new Set(['ubnd-tinh-hung-yen']);

interface UnitRow {
  code: string;
  kind: string;
  organization: string;
}

/**
 * What the plans ask of a body beside what its kind does, each of another person: in plan 000 the Phòng Quản lý
 * chuyên ngành leads, in 003 the Sở that took over the Sở TT&TT's work, which also publishes the ranks.
 */
const alsoThere: Record<string, Role[]> = {
  'phong-qlcn-so-khcn-hung-yen': ['office-reviewer', 'office-reviewer', 'office-head'],
  'so-khcn-hung-yen': ['selector', 'selector', 'office-reviewer', 'office-head', 'index-owner'],
};

/** Who works at a unit in the demonstration: each entry is one person with these roles. */
function staffOf(unit: UnitRow, units: readonly UnitRow[]): RoleAt[][] {
  return [
    ...staffOfKind(unit, units),
    ...(alsoThere[unit.code] ?? []).map((role) => [{ role, unit: unit.code }]),
  ];
}

function staffOfKind(unit: UnitRow, units: readonly UnitRow[]): RoleAt[][] {
  const here = (...roles: Role[]): RoleAt[] => roles.map((role) => ({ role, unit: unit.code }));
  const partOfIt = (kind: string) => units.find((u) => u.kind === kind && u.organization === unit.code)?.code;
  const proposers = [here('unit-officer'), here('unit-head')];
  switch (unit.kind) {
    case 'office':
      return [here('office-reviewer'), here('office-reviewer'), here('office-head'), ...proposers];
    case 'council':
      // The chair is the organization's head, who is listed there.
      return [
        here('council-secretary', 'council-member'),
        ...Array.from({ length: 5 }, () => here('council-member')),
      ];
    case 'department': {
      // One with an office issues plans of its own; the others propose under those of others.
      if (partOfIt('office') === undefined) return proposers;
      const council = partOfIt('council');
      return [
        [...here('head'), ...(council ? [{ role: 'council-chair', unit: council } as const] : [])],
        here('administrator'),
        here('auditor'),
      ];
    }
    case 'association':
      // It chooses among what its members propose.
      return [here('selector'), here('selector')];
    case 'appraiser':
      return [here('appraiser'), here('appraiser'), here('office-reviewer'), here('office-head')];
    case 'province':
      return [here('head')];
    default:
      return proposers;
  }
}

/** Seats in a council, in the order of its staff; the chair's comes first. */
const seatRoles = ['chair', 'secretary', 'deputy', 'standing', 'member', 'member', 'member'] as const;

/** Units in office, those of the organization with most units first: it runs most of what there is to see. */
async function unitsInOffice(db: Db, today: Date): Promise<UnitRow[]> {
  const units = await db.unit.findMany({
    where: inForceOn(today),
    orderBy: { code: 'asc' },
  });
  const size = (organization: string) => units.filter((u) => u.organization === organization).length;
  return units.toSorted((a, b) => size(b.organization) - size(a.organization));
}

/**
 * Makes demonstration accounts for every role of every unit in office, with random passwords, and writes them where
 * the newcomer finds them. @returns the accounts
 */
export async function makeDemoAccounts(db: Db, dataDir: string): Promise<DemoAccount[]> {
  const units = await unitsInOffice(db, new Date(`${dateOf(new Date())}T00:00:00Z`));
  const accounts: DemoAccount[] = [];
  const counters = new Map<string, number>();
  for (const unit of units.filter((u) => !withoutAccounts.has(u.code))) {
    for (const roles of staffOf(unit, units)) {
      const stem = `${roles[0]?.role ?? 'person'}.${unit.code}`;
      const n = (counters.get(stem) ?? 0) + 1;
      counters.set(stem, n);
      const username = n === 1 ? stem : `${stem}.${n}`;
      accounts.push({
        username,
        password: randomBytes(15).toString('base64url'),
        displayName: inventedName(accounts.length),
        email: `${username}@demo.example`,
        roles,
        organization: unit.organization,
      });
    }
  }
  await Promise.all(accounts.map((account) => store(db, account)));
  await seatCouncils(db, units, accounts);
  const file = path.join(dataDir, 'demo-accounts.json');
  writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  return accounts;
}

const SINCE = new Date('2021-01-01T00:00:00Z');

async function store(db: Db, account: DemoAccount): Promise<void> {
  await db.person.create({
    data: {
      id: randomUUID(),
      username: account.username,
      displayName: account.displayName,
      email: account.email,
      passwordHash: await hashPassword(account.password),
      roles: { create: account.roles.map((role) => ({ ...role, validFrom: SINCE })) },
    },
  });
}

async function seatCouncils(db: Db, units: UnitRow[], accounts: DemoAccount[]): Promise<void> {
  for (const council of units.filter((u) => u.kind === 'council')) {
    const sits = (account: DemoAccount, role: Role) =>
      account.roles.some((r) => r.unit === council.code && r.role === role);
    const members = [
      ...accounts.filter((a) => sits(a, 'council-chair')),
      ...accounts.filter((a) => sits(a, 'council-secretary')),
      ...accounts.filter((a) => sits(a, 'council-member') && !sits(a, 'council-secretary')),
    ];
    for (const [i, member] of members.entries()) {
      const person = await db.person.findUniqueOrThrow({ where: { username: member.username } });
      await db.councilSeat.create({
        data: {
          id: randomUUID(),
          body: council.code,
          personId: person.id,
          name: member.displayName,
          councilRole: seatRoles[i] ?? 'member',
          validFrom: SINCE,
        },
      });
    }
  }
}
