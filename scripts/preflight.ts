import { groundFault } from './setup/ground.mjs';
import type { Ground } from './setup/ground.mjs';

/**
 * What a start would otherwise find out only after minutes of work: whether the port can be had, and whether there is room.
 * For the holder of the data folder's lock, after what an earlier start had left running is gone.
 * @throws Error of one line for people
 */
export async function checkGround({ host, port, dataDir }: Ground, leastFreeMb?: number): Promise<void> {
  const fault = await groundFault({ host, port, dataDir }, leastFreeMb);
  if (fault !== undefined) throw new Error(fault);
}
