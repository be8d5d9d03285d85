import type { Path } from '../path.ts';

/**
 * The lead body chooses among proposals (xét chọn): approves, returns or rejects. When time is up the body is
 * reminded and the proposer told; nothing is approved by silence.
 */
export const select = (path: Path): Promise<void> => path.stay();
