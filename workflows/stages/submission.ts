import type { Path } from '../path.ts';

/** A tờ trình is written and signed; its dispatch, which comes as news, carries the nomination to the next body. */
export const submit = (path: Path): Promise<void> => path.stay();
