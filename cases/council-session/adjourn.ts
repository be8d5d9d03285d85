import { sessionBodies } from '../../domain/act-bodies.ts';
import { dateOf, instantAt } from '../../domain/dates.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import type { Effect, SessionRow } from './row.ts';
import { endSitting } from './sittings.ts';

/**
 * Breaks a meeting off until another time: it lost its quorum, or the day was too short. What was cast and counted
 * stays; opened again, it takes attendance and quorum anew. A day alone means the hour of the first sitting.
 */
export async function adjourn(tx: Tx, row: SessionRow, { body, at }: Happening): Promise<Effect> {
  const { to, reason } = sessionBodies.adjourn.parse(body);
  const start = row.scheduledAt;
  const hour = start.getTime() - instantAt(dateOf(start), 0).getTime();
  const resumesAt = new Date(to.length === 10 ? instantAt(to, 0).getTime() + hour : to);
  refusePast(resumesAt, at);
  await endSitting(tx, row, at);
  return { columns: { resumesAt }, reason, detail: { to: resumesAt.toISOString() } };
}

/** More time for written opinions: whom the vote waits for is asked again. */
export function extendOpinions({ body, at }: Happening): Effect {
  const { to, reason } = sessionBodies.extend.parse(body);
  refusePast(new Date(to), at);
  return { columns: { absenteeUntil: new Date(to) }, reason, detail: { to: new Date(to).toISOString() } };
}

function refusePast(to: Date, at: string): void {
  if (to <= new Date(at)) throw new Refusal('invalid', [{ path: 'to', message: 'Thời điểm đã qua.' }]);
}
