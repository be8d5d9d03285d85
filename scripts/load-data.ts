import type { ConnectedSettings } from '../settings.ts';

/** Loads what a first start needs; nothing yet. */
export async function loadData(_settings: ConnectedSettings): Promise<void> {}
