import type { Path } from '../path.ts';

/**
 * The appraising body (thẩm định) agrees, returns or refuses, by an act of its own or by an answer on paper that the
 * body before it recorded.
 */
export const appraise = (path: Path): Promise<void> => path.stay();
