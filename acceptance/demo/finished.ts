import type { ApiClient } from './client.ts';
import type { RoundView } from './story.ts';
import { good } from './story.ts';
import { untilSeen } from './until-seen.ts';

/** A round once it has heard that the last case in it is closed. @throws Error with what it stays at */
export const untilFinished = (client: ApiClient, roundId: string): Promise<RoundView> =>
  untilSeen<RoundView>(async () => {
    const round = good(await client.get<RoundView>(`/rounds/${roundId}`));
    if (round.state === 'finished') return { seen: round };
    const stages = JSON.stringify(round.nominationsByStage);
    return { instead: `round ${round.id} stays ${round.state}: ${stages}` };
  });
