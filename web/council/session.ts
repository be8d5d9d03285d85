import { hooks } from '../client/client.ts';

/** No vote tells of itself as it is cast: its moment would say whose it is (docs/council.md). So the count is asked for. */
const COUNT_ASKED_MS = 1_500;

/**
 * A council session as it goes; while its vote is open the count of ballots is at most this old where it is watched: on the
 * wall, and by whoever leads the session.
 */
export const useSession = (id: string, { watched }: { watched: boolean }) =>
  hooks.useQuery(
    'get',
    '/council-sessions/{id}',
    { params: { path: { id } } },
    {
      refetchInterval: ({ state: { data } }) =>
        data?.state === 'open' && (watched || data.allowedActions.length > 0) ? COUNT_ASKED_MS : false,
    },
  );
