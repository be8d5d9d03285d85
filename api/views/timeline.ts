import { z } from 'zod';
import { pathKinds } from '../../domain/path.ts';
import type { PathKind, PathRef } from '../../domain/path.ts';
import type { Db } from '../../prisma/db.ts';

export const timelineSchema = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      version: z.number().int(),
      act: z.string(),
      by: z
        .object({
          name: z.string(),
          role: z.string().nullable(),
          unit: z.string().nullable(),
          /** In whose place. */
          for: z.string().optional(),
        })
        .nullable(),
      /** Of what came by another path: that path, where whoever did it is named. */
      cause: z.object({ kind: z.enum(pathKinds), id: z.string() }).nullable(),
      onBehalf: z.unknown().nullable(),
      from: z.object({ stage: z.string(), step: z.number().int().nullable() }),
      to: z.object({ stage: z.string(), step: z.number().int().nullable() }),
      reason: z.string().nullable(),
      detail: z.unknown(),
      mail: z.array(
        z.object({
          ...{ event: z.string(), to: z.string(), state: z.string(), sentAt: z.string().nullable() },
          /** Of one that did not arrive: since when that is known, by which code, and when somebody saw to it. */
          ...{
            failedAt: z.string().nullable(),
            error: z.string().nullable(),
            settledAt: z.string().nullable(),
          },
        }),
      ),
    }),
  ),
});

/** The story of a path, oldest first. Mail names the unit or the person written to, not the address. */
export async function timelineOf(db: Db, path: PathRef): Promise<z.infer<typeof timelineSchema>> {
  const where = { pathKind: path.kind, pathId: path.id };
  const [transitions, news, mail] = await Promise.all([
    db.transition.findMany({ where, orderBy: { version: 'asc' } }),
    db.wake.findMany({ where }),
    db.notification.findMany({ where, orderBy: { createdAt: 'asc' } }),
  ]);
  const ids = [
    ...transitions.flatMap((row) => [row.personId, row.forId]),
    ...mail.map((row) => row.personId),
  ].filter((id) => id !== null);
  const codes = mail.map((row) => row.unit).filter((unit) => unit !== null);
  const [people, units] = await Promise.all([
    db.person.findMany({ where: { id: { in: ids } } }),
    db.unit.findMany({ where: { code: { in: codes } } }),
  ]);
  const names = new Map(people.map((person) => [person.id, person.displayName]));
  const unitNames = new Map(units.map(({ code, name }) => [code, name]));
  const causes = new Map(
    news.map(({ actId, fromKind, fromId }) => [actId, { kind: fromKind as PathKind, id: fromId }]),
  );
  return {
    items: transitions.map((t) => ({
      at: t.at.toISOString(),
      version: t.version,
      act: t.act,
      by: t.personId
        ? {
            ...{ name: names.get(t.personId) ?? '—', role: t.role, unit: t.unit },
            ...(t.forId ? { for: names.get(t.forId) ?? '—' } : {}),
          }
        : null,
      cause: causes.get(t.actId) ?? null,
      onBehalf: t.onBehalf,
      from: { stage: t.fromStage, step: t.fromStep },
      to: { stage: t.toStage, step: t.toStep },
      reason: t.reason,
      detail: t.detail,
      // A mail belongs to the transition whose time on the path's clock it carries.
      mail: mail
        .filter((m) => m.at.getTime() === t.at.getTime())
        .map((m) => ({
          event: m.event,
          to: names.get(m.personId ?? '') ?? unitNames.get(m.unit ?? '') ?? m.recipient,
          state: m.state,
          sentAt: m.sentAt?.toISOString() ?? null,
          failedAt: m.failedAt?.toISOString() ?? null,
          error: m.state === 'failed' ? m.lastError : null,
          settledAt: m.settledAt?.toISOString() ?? null,
        })),
    })),
  };
}
