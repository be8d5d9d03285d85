import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { changeDay } from '../cases/shared/calendar/change.ts';
import type { CalendarNews } from '../cases/shared/calendar/change.ts';
import { dateText } from '../cases/context.ts';
import { lockCalendar } from '../cases/reference.ts';
import { tellAll } from '../cases/tell.ts';
import { calendarStatuses } from '../domain/calendar.ts';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import type { CalendarDay } from '../prisma/generated/client.ts';
import { writeAs } from './acts.ts';
import { administratorRole, loadAdministration } from './administration.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOfAll } from './lists.ts';
import { requireOrNew } from './versions.ts';

const dayAnswer = z.object({
  date: z.string(),
  kind: z.string(),
  status: z.string(),
  /** What crosses a day that is neither confirmed nor withdrawn is marked as provisional. */
  confirmed: z.boolean(),
  source: z.string(),
  assumption: z.string().nullable(),
  version: z.number().int(),
});

const dayView = ({ date, kind, status, source, assumption, version }: CalendarDay) => ({
  date: dateText(date),
  kind,
  status,
  confirmed: status === 'confirmed',
  source,
  assumption,
  version,
});

const words = nameText(500);
/** Every open path is looked at twice. */
const LONG = { timeout: 60_000, maxWait: 10_000 };

/** Days off and swapped days, with the notice or article that says so. */
export const calendarEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/calendar',
      tag: 'organization',
      summary: 'Holidays and swapped days with their source, confirmed or not',
      login: true,
      query: listQuery,
      answer: { status: 200, schema: listOf(dayAnswer) },
    },
    async ({ deps, query }) => {
      const rows = await deps.db.calendarDay.findMany();
      return pageOfAll(query, rows.map(dayView), ({ date }) => date);
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/calendar/{date}',
      tag: 'organization',
      summary:
        'Enter (If-None-Match: *), confirm, change or withdraw a day (If-Match); what it moves is re-armed',
      login: true,
      roles: ['administrator'],
      params: z.object({ date: z.iso.date() }),
      body: z.strictObject({
        kind: z.enum(['off', 'working']),
        status: z.enum(calendarStatuses),
        source: words,
        assumption: words.optional(),
      }),
      answer: { status: 200, schema: dayAnswer },
      refusals: ['forbidden', 'not-found', 'version-required', 'version-stale'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const now = await deps.clock();
      const at = now.toISOString();
      const { units, hasDeployment } = await loadAdministration(deps.db, deps.settings, now);
      // It is every organization's: theirs who administer all, where somebody is named for that.
      if (hasDeployment && !person.ofDeployment) throw new Refusal('other-organization');
      const day = { date: call.params.date, ...call.body };
      if (headers.ifMatch === undefined && headers.ifNoneMatch !== '*') throw new Refusal('version-required');
      const by = administratorRole(person);
      const lock = (tx: Tx) => lockCalendar(tx, 'alone');
      const { row, news } = await writeAs(call, { by, lock, limits: LONG }, (tx) =>
        changeDay(tx, {
          day,
          by: { personId: person.id, role: 'administrator' },
          organization: units.get(by.unit)?.organization ?? '',
          at,
          agreed: (version) => requireOrNew(headers, version),
        }),
      );
      if (news) await tellSoon(deps, news);
      return dayView(row);
    },
  ),
];

/** How long the answer waits for the paths to be told; whom it did not reach, the sweep tells. */
const TELL_WITHIN_MS = 5_000;

async function tellSoon({ db, starting, logger }: ApiDeps, news: CalendarNews): Promise<void> {
  const { client } = starting;
  await client
    .withDeadline(Date.now() + TELL_WITHIN_MS, () => tellAll(db, starting, news))
    .catch((failure: unknown) =>
      logger.warn({ failure: failure instanceof Error ? failure.name : 'unknown' }, 'calendar: not all told'),
    );
}
