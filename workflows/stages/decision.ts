import type { Path } from '../path.ts';

/**
 * The decision: the organization's own head decides (Giấy khen), or the deciding body's paper comes back as news
 * from the submission (Bằng khen).
 */
export const decide = (path: Path): Promise<void> => path.stay();
