import type { Response } from 'express';
import { pathKinds } from '../domain/path.ts';
import type { PathRef } from '../domain/path.ts';
import { Refusal } from '../domain/problems.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, sent } from './endpoint.ts';
import type { Happened } from './happenings.ts';
import { seenPaths } from './path-sight.ts';
import { personOf } from './log-in.ts';
import { loadUnits } from './sight.ts';

/** What comes within this time goes out as one event: 150 nominations of a session are not 150 questions. */
const GATHER_MS = 300;
/** A line now and then keeps proxies from closing the stream, and shows that its login is over. */
const HEARTBEAT_MS = 25_000;
/** Streams of one person: an office has many tabs open, a fault opens thousands. */
const STREAMS_MOST = 20;

const streams = new Map<string, number>();

export const eventEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/events',
      tag: 'events',
      summary:
        'Server-sent events: `changed` with the paths you may see that something was written down about, as [{kind, id}]; `organization`, and no more, where it was units, councils, people, ranks or the calendar',
      login: true,
      answer: { status: 200, contentType: 'text/event-stream' },
      refusals: ['too-many-requests'],
    },
    async ({ deps, person, req, res }) => {
      const leave = enter(person.id);
      let gathered: Happened[] = [];
      let timer: NodeJS.Timeout | undefined;
      // Looking on is not working: it keeps no session from ending for idleness.
      const now = () => personOf(deps, req, { isWork: false });
      const end = () => void res.end();
      const send = async () => {
        timer = undefined;
        const all = gathered;
        gathered = [];
        const paths = all.filter((one) => one !== 'organization');
        const caller = await now();
        if (!caller) {
          end();
          return;
        }
        const seen = await seenBy(deps, caller, paths);
        if (seen.length > 0) write(res, `event: changed\ndata: ${JSON.stringify(seen)}\n\n`);
        // Without a word of what: it is no secret that something changed, and each asks for what he may see.
        if (paths.length < all.length) write(res, 'event: organization\ndata: {}\n\n');
      };
      const heartbeat = setInterval(() => {
        void now().then((caller) => (caller ? write(res, ':\n\n') : end()), end);
      }, HEARTBEAT_MS);
      let unfollow = (): void => undefined;
      res.on('close', () => {
        unfollow();
        clearTimeout(timer);
        clearInterval(heartbeat);
        leave();
      });
      unfollow = await deps.happenings.follow({
        happened(what) {
          gathered.push(what);
          timer ??= setTimeout(() => void send().catch(end), GATHER_MS);
        },
        // The client comes again, and asks for everything anew: something may have happened meanwhile.
        lost: end,
      });
      if (res.destroyed) unfollow();
      res.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
      res.setHeader('X-Accel-Buffering', 'no');
      write(res, 'retry: 2000\n\n');
      return sent;
    },
  ),
];

/** Counts a person's streams. @returns counts this one out again. @throws Refusal `too-many-requests` */
function enter(personId: string): () => void {
  const open = streams.get(personId) ?? 0;
  if (open >= STREAMS_MOST) throw new Refusal('too-many-requests');
  streams.set(personId, open + 1);
  return () => {
    const left = (streams.get(personId) ?? 1) - 1;
    if (left > 0) streams.set(personId, left);
    else streams.delete(personId);
  };
}

function write(res: Response, text: string): void {
  if (!res.writableEnded) res.write(text);
}

/** Those of the paths that the person may see, each once. */
async function seenBy(deps: ApiDeps, person: CurrentPerson, paths: PathRef[]): Promise<PathRef[]> {
  const units = await loadUnits(deps);
  const seen = await Promise.all(
    pathKinds.map(async (kind) => {
      const ids = [...new Set(paths.filter((path) => path.kind === kind).map(({ id }) => id))];
      if (ids.length === 0) return [];
      return (await seenPaths[kind](deps.db, ids, person, units)).map(({ id }): PathRef => ({ kind, id }));
    }),
  );
  return seen.flat();
}
