import { createHash } from 'node:crypto';
import type { Plan } from '../domain/plan-schema.ts';
import type { Tx } from './db.ts';
import type { Prisma } from './generated/client.ts';

/** What filing did. */
export interface Filed {
  code: string;
  version: number;
  /** The same plan as the version in force: no new version was made. */
  unchanged: boolean;
}

/** Files a plan as a new version, in a transaction of the caller's. What began under an older version ends under it. */
export async function filePlan(tx: Tx, plan: Plan, at: Date): Promise<Filed> {
  const { code } = plan;
  const hash = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
  await tx.movement.createMany({ data: [{ code, current: 0 }], skipDuplicates: true });
  await tx.$queryRaw`SELECT 1 FROM "Movement" WHERE code = ${code} FOR UPDATE`;
  const { current } = await tx.movement.findUniqueOrThrow({ where: { code } });
  const latest = await tx.movementVersion.findUnique({
    where: { code_version: { code, version: current } },
  });
  if (latest?.hash === hash) return { code, version: current, unchanged: true };
  const version = current + 1;
  const kept = plan as unknown as Prisma.InputJsonObject;
  await tx.movementVersion.create({ data: { code, version, plan: kept, hash, filedAt: at } });
  await tx.movement.update({ where: { code }, data: { current: version } });
  return { code, version, unchanged: false };
}
