import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where the mailbox of a chaos run keeps the Message-IDs that came, and reads how it is to behave. */
export const receivedFile = (folder: string): string => path.join(folder, 'received');
export const moodFile = (folder: string): string => path.join(folder, 'mail-mood');

/** `puts-off`: 451 for every recipient. `drops`: keeps each mail and dies instead of saying yes. */
export type Mood = 'takes' | 'puts-off' | 'drops';
export const setMood = (folder: string, mood: Mood): void => writeFileSync(moodFile(folder), mood);

/** Message-IDs in the order in which they came, each as often as it came. */
export function receivedIn(folder: string): string[] {
  try {
    return readFileSync(receivedFile(folder), 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
