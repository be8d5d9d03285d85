import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import type { Nomination } from '../client/answers.ts';
import { hooks, sendTo } from '../client/client.ts';
import { serviceTime } from '../client/service-time.ts';
import { useKept } from '../parts/kept.ts';
import { DraftSaver, typedIn } from './draft-saver.ts';
import type { Draft, Kept } from './draft-saver.ts';
import { changesOf, valuesOf } from './draft.ts';

const keptOf = (nomination: Nomination): Kept => ({
  version: nomination.version,
  values: valuesOf(nomination),
});

/**
 * A draft that saves itself (`DraftSaver`). What is typed outlives a reload of the page until it has been saved; what
 * a colleague changes meanwhile appears where nothing was typed, and is pointed out where something was.
 */
export function useSavedDraft(nomination: Nomination) {
  const { id } = nomination;
  const queries = useQueryClient();
  const heard = keptOf(nomination);
  const [typed, keep, forget] = useKept<Draft>(`draft:${id}`, {
    kept: heard,
    values: heard.values,
    changed: [],
  });
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const [savedAt, setSavedAt] = useState<string>();
  const [saver] = useState(() => {
    // What the service answers is what the page shows: nothing has to be asked for again.
    const shown = (answer: Nomination): Kept => {
      const { queryKey } = hooks.queryOptions('get', '/nominations/{id}', { params: { path: { id } } });
      queries.setQueryData<Nomination>(queryKey, (known) =>
        known && known.version > answer.version ? known : answer,
      );
      return keptOf(answer);
    };
    const service = {
      save: async (changes: object, version: number) => {
        const answer = await sendTo<Nomination>('PATCH', `/nominations/${id}`, changes, { version });
        setSavedAt(serviceTime().toISOString());
        return shown(answer);
      },
      look: async () => shown(await sendTo<Nomination>('GET', `/nominations/${id}`)),
    };
    const told = () => {
      if (typedIn(saver.draft).length > 0) keep(saver.draft);
      else forget();
      redraw();
    };
    const saver: DraftSaver = new DraftSaver(typed, service, changesOf, told);
    return saver;
  });
  useEffect(() => {
    saver.start();
    return () => saver.stop();
  }, [saver]);
  useEffect(() => saver.heard(keptOf(nomination)), [saver, nomination]);
  const { draft, state, failure, saveNow, goOn, startOver } = saver;
  return {
    values: draft.values,
    set: (name: string) => (value: unknown) => saver.type(name, value),
    state,
    savedAt,
    failure,
    saveNow,
    changed: draft.changed,
    now: draft.kept.values,
    unkept: typedIn(draft),
    goOn,
    startOver,
  };
}
