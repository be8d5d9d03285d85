import type { Path } from '../path.ts';

/**
 * Văn phòng weighs the dossier: approves, returns for amendment, or rejects. When time is up its head is told,
 * then the organization's; nothing is approved by silence.
 */
export const review = (path: Path): Promise<void> => path.stay();
