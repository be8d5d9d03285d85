import type { Path } from '../path.ts';

/**
 * The council votes, its head agrees, the cut fits what passed into the quota. All three come as news from the
 * session and the round; the nomination stays here until it is selected, or closed by one of them.
 */
export const vote = (path: Path): Promise<void> => path.stay();
