import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { loadAdministration } from '../administration.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { openFailures } from '../mail/failures.ts';
import { keepingOf } from '../mail/keepers.ts';
import { mailSeenBy } from '../mail/sight.ts';
import type { Task } from '../tasks.ts';
import type { Language } from './waiting.ts';

/** So many of them at a time: who has more begins with these. */
const LOOKED_AT = 1000;

/** Mail that did not arrive, for who can do something about it: one task for each recipient, and for each session. */
export async function mailTasks(deps: ApiDeps, person: CurrentPerson, language: Language): Promise<Task[]> {
  const { db } = deps;
  const administration = await loadAdministration(db, deps.settings, await deps.clock());
  const rows = await db.notification.findMany({
    where: { AND: [openFailures, await mailSeenBy(db, person, administration)] },
    orderBy: { createdAt: 'asc' },
    take: LOOKED_AT,
  });
  const keeping = await keepingOf(db, person, administration, rows);
  const gathered = new Map<string, { count: number; about: string; dueAt: DateText | null }>();
  for (const row of rows) {
    const kept = keeping.get(row.id);
    if (!kept?.isTask) continue;
    const isSession = kept.about?.kind === 'council-session' && kept.by?.role === 'council-secretary';
    const resource = isSession
      ? `/council-sessions/${row.pathId}`
      : `/notifications?open=1&recipient=${row.personId ?? row.unit ?? ''}`;
    const there = gathered.get(resource);
    if (there) there.count += 1;
    else
      gathered.set(resource, {
        count: 1,
        about: isSession ? (kept.about?.leadBody ?? '') : (row.unit ?? row.address),
        // Who is to come to a meeting must hear of it before.
        dueAt: isSession && kept.about?.meetsAt ? dateOf(kept.about.meetsAt) : null,
      });
  }
  return [...gathered].map(([resource, { count, about, dueAt }]) => ({
    kind: 'mail-not-delivered',
    resource,
    title: `${language === 'vi' ? `${count} thư` : `${count} mail${count === 1 ? '' : 's'}`} · ${about}`,
    dueAt,
    overdue: false,
    actions: ['resend', 'tell-otherwise'],
  }));
}
