import { useState } from 'react';
import { slotFor } from '../client/slots.ts';

/** State that outlives a reload of the page in this tab, for the person who is logged in; `forget` when it has been sent. */
export function useKept<T>(thing: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    const text = slotFor(thing).get();
    return text === null ? initial : (JSON.parse(text) as T);
  });
  const keep = (next: T) => {
    slotFor(thing).set(JSON.stringify(next));
    setValue(next);
  };
  return [value, keep, () => slotFor(thing).remove()];
}
