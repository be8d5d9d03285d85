import { createHash } from 'node:crypto';
import type { Plan } from '../../domain/plan-schema.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { audit } from '../record.ts';
import type { Actor } from '../record.ts';

/** What filing did. */
export interface Filed {
  code: string;
  version: number;
  /** The same plan as the version in force: no new version was made. */
  unchanged: boolean;
}

/** How a plan came to be filed. */
export interface Filing {
  at: Date;
  /** The file as it was sent. */
  source: string;
  /** Null for the service, with its first data. */
  by: Actor | null;
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Holds a movement, which need not be there yet. @returns the version in force, 0 where there is none */
export async function lockMovement(tx: Tx, code: string): Promise<number> {
  await tx.movement.createMany({ data: [{ code, current: 0 }], skipDuplicates: true });
  await tx.$queryRaw`SELECT 1 FROM "Movement" WHERE code = ${code} FOR UPDATE`;
  return (await tx.movement.findUniqueOrThrow({ where: { code } })).current;
}

/**
 * Files a plan as a new version, in a transaction of the caller's. What began under an older version ends under it. It
 * stands in the trail of the organization whose plan it is, and of the one whose administrator filed it.
 */
export async function filePlan(tx: Tx, plan: Plan, { at, source, by }: Filing): Promise<Filed> {
  const { code } = plan;
  const hash = sha256Of(JSON.stringify(plan));
  const current = await lockMovement(tx, code);
  const latest = await tx.movementVersion.findUnique({
    where: { code_version: { code, version: current } },
  });
  if (latest?.hash === hash) return { code, version: current, unchanged: true };
  const version = current + 1;
  const kept = plan as unknown as Prisma.InputJsonObject;
  const filedById = by?.personId ?? null;
  await tx.movementVersion.create({
    data: { code, version, plan: kept, hash, filedAt: at, filedById, source },
  });
  await tx.movement.update({ where: { code }, data: { current: version } });
  const detail = { movement: code, planVersion: version, sha256: sha256Of(source) };
  for (const organization of await concerned(tx, plan, by))
    await audit(tx, organization, at.toISOString(), by, 'plan-filed', null, detail);
  return { code, version, unchanged: false };
}

async function concerned(tx: Tx, plan: Plan, by: Actor | null): Promise<Set<string>> {
  const codes = [plan.issuer.unit, ...(by ? [by.unit] : [])];
  const units = await tx.unit.findMany({
    where: { code: { in: codes } },
    select: { code: true, organization: true },
  });
  // A plan of a body that has no unit here stands under that body's own code.
  return new Set(codes.map((code) => units.find((unit) => unit.code === code)?.organization ?? code));
}
