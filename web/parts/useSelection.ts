import { useState } from 'react';

/** Which rows of a list are chosen, by id; those that are gone fall out. */
export function useSelection(ids: string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const there = ids.filter((id) => chosen.has(id));
  return {
    chosen: there,
    has: (id: string) => chosen.has(id),
    toggle: (id: string) => {
      const next = new Set(there);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    toggleAll: () => setChosen(new Set(there.length === ids.length ? [] : ids)),
    clear: () => setChosen(new Set()),
  };
}
