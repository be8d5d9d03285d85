import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { filePlan } from '../cases/shared/file-plan.ts';
import { readPlanFile } from '../movements/plan-file.ts';
import { parseCalendarFile } from '../organization/calendar-file.ts';
import { parseOrganizationFile } from '../organization/organization-file.ts';
import { createDb } from '../prisma/db.ts';
import type { Db } from '../prisma/db.ts';
import type { ConnectedSettings } from '../settings.ts';
import { makeDemoAccounts } from './demo-accounts.ts';

const projectDir = path.resolve(import.meta.dirname, '..');
const read = (...parts: string[]): string => readFileSync(path.join(projectDir, ...parts), 'utf8');
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/**
 * Loads what a first start needs: organization, calendar, plans, and outside production the demonstration accounts.
 * What is there already stays as it is, since administrators may have changed it.
 */
export async function loadData(
  settings: Pick<ConnectedSettings, 'databaseUrl' | 'nodeEnv' | 'dataDir'>,
): Promise<void> {
  const db = createDb(settings.databaseUrl);
  try {
    await loadOrganization(db);
    await loadCalendar(db);
    await loadPlans(db);
    if (settings.nodeEnv !== 'production' && (await db.person.count()) === 0) {
      mkdirSync(settings.dataDir, { recursive: true });
      await makeDemoAccounts(db, settings.dataDir);
    }
  } finally {
    await db.$disconnect();
  }
}

async function loadOrganization(db: Db): Promise<void> {
  const { units, functions, successions } = parseOrganizationFile(read('organization', 'units.yaml'));
  await db.unit.createMany({
    data: units.map(
      ({ code, name, shortName, kind, parent, organization, email, place, symbol, from, to, source }) => ({
        code,
        name,
        shortName,
        kind,
        parentCode: parent,
        organization,
        email,
        place,
        symbol,
        validFrom: day(from),
        validTo: to === null ? null : day(to),
        source,
      }),
    ),
    skipDuplicates: true,
  });
  await db.functionHolder.createMany({
    data: functions.map((row) => ({
      function: row.function,
      unit: row.unit,
      validFrom: day(row.from),
      validTo: row.to === null ? null : day(row.to),
      citation: row.citation,
    })),
    skipDuplicates: true,
  });
  await db.unitSuccession.createMany({
    data: successions.map(({ from, to, on, kind, scope, citation }) => ({
      fromUnit: from,
      toUnit: to,
      effectiveOn: day(on),
      kind,
      scope,
      citation,
    })),
    skipDuplicates: true,
  });
}

async function loadCalendar(db: Db): Promise<void> {
  const days = parseCalendarFile(read('organization', 'calendar.yaml'));
  await db.calendarDay.createMany({
    data: days.map(({ date, kind, status, source, assumption }) => ({
      date: day(date),
      kind,
      status,
      source,
      assumption: assumption ?? null,
    })),
    skipDuplicates: true,
  });
}

async function loadPlans(db: Db): Promise<void> {
  const units = await db.unit.findMany({ select: { code: true } });
  const holders = await db.functionHolder.findMany({ select: { function: true } });
  const known = {
    units: new Set(units.map(({ code }) => code)),
    functions: new Set(holders.map((holder) => holder.function)),
  };
  for (const file of readdirSync(path.join(projectDir, 'movements')).filter((name) =>
    name.endsWith('.yaml'),
  )) {
    const source = read('movements', file);
    const parsed = readPlanFile(source, known);
    if ('faults' in parsed) {
      const faults = parsed.faults.map(({ path: at, message }) => `  ${at}: ${message}`).join('\n');
      throw new Error(`movements/${file} is not right:\n${faults}`);
    }
    const filed = await db.movement.count({ where: { code: parsed.plan.code } });
    if (filed === 0)
      await db.$transaction((tx) => filePlan(tx, parsed.plan, { at: new Date(), source, by: null }));
  }
}
