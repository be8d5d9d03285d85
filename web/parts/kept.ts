import { useState } from 'react';

/** State that outlives a reload of the page in this tab; `forget` when it has been sent. */
export function useKept<T>(slot: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    const text = sessionStorage.getItem(slot);
    return text === null ? initial : (JSON.parse(text) as T);
  });
  const keep = (next: T) => {
    sessionStorage.setItem(slot, JSON.stringify(next));
    setValue(next);
  };
  return [value, keep, () => sessionStorage.removeItem(slot)];
}
