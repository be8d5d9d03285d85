import type { Path } from '../path.ts';

/**
 * The unit drafts and submits, or amends what was returned to it. Ends with submission, withdrawal, or time: when
 * intake closes, or the window to amend does, what has not been submitted lapses.
 */
export const propose = (path: Path): Promise<void> => path.stay();
